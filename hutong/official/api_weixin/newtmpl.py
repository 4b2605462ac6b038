"""/wxaapi/newtmpl/*: templates for notifications that people allow one by one."""

from typing import Any
from urllib.parse import parse_qsl

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official.errors.subscriptions import (
    CategoryUnknown,
    NoticeTemplateUnknown,
    SceneTooLong,
    TitleKeywordsWrong,
    TitleLimitWrong,
    TitleStartWrong,
    TitleUnknown,
)
from hutong.official.errors.templates import TemplateUnknown
from hutong.official.templates import keeping, library
from hutong.official.templates.library import Keyword, Title
from hutong.wire.api_weixin import MINI, OFFICIAL, Call, Ok, Text, api, convert, read_body

MOST_AT_ONCE = 30
ONE_TIME, LONG_TERM = 2, 3


class Added(msgspec.Struct):
    tid: Text = Text("")
    kidList: list[int] | None = None
    sceneDesc: Text | None = None


class Dropped(msgspec.Struct):
    priTmplId: Text = Text("")


class Titles(msgspec.Struct, frozen=True):
    ids: str = ""
    start: str = "0"
    limit: str = str(MOST_AT_ONCE)


class OfTitle(msgspec.Struct, frozen=True):
    tid: str = ""


class AddedAnswer(msgspec.Struct, frozen=True):
    """The new template's id."""

    priTmplId: str
    errcode: int = 0
    errmsg: str = "ok"


