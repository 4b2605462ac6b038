"""Invocations: what became of each run of a function, and what it said."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Row, table

DONE, FAILED, TIMED_OUT, BROKE = "done", "failed", "timed_out", "broke"


class Line(msgspec.Struct, frozen=True):
    """A line of a function's log. `at_ms` counts from its beginning."""

    at_ms: int
    level: str
    text: str


class Invocation(Row, frozen=True):
    """One run."""

    app_id: str
    invocation_id: int
    function: str
    request_id: str
    source: str
    """Who called, such as "wx_client" or "wx_client,scf"."""
    openid: str | None
    state: str
    """ "done", "failed" (it threw), "timed_out", or "broke" (its process ended, out of memory or otherwise)."""
    error: str
    stack: str
    lines: list[Line]
    event_bytes: int
    result_bytes: int
    took_ms: int
    is_cold: bool
    """Whether a process was begun for it."""
    began_at: datetime


invocations = table(
    "cloud_invocations",
    Invocation,
    key=("app_id", "invocation_id"),
    indexes=[("app_id", "function", "invocation_id")],
)
