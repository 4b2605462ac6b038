"""The door to threads between people and apps."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, Protocol

from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import preparing, push_tallies, pushes, sending, threads, windows
from hutong.dialog.models import PushHour, Thread
from hutong.dialog.windows import CLICK, ENTER, FOLLOW, MESSAGE, SCAN
from hutong.kernel.db import Reader, Transaction

__all__ = [
    "CLICK",
    "ENTER",
    "FOLLOW",
    "MESSAGE",
    "SCAN",
    "Fault",
    "FaultPort",
    "NoFaults",
    "PushHour",
    "Thread",
    "block_thread",
    "check_text",
    "kept_for_people",
    "leave_thread",
    "media_for_people",
    "notify",
    "open_thread",
    "push_account_event",
    "push_again",
    "push_event",
    "pushes_between",
    "tell",
    "window_until",
    "windows_until",
    "wrote_since",
]

Fault = Literal[
    "timeout", "refuse", "status_500", "garbage", "slow", "duplicate", "lost", "late", "probe", "refund_abnormal",
    "system_error", "bank_error", "frequency_limited", "rule_limit", "account_error", "trade_error",
]  # fmt: skip


pushes_between = push_tallies.between
media_for_people = preparing.for_people
kept_for_people = preparing.kept_for_people
check_text = sending.check_text
wrote_since = threads.wrote_since


class FaultPort(Protocol):
    """What a lab makes go wrong with the next post to an app's server."""

    async def next_fault(self, app_id: str) -> Fault | None:
        """The fault of the next try, used up by asking."""


class NoFaults:
    """Fills the port where nothing is made to go wrong."""

    async def next_fault(self, app_id: str) -> Fault | None:
        return None


def open_thread(tx: Transaction, app_id: str, person_id: int) -> Thread:
    """The person and the app may write to each other, as before if they did before."""
    return threads.reopen(tx, app_id, person_id)


def leave_thread(tx: Transaction, app_id: str, person_id: int) -> Thread | None:
    """The person left the app: the thread is put away, nobody writes in it."""
    return threads.close(tx, app_id, person_id, state=threads.LEFT)


def block_thread(tx: Transaction, app_id: str, person_id: int) -> Thread | None:
    """The app wants nothing from this person: the thread stays to be read, nobody writes in it."""
    return threads.close(tx, app_id, person_id, state=threads.BLOCKED)


def push_event(
    tx: Transaction,
    app_id: str,
    person_id: int,
    event: str,
    fields: Mapping[str, Any],
    *,
    opens: str | None = None,
    about: str = "",
) -> int:
    """Send the app's server an event about a person; `opens` names the window it opens. Answers the push's id.

    `about` is what people call its subject; the record shows it, the server is not told.
    """
    thread = threads.get_or_open(tx, app_id, person_id)
    if opens is not None:
        thread = threads.open_window(tx, thread, opens)
    return pushes.push_event(tx, thread, event, fields, about)


def push_account_event(tx: Transaction, app_id: str, event: str, fields: Mapping[str, Any]) -> int:
    """Send the app's server an event about the account itself, which nobody is shown an answer to."""
    return pushes.push_account_event(tx, app_id, event, fields)


def push_again(tx: Transaction, app_id: str, person_id: int, push_id: int, told: Mapping[str, Any]) -> bool:
    """Send a recorded push once more: `told` are the fields of its plain body. False when the thread is gone."""
    if person_id == pushes.NOBODY:
        pushes.push_account_event_again(tx, app_id, push_id, told)
        return True
    thread = threads.find(tx, app_id, person_id)
    if thread is None:
        return False
    pushes.push_again(tx, thread, push_id, told)
    return True


def tell(
    tx: Transaction, app_id: str, person_id: int, body: bodies.AnyBody, *, client_id: str | None = None
) -> chat.Entry:
    """Post something from the app without a window; with a `client_id`, once.

    Raises: NotFollowing · ReceiverBlocked
    """
    return sending.tell(tx, app_id, person_id, body, client_id=client_id)


def notify(tx: Transaction, thread: Thread, code: str, *, client_id: str | None = None) -> chat.Entry:
    """Post a notice of the product itself."""
    return sending.notify(tx, thread, code, client_id=client_id)


def window_until(read: Reader, app_id: str, person_id: int) -> datetime | None:
    """Until when the app may write to the person, None when it may not."""
    thread = threads.find(read, app_id, person_id)
    return windows.closes_at(thread.windows, read.now) if thread is not None and thread.state == threads.OPEN else None


def windows_until(read: Reader, app_id: str, person_ids: list[int]) -> dict[int, datetime]:
    """The same for several people; who may not be written to is left out."""
    until = {
        thread.person_id: windows.closes_at(thread.windows, read.now)
        for thread in threads.several(read, app_id, person_ids)
        if thread.state == threads.OPEN
    }
    return {person_id: at for person_id, at in until.items() if at is not None}
