"""Templates of messages that accounts fill in, and the industries an account is in."""

from datetime import datetime
from typing import Literal

from hutong.kernel.db import Row, table

TemplateKind = Literal["message", "subscription"]


class Template(Row, frozen=True):
    """A template an account has taken or written. `content` holds lines with places such as `{{thing1.DATA}}`."""

    app_id: str
    id: str
    number: int
    kind: str
    title: str
    content: str
    example: str
    industry: int
    """The industry it is made for, 0 for any."""
    source: str
    """Its number in the library; empty for one the account wrote itself."""
    scene: str
    is_long_term: bool
    """One permission of a person is enough for any number of sends."""
    is_strict: bool
    """The kinds of values that places are named after are enforced."""
    created_at: datetime


class Industries(Row, frozen=True):
    """The two industries an account says it is in."""

    app_id: str
    primary: int
    secondary: int
    changed_at: datetime


class SendMark(Row, frozen=True):
    """A send that the developer gave an id of its own, so that asking again within minutes sends nothing."""

    app_id: str
    person_id: int
    client_id: str
    sent_at: datetime


templates = table("official_templates", Template, key=("app_id", "id"), indexes=[("app_id", "kind", "number")])
industries = table("official_industries", Industries, key=("app_id",))
send_marks = table(
    "official_send_marks", SendMark, key=("app_id", "person_id", "client_id"), indexes=[("app_id", "sent_at")]
)
