"""Templates: taken, written, filled in."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class TemplateUnknown(HutongError):
    """The account has no template of this id, or the library none of this number."""

    api_weixin = Errcode(40037, "invalid template_id")
    product = Problem(404, "template_not_found")


class TemplateIdWrong(HutongError):
    """A template's id has 1 to 64 characters."""

    api_weixin = Errcode(40036, "invalid template_id size")


class TemplateUrlTooLong(HutongError):
    """The page a message opens has at most 1024 bytes."""

    api_weixin = Errcode(40039, "invalid url size")


class TemplateProgramUnknown(HutongError):
    """The account is not linked with a mini program of this appid."""

    api_weixin = Errcode(40166, "invalid weapp appid")


class TemplateValueWrong(HutongError):
    """A place is left empty, or holds what its kind does not allow."""

    api_weixin = Errcode(47003, "argument invalid! data.{place}.value {trouble}")


class TemplatesUsedUp(HutongError):
    """An account has at most 25 templates of a kind."""

    api_weixin = Errcode(45026, "template num exceeds limit")
    product = Problem(409, "templates_used_up")


class TemplateOfOtherIndustry(HutongError):
    """The template is made for an industry that the account is not in."""

    api_weixin = Errcode(45027, "template conflict with industry")
    product = Problem(409, "template_of_other_industry")


class KeywordUnknown(HutongError):
    """The template has no keyword of this name, or none was chosen."""

    api_weixin = Errcode(40246, "keyword name invalid")
    product = Problem(422, "template_keywords_wrong")


class TemplateTextWrong(HutongError):
    """A template has a title of 1 to 30 characters and 1 to 1000 of text with 1 to 20 places."""

    product = Problem(422, "template_text_wrong")


class IndustryUnknown(HutongError):
    """There is no such industry, or the account has named none."""

    api_weixin = Errcode(40102, "invalid industry id")


class IndustryChangedLately(HutongError):
    """Industries may be changed once a month."""

    api_weixin = Errcode(43100, "change template too frequently")


class SentAlready(HutongError):
    """A message with this client_msg_id went to the person less than ten minutes ago."""

    api_weixin = Errcode(43108, "concurrent send, the same message was sent already")


class ClientIdTooLong(HutongError):
    """A client_msg_id has at most 32 characters."""

    api_weixin = Errcode(40097, "invalid args")
