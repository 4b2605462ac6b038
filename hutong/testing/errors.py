"""What a test hears when something does not go as asked."""

from typing import Any


class Refused(Exception):
    """The lane refused; `error` is the code its own clients get, `params` the facts beside it."""

    def __init__(self, status: int, error: str, params: dict[str, Any], asked: str = "") -> None:
        self.status = status
        self.error = error
        self.params = params
        facts = ", ".join(f"{name}={value!r}" for name, value in params.items())
        super().__init__(f"{error}{f' ({facts})' if facts else ''} [{status}{f', {asked}' if asked else ''}]")


class CallbackRefused(Refused):
    """The address for callbacks did not prove itself; `reason` is why, in a word."""

    @property
    def reason(self) -> str:
        return str(self.params.get("reason", self.error))


class Unreachable(ConnectionError):
    """Nobody answers, or the connection broke off: what was asked may or may not have happened."""


class StartFailed(RuntimeError):
    """The lane ended, or was not ready in time; the message ends with what it said last."""


class NothingCame(AssertionError):
    """No message matched in time; the message lists what there was instead."""


class NotSettled(AssertionError):
    """Work that is due did not end in time; the message names it."""


class BrowserMissing(RuntimeError):
    """There is no browser to open a mini program in; the message says what to install."""


class NotShown(AssertionError):
    """The page, or what was looked for on it, is not shown; the message says what is."""
