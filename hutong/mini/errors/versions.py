"""Opening, uploading and releasing versions."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class ProgramNotFound(HutongError):
    """There is no such mini program."""

    api_weixin = Errcode(40013, "invalid appid")
    product = Problem(404, "program_not_found")


class VersionNotFound(HutongError):
    """The program has no such version."""

    product = Problem(404, "version_not_found")


class NotReleased(HutongError):
    """Nothing of this program was released yet."""

    api_weixin = Errcode(85079, "miniprogram has no online release")
    product = Problem(404, "program_not_released")


class ProgramClosed(HutongError):
    """The program's owner, or an operator, closed it to people."""

    product = Problem(403, "program_closed")


class NotATester(HutongError):
    """Trial versions are for testers, development versions for members."""

    product = Problem(403, "not_a_tester")


class NoTrialVersion(HutongError):
    """No version was chosen as the trial version."""

    api_weixin = Errcode(86000, "no trial version")
    product = Problem(404, "no_trial_version")


class VersionNotReady(HutongError):
    """The version is being compiled, or could not be."""

    product = Problem(409, "version_not_ready")
