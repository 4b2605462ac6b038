"""Links that open programs, and how many of what a program's server made."""

from datetime import datetime

from hutong.kernel.db import Row, table

SCHEME, URL, SHORT = "scheme", "url", "short"


class Link(Row, frozen=True):
    """A link that opens a program at a page. `kind` is scheme, url or short; None ends never."""

    code: str
    app_id: str
    kind: str
    path: str
    query: str
    version: str
    title: str
    created_at: datetime
    expires_at: datetime | None
    opens: int


class Making(Row, frozen=True):
    """How many codes ("code", day 0) or links ("link", of a day) a program's server had made."""

    app_id: str
    kind: str
    day: int
    count: int


links = table("mini_links", Link, key=("code",), indexes=[("app_id", "kind")])
makings = table("mini_makings", Making, key=("app_id", "kind", "day"))
