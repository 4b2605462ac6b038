"""What is on its way to an app's server: one job each, in order for each person.

A push holds the fields as the wire will name them; `api_weixin.push` signs, encrypts and posts them.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from hutong.dialog.models import Thread
from hutong.kernel.db import Transaction

JOB = "dialog.push"

# Whatever a server answers to these, nobody is shown it.
UNANSWERED_EVENTS = frozenset(
    {
        "VIEW",
        "view_miniprogram",
        "unsubscribe",
        "TEMPLATESENDJOBFINISH",
        "subscribe_msg_popup_event",
        "subscribe_msg_change_event",
        "subscribe_msg_sent_event",
    }
)

NOBODY = 0
"""Whom an event about the account itself names: its openid is one that no person has."""

_COMMON = frozenset({"ToUserName", "FromUserName", "CreateTime", "MsgType", "Event", "MsgId"})
_MEASURES = frozenset({"Location_X", "Location_Y", "Latitude", "Longitude", "Precision"})


class Push(msgspec.Struct, frozen=True, kw_only=True):
    """A message or an event for an app's server. `id` is the MsgId of a message, and the cause of every try."""

    id: int
    app_id: str
    person_id: int
    conversation_id: int
    created_at: int
    kind: str
    """A message's kind in the wire's words, or "event"."""
    event: str | None = None
    about: str = ""
    """What a person would call the subject of an event, such as a button's name; the server is not told."""
    fields: dict[str, Any] = {}

    @property
    def is_message(self) -> bool:
        return self.event is None

    @property
    def wants_reply(self) -> bool:
        """Whether what the server answers is shown to the person."""
        return self.event not in UNANSWERED_EVENTS and self.person_id != NOBODY

    @property
    def title(self) -> str:
        """What it is about, in a word or two of the wire."""
        return self.kind if self.event is None else f"event {self.event} {self.about}".rstrip()


def push_message(tx: Transaction, thread: Thread, *, message_id: int, kind: str, fields: Mapping[str, Any]) -> None:
    """Send the app's server a message of the thread's person."""
    _add(tx, thread, Push(**_about(tx, thread), id=message_id, kind=kind, fields=dict(fields)))


def push_event(tx: Transaction, thread: Thread, event: str, fields: Mapping[str, Any], about: str = "") -> int:
    """Send the app's server an event about the thread's person; answers the push's id."""
    push_id = tx.new_id("push")
    event_push = Push(**_about(tx, thread), id=push_id, kind="event", event=event, about=about, fields=dict(fields))
    _add(tx, thread, event_push)
    return push_id


def push_account_event(tx: Transaction, app_id: str, event: str, fields: Mapping[str, Any]) -> int:
    """Send the app's server an event about the account itself; answers the push's id."""
    push_id = tx.new_id("push")
    about = _about_account(tx, app_id)
    _add_of_account(tx, Push(**about, id=push_id, kind="event", event=event, fields=dict(fields)))
    return push_id


def push_again(tx: Transaction, thread: Thread, push_id: int, told: Mapping[str, Any]) -> None:
    """Send the app's server a push once more, from the fields it had on the wire; it has the same MsgId."""
    _add(tx, thread, _repeated(_about(tx, thread), push_id, told))


def push_account_event_again(tx: Transaction, app_id: str, push_id: int, told: Mapping[str, Any]) -> None:
    """The same for an event about the account itself."""
    _add_of_account(tx, _repeated(_about_account(tx, app_id), push_id, told))


def _repeated(about: dict[str, Any], push_id: int, told: Mapping[str, Any]) -> Push:
    fields = {name: _as_before(name, value) for name, value in told.items() if name not in _COMMON}
    about = about | {"created_at": int(told["CreateTime"])}
    return Push(**about, id=push_id, kind=told["MsgType"], event=told.get("Event"), fields=fields)


def _as_before(name: str, value: Any) -> Any:
    # XML keeps no types: these stand bare on the wire, everything else in CDATA.
    if name in ("Scale", "FileTotalLen"):
        return int(value)
    return float(value) if name in _MEASURES else value


def _about(tx: Transaction, thread: Thread) -> dict[str, Any]:
    return {
        "app_id": thread.app_id,
        "person_id": thread.person_id,
        "conversation_id": thread.conversation_id,
        "created_at": int(tx.now.timestamp()),
    }


def _about_account(tx: Transaction, app_id: str) -> dict[str, Any]:
    now = int(tx.now.timestamp())
    return {"app_id": app_id, "person_id": NOBODY, "conversation_id": NOBODY, "created_at": now}


def _add(tx: Transaction, thread: Thread, push: Push) -> None:
    tx.job(JOB, push, serial_key=f"{JOB}:{thread.conversation_id}")


def _add_of_account(tx: Transaction, push: Push) -> None:
    tx.job(JOB, push, serial_key=f"{JOB}:{push.app_id}")
