"""What a person has with programs: when they opened them, which they keep, what they allow, whom these talked to."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Visit(Row, frozen=True):
    """A person and a program they opened or keep."""

    person_id: int
    app_id: str
    opened_at: datetime | None
    times: int
    kept_at: datetime | None
    """Since when it is among those they keep at hand."""


class Grant(Row, frozen=True):
    """What a person said when a program asked for something of theirs, such as "scope.userLocation"."""

    person_id: int
    app_id: str
    scope: str
    is_allowed: bool
    decided_at: datetime


class Tally(Row, frozen=True):
    """How often a program, opened by a person, talked to a host or tried to."""

    person_id: int
    app_id: str
    host: str
    count: int
    refused: int
    last_at: datetime


class StandingAnswer(Row, frozen=True):
    """What a person answers whenever a program asks for this notification: "accept" or "reject"."""

    person_id: int
    app_id: str
    template_id: str
    answer: str


visits = table("mini_visits", Visit, key=("person_id", "app_id"), indexes=[("app_id", "opened_at")])
grants = table("mini_grants", Grant, key=("person_id", "app_id", "scope"))
tallies = table("mini_tallies", Tally, key=("person_id", "app_id", "host"))
standing_answers = table("mini_standing_answers", StandingAnswer, key=("person_id", "app_id", "template_id"))
