"""What may be filled into a place: a place named `thing1` takes what its kind, `thing`, allows."""

import re

_PLACE = re.compile(r"\{\{([A-Za-z][A-Za-z0-9_]*)\.DATA\}\}")
_KIND = re.compile(r"([a-z_]+?)\d+")
_DAY = r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2})"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_WHEN = rf"{_DAY}(?:\s?{_CLOCK})?"
_TIME = rf"(?:{_DAY}\s?)?{_CLOCK}"

_RULES: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.DOTALL)
    for kind, pattern in {
        "thing": r".{1,20}",
        "short_thing": r".{1,5}",
        "number": r"(?=.{1,33}\Z)[0-9]{1,32}(?:\.[0-9]{1,32})?",
        "letter": r"[A-Za-z]{1,32}",
        "symbol": r"[^\w\s]{1,5}",
        "character_string": r"[\x20-\x7e]{1,32}",
        "time": rf"{_TIME}(?:\s?~\s?{_TIME})?",
        "date": rf"{_WHEN}(?:\s?~\s?{_WHEN})?",
        "amount": r"[^\w\s]?\d{1,10}(?:\.\d{1,2})?元?",
        "phone_number": r"[0-9+\-() #*]{1,17}",
        "car_number": r".{1,8}",
        "name": r"(?:[\u4e00-\u9fff·]{1,10}|[A-Za-z .'\-]{1,20})",
        "phrase": r"[\u4e00-\u9fff]{1,5}",
    }.items()
}


def places_in(content: str) -> list[str]:
    """The places of a template, each once, in order."""
    return list(dict.fromkeys(_PLACE.findall(content)))


def filled(content: str, values: dict[str, str]) -> list[tuple[str, str]]:
    """The lines of a template with their places filled in, as (name, value); what nothing was put in is left out."""
    return [line for text in content.split("\n") if (line := _filled_line(text, values)) is not None]


def trouble_with(place: str, value: str) -> str | None:
    """What is wrong with a value for a place that is named after its kind; None when nothing is."""
    if not value:
        return "is empty"
    kind = _KIND.fullmatch(place)
    rule = _RULES.get(kind[1]) if kind else None
    return None if rule is None or rule.fullmatch(value) else "invalid"


def _filled_line(text: str, values: dict[str, str]) -> tuple[str, str] | None:
    places = _PLACE.findall(text)
    if places and not any(values.get(place) for place in places):
        return None
    said = _PLACE.sub(lambda place: values.get(place[1], ""), text)
    name = text.partition("{{")[0].strip().rstrip(":：") if len(places) == 1 else ""
    # A name stands before its one place, and the line ends with it.
    if name and text.rstrip().endswith("}}"):
        return name, values[places[0]]
    return ("", said) if said.strip() else None
