"""Looking at what people write and show."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode


class ContentRisky(HutongError):
    """It may not be shown to others."""

    api_weixin = Errcode(87014, "risky content")


class ContentMissing(HutongError):
    """There is nothing to look at."""

    api_weixin = Errcode(44002, "empty post data")


class ContentTooLong(HutongError):
    """A text has at most 2500 characters; one for the first version of the check, 500 KB."""

    api_weixin = Errcode(47001, "data format error, content is too long")


class ContentSceneWrong(HutongError):
    """A scene is 1 to 4: a profile, a comment, a forum, a social log."""

    api_weixin = Errcode(40129, "invalid scene")


class NotSeenOfLate(HutongError):
    """The person has not opened the program in the last two hours."""

    api_weixin = Errcode(61010, "code is expired")


class PictureSizeWrong(HutongError):
    """A picture has at most 1 MB."""

    api_weixin = Errcode(40006, "invalid meida size")


class RiskArgsWrong(HutongError):
    """The call is about another program, a scene that is not 0 or 1, or says no address."""

    api_weixin = Errcode(47001, "data format error")
