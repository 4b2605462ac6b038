"""Tags of an account and who holds them."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Tag(Row, frozen=True):
    """A name an account has for some of its followers."""

    app_id: str
    id: int
    name: str
    created_at: datetime
    deleted_at: datetime | None = None
    """A number is never used again: who comes back must not hold another tag than they had."""


class Tagging(Row, frozen=True):
    """A follower who holds a tag; gone while they are away."""

    app_id: str
    tag_id: int
    person_id: int


tags = table("official_tags", Tag, key=("app_id", "id"))
taggings = table("official_taggings", Tagging, key=("app_id", "tag_id", "person_id"))
