"""Tags and who holds them."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class TagMissing(HutongError):
    """The account has no tag of this number."""

    api_weixin = Errcode(45159, "invalid tag id")
    product = Problem(404, "tag_not_found")


class TagNameTaken(HutongError):
    """A tag has a name, and no two of an account have the same."""

    api_weixin = Errcode(45157, "invalid tag name")
    product = Problem(409, "tag_name_taken")


class TagNameTooLong(HutongError):
    """A tag's name has at most 30 characters."""

    api_weixin = Errcode(45158, "tag name too long")
    product = Problem(422, "tag_name_too_long")


class TooManyTags(HutongError):
    """An account has at most 100 tags."""

    api_weixin = Errcode(45056, "too many tag now, please delete some")
    product = Problem(409, "too_many_tags")


class TagIsOurs(HutongError):
    """The tags that every account has are not renamed or deleted."""

    api_weixin = Errcode(45058, "can't modify sys tag")
    product = Problem(409, "tag_of_the_house")


class TagHeldByTooMany(HutongError):
    """A tag that more than 100,000 followers hold is emptied before it is deleted."""

    api_weixin = Errcode(45057, "can't delete the tag that has too many fans")
    product = Problem(409, "tag_held_by_too_many")


class FollowerHasTooManyTags(HutongError):
    """A follower holds at most 20 tags."""

    api_weixin = Errcode(45059, "user has too many tags")
    product = Problem(409, "follower_has_too_many_tags")
