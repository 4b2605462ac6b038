"""/cgi-bin/message/template: filling a template in for a follower."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official import programs
from hutong.official.api_weixin.openids import person_of
from hutong.official.errors.templates import (
    ClientIdTooLong,
    TemplateIdWrong,
    TemplateProgramUnknown,
    TemplateUrlTooLong,
)
from hutong.official.templates import keeping, sending
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import OFFICIAL, Call, Text, api, convert

ID_LETTERS, URL_BYTES, CLIENT_ID_LETTERS = 64, 1_024, 32


class Value(msgspec.Struct):
    """What goes into a place; a colour is taken and not shown, as in newer clients."""

    value: Text | None = None


class Program(msgspec.Struct):
    appid: Text | None = None
    pagepath: Text | None = None


class Message(msgspec.Struct):
    touser: Text = Text("")
    template_id: Text = Text("")
    url: Text | None = None
    miniprogram: Program | None = None
    data: dict[str, Any] | None = None
    client_msg_id: Text | None = None


class Sent(msgspec.Struct, frozen=True):
    """The message's number; TEMPLATESENDJOBFINISH names it again."""

    msgid: int
    errcode: int = 0
    errmsg: str = "ok"


@api.post(
    "/cgi-bin/message/template/send", kinds=OFFICIAL, needs="template_message", daily="template.send", body=Message
)
def send(tx: Transaction, call: Call[Message]) -> Sent:
    """Show a follower a filled-in template. What became of it comes as TEMPLATESENDJOBFINISH.

    Request:  {"touser": "oA1...", "template_id": "Doclyl5uP7…", "url": "https://…",
               "data": {"thing2": {"value": "Tea"}}, "client_msg_id": "order-7"}
    Response: {"errcode": 0, "errmsg": "ok", "msgid": 200228332}
    Errors:   OpenidUnknown · OpenidOfAnother · TemplateIdWrong · TemplateUnknown · TemplateUrlTooLong ·
              TemplateProgramUnknown · ClientIdTooLong · NotFollowing · TemplateValueWrong · SentAlready ·
              AccountPaused · QuotaUsedUp
    Source:   "Template messages, send". Which code a repeated client_msg_id has is not documented; we answer that of a
              concurrent send. The daily quota does not grow with followers here.
    """
    said = call.body
    person_id = person_of(call.lane, call.app.app_id, str(said.touser))
    if not 1 <= len(said.template_id) <= ID_LETTERS:
        raise TemplateIdWrong()
    template = keeping.get(tx, call.app.app_id, str(said.template_id), "message")
    if said.url is not None and len(said.url.encode()) > URL_BYTES:
        raise TemplateUrlTooLong(limit_bytes=URL_BYTES)
    program = program_path(tx, call, said.miniprogram)
    if said.client_msg_id is not None and len(said.client_msg_id) > CLIENT_ID_LETTERS:
        raise ClientIdTooLong(limit=CLIENT_ID_LETTERS)
    number = sending.send(
        tx,
        template,
        person_id,
        plain_values(said.data),
        url=program or str(said.url or ""),
        client_id=str(said.client_msg_id) if said.client_msg_id else None,
    )
    return Sent(number)


def program_path(read: Reader, call: Call[Any], program: Program | None) -> str | None:
    """Where the program that a message names opens; None where it names none. Raises: TemplateProgramUnknown"""
    if program is None or not program.appid:
        return None
    program_id = str(program.appid)
    if not programs.is_linked(read, call.app.app_id, program_id):
        raise TemplateProgramUnknown(appid=program_id[:64])
    base = call.lane.config.public_url or call.lane.port(Addresses).url
    page = str(program.pagepath or "")
    return base.rstrip("/") + programs.path_of(program_id, page, programs.FROM_TEMPLATE)


def plain_values(data: dict[str, Any] | None) -> dict[str, str]:
    """What goes into each place; SDKs send `{"value": …}`, some the bare text."""
    return {place: _words(given) for place, given in (data or {}).items()}


def _words(given: Any) -> str:
    value = convert(given, Value).value if isinstance(given, dict) else given
    return "" if value is None else str(convert(value, Text))
