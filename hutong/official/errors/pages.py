"""What can go wrong with what a page of an account brings to its server or fetches from it."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class PagePassWrong(HutongError):
    """The pass is not one that this person's page earned by `wx.config` within the last two hours."""

    product = Problem(403, "page_pass_wrong")


class PageMediaWrong(HutongError):
    """The bytes are neither a picture (PNG, JPEG, GIF) nor a voice of up to a minute."""

    product = Problem(422, "page_media_wrong")


class MediaIdMissing(HutongError):
    """No `media_id` was named."""

    api_weixin = Errcode(41006, "media_id missing")


class MediaUnknown(HutongError):
    """No page of the account brought a recording of this id, or it is older than 72 hours."""

    api_weixin = Errcode(40007, "invalid media_id")


class HighQualityMissing(HutongError):
    """The machine has no encoder for Speex; `hint` says what to install."""

    api_weixin = Errcode(-1, "system error")
