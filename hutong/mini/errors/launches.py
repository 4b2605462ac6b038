"""Running a program: what a launch allows, and what leaves it."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class LaunchMissing(HutongError):
    """The call does not come from a program this person has open, or it was opened too long ago."""

    product = Problem(403, "mini_launch_missing")


class PackageMissing(HutongError):
    """The program has no package or file of this name."""

    product = Problem(404, "mini_package_not_found")


class ScopeUnknown(HutongError):
    """There is no such permission."""

    product = Problem(422, "mini_scope_unknown")


class MeasuresWrong(HutongError):
    """What a program reports of itself is too much at once."""

    product = Problem(422, "mini_measures_wrong")


class RequestRefused(HutongError):
    """A program's request does not go out, or nothing came back.

    `reason` and `errno` are what the program is told: `request:fail url not in domain list`, 600002.
    """

    product = Problem(422, "mini_request_refused")

    def __init__(self, reason: str, errno: int, **facts: object) -> None:
        super().__init__(reason=reason, errno=errno, **facts)
        self.reason = reason
        self.errno = errno
