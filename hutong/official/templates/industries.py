"""The industries an account may say it is in, by the numbers of the wire, and changing them."""

from datetime import timedelta

from hutong.kernel.db import Reader, Transaction
from hutong.official.errors.templates import IndustryChangedLately, IndustryUnknown
from hutong.official.models.templates import Industries, industries

CHANGED_APART = timedelta(days=30)

NAMES: dict[int, tuple[str, str]] = {
    number: (first, second)
    for number, (first, second) in enumerate(
        (
            ("IT科技", "互联网|电子商务"),
            ("IT科技", "IT软件与服务"),
            ("IT科技", "IT硬件与设备"),
            ("IT科技", "电子技术"),
            ("IT科技", "通信与运营商"),
            ("IT科技", "网络游戏"),
            ("金融业", "银行"),
            ("金融业", "证券|基金|理财|信托"),
            ("金融业", "保险"),
            ("餐饮", "餐饮"),
            ("酒店旅游", "酒店"),
            ("酒店旅游", "旅游"),
            ("运输与仓储", "快递"),
            ("运输与仓储", "物流"),
            ("运输与仓储", "仓储"),
            ("教育", "培训"),
            ("教育", "院校"),
            ("政府与公共事业", "学术科研"),
            ("政府与公共事业", "交警"),
            ("政府与公共事业", "博物馆"),
            ("政府与公共事业", "政府|公共事业|非盈利机构"),
            ("医药护理", "医药医疗"),
            ("医药护理", "护理美容"),
            ("医药护理", "保健与卫生"),
            ("交通工具", "汽车相关"),
            ("交通工具", "摩托车相关"),
            ("交通工具", "火车相关"),
            ("交通工具", "飞机相关"),
            ("房地产", "房地产|建筑"),
            ("房地产", "物业"),
            ("消费品", "消费品"),
            ("商业服务", "法律"),
            ("商业服务", "广告|会展"),
            ("商业服务", "中介服务"),
            ("商业服务", "检测|认证"),
            ("商业服务", "会计|审计"),
            ("文体娱乐", "文化|传媒"),
            ("文体娱乐", "体育"),
            ("文体娱乐", "娱乐休闲"),
            ("印刷", "打印|印刷"),
            ("其它", "其它"),
        ),
        start=1,
    )
}


def of(read: Reader, app_id: str) -> Industries:
    """The account's industries. Raises: IndustryUnknown when it has named none"""
    found = find(read, app_id)
    if found is None:
        raise IndustryUnknown()
    return found


def find(read: Reader, app_id: str) -> Industries | None:
    """The account's industries, None when it has named none: then every template fits."""
    return read.one(industries.by_key, app_id=app_id)


def choose(tx: Transaction, app_id: str, primary: str, secondary: str) -> Industries:
    """Name the account's industries, once a month.

    Raises: IndustryUnknown · IndustryChangedLately
    """
    chosen = [_number(primary), _number(secondary)]
    row, is_new = tx.get_or_add(Industries(app_id=app_id, primary=chosen[0], secondary=chosen[1], changed_at=tx.now))
    if is_new:
        return row
    if tx.now - row.changed_at < CHANGED_APART:
        raise IndustryChangedLately()
    return tx.update(row, primary=chosen[0], secondary=chosen[1], changed_at=tx.now)


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 2 else 0
    if number not in NAMES:
        raise IndustryUnknown(industry_id=text[:32])
    return number
