"""Categories: in what a program may serve, and who may. Numbers and names are this instance's own.

An individual finds the closed ones in the list, with the kind of owner that may choose them.
"""

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction, query
from hutong.mini import programs
from hutong.mini.errors import categories as errors
from hutong.mini.models.programs import Program, Service
from hutong.mini.models.programs import programs as table

MOST_SERVICES = 5
MOST_PAPERS = 5


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the list, two levels deep."""

    first: int
    second: int
    name: str
    name_en: str
    group: str
    group_en: str
    for_individuals: bool
    papers: str
    """What its owner has to show, "" where nothing; `papers_en` says the same."""
    papers_en: str


_GROUPS: tuple[tuple[int, str, str, tuple[tuple[int, str, str, bool, str, str], ...]], ...] = (
    (1, "工具", "Tools", (
        (101, "记账", "Book-keeping", True, "", ""),
        (102, "日历", "Calendars", True, "", ""),
        (103, "天气", "Weather", True, "", ""),
        (104, "备忘录", "Notes and lists", True, "", ""),
        (105, "计算器", "Calculators", True, "", ""),
        (106, "效率", "Getting things done", True, "", ""),
        (107, "信息查询", "Look-ups", True, "", ""),
        (108, "图片处理", "Pictures", False, "", ""),
    )),
    (2, "生活服务", "Everyday services", (
        (201, "家政", "Household help", False, "", ""),
        (202, "丽人", "Hair and beauty", False, "", ""),
        (203, "宠物", "Pets", False, "", ""),
        (204, "环保回收", "Recycling", True, "", ""),
        (205, "婚庆", "Weddings", False, "", ""),
    )),
    (3, "餐饮", "Food and drink", (
        (301, "菜谱", "Recipes", True, "", ""),
        (302, "餐厅排队", "Queues of restaurants", True, "", ""),
        (303, "点评与推荐", "Reviews of restaurants", False, "", ""),
        (304, "点餐与外卖", "Orders and delivery", False, "食品经营许可证", "Food business licence"),
    )),
    (4, "商家自营", "Own shop", (
        (401, "服装与日用", "Clothes and household goods", False, "", ""),
        (402, "食品", "Food", False, "食品经营许可证", "Food business licence"),
        (403, "图书与音像", "Books and records", False, "出版物经营许可证", "Publications licence"),
        (404, "预售", "Sales in advance", False, "", ""),
    )),
    (5, "教育", "Education", (
        (501, "在线练习", "Exercises", True, "", ""),
        (502, "教育信息服务", "Information on education", True, "", ""),
        (503, "学历教育", "Schools", False, "办学许可证", "School licence"),
        (504, "培训机构", "Training", False, "办学许可证", "School licence"),
    )),
    (6, "出行与交通", "Getting about", (
        (601, "骑行", "Cycling", True, "", ""),
        (602, "停车", "Parking", False, "", ""),
        (603, "公交与地铁", "Buses and metros", False, "公交运营证明", "Proof of operation"),
        (604, "网约车", "Cars with drivers", False, "网约车经营许可证", "Carriage licence"),
    )),
    (7, "体育与旅游", "Sports and travel", (
        (701, "体育赛事与训练", "Matches and training", True, "", ""),
        (702, "旅游攻略", "Travel guides", True, "", ""),
        (703, "酒店服务", "Hotels", False, "特种行业许可证", "Hotel licence"),
        (704, "门票", "Tickets", False, "", ""),
    )),
    (8, "社交", "Social", (
        (801, "笔记与社区", "Notes and forums", False, "非经营性互联网信息服务备案", "Filing of the service"),
        (802, "问答", "Questions and answers", False, "", ""),
    )),
    (9, "文娱", "Culture", (
        (901, "资讯", "News of culture", False, "互联网新闻信息服务许可证", "News licence"),
        (902, "视频", "Video", False, "信息网络传播视听节目许可证", "Video licence"),
        (903, "小说与阅读", "Reading", False, "网络出版服务许可证", "Publishing licence"),
        (904, "乐谱与乐器", "Music making", True, "", ""),
    )),
    (10, "医疗", "Health", (
        (1001, "健康信息", "Information on health", False, "", ""),
        (1002, "就医服务", "Clinics", False, "医疗机构执业许可证", "Clinic licence"),
        (1003, "药品销售", "Medicines", False, "药品经营许可证", "Pharmacy licence"),
    )),
    (11, "金融", "Finance", (
        (1101, "银行", "Banks", False, "金融许可证", "Banking licence"),
        (1102, "保险", "Insurance", False, "保险业务许可证", "Insurance licence"),
        (1103, "证券与基金", "Securities and funds", False, "证券期货业务许可证", "Securities licence"),
    )),
    (12, "政务民生", "Government", (
        (1201, "政务服务", "Public services", False, "组织机构代码证", "Proof of the body"),
        (1202, "公益", "Charity", False, "社会团体法人登记证书", "Registration of the charity"),
    )),
)  # fmt: skip

TABLE: dict[tuple[int, int], Category] = {
    (first, second): Category(
        first=first,
        second=second,
        name=name,
        name_en=name_en,
        group=group,
        group_en=group_en,
        for_individuals=for_individuals,
        papers=papers,
        papers_en=papers_en,
    )
    for first, group, group_en, inside in _GROUPS
    for second, name, name_en, for_individuals, papers, papers_en in inside
}
# Lists are kept as JSON; a text in them says no more than that a look is worth while.
_with_waiting = query(
    table.select()
    .where(sa.type_coerce(table.c.services, sa.Text()).contains('"state":"waiting"', autoescape=True))
    .order_by(table.c.created_at)
    .limit(200),
    Program,
)

FIRST_OF_ALL = (1, 106)
"""What a lab's program serves in when nobody says."""


