"""The library: templates that every account may take. Words are in Chinese and in English.

A title of number 1001 is taken as a *category* template, `1001` with chosen keywords whose places are named after the
kind of value they take (`thing2`), or as an older *industry* template, `TM01001`, with places `first`, `keyword1`, ...,
`remark` that take anything.
"""

from typing import Literal

import msgspec

Language = Literal["zh", "en"]
Words = tuple[str, str]

CATEGORIES: dict[int, Words] = {
    101: ("购物", "Shopping"),
    102: ("物流", "Delivery"),
    103: ("生活服务", "Local services"),
    104: ("公共服务", "Public services"),
    105: ("教育", "Education"),
    106: ("餐饮", "Food and drink"),
    107: ("出行", "Transport"),
}


class Keyword(msgspec.Struct, frozen=True):
    """Something a title can tell. `number` is its kid."""

    number: int
    kind: str
    names: Words
    example: str

    @property
    def place(self) -> str:
        return f"{self.kind}{self.number}"


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """A template of the library."""

    number: int
    names: Words
    category: int
    industry: int
    keywords: tuple[Keyword, ...]
    is_long_term: bool = False

    @property
    def industry_code(self) -> str:
        """How the older kind of template is named."""
        return f"TM{self.number:05}"


def word(words: Words, language: Language) -> str:
    """The Chinese or the English of it."""
    return words[1 if language == "en" else 0]


def _title(
    number: int, names: Words, category: int, industry: int, *told: tuple[str, str, str, str], long_term: bool = False
) -> Title:
    keywords = tuple(
        Keyword(place, kind, (zh, en), example) for place, (kind, zh, en, example) in enumerate(told, start=1)
    )
    return Title(
        number=number, names=names, category=category, industry=industry, keywords=keywords, is_long_term=long_term
    )


_ORDER = ("character_string", "订单编号", "Order", "20260801001")

TITLES: dict[int, Title] = {
    title.number: title
    for title in (
        _title(
            1001, ("订单支付成功", "Order paid"), 101, 1, _ORDER,
            ("thing", "商品", "Goods", "龙井茶 250 克"),
            ("amount", "金额", "Amount", "¥86.40"),
            ("time", "支付时间", "Paid at", "2026-08-01 09:30"),
            ("thing", "商家", "Shop", "巷口茶馆"),
        ),
        _title(
            1002, ("发货通知", "Order shipped"), 102, 13, _ORDER,
            ("thing", "商品", "Goods", "龙井茶 250 克"),
            ("thing", "快递公司", "Carrier", "胡同快递"),
            ("character_string", "快递单号", "Parcel", "HT0012345678"),
            ("time", "发货时间", "Shipped at", "2026-08-01 15:00"),
        ),
        _title(
            1003, ("退款通知", "Refund"), 101, 1, _ORDER,
            ("amount", "退款金额", "Refunded", "¥86.40"),
            ("thing", "退款原因", "Reason", "商品缺货"),
            ("time", "退款时间", "Refunded at", "2026-08-02 10:00"),
        ),
        _title(
            1004, ("预约成功", "Appointment made"), 103, 24,
            ("name", "预约人", "Name", "李雷"),
            ("thing", "预约项目", "For", "口腔检查"),
            ("time", "预约时间", "At", "2026-08-03 14:00"),
            ("thing", "地点", "Place", "三楼 302 室"),
            ("phone_number", "联系电话", "Phone", "010-12345678"),
        ),
        _title(
            1005, ("预约提醒", "Appointment reminder"), 103, 24,
            ("thing", "预约项目", "For", "口腔检查"),
            ("time", "预约时间", "At", "2026-08-03 14:00"),
            ("thing", "地点", "Place", "三楼 302 室"),
            ("thing", "备注", "Note", "请提前十分钟到达"),
        ),
        _title(
            1006, ("缴费提醒", "Bill due"), 104, 21,
            ("character_string", "户号", "Account", "3100012345"),
            ("amount", "应缴金额", "Due", "¥86.40"),
            ("date", "截止日期", "Due on", "2026-08-31"),
            ("thing", "地址", "Address", "柳荫胡同 7 号"),
        ),
        _title(
            1007, ("服务进度", "Service progress"), 104, 21,
            ("character_string", "工单号", "Ticket", "R20260801"),
            ("thing", "服务内容", "What", "水管漏水"),
            ("phrase", "状态", "Status", "处理中"),
            ("time", "更新时间", "Updated", "2026-08-01 16:20"),
        ),
        _title(
            1008, ("上课提醒", "Class reminder"), 105, 16,
            ("thing", "课程", "Course", "书法入门"),
            ("name", "老师", "Teacher", "韩老师"),
            ("time", "上课时间", "Starts", "2026-08-05 19:00"),
            ("thing", "教室", "Room", "文化馆二楼"),
        ),
        _title(
            1009, ("排队叫号", "Your turn soon"), 106, 10,
            ("character_string", "排队号", "Number", "A023"),
            ("thing", "门店", "Shop", "巷口面馆"),
            ("number", "前方等待", "Ahead of you", "3"),
            ("time", "取号时间", "Taken at", "12:05"),
        ),
        _title(
            1010, ("停车缴费", "Parking fee"), 107, 25,
            ("car_number", "车牌号", "Car", "京A12345"),
            ("thing", "停车场", "Car park", "东门停车场"),
            ("amount", "金额", "Fee", "¥10.00"),
            ("time", "入场时间", "Entered", "2026-08-01 08:10"),
        ),
        _title(
            1011, ("积分变动", "Points changed"), 101, 31,
            ("thing", "会员", "Member", "金卡会员"),
            ("number", "本次变动", "Change", "20"),
            ("number", "当前积分", "Points now", "320"),
            ("time", "变动时间", "At", "2026-08-01 09:30"),
        ),
        _title(
            1012, ("停水停电通知", "Planned outage"), 104, 21,
            ("thing", "影响区域", "Where", "柳荫胡同 1–20 号"),
            ("thing", "原因", "Why", "管网检修"),
            ("time", "开始时间", "From", "2026-08-06 09:00"),
            ("time", "恢复时间", "Until", "2026-08-06 17:00"),
            long_term=True,
        ),
    )
}  # fmt: skip
"""Our own list: the wire's library belongs to WeChat, and its numbers mean nothing here."""


def content_of(title: Title, keywords: tuple[Keyword, ...], language: Language) -> str:
    """The text of a template with these keywords."""
    return "\n".join(
        word(keyword.names, language) + _colon(language) + "{{" + keyword.place + ".DATA}}" for keyword in keywords
    )


def example_of(keywords: tuple[Keyword, ...], language: Language) -> str:
    """The same, filled in."""
    return "\n".join(word(keyword.names, language) + _colon(language) + keyword.example for keyword in keywords)


def industry_content_of(title: Title, language: Language) -> str:
    """The text of the older kind of template: all keywords in their order, between a first and a last line."""
    lines = [
        word(keyword.names, language) + _colon(language) + "{{keyword" + str(place) + ".DATA}}"
        for place, keyword in enumerate(title.keywords, start=1)
    ]
    return "\n".join(["{{first.DATA}}", *lines, "{{remark.DATA}}"])


def _colon(language: Language) -> str:
    return ": " if language == "en" else "："
