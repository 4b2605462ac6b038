"""Where a page of a list ended: a moment and an id, since many things may happen in one moment."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple


class Place(NamedTuple):
    """The last item of a page; the next one begins below it."""

    at: datetime
    id: str

    @property
    def word(self) -> str:
        """How a client hands it back."""
        return f"{round(self.at.timestamp() * 1000)}.{self.id}"


LATEST = Place(datetime(9999, 1, 1, tzinfo=UTC), "")

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def read(word: str) -> Place:
    """The place of a word we gave; anything else is the beginning of the list."""
    millis, _, name = word.partition(".")
    if not millis.isascii() or not millis.isdigit() or len(millis) > 14:
        return LATEST
    return Place(_BEGINNING + timedelta(milliseconds=int(millis)), name)
