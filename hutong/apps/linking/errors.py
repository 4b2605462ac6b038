"""Putting apps together: one identity of people, and accounts that lead to programs."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class BoundAlready(HutongError):
    """The app is bound to an open platform account already."""

    api_weixin = Errcode(89000, "account has bound open")
    product = Problem(409, "app_bound_already")


class OtherOwner(HutongError):
    """The open platform account is of another owner."""

    api_weixin = Errcode(89001, "not same contractor")
    product = Problem(409, "open_account_of_another")


class NotBound(HutongError):
    """The app is bound to no open platform account, so that people have no unionid with it."""

    api_weixin = Errcode(89002, "open not exists")
    product = Problem(409, "app_not_bound")


class OpenAccountUnknown(HutongError):
    """There is no such open platform account."""

    api_weixin = Errcode(40013, "invalid appid")
    product = Problem(404, "open_account_not_found")


class OpenAccountFull(HutongError):
    """An open platform account has at most `limit` apps."""

    api_weixin = Errcode(89004, "open bind limit")
    product = Problem(409, "open_account_full")


class ProgramUnknown(HutongError):
    """There is no such mini program."""

    api_weixin = Errcode(40013, "invalid appid")
    product = Problem(404, "program_unknown")


class LinksFull(HutongError):
    """An account is linked with at most ten programs of its owner, a program with at most 500 accounts."""

    api_weixin = Errcode(89009, "linked mini programs reach limit")
    product = Problem(409, "app_links_full")


class LinksFullOfOthers(HutongError):
    """An account is linked with at most three programs of other owners."""

    api_weixin = Errcode(89407, "reach different realname limit")
    product = Problem(409, "app_links_full_of_others")


class LinkNotAsked(HutongError):
    """The other side asks for nothing, or what it asked is decided."""

    product = Problem(409, "app_link_not_asked")


class NotLinked(HutongError):
    """The account and the program are not linked."""

    api_weixin = Errcode(40166, "invalid weapp appid")
    product = Problem(404, "app_not_linked")
