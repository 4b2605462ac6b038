"""Asking how a program was used."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode


class DateUnreadable(HutongError):
    """A date is written YYYYMMDD."""

    api_weixin = Errcode(61500, "date format error")


class DateRangeWrong(HutongError):
    """The days are not such a span as is asked for here, or not over."""

    api_weixin = Errcode(61501, "date range error")


class FiguresNotReady(HutongError):
    """Yesterday's figures are there from eight in the morning."""

    api_weixin = Errcode(61503, "data not ready")
