"""/wxa/generatescheme, /wxa/generate_urllink, /wxa/genwxashortlink, and what became of them."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.mini import links
from hutong.mini.api_weixin.code_pictures import base_of
from hutong.mini.errors.links import LinkArgsWrong
from hutong.mini.models.links import SCHEME, URL, Link
from hutong.wire.api_weixin import MINI, Call, Text, api

_LASTING = 0


class Place(msgspec.Struct):
    """Where a link leads."""

    path: Text = Text("")
    query: Text = Text("")
    env_version: Text = Text("release")


class Life(msgspec.Struct):
    """How long it lives: to a time (kind 0) or some days (kind 1). SDKs still say whether it ends at all."""

    is_expire: bool | None = None
    expire_type: int = 0
    expire_time: int | None = None
    expire_interval: int | None = None


class SchemeWish(Life):
    jump_wxa: Place | None = None


class UrlWish(Life):
    path: Text = Text("")
    query: Text = Text("")
    env_version: Text = Text("release")
    cloud_base: dict[str, Any] | None = None


class ShortWish(msgspec.Struct):
    page_url: Text = Text("")
    page_title: Text = Text("")
    is_permanent: bool = False


class SchemeAsked(msgspec.Struct):
    scheme: Text = Text("")
    query_type: int = 0


class UrlAsked(msgspec.Struct):
    url_link: Text = Text("")
    query_type: int = 0


class SchemeMade(msgspec.Struct, frozen=True):
    openlink: str
    errcode: int = 0
    errmsg: str = "ok"


class UrlMade(msgspec.Struct, frozen=True):
    url_link: str
    errcode: int = 0
    errmsg: str = "ok"


class ShortMade(msgspec.Struct, frozen=True):
    link: str
    errcode: int = 0
    errmsg: str = "ok"


Told = dict[str, Any]


@api.post("/wxa/generatescheme", kinds={MINI}, needs="mini_link", body=SchemeWish)
def generatescheme(tx: Transaction, call: Call[SchemeWish]) -> SchemeMade:
    """A scheme that opens the program from a text message or a page of the web.

    Request:  {"jump_wxa": {"path": "pages/index/index", "query": "id=1", "env_version": "release"},
               "expire_type": 1, "expire_interval": 7}, or "expire_type": 0 with "expire_time"
    Response: {"errcode": 0, "errmsg": "ok", "openlink": "weixin://dl/business/?t=…"}
    Errors:   NotPermitted · LinkArgsWrong · LinkQueryWrong · PageSpelledWrong · NotReleased · LinkTimeWrong ·
              LinkDaysWrong · LinksUsedUp
    Source:   "Get a URL scheme". Older texts know schemes that end never; thirty days is all there is
    """
    made = _make(tx, call, SCHEME, call.body.jump_wxa or Place(), call.body)
    return SchemeMade(links.spelled(tx, made, base_of(call.lane)))


@api.post("/wxa/queryscheme", kinds={MINI}, needs="mini_link", body=SchemeAsked)
def queryscheme(read: Reader, call: Call[SchemeAsked]) -> Told:
    """What a scheme of the program's own leads to, and until when.

    Request:  {"scheme": "weixin://dl/business/?t=…", "query_type": 0}
    Response: {"errcode": 0, "errmsg": "ok", "scheme_info": {"appid", "path", "query", "create_time", "expire_time",
               "env_version"}, "visit_openid": ""}; with query_type 1 {"quota_info": {"remain_visit_quota"}} too
    Errors:   NotPermitted · LinkUnknown
    Source:   "Query a URL scheme"
    """
    link = links.made(read, call.app.app_id, SCHEME, str(call.body.scheme))
    return _told("scheme_info", link, call.body.query_type)


@api.post("/wxa/generate_urllink", kinds={MINI}, needs="mini_link", body=UrlWish)
def generate_urllink(tx: Transaction, call: Call[UrlWish]) -> UrlMade:
    """An address of the web that opens the program.

    Request:  {"path": "pages/index/index", "query": "id=1", "expire_type": 1, "expire_interval": 7,
               "env_version": "release"}
    Response: {"errcode": 0, "errmsg": "ok", "url_link": "https://…/wxaurl/…"}: an address of this instance
    Errors:   as for generatescheme; a page of the cloud's own (`cloud_base`) is LinkArgsWrong
    Source:   "Get a URL link"
    """
    wish = call.body
    if wish.cloud_base is not None:
        raise LinkArgsWrong()
    made = _make(tx, call, URL, Place(wish.path, wish.query, wish.env_version), wish)
    return UrlMade(links.spelled(tx, made, base_of(call.lane)))


@api.post("/wxa/query_urllink", kinds={MINI}, needs="mini_link", body=UrlAsked)
def query_urllink(read: Reader, call: Call[UrlAsked]) -> Told:
    """What a link of the web leads to, and until when.

    Request:  {"url_link": "https://…/wxaurl/…", "query_type": 0}
    Response: as for queryscheme, under "url_link_info"
    Errors:   NotPermitted · LinkUnknown
    Source:   "Query a URL link"
    """
    link = links.made(read, call.app.app_id, URL, str(call.body.url_link))
    return _told("url_link_info", link, call.body.query_type)


@api.post("/wxa/genwxashortlink", kinds={MINI}, needs="mini_link", body=ShortWish)
def genwxashortlink(tx: Transaction, call: Call[ShortWish]) -> ShortMade:
    """A short text that people pass on in chats: for thirty days, or lasting.

    Request:  {"page_url": "pages/index/index?id=1", "page_title": "Tea", "is_permanent": false}
    Response: {"errcode": 0, "errmsg": "ok", "link": "#小程序://Tea House/M0Vm0yGZGjP"}
    Errors:   NotPermitted · ShortPageWrong · ShortTitleWrong · TooManyLinks
    Source:   "Get a short link"
    """
    wish = call.body
    made = links.make_short(
        tx,
        call.app.app_id,
        page_url=str(wish.page_url),
        title=str(wish.page_title),
        is_lasting=wish.is_permanent,
    )
    return ShortMade(links.spelled(tx, made, base_of(call.lane)))


def _make(tx: Transaction, call: Call[Any], kind: str, place: Place, life: Life) -> Link:
    if life.expire_type not in (0, 1):
        raise LinkArgsWrong()
    expires_at = links.until(
        tx.now,
        expires=life.is_expire,
        by_days=life.expire_type == 1,
        at=life.expire_time,
        days=life.expire_interval,
    )
    return links.make(
        tx,
        call.app.app_id,
        kind,
        path=str(place.path),
        query=str(place.query),
        version=str(place.env_version),
        expires_at=expires_at,
    )


def _told(name: str, link: Link, query_type: int) -> Told:
    about = {
        "appid": link.app_id,
        "path": link.path,
        "query": link.query,
        "create_time": int(link.created_at.timestamp()),
        "expire_time": _LASTING if link.expires_at is None else int(link.expires_at.timestamp()),
        "env_version": link.version,
    }
    told: Told = {"errcode": 0, "errmsg": "ok", name: about, "visit_openid": ""}
    if query_type == 1:
        told["quota_info"] = {"remain_visit_quota": max(links.MOST_OPENS_A_DAY - link.opens, 0)}
    return told
