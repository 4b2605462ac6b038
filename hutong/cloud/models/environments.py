"""Environments: what belongs to one program's cloud hangs on its row here."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Environment(Row, frozen=True):
    """A program's cloud."""

    app_id: str
    env_id: str
    """How programs name it, such as "lane-3fk2a9"."""
    is_open: bool
    """Whether it answers; what is in it stays when it does not."""
    opened_at: datetime


environments = table("cloud_environments", Environment, key=("app_id",), unique=[("env_id",)])
