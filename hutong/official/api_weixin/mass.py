"""/cgi-bin/message/mass/*: broadcasts to everybody, to a tag, to a list, and what became of them."""

import asyncio
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official.api_weixin.mass_parts import Parts, wanted_of
from hutong.official.api_weixin.openids import people_of, person_of
from hutong.official.articles import reading
from hutong.official.broadcasts import asking, desks, sending
from hutong.official.errors.articles import ArticleUnknown
from hutong.official.errors.broadcasts import (
    BroadcastUnknown,
    ReceiversMissing,
    ReceiversTooFew,
    ReceiversTooMany,
    ReceiverUnknown,
    SpeedMissing,
)
from hutong.official.models.broadcasts import Audience, Broadcast
from hutong.people import public as people
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api

MOST_RECEIVERS = 10_000
LEAST_RECEIVERS = 2
_NO_TAG = -1


class Filter(msgspec.Struct):
    """Whom it is for. `group_id` is what older SDKs call a tag."""

    is_to_all: bool = False
    tag_id: int | None = None
    group_id: int | None = None


class SendAll(Parts):
    filter: Filter = msgspec.field(default_factory=Filter)


class Send(Parts):
    touser: list[Text] = msgspec.field(default_factory=list)


class Preview(Parts):
    touser: Text = Text("")
    towxname: Text = Text("")


class Submitted(msgspec.Struct, frozen=True, omit_defaults=True):
    """The broadcast is taken; `msg_data_id` is of its articles."""

    errcode: int
    errmsg: str
    msg_id: int
    msg_data_id: int | None = None


class Previewed(msgspec.Struct, frozen=True):
    errcode: int
    errmsg: str
    msg_id: int


class Numbered(msgspec.Struct):
    msg_id: int = 0
    article_idx: int = 0
    url: Text = Text("")


class Speed(msgspec.Struct):
    speed: int | None = None


@api.post("/cgi-bin/message/mass/sendall", kinds=OFFICIAL, needs="mass_message", daily="mass", body=SendAll)
async def sendall(call: Call[SendAll]) -> Submitted:
    """Broadcast to all followers, or to those who hold a tag. What became of it is told by MASSSENDJOBFINISH.

    Request:  {"filter": {"is_to_all": false, "tag_id": 100}, "msgtype": "text", "text": {"content": "Water is back"},
               "clientmsgid": "water-7"}
              also mpnews, voice, image (one media_id, or images with media_ids), mpvideo, wxcard
    Response: {"errcode": 0, "errmsg": "send job submission success", "msg_id": 1000000001, "msg_data_id": 2247483647}
    Errors:   BroadcastKindUnknown · ContentMissing · ContentTooLong · MediaUnknown · FilmNotReady · PicturesWrong
              CardUnknown · TagMissing · BroadcastsUsedUp · BroadcastsTooOften · ClientIdTooLong
              BroadcastRepeated and BroadcastRepeatedAtOnce (with the first msg_id) · AccountPaused
    Source:   "Broadcast by tag". Without a clientmsgid, the same content to the same audience is refused for a day. To
              a tag that nobody holds the documents say nothing: it is taken, fails, and costs nothing of the share.
    """
    wanted, asked = wanted_of(call.body), call.body.filter
    tag_id = asked.group_id if asked.tag_id is None else asked.tag_id
    # Neither everybody nor a tag: no tag has this number.
    audience = Audience() if asked.is_to_all else Audience(tag_id=_NO_TAG if tag_id is None else tag_id)
    app = await _account(call)
    client_id = _client_id(call.body)
    return _submitted(await asking.send(call.lane, app, audience, wanted, by="api", client_id=client_id))


@api.post("/cgi-bin/message/mass/send", kinds=OFFICIAL, needs="mass_message_by_openid", daily="mass", body=Send)
async def send(call: Call[Send]) -> Submitted:
    """Broadcast to 2 to 10,000 followers by their openids. Who has had four broadcasts this month is left out.

    Request:  {"touser": ["oA1...", "oB2..."], "msgtype": "text", "text": {"content": "Water is back"}}
    Response: {"errcode": 0, "errmsg": "send job submission success", "msg_id": 1000000001}
    Errors:   ReceiversMissing · ReceiversTooFew · ReceiversTooMany · OpenidUnknown · OpenidOfAnother, and as sendall
    Source:   "Broadcast by openid list". Lists spend nothing of the account's own share: each follower's counts
    """
    wanted = wanted_of(call.body)
    openids = [str(openid) for openid in call.body.touser]
    if not openids:
        raise ReceiversMissing()
    if len(openids) < LEAST_RECEIVERS:
        raise ReceiversTooFew(least=LEAST_RECEIVERS)
    if len(openids) > MOST_RECEIVERS:
        raise ReceiversTooMany(limit=MOST_RECEIVERS)
    app = await _account(call)
    # Ten thousand take a tenth of a second, which others need not wait for.
    person_ids = await asyncio.to_thread(people_of, call.lane, app.app_id, openids, at_most=MOST_RECEIVERS)
    sent = await asking.send(
        call.lane,
        app,
        Audience(is_list=True),
        wanted,
        by="api",
        person_ids=person_ids,
        client_id=_client_id(call.body),
    )
    return _submitted(sent)


