"""Functions: what a program runs here, and when it runs by itself."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Row, table


class Trigger(msgspec.Struct, frozen=True):
    """When a function runs by itself. `config` is seven fields of cron, read by the clock of Beijing."""

    name: str
    config: str
    type: str = "timer"


class Function(Row, frozen=True):
    """A function as it was deployed last."""

    app_id: str
    name: str
    generation: int
    """New with each deployment; what still runs belongs to the one it began with."""
    source: str
    """The digest of its zip, kept among the media."""
    source_bytes: int
    files: int
    timeout_seconds: int
    memory_megabytes: int
    variables: dict[str, str]
    """What it finds in its environment."""
    triggers: list[Trigger]
    openapi: list[str]
    """The endpoints of the program's own server that it may call."""
    deployed_by: str
    deployed_at: datetime
    changed_at: datetime


functions = table("cloud_functions", Function, key=("app_id", "name"))