def add(
    tx: Transaction, app_id: str, first: int, second: int, *, papers: list[str] | None = None, looked_at: bool = False
) -> Program:
    """Serve in one category more. Papers are looked at by whoever reviews; `looked_at` says that they were.

    Raises: ProgramNotFound · CategoryUnknown · CategoryThere · CategoryClosed · TooManyCategories · PapersMissing ·
            TooManyPapers
    """
    app, program = programs.app_of(tx, app_id), programs.kept(tx, app_id)
    category = allowed(app, first, second)
    if any((service.first, service.second) == (first, second) for service in program.services):
        raise errors.CategoryThere()
    if len(program.services) >= MOST_SERVICES:
        raise errors.TooManyCategories(max=MOST_SERVICES)
    shown = papers or []
    if len(shown) > MOST_PAPERS:
        raise errors.TooManyPapers(max=MOST_PAPERS)
    if category.papers and not shown and not looked_at:
        raise errors.PapersMissing(papers=category.papers, papers_en=category.papers_en)
    is_waiting = bool(category.papers) and not looked_at
    service = Service(first=first, second=second, state="waiting" if is_waiting else "passed", papers=shown)
    return tx.update(program, services=[*program.services, service])


def remove(tx: Transaction, app_id: str, first: int, second: int) -> Program:
    """Serve in a category no longer. Raises: ProgramNotFound · CategoryNotHeld · LastCategory"""
    program = programs.kept(tx, app_id)
    left = [service for service in program.services if (service.first, service.second) != (first, second)]
    if len(left) == len(program.services):
        raise errors.CategoryNotHeld()
    if not left and program.release_id is not None:
        raise errors.LastCategory()
    return tx.update(program, services=left)


def decide(tx: Transaction, app_id: str, first: int, second: int, *, passed: bool, reason: str = "") -> Program:
    """Say whether the papers of a category will do. Raises: ProgramNotFound · CategoryNotHeld"""
    program = programs.kept(tx, app_id)
    if not any((service.first, service.second) == (first, second) for service in program.services):
        raise errors.CategoryNotHeld()
    decided = [
        msgspec.structs.replace(service, state="passed" if passed else "refused", reason=reason)
        if (service.first, service.second) == (first, second)
        else service
        for service in program.services
    ]
    return tx.update(program, services=decided)


def waiting(read: Reader) -> list[Program]:
    """Programs with a category whose papers wait to be looked at, the oldest first."""
    found = read.many(_with_waiting)
    return [program for program in found if any(service.state == "waiting" for service in program.services)]


def allowed(app: apps.AppView, first: int, second: int) -> Category:
    """The category, if the owner's kind may serve in it. Raises: CategoryUnknown · CategoryClosed"""
    category = TABLE.get((first, second))
    if category is None:
        raise errors.CategoryUnknown(first=first, second=second)
    if app.owner_kind == "individual" and not category.for_individuals:
        raise errors.CategoryClosed(needs="company", first=first, second=second)
    return category
