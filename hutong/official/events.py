"""What others may hear of official accounts."""

from hutong.kernel.events import Event


class Followed(Event, frozen=True, kw_only=True):
    """A person became a follower, for the first time or again."""

    app_id: str
    person_id: int


class Unfollowed(Event, frozen=True, kw_only=True):
    """A follower left."""

    app_id: str
    person_id: int
