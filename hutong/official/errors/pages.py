"""What can go wrong with what a page of an account brings to its server or fetches from it."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class PagePassWrong(HutongError):
    """The pass is not one that this person's page earned by `wx.config` within the last two hours."""

    product = Problem(403, "page_pass_wrong")


class PageMediaWrong(HutongError):
    """The bytes are neither a picture (PNG, JPEG, GIF) nor a voice of up to a minute."""

    product = Problem(422, "page_media_wrong")
