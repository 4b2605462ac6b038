"""The scenes of transfers that a person confirms: why money is given, and what has to be told of it."""

from hutong.pay.errors.payouts import SceneReportWrong, SceneUnknown
from hutong.pay.models.payouts import ReportInfo

# The list grows; a scene without words of its own asks for one reason at least.
SCENES: dict[str, tuple[str, ...]] = {
    "1000": ("活动名称", "奖励说明"),
    "1002": ("补贴类型",),
    "1004": ("保险产品备案编号", "保险名称", "保险操作单号"),
    "1005": ("岗位类型", "报酬说明"),
    "1006": (),
    "1009": ("采购商品名称",),
    "1010": ("回收商品名称",),
    "1011": ("赔付原因",),
    "1013": ("公益活动名称", "公益活动备案编号"),
}


def check(scene_id: str, told: list[ReportInfo]) -> None:
    """Raises: SceneUnknown · SceneReportWrong"""
    wanted = SCENES.get(scene_id)
    if wanted is None:
        raise SceneUnknown(scene=scene_id)
    given = sorted(info.info_type for info in told)
    if (given != sorted(wanted)) if wanted else not given:
        raise SceneReportWrong(scene=scene_id, wanted="、".join(wanted) or "至少一条报备信息")
