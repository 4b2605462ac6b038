"""Asking for figures."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode


class DateUnreadable(HutongError):
    """A day is spelt YYYY-MM-DD."""

    api_weixin = Errcode(61500, "date format error")


class DateRangeWrong(HutongError):
    """The days begin no earlier than December 2014, end yesterday, and are no more than the figures allow."""

    api_weixin = Errcode(61501, "date range error")


class FiguresNotReady(HutongError):
    """Yesterday's figures are ready at eight in the morning."""

    api_weixin = Errcode(61503, "data not ready, please try later")
