"""Names of accounts and owners: what may be one, and plausible ones for a lab."""

import unicodedata

from hutong.apps import errors

MIN_WIDTH, MAX_WIDTH = 4, 30
MAX_INTRO_LENGTH = 120
COLOURS = ("water", "moss", "plum", "kiln", "haw", "slate")

_PLACES = (
    ("清河", "Qinghe"), ("云溪", "Yunxi"), ("松岭", "Songling"), ("临湖", "Linhu"),
    ("槐安", "Huaian"), ("青石", "Qingshi"), ("南桥", "Nanqiao"), ("柳泉", "Liuquan"),
    ("望山", "Wangshan"), ("竹里", "Zhuli"), ("白塔", "Baita"), ("东篱", "Dongli"),
)  # fmt: skip
_TRADES = (
    ("茶舍", "Tea House"), ("书店", "Books"), ("花坊", "Flowers"), ("面馆", "Noodles"),
    ("剧场", "Theatre"), ("单车", "Bicycles"), ("影像", "Pictures"), ("陶艺", "Pottery"),
    ("农场", "Farm"), ("诊所", "Clinic"), ("学堂", "School"), ("驿站", "Post"),
)  # fmt: skip
_FAMILY = (
    ("李", "Li"), ("王", "Wang"), ("陈", "Chen"), ("林", "Lin"),
    ("周", "Zhou"), ("沈", "Shen"), ("许", "Xu"), ("顾", "Gu"),
)  # fmt: skip
_GIVEN = (
    ("雨晴", "Yuqing"), ("子涵", "Zihan"), ("明远", "Mingyuan"), ("思源", "Siyuan"), ("若溪", "Ruoxi"),
    ("嘉宁", "Jianing"), ("一凡", "Yifan"), ("书瑶", "Shuyao"), ("景行", "Jingxing"), ("安然", "Anran"),
)  # fmt: skip


def accepted(name: str) -> str:
    """The name if an account may be called so.

    Raises: NameNotPlain · NameLengthWrong
    """
    if name != name.strip() or any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in name):
        raise errors.NameNotPlain()
    if not MIN_WIDTH <= width(name) <= MAX_WIDTH:
        raise errors.NameLengthWrong(min=MIN_WIDTH, max=MAX_WIDTH, width=width(name))
    return name


def accepted_intro(intro: str) -> str:
    """The introduction if it is not too long. Raises: IntroTooLong"""
    if len(intro) > MAX_INTRO_LENGTH:
        raise errors.IntroTooLong(max=MAX_INTRO_LENGTH, length=len(intro))
    return intro


def width(text: str) -> int:
    """How wide a name is: a Chinese character, or any other wide one, counts two."""
    return sum(2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1 for letter in text)


def folded(name: str) -> str:
    """What two names that count as the same have in common."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def invented_company(chance: bytes, language: str) -> str:
    """A company that could exist."""
    (place, place_en), (trade, trade_en) = _drawn(_PLACES, chance[0]), _drawn(_TRADES, chance[1])
    return f"{place_en} {trade_en} Ltd" if language == "en" else f"{place}{trade}有限公司"


def invented_person(chance: bytes, language: str) -> str:
    """A person who could exist."""
    (family, family_en), (given, given_en) = _drawn(_FAMILY, chance[0]), _drawn(_GIVEN, chance[1])
    return f"{family_en} {given_en}" if language == "en" else f"{family}{given}"


def invented_account(chance: bytes, language: str) -> str:
    """An account that could exist; the number keeps the names of a large lab apart."""
    (place, place_en), (trade, trade_en) = _drawn(_PLACES, chance[0]), _drawn(_TRADES, chance[1])
    number = int.from_bytes(chance[2:4]) % 10_000
    return f"{place_en} {trade_en} {number:04}" if language == "en" else f"{place}{trade}{number:04}"


def _drawn(words: tuple[tuple[str, str], ...], byte: int) -> tuple[str, str]:
    return words[byte % len(words)]
