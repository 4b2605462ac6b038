"""Where followers last were, of those who share it with an account."""

from datetime import datetime

from hutong.kernel.db import Row, table


class SharedPlace(Row, frozen=True):
    """A follower shares their place with the account; None until they next open the thread."""

    app_id: str
    person_id: int
    latitude: float | None
    longitude: float | None
    told_at: datetime


shared_places = table("official_shared_places", SharedPlace, key=("app_id", "person_id"))
