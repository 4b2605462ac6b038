"""Three times: lane time can be moved, wire time cannot, monotonic time only measures.

*Lane time* rules expiry, quotas, windows. *Wire time* stands in signatures, certificates and HTTP dates, because
other programs compare it with their own clocks. *Monotonic time* bounds waiting.
"""

import time
from datetime import UTC, datetime, timedelta

import msgspec

thread_seconds = time.thread_time
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Setting(msgspec.Struct, frozen=True):
    """How lane time stands to the system clock: moved by an offset, or held at an instant."""

    offset: timedelta = timedelta(0)
    held_at: datetime | None = None


Moment = tuple[int, Setting]


class Clock:
    """Tells the three times. The lane's setting is kept by `kernel.lanetime`, which tells every process."""

    def __init__(self, setting: Setting | None = None) -> None:
        self.setting = setting or Setting()

    def lane(self) -> datetime:
        """Lane time, aware, UTC, whole milliseconds."""
        setting = self.setting
        return setting.held_at if setting.held_at is not None else self.wire() + setting.offset

    def wire(self) -> datetime:
        """The system's time, aware, UTC, whole milliseconds as the database keeps them."""
        milliseconds = time.time_ns() // 1_000_000
        return _EPOCH + timedelta(milliseconds=milliseconds)

    def lane_ms(self) -> int:
        """Lane time as whole milliseconds since 1970, for comparing on a hot path."""
        held_at = self.setting.held_at
        if held_at is not None:
            return (held_at - _EPOCH) // _MILLISECOND
        return time.time_ns() // 1_000_000 + self.setting.offset // _MILLISECOND

    def moment(self) -> "Moment":
        """This moment, to be told as wire and lane time later."""
        return time.time_ns() // 1_000_000, self.setting

    @staticmethod
    def times_of(moment: "Moment") -> tuple[datetime, datetime]:
        """Wire and lane time of a moment."""
        milliseconds, setting = moment
        wire = _EPOCH + timedelta(milliseconds=milliseconds)
        return wire, setting.held_at if setting.held_at is not None else wire + setting.offset

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return time.monotonic()

    @property
    def is_moved(self) -> bool:
        return self.setting != Setting()
