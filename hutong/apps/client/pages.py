"""/api/client/pages: opening a page of others inside the messenger."""

from typing import Literal
from urllib.parse import urlsplit

import msgspec

from hutong.apps.browser import sites, visits
from hutong.apps.web_sign_in import requests
from hutong.apps.web_sign_in.errors import PageRefused
from hutong.redirect import names
from hutong.wire.ours import is_ours
from hutong.wire.product import Call, client

_ARTICLES = "mp.weixin.qq.com"


class PageWish(msgspec.Struct, frozen=True):
    """The address of a page."""

    url: str


class PageWay(msgspec.Struct, frozen=True, kw_only=True):
    """How an address is opened.

    `page`: in a frame at `frame_url`, whose origin is `frame_origin`; `window`: in a window of the browser, because
    this messenger was not reached by a name; `sign_in`: it asks who the person is; `article`: one of ours, at
    `frame_url`; `ours`: a screen of the messenger, at the path `url`.
    """

    kind: Literal["page", "window", "sign_in", "article", "ours"]
    url: str
    host: str
    frame_url: str | None = None
    frame_origin: str | None = None


@client.post("/pages", body=PageWish)
async def open_page(call: Call[PageWish]) -> PageWay:
    """How to open an address inside the messenger. A `frame_url` is good for a minute, and once opened for 12 hours.

    Request:  {"url": "https://shop.example/cart"}
    Response: {"kind": "page", "url": "https://shop.example/cart", "host": "shop.example",
               "frame_url": "http://….web.lane.localhost:8080/.hutong/enter?ticket=…", "frame_origin": "http://…"}
    Errors:   PageRefused, for what is no address of a page and for WeChat's hosts that Hutong does not emulate
    """
    given, base = call.body.url.strip(), urlsplit(call.base_url)
    if requests.is_one(given):
        return PageWay(kind="sign_in", url=given, host=requests.HOST)
    address = sites.parse(given)
    if address is None:
        raise PageRefused(reason="address")
    fragment = f"#{address.fragment}" if address.fragment else ""
    if address.host == _ARTICLES:
        frame_origin = f"{base.scheme}://mp.{base.netloc}"
        frame_url = frame_origin + address.target + fragment
        return PageWay(kind="article", url=address.url, host=_ARTICLES, frame_url=frame_url, frame_origin=frame_origin)
    if names.is_weixin(address.host):
        raise PageRefused(reason="weixin", host=address.host)
    if is_ours(call.lane, address.origin):
        return PageWay(kind="ours", url=address.target + fragment, host=address.host)
    if not _has_names_below(call):
        return PageWay(kind="window", url=address.url + fragment, host=address.host)
    label = sites.label_of(call.lane.keys, call.person_id, address.origin)
    frame_origin = f"{base.scheme}://{label}.{sites.BEFORE_OURS}{base.netloc}"
    ticket = visits.ticket(call.lane.keys, call.person_id, address, at=call.lane.clock.wire().timestamp())
    return PageWay(
        kind="page",
        url=address.url + fragment,
        host=address.host,
        frame_url=f"{frame_origin}/.hutong/enter?ticket={ticket}{fragment}",
        frame_origin=frame_origin,
    )


def _has_names_below(call: Call[PageWish]) -> bool:
    """Whether browsers that reached us find names below the one they used: not below an address."""
    host = urlsplit(call.base_url).hostname or ""
    return host == sites.LAB_NAME or host == urlsplit(call.lane.config.public_url or "").hostname
