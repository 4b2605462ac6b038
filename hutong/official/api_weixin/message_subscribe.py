"""/cgi-bin/message/subscribe: notifications that people allow one by one, of accounts and of mini programs."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from hutong.official import program_notices, subscriptions
from hutong.official.api_weixin.message_template import Program, plain_values, program_path
from hutong.official.api_weixin.openids import person_of
from hutong.official.errors.followers import OpenidUnknown
from hutong.official.errors.subscriptions import NoticePageTooLong, NoticeStateWrong
from hutong.official.templates import keeping
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import MINI, OFFICIAL, Call, Ok, Text, api

PAGE_BYTES = 1_024


class Notification(msgspec.Struct):
    touser: Text = Text("")
    template_id: Text = Text("")
    page: Text | None = None
    miniprogram: Program | None = None
    data: dict[str, Any] | None = None


class ProgramNotification(msgspec.Struct):
    touser: Text = Text("")
    template_id: Text = Text("")
    page: Text | None = None
    data: dict[str, Any] | None = None
    miniprogram_state: Text = Text("formal")
    lang: Text = Text("zh_CN")


class Sent(msgspec.Struct, frozen=True):
    """The number under which the program's server hears what became of it."""

    msgid: int
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/cgi-bin/message/subscribe/bizsend", kinds=OFFICIAL, needs="subscribe_notice", body=Notification)
def bizsend(tx: Transaction, call: Call[Notification]) -> Ok:
    """Send a notification to a follower who allowed it; one permission is one send. subscribe_msg_sent_event follows.

    Request:  {"touser": "oA1...", "template_id": "9Aw5ZV1j9x…", "page": "https://…",
               "data": {"thing2": {"value": "Tea"}}}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   OpenidUnknown · OpenidOfAnother · TemplateUnknown · NoticePageTooLong · TemplateProgramUnknown ·
              NotFollowing · TemplateValueWrong · NothingAllowed · AccountPaused
    Source:   "Subscribe notifications, send". WeChat also reaches people who no longer follow; here they see nothing
              of an account they left, and the answer is NotFollowing.
    """
    said = call.body
    person_id = person_of(call.lane, call.app.app_id, str(said.touser))
    template = keeping.get(tx, call.app.app_id, str(said.template_id)[:64], "subscription")
    if said.page is not None and len(said.page.encode()) > PAGE_BYTES:
        raise NoticePageTooLong(limit_bytes=PAGE_BYTES)
    program = program_path(tx, call, said.miniprogram)
    subscriptions.send(tx, template, person_id, plain_values(said.data), url=program or str(said.page or ""))
    return Ok()


@api.post("/cgi-bin/message/subscribe/send", kinds={MINI}, needs="subscribe_message", body=ProgramNotification)
def send(tx: Transaction, call: Call[ProgramNotification]) -> Sent:
    """Send a notification to a person who allowed it inside the program; one yes is one send.

    Request:  {"touser": "oA1...", "template_id": "9Aw5ZV1j9x…", "page": "pages/order/order?id=1",
               "miniprogram_state": "formal", "lang": "zh_CN", "data": {"thing2": {"value": "Tea"}}}
    Response: {"errcode": 0, "errmsg": "ok", "msgid": 1234567890}
    Errors:   OpenidUnknown · TemplateUnknown · NoticePageTooLong · NoticeStateWrong · TemplateValueWrong ·
              NothingAllowed
    Source:   "Subscribe messages, send". The page is opened in the version that `miniprogram_state` names
    """
    said, app_id, lane = call.body, call.app.app_id, call.lane
    person_id = apps.person_of(lane.keys, app_id, str(said.touser))
    if person_id is None:
        raise OpenidUnknown()
    template = keeping.get(tx, app_id, str(said.template_id)[:64], "subscription")
    page, state = str(said.page or ""), str(said.miniprogram_state or "formal")
    if len(page.encode()) > PAGE_BYTES:
        raise NoticePageTooLong(limit_bytes=PAGE_BYTES)
    if state not in program_notices.VERSIONS:
        raise NoticeStateWrong(state=state[:32])
    base = (lane.config.public_url or lane.port(Addresses).url).rstrip("/")
    url = program_notices.page_url(base, app_id, page, state)
    return Sent(program_notices.send(tx, template, person_id, plain_values(said.data), url=url))
