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

    api_weixin = Errcode(86001, "no code was submitted")
    product = Problem(404, "no_trial_version")


class VersionNotReady(HutongError):
    """The version is being compiled, or could not be."""

    product = Problem(409, "version_not_ready")


class VersionTextWrong(HutongError):
    """`field` of a version is empty or has more than `max` characters."""

    api_weixin = Errcode(85051, "version_desc or preview_info is too long")
    product = Problem(422, "version_text_wrong")


class VersionIsPreview(HutongError):
    """A preview is for who made it; what others shall get is uploaded."""

    product = Problem(409, "version_is_preview")


class NothingToRelease(HutongError):
    """No version passed its review since the last release."""

    api_weixin = Errcode(85019, "no version is under auditing")
    product = Problem(409, "nothing_to_release")


class ReviewNotPassed(HutongError):
    """The newest submission has not passed its review."""

    api_weixin = Errcode(85020, "the audit status does not allow this")
    product = Problem(409, "review_not_passed")


class AlreadyReleased(HutongError):
    """The version is what people get already."""

    api_weixin = Errcode(85052, "app is already released")
    product = Problem(409, "already_released")


class NoOlderRelease(HutongError):
    """There is no release to go back to."""

    api_weixin = Errcode(87012, "this version cannot be reverted to")
    product = Problem(409, "no_older_release")


class ReleaseRunsInShares(HutongError):
    """A grey release runs; end it first."""

    api_weixin = Errcode(87011, "a gray release is running, revert is not allowed")
    product = Problem(409, "grey_release_runs")


class GreyNotApproved(HutongError):
    """The newest submission has not passed its review, so there is nothing to give to a share of people."""

    api_weixin = Errcode(85080, "the submitted version is not approved")
    product = Problem(409, "grey_not_approved")


class GreyPercentWrong(HutongError):
    """A share is 1 to 100 per cent."""

    api_weixin = Errcode(85081, "gray percentage is invalid")
    product = Problem(422, "grey_percent_wrong")


class GreyMustGrow(HutongError):
    """The share of a running grey release only grows."""

    api_weixin = Errcode(85082, "gray percentage must be larger than before")
    product = Problem(422, "grey_must_grow")


class NoGreyRelease(HutongError):
    """No grey release runs."""

    api_weixin = Errcode(85021, "status not allowed")
    product = Problem(409, "no_grey_release")


class VisitActionWrong(HutongError):
    """What is released is opened or closed."""

    api_weixin = Errcode(85022, "invalid action")


class UploadsUsedUp(HutongError):
    """A program's members upload at most `limit` times a day."""

    product = Problem(429, "uploads_used_up")
