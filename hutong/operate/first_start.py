"""The first operator of a live instance comes in by a link that its start prints until somebody used it."""

from typing import TYPE_CHECKING

from hutong.kernel.db import Transaction
from hutong.operate import operators
from hutong.people import public as people

if TYPE_CHECKING:
    from hutong.kernel.lane import Lane


async def link(lane: "Lane", base_url: str | None = None) -> str | None:
    """The link that makes its bearer the first operator; None in a lab, and once there is an operator.

    Every start prints the same link until it is used: its code derives from the instance's own keys.
    """
    if lane.mode != "live":
        return None
    code = lane.keys.derive("operate.first_start", lane.instance.id, length=20).hex()
    if not await lane.db.run(_offer, code):
        return None
    base = base_url or lane.config.public_url or f"http://localhost:{lane.config.port}"
    return f"{base.rstrip('/')}/operator/{code}"


def _offer(tx: Transaction, code: str) -> bool:
    if operators.count(tx) > 0:
        return False
    people.invite(tx, role="operator", lifetime=None, code=code)
    return True
