"""The kinds of jobs there are, and how each is retried."""

import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from hutong.kernel.lane import Lane

Handler = Callable[["Lane", Any, int], Awaitable[None]]


class Schedule(msgspec.Struct, frozen=True):
    """Waits between tries, in seconds of lane time; a job that used them all is parked as failed."""

    seconds: tuple[float, ...]


DEFAULT_SCHEDULE = Schedule((1, 5, 30, 120, 600, 3600))


class Retry(Exception):
    """Raised by a handler: run this job again after so many seconds of lane time."""

    def __init__(self, after_seconds: float = 0) -> None:
        super().__init__(after_seconds)
        self.after_seconds = after_seconds


class Kind(msgspec.Struct, frozen=True):
    """One kind of job."""

    name: str
    handler: Handler
    payload: Any
    retry: Schedule
    timeout_seconds: float


kinds: dict[str, Kind] = {}


def job(name: str, *, retry: Schedule = DEFAULT_SCHEDULE, timeout_seconds: float = 60) -> Callable[[Handler], Handler]:
    """Declare the async function that does jobs of kind `name`: `async def f(lane, payload, attempt)`.

    The payload's annotation says how it is decoded; `attempt` counts from 1.
    """

    def register(handler: Handler) -> Handler:
        assert name not in kinds, f"the job kind {name} is declared once"
        payload = list(inspect.signature(handler, eval_str=False).parameters.values())[1].annotation
        kinds[name] = Kind(name, handler, payload, retry, timeout_seconds)
        return handler

    return register
