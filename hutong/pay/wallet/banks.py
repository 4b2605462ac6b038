"""The play banks: names of our own, in both languages, and a colour."""

import msgspec

from hutong.pay.models.wallet import CREDIT


class Bank(msgspec.Struct, frozen=True):
    """A bank as people see it; `code` is how the wire of payments spells its cards."""

    name: str
    name_zh: str
    code: str
    colour: str

    def name_in(self, language: str) -> str:
        """Its name for who reads this language."""
        return self.name_zh if language.startswith("zh") else self.name


BANKS = {
    "drum_tower": Bank("Drum Tower Bank", "鼓楼银行", "CMB", "haw"),
    "bell_tower": Bank("Bell Tower Bank", "钟楼银行", "ICBC", "moss"),
    "lotus_lane": Bank("Lotus Lane Bank", "荷花里银行", "CCB", "water"),
}
BALANCE_TYPE = "OTHERS"


def balance_in(language: str) -> str:
    """What the balance is called."""
    return "零钱" if language.startswith("zh") else "Balance"


def type_of(bank: str, kind: str) -> str:
    """How a merchant is told of the card, such as CMB_CREDIT."""
    return f"{BANKS[bank].code}_{'CREDIT' if kind == CREDIT else 'DEBIT'}"
