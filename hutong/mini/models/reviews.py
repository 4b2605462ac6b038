"""Reviews: one look at one version, and who looks."""

from datetime import datetime
from typing import Literal

import msgspec

from hutong.kernel.db import Row, table

WAITING, DELAYED, PASSED, REFUSED, WITHDRAWN = "waiting", "delayed", "passed", "refused", "withdrawn"
UNDECIDED = (WAITING, DELAYED)
Mode = Literal["auto", "scripted", "delayed", "human"]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A page as its developer describes it to the reviewer."""

    address: str = ""
    title: str = ""
    tag: str = ""
    first: int = 0
    second: int = 0


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture among the media that shows what is wrong."""

    digest: str
    size_bytes: int
    content_type: str
    width: int | None = None
    height: int | None = None


class Review(Row, frozen=True):
    """One submission. `state` is waiting, delayed, passed, refused or withdrawn."""

    app_id: str
    review_id: int
    version_id: int
    state: str
    mode: str
    """Who looks: "auto", "scripted", "delayed" or "human"."""
    items: list[Item]
    note: str
    """What the developer tells the reviewer."""
    by: str
    asked_at: datetime
    due_at: datetime | None
    """When the decision falls, where nobody makes it."""
    is_hurried: bool
    reason: str
    screenshots: list[Picture]
    media_ids: list[str]
    """The same pictures, as the program's server may fetch them."""
    decided_by: str
    decided_at: datetime | None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a scripted reviewer says next."""

    passed: bool
    reason: str = ""
    screenshots: list[Picture] = []


class Reviewer(Row, frozen=True):
    """Who looks at the programs of this instance, or at one."""

    app_id: str
    """ "" for all that have no row of their own."""
    mode: str
    least_hours: float
    most_hours: float
    verdicts: list[Verdict]


reviews = table("mini_reviews", Review, key=("app_id", "review_id"), indexes=[("state", "asked_at")])
reviewers = table("mini_reviewers", Reviewer, key=("app_id",))
