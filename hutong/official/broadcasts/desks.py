"""What an account may still broadcast, and how fast it does."""

from datetime import datetime

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.official.broadcasts.rule_sets import CURRENT, RULE_SETS, Per, share_of
from hutong.official.errors.broadcasts import BroadcastsTooOften, BroadcastsUsedUp, RuleSetUnknown, SpeedWrong
from hutong.official.models.broadcasts import FIRST_NUMBER, Desk, desks

A_MINUTE = 60
# Tens of thousands a minute, by speed.
SPEEDS = (80, 60, 45, 30, 10)
_MINUTE_SECONDS = 60

_next_number = query(
    sa.update(desks.sa)
    .where(desks.c.app_id == param("of_app"))
    .values(last_number=desks.c.last_number + 1)
    .returning(desks.sa),
    Desk,
)


class Allowance(msgspec.Struct, frozen=True, kw_only=True):
    """How many broadcasts are left, and when there are new ones."""

    per: Per
    limit: int
    used: int
    left: int
    renews_at: datetime
    rule_set: str


def allowance(read: Reader, app: apps.AppView) -> Allowance:
    """What the account may still broadcast to everybody, to a tag, or to a part."""
    desk = _desk(read, app.app_id)
    share = share_of(app.kind, desk.rule_set, read.now)
    used = desk.period_used if desk.period == share.period else 0
    return Allowance(
        per=share.per,
        limit=share.limit,
        used=used,
        left=max(share.limit - used, 0),
        renews_at=share.renews_at,
        rule_set=desk.rule_set,
    )


def take(tx: Transaction, app_id: str) -> Desk:
    """Begin a broadcast: its number, and with it the lock that lets an account's broadcasts come one by one."""
    tx.get_or_add(_bare(app_id))
    desk = tx.one(_next_number, of_app=app_id)
    assert desk is not None, "the desk is there since a moment ago"
    return desk


def count_call(tx: Transaction, desk: Desk) -> Desk:
    """Another broadcast in this minute. Raises: BroadcastsTooOften"""
    minute = int(tx.now.timestamp()) // _MINUTE_SECONDS
    used = desk.minute_used if desk.minute == minute else 0
    if used >= A_MINUTE:
        raise BroadcastsTooOften(limit=A_MINUTE)
    return tx.update(desk, minute=minute, minute_used=used + 1)


def spend(tx: Transaction, desk: Desk, kind: str) -> Desk:
    """One broadcast less is left in this day or month. Raises: BroadcastsUsedUp"""
    share = share_of(kind, desk.rule_set, tx.now)
    used = desk.period_used if desk.period == share.period else 0
    if used >= share.limit:
        raise BroadcastsUsedUp(per=share.per, limit=share.limit, renews_at=share.renews_at.isoformat())
    return tx.update(desk, period=share.period, period_used=used + 1)


def rule_set_of(read: Reader, app_id: str) -> str:
    """The rules that the account broadcasts by."""
    return _desk(read, app_id).rule_set


def choose_rules(tx: Transaction, app_id: str, rule_set: str) -> None:
    """Broadcast by other rules from now on. Raises: RuleSetUnknown"""
    if rule_set not in RULE_SETS:
        raise RuleSetUnknown(rule_set=rule_set[:32])
    desk, _ = tx.get_or_add(_bare(app_id))
    tx.update(desk, rule_set=rule_set)


def speed(read: Reader, app_id: str) -> int:
    """How fast the account broadcasts, 0 the fastest."""
    return _desk(read, app_id).speed


def set_speed(tx: Transaction, app_id: str, wanted: int) -> None:
    """Broadcast faster or slower. Raises: SpeedWrong"""
    if not 0 <= wanted < len(SPEEDS):
        raise SpeedWrong(speed=wanted)
    desk, _ = tx.get_or_add(_bare(app_id))
    tx.update(desk, speed=wanted)


def _desk(read: Reader, app_id: str) -> Desk:
    return read.one(desks.by_key, app_id=app_id) or _bare(app_id)


def _bare(app_id: str) -> Desk:
    return Desk(
        app_id=app_id,
        last_number=FIRST_NUMBER,
        rule_set=CURRENT,
        speed=0,
        minute=0,
        minute_used=0,
        period=0,
        period_used=0,
    )