class Listed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A list; `count` is how many there are in all, where only a page is shown."""

    data: list[dict[str, Any]]
    count: int | None = None
    # Told apart from its default, so that it is always there.
    errcode: int | None = None
    errmsg: str = ""


@api.get("/wxaapi/newtmpl/getcategory", kinds=OFFICIAL, needs="subscribe_notice", also=("POST",))
@api.get("/wxaapi/newtmpl/getcategory", kinds={MINI}, needs="subscribe_message", also=("POST",))
def getcategory(read: Reader, call: Call[None]) -> Listed:
    """The categories whose titles the account may take; here every account may take all.

    Response: {"errcode": 0, "errmsg": "ok", "data": [{"id": 101, "name": "购物"}]}
    Source:   "Subscribe notifications, get categories"
    """
    return _listed([{"id": number, "name": words[0]} for number, words in library.CATEGORIES.items()])


@api.get("/wxaapi/newtmpl/getpubtemplatetitles", kinds=OFFICIAL, needs="subscribe_notice", query=Titles)
@api.get("/wxaapi/newtmpl/getpubtemplatetitles", kinds={MINI}, needs="subscribe_message", query=Titles)
def getpubtemplatetitles(read: Reader, call: Call[None]) -> Listed:
    """Titles of the library in some categories.

    Request:  ?ids=101,104&start=0&limit=30
    Response: {"errcode": 0, "errmsg": "ok", "count": 2, "data": [{"tid": 1001, "title": "订单支付成功", "type": 2,
               "categoryId": "101"}]}
    Errors:   CategoryUnknown · TitleStartWrong · TitleLimitWrong
    Source:   "Subscribe notifications, get titles of a category"
    """
    wanted: Titles = call.query
    categories = {_number(one) for one in wanted.ids.split(",")}
    if not categories <= library.CATEGORIES.keys():
        raise CategoryUnknown(ids=wanted.ids[:64])
    start, limit = _number(wanted.start), _number(wanted.limit)
    if start is None:
        raise TitleStartWrong()
    if limit is None or not 1 <= limit <= MOST_AT_ONCE:
        raise TitleLimitWrong(limit=MOST_AT_ONCE)
    found = [title for title in library.TITLES.values() if title.category in categories]
    return _listed([_title(title) for title in found[start : start + limit]], count=len(found))


@api.get("/wxaapi/newtmpl/getpubtemplatekeywords", kinds=OFFICIAL, needs="subscribe_notice", query=OfTitle)
@api.get("/wxaapi/newtmpl/getpubtemplatekeywords", kinds={MINI}, needs="subscribe_message", query=OfTitle)
def getpubtemplatekeywords(read: Reader, call: Call[None]) -> Listed:
    """What a title can tell.

    Request:  ?tid=1001
    Response: {"errcode": 0, "errmsg": "ok", "count": 5, "data": [{"kid": 2, "name": "商品", "example": "…",
               "rule": "thing"}]}
    Errors:   TitleUnknown
    Source:   "Subscribe notifications, get keywords of a title"
    """
    told = [
        {"kid": keyword.number, "name": keyword.names[0], "example": keyword.example, "rule": keyword.kind}
        for keyword in _known(call.query.tid).keywords
    ]
    return _listed(told, count=len(told))


@api.post("/wxaapi/newtmpl/addtemplate", kinds=OFFICIAL, needs="subscribe_notice")
@api.post("/wxaapi/newtmpl/addtemplate", kinds={MINI}, needs="subscribe_message")
def addtemplate(tx: Transaction, call: Call[None]) -> AddedAnswer:
    """Put a template together from a title and one to five of its keywords, in the order given.

    Request:  {"tid": "1001", "kidList": [1, 3, 2], "sceneDesc": "Orders"}, or the same as a form
    Response: {"errcode": 0, "errmsg": "ok", "priTmplId": "9Aw5ZV1j9x…"}
    Errors:   TitleUnknown · TitleKeywordsWrong · SceneTooLong · NoticeTemplatesUsedUp
    Source:   "Subscribe notifications, add a template". The example in JavaScript sends a form.
    """
    said = _said(call.raw, Added)
    title = _known(str(said.tid))
    if said.sceneDesc is not None and len(said.sceneDesc) > keeping.SCENE_LETTERS:
        raise SceneTooLong(limit=keeping.SCENE_LETTERS)
    chosen = _chosen(title, said.kidList or [])
    return AddedAnswer(keeping.compose(tx, call.app.app_id, title, chosen, scene=str(said.sceneDesc or "")).id)


@api.post("/wxaapi/newtmpl/deltemplate", kinds=OFFICIAL, needs="subscribe_notice")
@api.post("/wxaapi/newtmpl/deltemplate", kinds={MINI}, needs="subscribe_message")
def deltemplate(tx: Transaction, call: Call[None]) -> Ok:
    """Give a template up.

    Request:  {"priTmplId": "9Aw5ZV1j9x…"}, or the same as a form
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NoticeTemplateUnknown
    Source:   "Subscribe notifications, delete a template"
    """
    template_id = str(_said(call.raw, Dropped).priTmplId)
    try:
        keeping.delete(tx, call.app.app_id, template_id, "subscription")
    except TemplateUnknown:
        raise NoticeTemplateUnknown(priTmplId=template_id[:64]) from None
    return Ok()


@api.get("/wxaapi/newtmpl/gettemplate", kinds=OFFICIAL, needs="subscribe_notice", also=("POST",))
@api.get("/wxaapi/newtmpl/gettemplate", kinds={MINI}, needs="subscribe_message", also=("POST",))
def gettemplate(read: Reader, call: Call[None]) -> Listed:
    """The account's templates for notifications.

    Response: {"errcode": 0, "errmsg": "ok", "data": [{"priTmplId": "…", "title": "…", "content": "…", "example": "…",
               "type": 2}]}
    Source:   "Subscribe notifications, list templates": type 2 is for one sending, 3 for long
    """
    return _listed(
        [
            {
                "priTmplId": template.id,
                "title": template.title,
                "content": template.content,
                "example": template.example,
                "type": LONG_TERM if template.is_long_term else ONE_TIME,
            }
            for template in keeping.listed(read, call.app.app_id, "subscription")
        ]
    )


def _said(raw: bytes, kind: type[Any]) -> Any:
    """A body as JSON or as a form, in which lists are named `kidList`, `kidList[]` or `kidList[0]`."""
    if raw.lstrip()[:1] in (b"{", b"<", b""):
        return read_body(raw, kind)
    pairs = parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True)
    plain: dict[str, Any] = {name: value.replace("\0", "\ufffd") for name, value in pairs}
    kids = [value for name, value in pairs if name.partition("[")[0] == "kidList"]
    return convert(plain | {"kidList": kids}, kind)


def _known(tid: str) -> Title:
    title = library.TITLES.get(_number(tid) or 0)
    if title is None:
        raise TitleUnknown(tid=tid[:32])
    return title


def _chosen(title: Title, kids: list[int]) -> tuple[Keyword, ...]:
    known = {keyword.number: keyword for keyword in title.keywords}
    if not 1 <= len(kids) <= keeping.MOST_KEYWORDS or len(set(kids)) != len(kids) or not set(kids) <= known.keys():
        raise TitleKeywordsWrong(known=sorted(known))
    return tuple(known[kid] for kid in kids)


def _title(title: Title) -> dict[str, Any]:
    kind = LONG_TERM if title.is_long_term else ONE_TIME
    return {"tid": title.number, "title": title.names[0], "type": kind, "categoryId": str(title.category)}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None


def _listed(data: list[dict[str, Any]], count: int | None = None) -> Listed:
    return Listed(data=data, count=count, errcode=0, errmsg="ok")
