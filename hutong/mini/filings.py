"""ICP filings: an owner has a name filed, which takes two weeks to a month. A lab's clock can be moved."""

import ipaddress
import re
from datetime import timedelta

import msgspec

from hutong.kernel import instance
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.mini.errors import domains as errors
from hutong.mini.models.domains import Filing, filings

JOB = "mini.filing"
WAITING, GRANTED, REFUSED = "waiting", "granted", "refused"
LEAST, MOST = timedelta(days=14), timedelta(days=28)
MOST_FILINGS = 100
MOST_REASON_LETTERS = 200

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_of_owner = query(
    filings.select().where(filings.c.owner_id == param("owner_id")).order_by(filings.c.applied_at, filings.c.name),
    Filing,
)
_waiting = query(filings.select().where(filings.c.state == WAITING).order_by(filings.c.applied_at).limit(200), Filing)


class Due(msgspec.Struct, frozen=True):
    """Whose filing of which name is decided."""

    owner_id: int
    name: str


def apply(tx: Transaction, owner_id: int, spelled: str) -> Filing:
    """Ask for a filing. In a lab it is granted after its weeks; elsewhere an operator decides.

    Raises: FilingNameWrong · FilingThere · TooManyFilings
    """
    name = plain_name(spelled)
    before = tx.one(filings.by_key, owner_id=owner_id, name=name)
    if before is not None and before.state != REFUSED:
        raise errors.FilingThere(state=before.state)
    if len(of_owner(tx, owner_id)) >= MOST_FILINGS:
        raise errors.TooManyFilings(max=MOST_FILINGS)
    share = int.from_bytes(tx.new_token("mini.filing", 4)) / (1 << 32)
    due_at = tx.now + LEAST + share * (MOST - LEAST)
    asked = Filing(
        owner_id=owner_id,
        name=name,
        state=WAITING,
        number="",
        applied_at=tx.now,
        due_at=due_at,
        decided_at=None,
        reason="",
    )
    if before is None:
        tx.insert(asked)
    else:
        tx.update(before, state=WAITING, applied_at=tx.now, due_at=due_at, decided_at=None, reason="")
    here = instance.find(tx)
    if here is not None and here.mode == "lab":
        tx.job(JOB, Due(owner_id, name), due_at=due_at, name=f"{JOB}:{owner_id}:{name}")
    return asked


def decide(tx: Transaction, owner_id: int, name: str, *, granted: bool, reason: str = "") -> Filing:
    """Grant a filing, or say why not. Raises: FilingUnknown · FilingDecided"""
    filing = tx.one(filings.by_key, owner_id=owner_id, name=name[:255])
    if filing is None:
        raise errors.FilingUnknown()
    if filing.state != WAITING:
        raise errors.FilingDecided(state=filing.state)
    tx.cancel_job(f"{JOB}:{owner_id}:{name}")
    # A province that there is not, so that no number is anybody's.
    number = f"虚ICP备{int.from_bytes(tx.new_token('mini.filing_number', 4)) % 10**8:08}号" if granted else ""
    state = GRANTED if granted else REFUSED
    return tx.update(filing, state=state, number=number, decided_at=tx.now, reason=reason.strip()[:MOST_REASON_LETTERS])


def fall_due(tx: Transaction, owner_id: int, name: str) -> None:
    """The weeks are over. Deciding twice changes nothing."""
    filing = tx.one(filings.by_key, owner_id=owner_id, name=name)
    if filing is not None and filing.state == WAITING:
        decide(tx, owner_id, name, granted=True)


def of_owner(read: Reader, owner_id: int) -> list[Filing]:
    """What an owner has filed, or asked to, oldest first."""
    return read.many(_of_owner, owner_id=owner_id)


def waiting(read: Reader) -> list[Filing]:
    """Filings that somebody has to decide, the longest first."""
    return read.many(_waiting)


def unfiled(read: Reader, owner_id: int, names: list[str]) -> list[str]:
    """Of these names, those of which neither they nor what is above them is filed by the owner."""
    granted = {filing.name for filing in of_owner(read, owner_id) if filing.state == GRANTED}
    return [name for name in names if not any(name == filed or name.endswith("." + filed) for filed in granted)]


def plain_name(spelled: str) -> str:
    """A name such as example.com, in the one spelling it is kept in. Raises: FilingNameWrong"""
    name = spelled.strip().rstrip(".").lower()
    try:
        name = name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        raise errors.FilingNameWrong(name=spelled[:200]) from None
    labels = name.split(".")
    if len(labels) < 2 or len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels) or is_address(name):
        raise errors.FilingNameWrong(name=spelled[:200])
    return name


def is_address(host: str) -> bool:
    """Whether a host is an IP address rather than a name."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host.rpartition(".")[2].isdigit()
    return True
