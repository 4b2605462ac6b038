"""Paths with placeholders."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hutong.wire.paths import Paths, number_in
from hutong.wire.registry import Endpoint


def at(path: str, method: str = "GET") -> Endpoint:
    def answer(read: Any) -> None:
        """Never called."""

    return Endpoint(host="product", method=method, path=path, function=answer, style="read")


PATHS = Paths(
    [
        at("/people"),
        at("/people", "POST"),
        at("/people/{code}"),
        at("/people/me"),
        at("/people/{code}/media/{part}"),
        at("/people/me/media/first"),
        at("/deep/{a}/x/{b}"),
    ]
)


def found(path: str) -> tuple[str, list[str], dict[str, str]] | None:
    there = PATHS.find(path)
    if there is None:
        return None
    endpoints, values = there
    return next(iter(endpoints.values())).path, sorted(endpoints), values


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/people", ("/people", ["GET", "POST"], {})),
        ("/people/", ("/people", ["GET", "POST"], {})),
        ("/people/k7", ("/people/{code}", ["GET"], {"code": "k7"})),
        ("/people/me", ("/people/me", ["GET"], {})),
        ("/people/me/media/first", ("/people/me/media/first", ["GET"], {})),
        ("/people/me/media/second", ("/people/{code}/media/{part}", ["GET"], {"code": "me", "part": "second"})),
        ("/people/{}", ("/people/{code}", ["GET"], {"code": "{}"})),
        ("/people/{code}", ("/people/{code}", ["GET"], {"code": "{code}"})),
        ("/people/../media/%2F", ("/people/{code}/media/{part}", ["GET"], {"code": "..", "part": "%2F"})),
        ("/deep/1/x/2", ("/deep/{a}/x/{b}", ["GET"], {"a": "1", "b": "2"})),
    ],
)
def test_a_plain_part_wins_over_a_placeholder(path: str, leads_to: tuple[str, list[str], dict[str, str]]) -> None:
    assert found(path) == leads_to


@pytest.mark.parametrize(
    "path", ["", "/", "//", "/people/a/b", "/people//", "/people//media/x", "/PEOPLE/me/x", "/deep/1/x", "/deep"]
)
def test_what_is_not_there_is_not_found(path: str) -> None:
    assert found(path) is None or found(path) == ("/people", ["GET", "POST"], {})


@given(st.lists(st.one_of(st.sampled_from(["people", "me", "media", "", "{}", "/", "."]), st.text(max_size=4))))
def test_no_path_breaks_the_finder(parts: list[str]) -> None:
    there = PATHS.find("/" + "/".join(parts))
    if there is not None:
        endpoints, values = there
        names = next(iter(endpoints.values())).path.count("{")
        assert len(values) == names
        assert all(value and "/" not in value for value in values.values())


def test_one_place_has_one_name() -> None:
    with pytest.raises(AssertionError, match="other names"):
        Paths([at("/apps/{app_id}"), at("/apps/{link_code}", "POST")])


@pytest.mark.parametrize(
    ("spelled", "number"),
    [
        ("0", 0),
        ("007", 7),
        # Ids have nineteen digits from 2031 on.
        (str(10**18), 10**18),
        (str(2**63 - 1), 2**63 - 1),
        (str(2**63), None),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.0", None),
        (" 1", None),
        ("²", None),
        ("١", None),
    ],
)
def test_an_id_is_what_a_database_can_hold(spelled: str, number: int | None) -> None:
    assert number_in(spelled) == number
