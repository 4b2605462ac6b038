"""Codes with a scene."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class SceneWrong(HutongError):
    """The scene does not fit the kind of code."""

    api_weixin = Errcode(40053, "invalid action info")
    product = Problem(422, "qrcode_scene")


class ExpiryWrong(HutongError):
    """A temporary code lives 1 to 2592000 seconds."""

    api_weixin = Errcode(40097, "invalid args")
    product = Problem(422, "qrcode_expiry")


class QrcodeKindUnknown(HutongError):
    """There is no such kind of code."""

    api_weixin = Errcode(40097, "invalid args")
    product = Problem(422, "qrcode_kind")


class TooManyQrcodes(HutongError):
    """An account has at most 100000 permanent codes."""

    api_weixin = Errcode(45029, "qrcode count out of limit")
    product = Problem(409, "too_many_qrcodes")


class TicketUnknown(HutongError):
    """No code has this ticket, or its time is over."""

    product = Problem(404, "qrcode_not_found")


class QrcodeExpired(HutongError):
    """The time of this temporary code is over."""

    product = Problem(410, "qrcode_expired")
