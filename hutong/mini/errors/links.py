"""Codes and links that open programs."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class PathTooLong(HutongError):
    """A path has one to `max` bytes."""

    api_weixin = Errcode(40159, "invalid length for path, or the data is not json string")


class CodeArgsWrong(HutongError):
    """The width is 280 to 1280, colours are 0 to 255, and the version release, trial or develop."""

    api_weixin = Errcode(40097, "invalid args")


class SceneWrong(HutongError):
    """A scene is of digits, letters and some signs."""

    api_weixin = Errcode(40129, "invalid scene")


class SceneTooLong(HutongError):
    """A scene has one to 32 characters."""

    api_weixin = Errcode(40169, "invalid length for scene, or the data is not json string")


class PageSpelledWrong(HutongError):
    """A page is named without the slash before it and without a query."""

    api_weixin = Errcode(40165, "invalid weapp pagepath")


class PageUnknown(HutongError):
    """The version has no such page."""

    api_weixin = Errcode(41030, "invalid page")


class ReservedName(HutongError):
    """`scancode_time` is a name of the platform's own."""

    api_weixin = Errcode(85096, "scancode_time is system reserved field")


class TooManyCodes(HutongError):
    """A program has at most 100 000 codes with a path in them."""

    api_weixin = Errcode(45029, "qrcode count out of limit")


class LinkQueryWrong(HutongError):
    """A query has at most 1024 characters, of digits, letters and some signs."""

    api_weixin = Errcode(40212, "invalid query")


class LinkArgsWrong(HutongError):
    """The version is release, trial or develop, and the kind of expiry 0 or 1."""

    api_weixin = Errcode(40097, "invalid args")


class LinkTimeWrong(HutongError):
    """A link ends in the next 30 days, and not in the past."""

    api_weixin = Errcode(85401, "time limit must be between 1min and 30 days")


class LinkDaysWrong(HutongError):
    """A link lives 1 to 30 days."""

    api_weixin = Errcode(85402, "expire interval must be between 1 and 30 days")


class LinksUsedUp(HutongError):
    """A program makes at most 500 000 links a day."""

    api_weixin = Errcode(44990, "reach max api rate limit")


class TooManyLinks(HutongError):
    """The program has as many lasting links as it may."""

    api_weixin = Errcode(85400, "long-term link reaches the limit")


class LinkUnknown(HutongError):
    """The program has no such link."""

    api_weixin = Errcode(85403, "the link does not exist")


class LinkEnded(HutongError):
    """There is no such link, or its time is over."""

    product = Problem(404, "mini_link_ended")


class ShortPageWrong(HutongError):
    """The released version has no such page."""

    api_weixin = Errcode(40066, "invalid url")


class ShortTitleWrong(HutongError):
    """A title has at most 20 characters."""

    api_weixin = Errcode(40225, "invalid page title")
