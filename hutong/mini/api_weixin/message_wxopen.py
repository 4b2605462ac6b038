"""/cgi-bin/message/wxopen/template/send: what subscribe messages replaced in 2020."""

import msgspec

from hutong.kernel.db import Reader
from hutong.mini.errors.sessions import FormMessagesOff
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api


class FormMessage(msgspec.Struct):
    touser: Text = Text("")
    template_id: Text = Text("")
    form_id: Text = Text("")


@api.post("/cgi-bin/message/wxopen/template/send", kinds={MINI}, body=FormMessage)
def send(read: Reader, call: Call[FormMessage]) -> Ok:
    """Messages by a form's id were switched off in January 2020; servers that still send them are told so.

    Request:  {"touser": "oA1...", "template_id": "…", "form_id": "…"}
    Response: none but the refusal
    Errors:   FormMessagesOff
    Source:   "Template messages", withdrawn; use message/subscribe/send
    """
    del read, call
    raise FormMessagesOff()
