"""Complaints, and what an account may not do while it is paused."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class AccountPaused(HutongError):
    """Too many people complained, or an operator said so: the account may not speak first until `until`."""

    api_weixin = Errcode(50002, "user limited")
    product = Problem(409, "account_paused")


class NeverFollowed(HutongError):
    """Only somebody who follows an account, or did, has something to complain of."""

    product = Problem(409, "never_followed")


class ComplaintReasonUnknown(HutongError):
    """A complaint is about one of a few things."""

    product = Problem(422, "complaint_reason_unknown")


class ComplaintWordsMissing(HutongError):
    """Something else has to be told in words."""

    product = Problem(422, "complaint_words_missing")


class ComplaintTooLong(HutongError):
    """A complaint, or the answer to one, has at most `limit` characters."""

    product = Problem(422, "complaint_too_long")


class ComplaintOpenAlready(HutongError):
    """The last complaint of this person about this account has not been looked at yet."""

    product = Problem(409, "complaint_open_already")


class TooManyComplaints(HutongError):
    """A person complains at most `limit` times in 24 hours."""

    product = Problem(429, "too_many_complaints")


class ComplaintNotFound(HutongError):
    """There is no such complaint."""

    product = Problem(404, "complaint_not_found")


class ComplaintDecided(HutongError):
    """Somebody has looked at it already."""

    product = Problem(409, "complaint_decided")


class PauseRefused(HutongError):
    """A pause lasts from 1 to `limit` days, and says why."""

    product = Problem(422, "pause_refused")
