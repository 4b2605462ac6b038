"""A program's name, picture and introduction, as its server changes them."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode


class NameNotPlain(HutongError):
    """A name is four to thirty wide, a Chinese character counting two, of plain letters."""

    api_weixin = Errcode(53010, "invalid nickname format")


class NameForbidden(HutongError):
    """No program may be called so."""

    api_weixin = Errcode(53012, "nickname is forbidden")


class NameTaken(HutongError):
    """Another account is called so."""

    api_weixin = Errcode(53013, "nickname is the same as an existing account")


class PapersMissing(HutongError):
    """This name wants papers: a licence, or others that show what it means."""

    api_weixin = Errcode(91009, "need to submit materials")


class NameReviewUnknown(HutongError):
    """The program asked for no such name."""

    api_weixin = Errcode(91011, "nickname audit order not found")


class NameReviewRuns(HutongError):
    """A name is being looked at."""

    api_weixin = Errcode(91003, "invalid nickname status")


class IntroChangesUsedUp(HutongError):
    """An introduction changes at most five times a month."""

    api_weixin = Errcode(53200, "modify signature quota limit in a month")


class IntroForbidden(HutongError):
    """The introduction has words in it that may not be shown."""

    api_weixin = Errcode(53201, "signature contains forbidden words")


class PictureChangesUsedUp(HutongError):
    """A picture changes at most five times a month."""

    api_weixin = Errcode(53202, "modify avatar quota limit in a month")


class IntroWrong(HutongError):
    """An introduction has 4 to 120 characters."""

    api_weixin = Errcode(53204, "invalid signature")


class PictureUnknown(HutongError):
    """The program uploaded no such picture."""

    api_weixin = Errcode(40007, "invalid media_id")


class CropWrong(HutongError):
    """A picture is cut between two corners, each from 0 to 1."""

    api_weixin = Errcode(40097, "invalid args")
