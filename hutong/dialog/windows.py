"""When an app may write to a person, and how often. Pure: a thread's windows in, its windows out."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from hutong.dialog import errors
from hutong.dialog.models import Window

Windows = Mapping[str, Window]

MESSAGE, CLICK, FOLLOW, SCAN, ENTER = "message", "click", "follow", "scan", "enter"

MESSAGE_WINDOW = timedelta(hours=48)
# Older documents allow 20 answers to a message; the newest allow 5.
MESSAGE_SENDS = 5
_EVENT_WINDOW = timedelta(minutes=1)
_EVENT_SENDS = 3
# Coming in by a mini program's customer-service button.
_ENTER_SENDS = 2


def opened(windows: Windows, cause: str, now: datetime, message_sends: int = MESSAGE_SENDS) -> dict[str, Window]:
    """`windows` after the person did what opens the window `cause`; what has closed is dropped."""
    is_message = cause == MESSAGE
    until = now + (MESSAGE_WINDOW if is_message else _EVENT_WINDOW)
    sends = message_sends if is_message else _ENTER_SENDS if cause == ENTER else _EVENT_SENDS
    return {**open_at(windows, now), cause: Window(until, sends)}


def spent(windows: Windows, now: datetime) -> dict[str, Window]:
    """`windows` after one more send, taken from the window that closes first.

    Raises: MessageWindowClosed · SendsUsedUp
    """
    still_open = open_at(windows, now)
    if not still_open:
        raise errors.MessageWindowClosed()
    usable = [cause for cause, window in still_open.items() if window.left > 0]
    if not usable:
        raise errors.SendsUsedUp()
    cause = min(usable, key=lambda cause: still_open[cause].until)
    window = still_open[cause]
    return {**still_open, cause: Window(window.until, window.left - 1)}


def open_at(windows: Windows, now: datetime) -> dict[str, Window]:
    """Those that are open now."""
    return {cause: window for cause, window in windows.items() if window.until > now}


def closes_at(windows: Windows, now: datetime) -> datetime | None:
    """When the last window closes that still allows a send, None when there is none."""
    return max((window.until for window in open_at(windows, now).values() if window.left > 0), default=None)
