"""What accounts are called: the chart of accounts. docs/explanation/ledger.md tells it to people."""

from typing import NamedTuple

LANE = "lane"
UNSETTLED = "unsettled"
BALANCE = "balance"


class Name(NamedTuple):
    """Whose account it is, and what for."""

    owner: str
    purpose: str

    @property
    def is_busy(self) -> bool:
        """Whether credits are only inserted, to be folded later, so that payers never queue on its row."""
        return self.is_endless or self.purpose == UNSETTLED

    @property
    def is_endless(self) -> bool:
        """Whether it has no floor: what the lane's own accounts lack is what everybody else has together."""
        return self.owner == LANE

    @property
    def card_id(self) -> str | None:
        """Which bank card it is, if it is one."""
        kind, _, card_id = self.purpose.partition(":")
        return card_id if kind == "card" else None

    @property
    def is_of_person(self) -> bool:
        """Whether a person's wallet shows it."""
        return self.owner.startswith("person:")


def person(person_id: int) -> Name:
    """A person's balance."""
    return Name(f"person:{person_id}", BALANCE)


def bank_card(card_id: str, person_id: int) -> Name:
    """What lies at the bank behind a card of a person; negative down to its limit on a credit card."""
    return Name(f"person:{person_id}", f"card:{card_id}")


def merchant(mchid: str) -> Name:
    """What a merchant took in and has not been settled yet."""
    return Name(f"merchant:{mchid}", UNSETTLED)


def merchant_available(mchid: str) -> Name:
    """What a merchant may spend: settled money and what they funded."""
    return Name(f"merchant:{mchid}", "available")


def merchant_frozen(mchid: str) -> Name:
    """What lies aside until a merchant's payments have been shared."""
    return Name(f"merchant:{mchid}", "frozen")


def bank() -> Name:
    """Where play money comes from, and where the operator's desk keeps real money."""
    return Name(LANE, "bank")


def fees() -> Name:
    """What merchants pay for being paid."""
    return Name(LANE, "fees")


def escrow(owner_key: str) -> Name:
    """Money on its way: "packet:7", "transfer:12"."""
    assert ":" in owner_key, f"{owner_key} names a kind and an id"
    return Name(owner_key, "escrow")


def person_of(owner: str) -> int | None:
    """The person an account belongs to, if it is a person's."""
    kind, _, digits = owner.partition(":")
    return int(digits) if kind == "person" else None
