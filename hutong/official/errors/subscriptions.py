"""Notifications that people allow one by one."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class NothingAllowed(HutongError):
    """The person allows no notification of this template, or has used up what they allowed."""

    api_weixin = Errcode(43101, "user refuse to accept the msg")


class NoticePageTooLong(HutongError):
    """The page a notification opens has at most 1024 bytes."""

    api_weixin = Errcode(41030, "invalid page")


class NoticeStateWrong(HutongError):
    """A notification opens the version for developers, for trials, or the formal one."""

    api_weixin = Errcode(40097, "invalid args")


class TitleUnknown(HutongError):
    """The library has no title of this number."""

    api_weixin = Errcode(200014, "invalid tid")


class TitleKeywordsWrong(HutongError):
    """A template has one to five of its title's keywords, each once."""

    api_weixin = Errcode(200020, "invalid keyword list")


class SceneTooLong(HutongError):
    """What the notification is for is said in at most 15 characters."""

    api_weixin = Errcode(200021, "invalid sceneDesc")


class NoticeTemplatesUsedUp(HutongError):
    """An account has at most 25 templates for notifications."""

    api_weixin = Errcode(200012, "exceed max template number")
    product = Problem(409, "templates_used_up")


class NoticeTemplateUnknown(HutongError):
    """The account has no such template for notifications."""

    api_weixin = Errcode(200015, "template not exist")
    product = Problem(404, "template_not_found")


class TitleStartWrong(HutongError):
    """`start` counts from 0."""

    api_weixin = Errcode(200016, "invalid start")


class TitleLimitWrong(HutongError):
    """`limit` is 1 to 30."""

    api_weixin = Errcode(200017, "invalid limit")


class CategoryUnknown(HutongError):
    """`ids` are numbers of categories, with commas between."""

    api_weixin = Errcode(200018, "invalid ids")


class AskedTooMuch(HutongError):
    """A person is asked about one to three templates at a time, each once."""

    product = Problem(422, "notification_request_wrong")
