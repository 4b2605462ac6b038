"""Testers: people who may open the trial version."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Tester(Row, frozen=True):
    """Somebody who may open the trial version."""

    app_id: str
    person_id: int
    added_at: datetime


testers = table("mini_testers", Tester, key=("app_id", "person_id"), indexes=[("person_id",)])
