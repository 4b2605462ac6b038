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
    children: tuple["Button", ...] = ()


class Menu(Row, frozen=True):
    """An account's default menu."""

    app_id: str
    buttons: tuple[Button, ...]
    changed_at: datetime


menus = table("official_menus", Menu, key=("app_id",))
