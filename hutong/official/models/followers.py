"""Followers, kept under the account they follow."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Follower(Row, frozen=True):
    """A person's standing with an account; it stays when they leave."""

    app_id: str
    person_id: int
    is_following: bool
    followed_at: datetime
    how: str
    """How they came, in our own word: a key of `followers.WAYS`."""
    scene: str
    """The scene of the code they came by; a number is kept as text."""
    scene_is_number: bool
    remark: str
    is_blocked: bool
    language: str
    tag_ids: tuple[int, ...] = ()
    """The tags they hold, in the order they came by them; they wait for a follower's return."""


followers = table(
    "official_followers",
    Follower,
    key=("app_id", "person_id"),
    indexes=[
        ("app_id", "followed_at", "person_id"),
        ("person_id", "is_following"),
        ("app_id", "is_blocked", "person_id"),
    ],
)
