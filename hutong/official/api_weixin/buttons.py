"""Buttons in the shapes of the wire, and in ours."""

from typing import Any

import msgspec

from hutong.official.models.menus import Button
from hutong.wire.api_weixin import Text

# Ours, and the wire's, in the order the wire names them.
_NAMES = {
    "type": "type",
    "name": "name",
    "key": "key",
    "url": "url",
    "media_id": "media_id",
    "article_id": "article_id",
    "program_id": "appid",
    "page": "pagepath",
    "value": "value",
}


class WireButton(msgspec.Struct):
    """A button as SDKs send it; what is missing is refused later, with its own code."""

    name: Text | None = None
    type: Text | None = None
    key: Text | None = None
    url: Text | None = None
    media_id: Text | None = None
    article_id: Text | None = None
    appid: Text | None = None
    pagepath: Text | None = None
    value: Text | None = None
    sub_button: list["WireButton"] | None = None


def button_of(sent: WireButton) -> Button:
    """Our button. A parent's own type, key and url mean nothing, so they are dropped."""
    if sent.sub_button:
        return Button(name=_text(sent.name) or "", children=tuple(button_of(child) for child in sent.sub_button))
    return Button(
        name=_text(sent.name) or "",
        type=_text(sent.type),
        key=_text(sent.key),
        url=_text(sent.url),
        media_id=_text(sent.media_id),
        article_id=_text(sent.article_id),
        program_id=_text(sent.appid),
        page=_text(sent.pagepath),
        value=_text(sent.value),
    )


def plain(button: Button) -> dict[str, Any]:
    """As `menu/get` and the console show it: `sub_button` is an array, empty in leaves."""
    return {**_said(button), "sub_button": [plain(child) for child in button.children]}


def with_list(button: Button) -> dict[str, Any]:
    """As `get_current_selfmenu_info` shows it: `sub_button` is an object with a `list`, and leaves have none."""
    if not button.children:
        return _said(button)
    return {**_said(button), "sub_button": {"list": [with_list(child) for child in button.children]}}


def _said(button: Button) -> dict[str, Any]:
    return {name: value for ours, name in _NAMES.items() if (value := getattr(button, ours)) is not None}


def _text(value: Text | None) -> str | None:
    return None if value is None else str(value)
