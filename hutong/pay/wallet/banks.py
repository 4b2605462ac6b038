"""The play banks: names of our own, in both languages, and a colour."""

import msgspec

from hutong.pay.models.wallet import CREDIT


class Bank(msgspec.Struct, frozen=True):
    """A bank as people see it; `code` is how the wire of payments spells its cards."""

    name: str
    name_zh: str
    code: str
    colour: str


BANKS = {
    "drum_tower": Bank("Drum Tower Bank", "鼓楼银行", "CMB", "#b5483a"),
    "bell_tower": Bank("Bell Tower Bank", "钟楼银行", "ICBC", "#2f6b5e"),
    "lotus_lane": Bank("Lotus Lane Bank", "荷花里银行", "CCB", "#3d5a9e"),
}
BALANCE_TYPE = "OTHERS"


def type_of(bank: str, kind: str) -> str:
    """How a merchant is told of the card, such as CMB_CREDIT."""
    return f"{BANKS[bank].code}_{'CREDIT' if kind == CREDIT else 'DEBIT'}"
