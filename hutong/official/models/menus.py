"""An account's menu."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Row, table


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
    value: str | None = None
    """Of buttons the owner made in the console, which send something: the words, or what names it."""
    children: tuple["Button", ...] = ()


class Menu(Row, frozen=True):
    """An account's default menu."""

    app_id: str
    buttons: tuple[Button, ...]
    changed_at: datetime


class ConditionalMenu(Row, frozen=True):
    """A menu that only some see: who holds a tag, or whose phone is of a kind; both where both are given."""

    app_id: str
    id: int
    number: int
    """Grows with each menu made."""
    buttons: tuple[Button, ...]
    tag_id: int | None
    platform: str | None
    created_at: datetime


menus = table("official_menus", Menu, key=("app_id",))
conditional_menus = table("official_conditional_menus", ConditionalMenu, key=("app_id", "id"))
