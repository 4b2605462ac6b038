"""Testers."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class AlreadyTester(HutongError):
    """The person may open the trial version already."""

    api_weixin = Errcode(85004, "the user has already been bound as a tester")
    product = Problem(409, "tester_there")


class UnknownTester(HutongError):
    """There is no such person, or they are no tester of the program."""

    api_weixin = Errcode(85001, "wechat id not found")
    product = Problem(404, "tester_not_found")


class TooManyTesters(HutongError):
    """The program has as many testers as its kind of owner may name."""

    api_weixin = Errcode(85002, "the number of testers has reached the limit")
    product = Problem(409, "too_many_testers")


class MemberActionWrong(HutongError):
    """All one may ask for are the testers."""

    api_weixin = Errcode(40097, "invalid args")
