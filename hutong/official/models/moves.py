"""Moves of an account's followers to another account of the same owner."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Move(Row, frozen=True):
    """Followers of `from_app_id` moved, or are moving, to `app_id`."""

    app_id: str
    from_app_id: str
    begun_at: datetime
    ended_at: datetime | None
    moved: int


moves = table("official_moves", Move, key=("app_id", "from_app_id"))
