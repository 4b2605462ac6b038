"""Tickets that pages sign their settings with."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode


class TicketKindUnknown(HutongError):
    """Tickets are of type `jsapi` or `wx_card`."""

    api_weixin = Errcode(40097, "invalid args")
