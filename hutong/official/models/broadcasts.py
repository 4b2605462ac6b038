"""Broadcasts of an account: what was sent to whom, what is still allowed, and films made ready to be sent."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Row, table

FIRST_NUMBER = 1_000_000_000


class Area(msgspec.Struct, frozen=True):
    """A circle on the earth: degrees, and its radius in metres."""

    latitude: float
    longitude: float
    radius_m: int


class Audience(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom a broadcast is for: everybody who is all of what is named, or the people of a list."""

    tag_id: int | None = None
    language: str | None = None
    scene: str | None = None
    """How they came to follow: the scene of a code, or one of the ways."""
    active_within_days: int | None = None
    """They wrote to the account in so many days."""
    area: Area | None = None
    """They share their place with the account, and it lies in here."""
    is_list: bool = False
    """The people were named one by one; the list lies beside the entry."""

    @property
    def is_everybody(self) -> bool:
        return self == Audience()

    @property
    def is_tag(self) -> bool:
        """Whether it is those who hold a tag, and nothing else."""
        return self.tag_id is not None and self == Audience(tag_id=self.tag_id)


class ArticleShown(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a broadcast, as its owner sees it."""

    title: str
    digest: str
    url: str
    picture_url: str


class Said(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was broadcast, for the owner's list."""

    kind: str
    """text, image, images, voice, video or articles."""
    text: str = ""
    title: str = ""
    media_ids: tuple[str, ...] = ()
    articles: tuple[ArticleShown, ...] = ()


class Broadcast(Row, frozen=True):
    """One broadcast. Its number is the `msg_id` of the wire."""

    app_id: str
    number: int
    by: str
    """api or console."""
    sent_by: str
    """Who, as the audit tells it; empty for the account's server."""
    client_key: str
    """What must not be sent twice within a day: the id its sender chose, or what it says and to whom."""
    state: str
    """sending, sent, failed (nobody was there) or deleted."""
    audience: Audience
    said: Said
    period: int
    """The day or month it counts in."""
    seqs: tuple[int, ...]
    """Its entries in the account's log."""
    issue_number: int | None
    """What its articles became."""
    deleted_places: tuple[int, ...]
    total: int
    reached: int
    """To how many it is sent: those of `total` who may be written to."""
    created_at: datetime
    finished_at: datetime | None


class Desk(Row, frozen=True):
    """What an account has broadcast lately, and by which rules. Whoever broadcasts takes this row first."""

    app_id: str
    last_number: int
    rule_set: str
    speed: int
    minute: int
    minute_used: int
    period: int
    period_used: int


class Film(Row, frozen=True):
    """A film of the account with the words that will stand beside it."""

    app_id: str
    media_id: str
    source_id: str
    """The temporary or permanent medium that it is made of."""
    title: str
    description: str
    created_at: datetime


broadcasts = table(
    "official_broadcasts",
    Broadcast,
    key=("app_id", "number"),
    indexes=[("app_id", "client_key"), ("app_id", "period"), ("app_id", "issue_number")],
)
desks = table("official_broadcast_desks", Desk, key=("app_id",))
films = table("official_broadcast_films", Film, key=("app_id", "media_id"))
