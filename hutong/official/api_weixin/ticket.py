"""/cgi-bin/ticket: what pages sign their settings with."""

import msgspec

from hutong.kernel.db import Transaction
from hutong.official import tickets
from hutong.official.errors.tickets import TicketKindUnknown
from hutong.wire.api_weixin import OFFICIAL, Call, api


class TicketAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket; on success, too, the errcode is there."""

    errcode: int = 0
    errmsg: str = "ok"
    ticket: str
    expires_in: int


@api.get("/cgi-bin/ticket/getticket", kinds=OFFICIAL, needs="jssdk", daily="ticket.get", also=("POST",))
def getticket(tx: Transaction, call: Call[None]) -> TicketAnswer:
    """The account's ticket: the same one until five minutes are left.

    Request:  ?type=jsapi  or wx_card
    Response: {"errcode": 0, "errmsg": "ok", "ticket": "kgt8ON7y...", "expires_in": 7200}
    Errors:   TicketKindUnknown
    Source:   "JS-SDK, appendix 1". That asking again answers the same ticket is observed, not documented.
    """
    match call.args.get("type", ""):
        case "jsapi" | "wx_card" as kind:
            ticket = tickets.ticket_of(tx, call.lane.keys, call.app.app_id, kind)
        case other:
            raise TicketKindUnknown(type=other[:32])
    left = ticket.expires_at - tx.now
    return TicketAnswer(ticket=ticket.text, expires_in=int(left.total_seconds()))
