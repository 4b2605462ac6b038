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


threads = table("dialog_threads", Thread, key=("app_id", "person_id"), unique=[("conversation_id",)])
