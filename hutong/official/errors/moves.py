"""What can go wrong when followers move to another account, and when their new openids are asked for."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class MoveUnknown(HutongError):
    """No followers of this account ever moved to the one that asks."""

    api_weixin = Errcode(63178, "invalid from_appid")
    product = Problem(404, "move_not_found")


class TooManyOpenids(HutongError):
    """At most a hundred openids are asked for at once."""

    api_weixin = Errcode(63179, "openid_list too long")


class MoveRefused(HutongError):
    """Followers move between two accounts of one owner; `reason` is "owner", "same" or "under_way"."""

    product = Problem(409, "move_refused")
