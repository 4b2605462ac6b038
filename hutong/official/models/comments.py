"""What people wrote under articles, and what the account answered."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Comment(Row, frozen=True):
    """A person's comment on an article; `id` counts from 1 within the article."""

    app_id: str
    number: int
    place: int
    id: int
    person_id: int
    text: str
    written_at: datetime
    is_elected: bool = False
    """Only elected comments are shown to everybody; others to whoever wrote them."""
    reply: str = ""
    replied_at: datetime | None = None
    deleted_at: datetime | None = None
    deleted_by: str = ""
    """author or account."""


comments = table(
    "official_article_comments",
    Comment,
    key=("app_id", "number", "place", "id"),
    indexes=[("app_id", "number", "place", "person_id")],
)
