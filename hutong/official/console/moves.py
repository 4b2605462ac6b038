"""/api/console/apps/{app_id}/moves: followers of another account of the same owner come here."""

from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official import moves
from hutong.official.models.moves import Move
from hutong.wire.product import Call, console


class MoveWanted(msgspec.Struct, frozen=True):
    """The account whose followers come."""

    from_app_id: str


class MoveShape(msgspec.Struct, frozen=True, kw_only=True):
    """How far a move is; it has ended when `ended_at` says so."""

    from_app_id: str
    moved: int
    begun_at: datetime
    ended_at: datetime | None


@console.post("/apps/{app_id}/moves", body=MoveWanted)
def begin(tx: Transaction, call: Call[MoveWanted]) -> MoveShape:
    """Move all followers of another account here. They are told nothing; the other account keeps its texts and keys.

    Request:  {"from_app_id": "wx…"}
    Response: {"from_app_id": "wx…", "moved": 0, "begun_at": "…", "ended_at": null}
    Errors:   NotYours · MoveRefused
    """
    new = apps.require_account(tx, call.actor, call.path["app_id"], "settings")
    old = apps.require_account(tx, call.actor, call.body.from_app_id, "settings")
    move = moves.begin(tx, old, new)
    audit(tx, actor=call.actor.name, action="followers_moved", subject=f"app:{new.app_id}", detail={"from": old.app_id})
    return _shape(move)


@console.get("/apps/{app_id}/moves/{from_app_id}")
def show(read: Reader, call: Call[None]) -> MoveShape:
    """How far a move is. Errors: NotYours · MoveUnknown"""
    app = apps.require_account(read, call.actor, call.path["app_id"], "settings")
    return _shape(moves.require(read, app.app_id, call.path["from_app_id"]))


def _shape(move: Move) -> MoveShape:
    return MoveShape(from_app_id=move.from_app_id, moved=move.moved, begun_at=move.begun_at, ended_at=move.ended_at)
