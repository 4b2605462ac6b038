"""Shapes and cursors of the operators' JSON."""

from datetime import datetime

from hutong.people import public as people

MOST_AT_ONCE = 200


def time_of(moment: datetime | None) -> str | None:
    """A time as the product's JSON spells it: UTC, with milliseconds."""
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z" if moment is not None else None


def cursor_of(text: str | None) -> int | None:
    """Where a page goes on; what is no cursor begins at the beginning."""
    return people.number_of(text) if text else None


def limit_of(wanted: int) -> int:
    """How many items a page holds."""
    return min(max(wanted, 1), MOST_AT_ONCE)
