"""What can go wrong in a lab."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class NothingSettles(HutongError):
    """Work that is due does not end in time; `due` and `running` name it."""

    product = Problem(409, "lane_stuck")


class CallNotFound(HutongError):
    """The inspector has no such call any more."""

    product = Problem(404, "call_not_found")


class NotReplayable(HutongError):
    """Only callbacks we sent can be sent again."""

    product = Problem(409, "not_replayable")


class ClockGoesForward(HutongError):
    """Lane time never goes back: what has happened would come again."""

    product = Problem(400, "clock_goes_forward")


class NameNeeded(HutongError):
    """A rule or fault of that name does not exist."""

    product = Problem(400, "unknown_name")
