"""Moving followers: an owner who gives up an account takes its followers along to another of theirs.

People are asked nothing and told nothing, as when WeChat moves an account: they follow the new one, silently, and its
server hears of no subscription. The old account stays, without followers, and the new one's server asks for the new
openids by the old ones.
"""

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official import followers
from hutong.official.errors.moves import MoveRefused, MoveUnknown
from hutong.official.models.moves import Move, moves

JOB = "official.move"
# A follower comes and goes with threads and logs: two milliseconds of the writer each.
AT_ONCE = 5


class Moving(msgspec.Struct, frozen=True):
    """Which followers move, and where to."""

    app_id: str
    from_app_id: str


def begin(tx: Transaction, old: apps.AppView, new: apps.AppView) -> Move:
    """Move everybody; beginning again moves who came since. Raises: MoveRefused"""
    if old.app_id == new.app_id:
        raise MoveRefused(reason="same")
    if old.owner_id != new.owner_id:
        raise MoveRefused(reason="owner")
    move, is_new = tx.get_or_add(Move(new.app_id, old.app_id, tx.now, None, 0))
    if not is_new:
        if move.ended_at is None:
            raise MoveRefused(reason="under_way")
        move = tx.update(move, begun_at=tx.now, ended_at=None)
    tx.job(JOB, Moving(new.app_id, old.app_id), serial_key=f"move:{new.app_id}")
    return move


def go_on(tx: Transaction, moving: Moving) -> None:
    """Move the next followers; the rest is another job's."""
    move = tx.one(moves.by_key, app_id=moving.app_id, from_app_id=moving.from_app_id)
    assert move is not None, "a move that goes on was begun"
    some = followers.page(tx, moving.from_app_id, after=None, limit=AT_ONCE)
    for follower in some:
        followers.bring_over(tx, follower, moving.app_id)
    is_last = len(some) < AT_ONCE
    tx.update(move, moved=move.moved + len(some), ended_at=tx.now if is_last else None)
    if not is_last:
        tx.job(JOB, moving, serial_key=f"move:{moving.app_id}")


def require(read: Reader, app_id: str, from_app_id: str) -> Move:
    """The move from one account to another. Raises: MoveUnknown"""
    move = read.one(moves.by_key, app_id=app_id, from_app_id=from_app_id)
    if move is None:
        raise MoveUnknown(from_app_id=from_app_id[:64])
    return move
