"""/cgi-bin/message/custom/*: what an account writes to a person of its own accord, within open windows."""

import msgspec

from hutong.apps import public as apps
from hutong.dialog import errors, sending
from hutong.dialog.api_weixin.outgoing import Outgoing, body_of
from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane
from hutong.wire.api_weixin import EVERY, MINI, Call, Ok, Text, api

OF_PROGRAMS = frozenset({"text", "image", "link", "miniprogrampage"})


class Typing(msgspec.Struct):
    touser: Text = Text("")
    command: Text = Text("")


@api.post(
    "/cgi-bin/message/custom/send", kinds=EVERY, needs="custom_message", daily="message.custom_send", body=Outgoing
)
async def send(call: Call[Outgoing]) -> Ok:
    """Write to a person who wrote in the last 48 hours, or tapped, scanned or followed in the last minute.

    Request:  {"touser": "oA1...", "msgtype": "text", "text": {"content": "Hello"}}
              also image, voice, video, music, news (exactly one article), msgmenu, miniprogrampage, link;
              a mini program: text, image, link and pages of its own as miniprogrampage
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   OpenidUnknown · NotFollowing · ReceiverBlocked · MessageKindUnknown · MediaUnknown · ContentMissing
              ContentTooLong · ArticleCountWrong · ChoicesTooMany · ChoiceTooLong · AgentUnknown
              MessageWindowClosed · SendsUsedUp · ProgramNotLinked
              mpnews: MediaUnknown, mpnewsarticle: ArticleUnknown, wxcard: CardUnknown; no account here has any yet
    Source:   "Customer service messages". A window holds 5 sends; pages of 2021 say 20. To somebody who left, documents
              give both 43004 and 45015; we answer 43004, which tells more.
    """
    person_id = _person_of(call.lane, call.app.app_id, call.body.touser)
    if call.app.kind == MINI and str(call.body.msgtype) not in OF_PROGRAMS:
        raise errors.MessageKindUnknown(msgtype=str(call.body.msgtype)[:32])
    body = await body_of(call.lane, call.app.app_id, call.body)
    await call.lane.db.run(sending.send, call.app.app_id, person_id, body)
    return Ok()


@api.post("/cgi-bin/message/custom/typing", kinds=EVERY, needs="custom_message", body=Typing)
def typing(tx: Transaction, call: Call[Typing]) -> Ok:
    """Show a person who wrote in the last 30 seconds that an answer is being written, or no longer is.

    Request:  {"touser": "oA1...", "command": "Typing"}  or "CancelTyping"
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   CommandUnknown · OpenidUnknown · NotFollowing · ReceiverBlocked · NobodyWaits · AlreadyTyping
              SendsUsedUp
    Source:   "Typing state". How long it is shown is not documented: 15 seconds here, or until a message comes
    """
    act = _COMMANDS.get(str(call.body.command))
    if act is None:
        raise errors.CommandUnknown(command=str(call.body.command)[:32])
    act(tx, call.app.app_id, _person_of(call.lane, call.app.app_id, call.body.touser))
    return Ok()


_COMMANDS = {"Typing": sending.begin_typing, "CancelTyping": sending.end_typing}


def _person_of(lane: Lane, app_id: str, openid: str) -> int:
    person_id = apps.person_of(lane.keys, app_id, str(openid))
    if person_id is None:
        raise errors.OpenidUnknown()
    return person_id
