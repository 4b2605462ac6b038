"""Tables of official accounts. Everything is kept under the account it belongs to."""

from datetime import datetime

import msgspec

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


class Button(msgspec.Struct, frozen=True, omit_defaults=True):
    """A button of a menu. One with `children` only opens them."""

    name: str
    type: str | None = None
    key: str | None = None
    url: str | None = None
    media_id: str | None = None
    article_id: str | None = None
    program_id: str | None = None
    page: str | None = None
    children: tuple["Button", ...] = ()


class Menu(Row, frozen=True):
    """An account's default menu."""

    app_id: str
    buttons: tuple[Button, ...]
    changed_at: datetime


class Qrcode(Row, frozen=True):
    """A code with a scene. `expires_at` is None for permanent ones."""

    app_id: str
    id: int
    ticket: str
    code: str
    scene: str
    scene_is_number: bool
    expires_at: datetime | None
    created_at: datetime
    permanent_scene: str | None
    """Set on permanent codes only: the same scene asked for again is the same code."""


class QrcodeAddress(Row, frozen=True):
    """Where a ticket or the code in an image leads: what people bring names no account."""

    word: str
    app_id: str
    id: int


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
tags = table("official_tags", Tag, key=("app_id", "id"))
taggings = table("official_taggings", Tagging, key=("app_id", "tag_id", "person_id"))
menus = table("official_menus", Menu, key=("app_id",))
qrcodes = table("official_qrcodes", Qrcode, key=("app_id", "id"), unique=[("app_id", "permanent_scene")])
qrcode_addresses = table("official_qrcode_addresses", QrcodeAddress, key=("word",))