@api.post("/cgi-bin/message/mass/preview", kinds=OFFICIAL, needs="mass_message", daily="mass", body=Preview)
async def preview(call: Call[Preview]) -> Previewed:
    """Show one follower what a broadcast will look like, in their own thread.

    Request:  {"touser": "oA1...", "msgtype": "text", "text": {"content": "Water is back"}}
              or "towxname" instead, which wins: the code of a person's own link
    Response: {"errcode": 0, "errmsg": "preview success", "msg_id": 1000000001}
    Errors:   OpenidUnknown · OpenidOfAnother · ReceiverUnknown · NotFollowing, and what sendall says of content
    Source:   "Preview a broadcast". People here have no WeChat ID; the code of their link stands for it
    """
    wanted, app_id = wanted_of(call.body), call.app.app_id
    if call.body.towxname:
        named = await call.lane.db.read(people.by_link_code, str(call.body.towxname))
        if named is None:
            raise ReceiverUnknown()
        person_id = named.id
    else:
        person_id = person_of(call.lane, app_id, str(call.body.touser))
    number = await asking.preview(call.lane, app_id, person_id, wanted)
    return Previewed(0, "preview success", number)


@api.post("/cgi-bin/message/mass/delete", kinds=OFFICIAL, needs="mass_message", daily="mass.delete", body=Numbered)
def delete(tx: Transaction, call: Call[Numbered]) -> Ok:
    """Take back articles, all of a broadcast or one, or a film.

    Request:  {"msg_id": 1000000001, "article_idx": 2}  article_idx from 1; 0 or none: all. Or {"url": "http://…/s/…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   BroadcastUnknown · BroadcastStays
    Source:   "Delete a broadcast". Cards of articles stay in people's threads and open to a notice
    """
    app_id, asked = call.app.app_id, call.body
    if asked.url:
        number, place = _of_address(tx, app_id, str(asked.url))
        sending.delete(tx, app_id, number, place)
    else:
        sending.delete(tx, app_id, asked.msg_id, asked.article_idx - 1 if asked.article_idx else None)
    return Ok()


@api.post("/cgi-bin/message/mass/get", kinds=OFFICIAL, needs="mass_message", body=Numbered)
def get(read: Reader, call: Call[Numbered]) -> dict[str, Any]:
    """How a broadcast stands.

    Request:  {"msg_id": "1000000001"}
    Response: {"msg_id": 1000000001, "msg_status": "SEND_SUCCESS"}  also SENDING, SEND_FAIL, DELETE
    Errors:   BroadcastUnknown
    Source:   "Status of a broadcast"
    """
    found = sending.get(read, call.app.app_id, call.body.msg_id)
    return {"msg_id": found.number, "msg_status": _STATUS[found.state]}


@api.post("/cgi-bin/message/mass/speed/get", kinds=OFFICIAL, needs="mass_message", also=("GET",))
def speed_get(read: Reader, call: Call[None]) -> dict[str, int]:
    """How fast the account broadcasts; `realspeed` in tens of thousands a minute.

    Response: {"speed": 3, "realspeed": 30}
    Source:   "Speed of broadcasts"; here it is kept and told, and every broadcast is as fast
    """
    speed = desks.speed(read, call.app.app_id)
    return {"speed": speed, "realspeed": desks.SPEEDS[speed]}


@api.post("/cgi-bin/message/mass/speed/set", kinds=OFFICIAL, needs="mass_message", body=Speed)
def speed_set(tx: Transaction, call: Call[Speed]) -> Ok:
    """Broadcast faster or slower: 0 the fastest, 4 the slowest.

    Request:  {"speed": 1}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   SpeedMissing · SpeedWrong
    Source:   "Speed of broadcasts"
    """
    if call.body.speed is None:
        raise SpeedMissing()
    desks.set_speed(tx, call.app.app_id, call.body.speed)
    return Ok()


_STATUS = {
    sending.SENDING: "SENDING",
    sending.SENT: "SEND_SUCCESS",
    sending.FAILED: "SEND_FAIL",
    sending.DELETED: "DELETE",
}


async def _account(call: Call[Any]) -> apps.AppView:
    app = await call.lane.db.read(apps.get, call.app.app_id)
    assert app is not None, "a token is of an account there is"
    return app


def _client_id(body: Parts) -> str | None:
    return str(body.clientmsgid) if body.clientmsgid else None


def _submitted(sent: Broadcast) -> Submitted:
    return Submitted(0, "send job submission success", sent.number, sent.issue_number)


def _of_address(read: Reader, app_id: str, url: str) -> tuple[int, int]:
    """The broadcast and place of the article at an address. Raises: BroadcastUnknown"""
    code = url.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    try:
        article = reading.at(read, code)
    except ArticleUnknown:
        raise BroadcastUnknown(url=url[:256]) from None
    if article.app_id != app_id:
        raise BroadcastUnknown(url=url[:256])
    return sending.of_issue(read, app_id, article.number).number, article.place
