"""Mini programs in an article: cards and words that open one in the messenger."""

import re
from html import escape, unescape
from urllib.parse import urlencode

_SCENE = "1058"
"""WeChat's number for "opened from an article"."""
_CARD = re.compile(r"<(mp-(?:common-)?miniprogram)\b([^>]*)>.*?</\1>", re.DOTALL)
_LINK = re.compile(r"<a\b([^>]*data-miniprogram-appid=[^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_APP_ID = re.compile(r"wx[0-9a-f]{16}")
_GLYPH = '<svg class="i" aria-hidden="true"><use href="#i-program"/></svg>'


def drawn(html: str, lane_url: str) -> str:
    """A clean text with its programs as cards and links; one without an appid is left out."""
    html = _CARD.sub(lambda found: _card(_told(found[2]), lane_url), html)
    return _LINK.sub(lambda found: _link(_told(found[1]), lane_url), html)


def _told(attributes: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}


def _card(told: dict[str, str], lane_url: str) -> str:
    address = _address(told, lane_url)
    if address is None:
        return ""
    title = escape(told.get("data-miniprogram-title") or told.get("data-miniprogram-nickname", ""))
    picture = told.get("data-miniprogram-imageurl", "")
    # Pictures of a clean text lie with us; the base is put before them afterwards, with all others.
    shown = f'<img src="{escape(picture)}" alt="">' if picture.startswith("/mmbiz/") else ""
    name = escape(told.get("data-miniprogram-nickname", ""))
    below = f'<span class="program-name">{_GLYPH}{name}</span>'
    return f'<a class="program" target="_top" href="{escape(address)}">{shown}<b>{title}</b>{below}</a>'


def _link(told: dict[str, str], lane_url: str) -> str:
    address = _address(told, lane_url)
    return "<a>" if address is None else f'<a target="_top" href="{escape(address)}">'


def _address(told: dict[str, str], lane_url: str) -> str | None:
    app_id = told.get("data-miniprogram-appid", "")
    if not _APP_ID.fullmatch(app_id):
        return None
    query = {"scene": _SCENE, **({"path": told["data-miniprogram-path"]} if told.get("data-miniprogram-path") else {})}
    return f"{lane_url}/mini/{app_id}?{urlencode(query)}"
