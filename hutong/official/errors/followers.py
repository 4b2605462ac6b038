"""Followers: who was meant, and who may not be."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class OpenidUnknown(HutongError):
    """No follower of this account has this openid."""

    api_weixin = Errcode(40003, "invalid openid")
    product = Problem(404, "follower_not_found")


class OpenidOfAnother(HutongError):
    """An openid by its looks, but none of this account's."""

    api_weixin = Errcode(49003, "not match openid with appid")
    product = Problem(404, "follower_not_found")


class OpenidListTooLong(HutongError):
    """So many followers are not taken at once, or none was named."""

    api_weixin = Errcode(40032, "invalid openid list size")
    product = Problem(422, "too_many_followers")


class RemarkTooLong(HutongError):
    """A remark has fewer than thirty characters."""

    api_weixin = Errcode(40092, "invalid remark name")
    product = Problem(422, "remark_too_long")


class FollowRefused(HutongError):
    """The account has blocked this person."""

    product = Problem(403, "blocked_by_account")


class NotFollowing(HutongError):
    """Only a follower may do this."""

    api_weixin = Errcode(43004, "require subscribe")
    product = Problem(409, "not_following")


class AccountNotFound(HutongError):
    """There is no such official account."""

    product = Problem(404, "account_not_found")
