"""Expressions with moments. A zone is a name such as Asia/Shanghai or a distance such as +08:00; without one, UTC."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hutong.cloud.documents.expressions.lists import is_nothing, whole
from hutong.cloud.documents.extended import date_of, moment, parse_moment, zone_ms
from hutong.cloud.documents.values import Date, is_number
from hutong.cloud.errors.database import AggregateRefused, ParameterWrong

_ISO = "%Y-%m-%dT%H:%M:%S.%LZ"
_DISTANCE = re.compile(r"[+-]\d\d(:?\d\d)?$")
_PLACEHOLDER = re.compile("%(.)", re.DOTALL)


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo:
    """Raises: AggregateRefused"""
    if _DISTANCE.match(name):
        return timezone(timedelta(milliseconds=zone_ms(name)))
    try:
        return UTC if name in ("UTC", "GMT", "Z") else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise AggregateRefused(detail=f"unrecognized time zone identifier: {name[:60]!r}") from None


def _zone(said: Any) -> tzinfo:
    if is_nothing(said):
        return UTC
    if type(said) is not str:
        raise AggregateRefused(detail="a timezone is a string")
    return zone_of(said)


def _local(told: Any) -> datetime | None:
    """The moment an operator is asked of: itself, or {date, timezone}."""
    value, said = (told.get("date"), told.get("timezone")) if type(told) is dict else (told, None)
    if type(value) is list and len(value) == 1:
        value = value[0]
    if is_nothing(value):
        return None
    if type(value) is not Date:
        raise AggregateRefused(detail="can't convert from this type to Date")
    return moment(value).astimezone(_zone(said))


def _part(take: Callable[[datetime], Any]) -> Callable[[Any], Any]:
    def apply(told: Any) -> Any:
        at = _local(told)
        return None if at is None else take(at)

    return apply


def _week(at: datetime) -> int:
    """Weeks begin on Sundays; what lies before the year's first is week 0."""
    return int(at.strftime("%U"))


def _to_text(told: Any) -> Any:
    if type(told) is not dict:
        raise AggregateRefused(detail="$dateToString takes a date and a format")
    at = _local(told)
    if at is None:
        return told.get("onNull")
    form = told.get("format", _ISO)
    if type(form) is not str:
        raise AggregateRefused(detail="the format of $dateToString is a string")
    return _PLACEHOLDER.sub(lambda found: _written(at, found[1]), form)


def _written(at: datetime, letter: str) -> str:
    if letter not in _FORMATS:
        raise AggregateRefused(detail=f"invalid format character '%{letter}' in format string")
    return _FORMATS[letter](at)


def _offset_minutes(at: datetime) -> int:
    return int((at.utcoffset() or timedelta()).total_seconds() // 60)


def _offset(at: datetime) -> str:
    minutes = _offset_minutes(at)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _from_text(told: Any) -> Any:
    text = told.get("dateString") if type(told) is dict else told
    if is_nothing(text):
        return told.get("onNull") if type(told) is dict else None
    if type(text) is not str:
        raise AggregateRefused(detail="$dateFromString takes a string")
    try:
        found = parse_moment(text.replace("/", "-"))
    except ParameterWrong:
        if type(told) is dict and "onError" in told:
            return told["onError"]
        raise AggregateRefused(detail=f"error parsing date string {text[:40]!r}") from None
    said = told.get("timezone") if type(told) is dict else None
    return found if is_nothing(said) else date_of(moment(found).replace(tzinfo=_zone(said)).astimezone(UTC))


def _from_parts(told: Any) -> Any:
    if type(told) is not dict:
        raise AggregateRefused(detail="$dateFromParts takes an object")
    names = [name for name in told if name != "timezone"]
    if any(told[name] is None for name in names):
        return None
    given = {name: whole(told[name], "$dateFromParts") for name in names}
    zone = _zone(told.get("timezone"))
    try:
        if "isoWeekYear" in given:
            day = datetime.fromisocalendar(given["isoWeekYear"], given.get("isoWeek", 1), given.get("isoDayOfWeek", 1))
        else:
            # Months beyond the twelfth go on into the next years.
            year, month = divmod(given["year"] * 12 + given.get("month", 1) - 1, 12)
            day = datetime(year, month + 1, 1) + timedelta(days=given.get("day", 1) - 1)  # noqa: DTZ001 - zoned below
        at = day + timedelta(
            hours=given.get("hour", 0),
            minutes=given.get("minute", 0),
            seconds=given.get("second", 0),
            milliseconds=given.get("millisecond", 0),
        )
        return date_of(at.replace(tzinfo=zone).astimezone(UTC))
    except (KeyError, ValueError, OverflowError):
        raise AggregateRefused(detail="$dateFromParts takes a year that calendars have") from None


def _to_date(value: Any) -> Any:
    if is_nothing(value) or type(value) is Date:
        return None if is_nothing(value) else value
    if is_number(value) and value == value and abs(value) < 1 << 53:
        return Date(int(value))
    return _from_text(value)


_FORMATS: dict[str, Callable[[datetime], str]] = {
    "Y": lambda at: f"{at.year:04}",
    "m": lambda at: f"{at.month:02}",
    "d": lambda at: f"{at.day:02}",
    "H": lambda at: f"{at.hour:02}",
    "M": lambda at: f"{at.minute:02}",
    "S": lambda at: f"{at.second:02}",
    "L": lambda at: f"{at.microsecond // 1000:03}",
    "j": lambda at: f"{at.timetuple().tm_yday:03}",
    "w": lambda at: str(at.isoweekday() % 7 + 1),
    "u": lambda at: str(at.isoweekday()),
    "U": lambda at: f"{_week(at):02}",
    "V": lambda at: f"{at.isocalendar().week:02}",
    "G": lambda at: f"{at.isocalendar().year:04}",
    "z": _offset,
    "Z": lambda at: str(_offset_minutes(at)),
    "%": lambda at: "%",
}
OF_PARTS: dict[str, Callable[[Any], Any]] = {
    "$year": _part(lambda at: at.year),
    "$month": _part(lambda at: at.month),
    "$dayOfMonth": _part(lambda at: at.day),
    "$dayOfWeek": _part(lambda at: at.isoweekday() % 7 + 1),
    "$dayOfYear": _part(lambda at: at.timetuple().tm_yday),
    "$hour": _part(lambda at: at.hour),
    "$minute": _part(lambda at: at.minute),
    "$second": _part(lambda at: at.second),
    "$millisecond": _part(lambda at: at.microsecond // 1000),
    "$week": _part(_week),
    "$isoDayOfWeek": _part(lambda at: at.isoweekday()),
    "$isoWeek": _part(lambda at: at.isocalendar().week),
    "$isoWeekYear": _part(lambda at: at.isocalendar().year),
    "$dateToString": _to_text,
    "$dateFromString": _from_text,
    "$dateFromParts": _from_parts,
}
"""Operators given a moment, or an object that names one."""
FUNCTIONS: dict[str, Callable[..., Any]] = {"$toDate": _to_date}
