"""Values as they travel and as they are kept: MongoDB's Extended JSON (v2, relaxed)."""

import base64
import binascii
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from hutong.cloud.documents.values import Date, Regex, number
from hutong.cloud.errors.database import DocumentTooLarge, ParameterWrong

MOST_DEPTH = 100
MOST_BYTES = 512 * 1024
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_EXACT = 1 << 53
# What moments JavaScript knows.
_MOST_MS = 8_640_000_000_000_000
_FIRST_MS, _LAST_MS = -62_135_596_800_000, 253_402_300_799_999
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?$"
)
_SPECIAL = {math.inf: "Infinity", -math.inf: "-Infinity"}
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.decode


def load(text: str) -> Any:
    """A kept document."""
    told = _decode(text)
    return _made(told, None, 0) if '"$' in text else told


def dump(document: Any) -> str:
    """A document as it is kept. Raises: DocumentTooLarge · ParameterWrong"""
    _check_depth(document, 0)
    encoded = _encode(plain(document))
    if len(encoded) > MOST_BYTES:
        raise DocumentTooLarge(max=MOST_BYTES)
    return encoded.decode()


def made(told: Any, *, now_ms: int) -> Any:
    """Values as a program tells them; times of the server become moments. Raises: ParameterWrong"""
    return _made(told, now_ms, 0)


def plain(value: Any) -> Any:
    """A value as a program is told it."""
    kind = type(value)
    if kind is dict:
        return {name: plain(its) for name, its in value.items()}
    if kind is list:
        return [plain(its) for its in value]
    if kind is float and not math.isfinite(value):
        return {"$numberDouble": _SPECIAL.get(value, "NaN")}
    if kind is int and not -_MOST_EXACT <= value <= _MOST_EXACT:
        return {"$numberLong": str(value)}
    if kind is Date:
        return {"$date": iso(value)}
    if kind is Regex:
        return {"$regularExpression": {"pattern": value.pattern, "options": value.options}}
    return value


def iso(date: Date) -> Any:
    """A moment as text; one that calendars of four digits do not reach, as a number."""
    if not _FIRST_MS <= date.ms <= _LAST_MS:
        return {"$numberLong": str(date.ms)}
    return moment(date).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(date: Date) -> datetime:
    """A moment as Python has it. Raises: ParameterWrong"""
    try:
        return _EPOCH + timedelta(milliseconds=date.ms)
    except OverflowError:
        raise ParameterWrong(detail="a date beyond the year 9999 has no calendar here") from None


def date_of(at: datetime) -> Date:
    """A moment of Python's."""
    return Date((at - _EPOCH) // timedelta(milliseconds=1))


def parse_moment(text: str) -> Date:
    """A moment written as ISO 8601; without a zone it is UTC. Raises: ParameterWrong"""
    found = _MOMENT.match(text.strip())
    if found is None:
        raise ParameterWrong(detail=f"{text[:40]!r} is no date: write 2026-11-22T08:00:00.000Z")
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    try:
        at = datetime(
            int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )
    except ValueError as error:
        raise ParameterWrong(detail=f"{text[:40]!r} is no date: {error}") from None
    return Date(date_of(at).ms + int((fraction or "0").ljust(3, "0")[:3]) - zone_ms(zone))


def zone_ms(zone: str | None) -> int:
    """How far a zone such as +08:00 is ahead of UTC."""
    if zone in (None, "", "Z", "UTC", "GMT"):
        return 0
    assert zone is not None, "looked at above"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return (int(digits[:2]) * 60 + int(digits[2:])) * 60_000 * (-1 if zone[0] == "-" else 1)


def check_names(value: Any) -> None:
    """Refuse names of fields that no path could reach. Raises: ParameterWrong"""
    if type(value) is dict:
        for name, its in value.items():
            if not name or name.startswith("$") or "." in name:
                raise ParameterWrong(detail=f"Invalid Key Name: {name[:100]}")
            check_names(its)
    elif type(value) is list:
        for item in value:
            check_names(item)


def _made(told: Any, now_ms: int | None, depth: int) -> Any:
    if depth > MOST_DEPTH:
        raise ParameterWrong(detail=f"values are nested deeper than {MOST_DEPTH} levels")
    kind = type(told)
    if kind is dict:
        for name in told:
            if name in _WRAPPED and len(told) == 1:
                return _WRAPPED[name](told[name])
            if name == "$serverDate" and now_ms is not None and len(told) == 1:
                return _server_date(told[name], now_ms)
        return {name: _made(its, now_ms, depth + 1) for name, its in told.items()}
    if kind is list:
        return [_made(its, now_ms, depth + 1) for its in told]
    return number(told) if kind is int else told


def _check_depth(value: Any, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise ParameterWrong(detail=f"documents are nested deeper than {MOST_DEPTH} levels")
    for its in value.values() if type(value) is dict else value if type(value) is list else ():
        _check_depth(its, depth + 1)


def _server_date(said: Any, now_ms: int) -> Date:
    offset = said.get("offset", 0) if isinstance(said, dict) else 0
    if type(offset) not in (int, float) or not math.isfinite(offset) or abs(offset) > _MOST_MS:
        raise ParameterWrong(detail="the offset of a server date is a number of milliseconds")
    return Date(now_ms + int(offset))


def _date(said: Any) -> Date:
    if isinstance(said, str):
        return parse_moment(said)
    ms = _long(said["$numberLong"]) if isinstance(said, dict) and "$numberLong" in said else said
    if type(ms) not in (int, float) or not math.isfinite(ms) or abs(ms) > _MOST_MS:
        raise ParameterWrong(detail="$date holds a date as text, or milliseconds since 1970")
    return Date(int(ms))


def _long(said: Any) -> int | float:
    try:
        return number(int(said))
    except (TypeError, ValueError):
        raise ParameterWrong(detail=f"{str(said)[:40]!r} is no whole number") from None


def _double(said: Any) -> float:
    try:
        return float(said)
    except (TypeError, ValueError):
        raise ParameterWrong(detail=f"{str(said)[:40]!r} is no number") from None


def _regex(said: Any) -> Regex:
    if not isinstance(said, dict) or not isinstance(said.get("pattern"), str):
        raise ParameterWrong(detail="$regularExpression holds a pattern and options")
    return Regex(said["pattern"], str(said.get("options", "")))


def _text(said: Any) -> str:
    return str(said)


def _binary(said: Any) -> str:
    # Bytes are kept as the text they travel in.
    text = str(said.get("base64", "")) if isinstance(said, dict) else ""
    try:
        base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ParameterWrong(detail="$binary holds base64") from None
    return text


_WRAPPED: dict[str, Callable[[Any], Any]] = {
    "$date": _date,
    "$numberLong": _long,
    "$numberInt": _long,
    "$numberDouble": _double,
    "$numberDecimal": _double,
    "$regularExpression": _regex,
    "$oid": _text,
    "$uuid": _text,
    "$binary": _binary,
}
