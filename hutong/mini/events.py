"""What happens to mini programs."""

from hutong.kernel.events import Event


class VersionUploaded(Event, frozen=True, kw_only=True):
    """A version was uploaded and compiled, well or badly."""

    app_id: str
    version_id: int


class VersionReleased(Event, frozen=True, kw_only=True):
    """People get another version from their next start on."""

    app_id: str
    version_id: int


class ReviewDecided(Event, frozen=True, kw_only=True):
    """A reviewer said yes or no to a version."""

    app_id: str
    review_id: int


class ActivityChanged(Event, frozen=True, kw_only=True):
    """A program's server said how an activity stands."""

    activity_id: str
