"""Tables of threads with apps."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Row, table


class Window(msgspec.Struct, frozen=True):
    """A time in which an app may write, and how often it still may."""

    until: datetime
    left: int


class Thread(Row, frozen=True):
    """A person's standing with an app.

    `state` is "open", "left" (the person left the app) or "blocked" (the app wants nothing from them).
    """

    app_id: str
    person_id: int
    conversation_id: int
    state: str
    handed_seq: int
    """Entries up to here have been handed to the app's server."""
    last_message_at: datetime | None
    typing_until: datetime | None
    windows: dict[str, Window]


class InboxMark(Row, frozen=True):
    """How far those who work on an app have read a thread, and how much the person wrote since."""

    app_id: str
    person_id: int
    conversation_id: int
    read_seq: int
    unread: int
    written_at: datetime


class Star(Row, frozen=True):
    """A message that those who work on an app want to find again."""

    app_id: str
    conversation_id: int
    seq: int
    person_id: int
    starred_at: datetime
    starred_by: str


class HandAnswer(Row, frozen=True):
    """Who wrote an answer by hand: people see the app, the owner sees the agent. `agent` is as the audit spells it."""

    app_id: str
    conversation_id: int
    seq: int
    agent: str


class PushHour(Row, frozen=True):
    """The pushes of an app in an hour of a day, both counted in UTC+8."""

    app_id: str
    day: int
    hour: int
    sent: int
    failed: int
    total_ms: int
    longest_ms: int


threads = table("dialog_threads", Thread, key=("app_id", "person_id"), unique=[("conversation_id",)])
inbox_marks = table("dialog_inbox_marks", InboxMark, key=("app_id", "person_id"), indexes=[("app_id", "unread")])
stars = table("dialog_stars", Star, key=("app_id", "conversation_id", "seq"), indexes=[("app_id", "starred_at")])
hand_answers = table("dialog_hand_answers", HandAnswer, key=("app_id", "conversation_id", "seq"))
push_hours = table("dialog_push_hours", PushHour, key=("app_id", "day", "hour"))
