"""How much a program's server had made, against what it may."""

from hutong.kernel.db import Transaction
from hutong.mini.errors.links import LinksUsedUp, TooManyCodes
from hutong.mini.models.links import Making

MOST_CODES = 100_000
MOST_LINKS_A_DAY = 500_000
_FOR_EVER = 0


def count_code(tx: Transaction, app_id: str) -> None:
    """One code more. Raises: TooManyCodes"""
    row, _ = tx.get_or_add(Making(app_id=app_id, kind="code", day=_FOR_EVER, count=0))
    if row.count >= MOST_CODES:
        raise TooManyCodes(max=MOST_CODES)
    tx.update(row, count=row.count + 1)


def count_link(tx: Transaction, app_id: str, day: int) -> None:
    """One link more on a day. Raises: LinksUsedUp"""
    row, _ = tx.get_or_add(Making(app_id=app_id, kind="link", day=day, count=0))
    if row.count >= MOST_LINKS_A_DAY:
        raise LinksUsedUp(max=MOST_LINKS_A_DAY)
    tx.update(row, count=row.count + 1)
