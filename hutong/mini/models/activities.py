"""Activities: what a program's server tells the cards that people shared of it."""

from datetime import datetime

from hutong.kernel.db import Row, table

OPEN, STARTED = 0, 1


class Activity(Row, frozen=True):
    """Something people join. `state` is the wire's own: 0 open, 1 started, which it stays."""

    activity_id: str
    app_id: str
    sharer_id: int | None
    """The only person who may share it; None where everybody may."""
    state: int
    words: dict[str, str]
    """What its cards say now; {} until somebody shared it or its server spoke."""
    expires_at: datetime


class ActivityCard(Row, frozen=True):
    """Where a card of an activity stands."""

    activity_id: str
    conversation_id: int
    seq: int


activities = table("mini_activities", Activity, key=("activity_id",))
activity_cards = table("mini_activity_cards", ActivityCard, key=("activity_id", "conversation_id", "seq"))
