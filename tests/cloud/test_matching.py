"""What a query finds, as MongoDB's own manual tells it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hutong.cloud.documents import patterns
from hutong.cloud.documents.extended import dump, load, made, plain
from hutong.cloud.documents.matching import Query
from hutong.cloud.documents.ordering import order_of, ordered, projection_of
from hutong.cloud.documents.values import Date, Regex, compare
from hutong.cloud.errors.database import OperatorUnknown, ParameterWrong, PatternTooSlow


def finds(query: Any, *documents: Any) -> list[bool]:
    """Which of the documents a query finds."""
    compiled = Query(made(query, now_ms=0))
    return [compiled.matches(made(document, now_ms=0)) for document in documents]


@pytest.mark.parametrize(
    ("query", "found", "passed"),
    [
        ({"a": 1}, [{"a": 1}, {"a": 1.0}, {"a": [2, 1]}], [{"a": "1"}, {"a": True}, {}, {"a": [[1]]}]),
        ({"a": None}, [{"a": None}, {}, {"a": [None]}], [{"a": 0}, {"a": []}]),
        ({"a": {"$ne": 1}}, [{"a": 2}, {}], [{"a": 1}, {"a": [1, 2]}]),
        ({"a.b": 1}, [{"a": {"b": 1}}, {"a": [{"b": 2}, {"b": 1}]}], [{"a": [[{"b": 1}]]}, {"a": 1}]),
        ({"a.b": None}, [{"a": {}}, {"a": 4}, {}, {"a": [{"b": 1}, {}]}], [{"a": []}, {"a": [1]}, {"a": {"b": 1}}]),
        ({"a.0": 5}, [{"a": [5, 6]}, {"a": {"0": 5}}], [{"a": [6, 5]}, {"a": 5}]),
        ({"a.1.b": 5}, [{"a": [1, {"b": 5}]}], [{"a": [{"b": 5}]}]),
        ({"a": [1, 2]}, [{"a": [1, 2]}, {"a": [[1, 2]]}], [{"a": [2, 1]}, {"a": 1}]),
        ({"a": {"b": 1, "c": 2}}, [{"a": {"b": 1, "c": 2}}], [{"a": {"c": 2, "b": 1}}, {"a": {"b": 1}}]),
        ({"a": {"$gt": 1}}, [{"a": 2}, {"a": [0, 3]}], [{"a": 1}, {"a": "2"}, {"a": True}, {}, {"a": None}]),
        ({"a": {"$gte": None}}, [{}, {"a": None}], [{"a": 0}]),
        ({"a": {"$lt": "b"}}, [{"a": "a"}, {"a": ""}], [{"a": "b"}, {"a": 1}]),
        ({"a": {"$gt": 1, "$lt": 3}}, [{"a": 2}, {"a": [0, 4]}], [{"a": 3}]),
        ({"a": {"$in": [1, None]}}, [{"a": 1}, {}, {"a": [7, 1]}], [{"a": 2}]),
        ({"a": {"$in": [{"$regularExpression": {"pattern": "^x", "options": ""}}]}}, [{"a": "xy"}], [{"a": "yx"}]),
        ({"a": {"$nin": [1, 2]}}, [{"a": 3}, {}], [{"a": 1}, {"a": [5, 2]}]),
        ({"a": {"$exists": True}}, [{"a": None}, {"a": []}], [{}]),
        ({"a.b": {"$exists": False}}, [{}, {"a": []}, {"a": 1}], [{"a": {"b": None}}, {"a": [{"b": 1}, {}]}]),
        ({"a": {"$all": [1, 2]}}, [{"a": [2, 1, 3]}], [{"a": [1]}, {"a": 1}]),
        ({"a": {"$all": []}}, [], [{"a": [1]}, {}]),
        (
            {"a": {"$all": [{"$elemMatch": {"x": 1}}, {"$elemMatch": {"x": 2}}]}},
            [{"a": [{"x": 1}, {"x": 2}]}],
            [{"a": [{"x": 1}]}],
        ),
        ({"a": {"$size": 2}}, [{"a": [1, 2]}], [{"a": [1]}, {"a": [[1, 2]]}, {"a": 2}]),
        ({"a": {"$elemMatch": {"$gt": 1, "$lt": 3}}}, [{"a": [0, 2]}], [{"a": [0, 4]}, {"a": 2}]),
        (
            {"a": {"$elemMatch": {"x": 1, "y": {"$gt": 1}}}},
            [{"a": [{"x": 1, "y": 2}]}],
            [{"a": [{"x": 1, "y": 1}, {"x": 2, "y": 2}]}],
        ),
        ({"a": {"$not": {"$gt": 5}}}, [{"a": 5}, {}, {"a": "x"}], [{"a": 6}]),
        ({"a": {"$mod": [4, 1]}}, [{"a": 5}, {"a": 1.9}, {"a": [2, 9]}], [{"a": 4}, {"a": -3}, {"a": "5"}]),
        ({"a": {"$type": "number"}}, [{"a": 1}, {"a": 1.5}], [{"a": "1"}, {}]),
        ({"a": {"$type": 2}}, [{"a": "x"}], [{"a": 1}]),
        ({"a": {"$regex": "^Ab", "$options": "i"}}, [{"a": "abc"}, {"a": ["x", "ABc"]}], [{"a": "cab"}, {"a": 1}]),
        ({"$or": [{"a": 1}, {"b": {"$gt": 2}}]}, [{"a": 1}, {"b": 3}], [{"a": 2, "b": 2}]),
        ({"$nor": [{"a": 1}, {"b": 1}]}, [{}, {"a": 2}], [{"b": 1}]),
        ({"$and": [{"a": {"$gt": 0}}, {"a": {"$lt": 2}}]}, [{"a": 1}], [{"a": 2}]),
        ({"$expr": {"$gt": ["$spent", "$budget"]}}, [{"spent": 2, "budget": 1}], [{"spent": 1, "budget": 1}]),
        (
            {"at": {"$gte": {"$date": "2026-11-22T00:00:00Z"}}},
            [{"at": {"$date": "2026-11-22T08:00:00+08:00"}}],
            [{"at": {"$date": "2026-11-21T23:59:59.999Z"}}, {"at": "2027"}],
        ),
        ({}, [{}, {"a": 1}], []),
    ],
)
def test_a_query_finds_what_it_says(query: Any, found: list[Any], passed: list[Any]) -> None:
    assert finds(query, *found) == [True] * len(found)
    assert finds(query, *passed) == [False] * len(passed)


SQUARE = {"type": "Polygon", "coordinates": [[[113, 22], [115, 22], [115, 24], [113, 24], [113, 22]]]}
HOLED = {"type": "Polygon", "coordinates": [*SQUARE["coordinates"], [[113.5, 22.5], [114.5, 22.5], [114.5, 23.5],
         [113.5, 23.5], [113.5, 22.5]]]}  # fmt: skip


def at(longitude: float, latitude: float) -> dict[str, Any]:
    """A place."""
    return {"at": {"type": "Point", "coordinates": [longitude, latitude]}}


def test_places_are_found_in_areas() -> None:
    query = {"at": {"$geoWithin": {"$geometry": SQUARE}}}
    assert finds(query, at(114, 23), at(113, 23), at(112, 23), {"at": "here"}, {}) == [True, True, False, False, False]
    assert finds({"at": {"$geoWithin": {"$geometry": HOLED}}}, at(114, 23), at(113.2, 22.2)) == [False, True]
    circle = {"at": {"$geoWithin": {"$centerSphere": [[113.32, 23.10], 10 / 6378.1]}}}
    assert finds(circle, at(113.33, 23.11), at(113.32, 23.20)) == [True, False]


def test_lines_meet_areas() -> None:
    line = {"type": "LineString", "coordinates": [[112, 23], [116, 23]]}
    assert finds({"at": {"$geoIntersects": {"$geometry": SQUARE}}}, {"at": line}, at(113, 22)) == [True, True]
    far = {"type": "LineString", "coordinates": [[112, 25], [116, 25]]}
    assert finds({"at": {"$geoIntersects": {"$geometry": far}}}, {"at": line}, {"at": SQUARE}) == [False, False]


def test_a_search_around_a_point_knows_how_far_each_is() -> None:
    near = {"at": {"$geoNear": {"geometry": at(113.323809, 23.097732)["at"], "minDistance": 1000, "maxDistance": 5000}}}
    query = Query(near)
    assert [query.matches(one) for one in (at(113.34, 23.1), at(113.323809, 23.0977), at(114, 24))] == [
        True,
        False,
        False,
    ]
    assert query.near is not None
    assert query.near.metres(at(113.323809, 23.107732)) == pytest.approx(1113.2, abs=1)


@pytest.mark.parametrize(
    "query",
    [
        {"a": {"$gt": 1, "b": 2}},
        {"$or": []},
        {"$or": {"a": 1}},
        {"a": {"$in": 1}},
        {"a": {"$mod": [0, 1]}},
        {"a": {"$size": -1}},
        {"a": {"$regex": "("}},
        {"a": {"$regex": "a", "$options": "q"}},
        {"a": {"$regex": "((((a{999}){999}){999}){999})"}},
        {"a": {"$regex": "a" * 1001}},
        {"a..b": 1},
        {"a": {"$not": 5}},
        {"a": {"$geoWithin": {"$geometry": {"type": "Point", "coordinates": [1, 2]}}}},
        {"a": {"$geoNear": {"geometry": [1]}}},
        {"a": {"$type": "colour"}},
        [1],
    ],
)
def test_a_query_that_means_nothing_is_refused(query: Any) -> None:
    with pytest.raises(ParameterWrong):
        Query(made(query, now_ms=0))


@pytest.mark.parametrize("query", [{"a": {"$where": "1"}}, {"$where": "1"}, {"a": {"$foo": 1}}])
def test_unknown_operators_are_named(query: Any) -> None:
    with pytest.raises(OperatorUnknown):
        Query(query)


def test_depth_and_size_of_queries_are_bounded() -> None:
    deep: Any = {"a": 1}
    for _ in range(200):
        deep = {"$and": [deep]}
    with pytest.raises(ParameterWrong):
        made(deep, now_ms=0)
    with pytest.raises(ParameterWrong):
        Query({"$or": [{"a": 1}] * 2000})


def test_a_pattern_that_backtracks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "MOST_SECONDS", 0.05)
    query = Query({"a": Regex("(x+x+)+y", "")})
    with pytest.raises(PatternTooSlow):
        query.matches({"a": "x" * 5000})


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(max_size=5)
    | st.builds(Date, st.integers(-8_640_000_000_000_000, 8_640_000_000_000_000)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES, max_size=3)


@settings(deadline=None)
@given(VALUES, VALUES, VALUES)
def test_all_values_stand_in_one_order(one: Any, other: Any, third: Any) -> None:
    assert compare(one, one) == 0
    assert (compare(one, other) > 0) == (compare(other, one) < 0)
    if compare(one, other) <= 0 and compare(other, third) <= 0:
        assert compare(one, third) <= 0


@settings(deadline=None)
@given(DOCUMENTS)
def test_what_is_kept_is_what_was_given(document: Any) -> None:
    kept = load(dump(document))
    assert compare(kept, document) == 0
    assert compare(made(plain(document), now_ms=0), document) == 0


@settings(deadline=None)
@given(DOCUMENTS, VALUES, st.sampled_from(["a", "a.b", "b", "a.0"]))
def test_each_operator_has_its_opposite(document: Any, value: Any, path: str) -> None:
    matches = Query({path: {"$eq": value}}).matches(document)
    assert Query({path: {"$ne": value}}).matches(document) != matches
    assert Query({path: {"$in": [value]}}).matches(document) == matches
    assert Query({path: {"$not": {"$eq": value}}}).matches(document) != matches
    assert Query({"$nor": [{path: {"$eq": value}}]}).matches(document) != matches
    is_there = Query({path: {"$exists": True}}).matches(document)
    assert Query({path: {"$exists": False}}).matches(document) != is_there


@settings(deadline=None)
@given(st.lists(DOCUMENTS, max_size=6), st.sampled_from(["a", "b", "a.b"]))
def test_sorting_keeps_all_and_turns_round(documents: Any, path: str) -> None:
    rising = ordered(documents, order_of([{"field": path, "direction": "asc"}]))
    assert sorted(map(id, rising)) == sorted(map(id, documents))
    plain_values = [one for one in rising if not isinstance(one.get("a"), list) and path == "a"]
    for one, other in pairwise(plain_values):
        assert compare(one.get("a"), other.get("a")) <= 0


def test_lists_are_sorted_by_their_least_or_greatest() -> None:
    documents: list[dict[str, Any]] = [{"a": [5, 9]}, {"a": 7}, {"a": []}, {}, {"a": None}, {"a": "x"}, {"a": True}]
    rising = [one.get("a", "-") for one in ordered(documents, order_of({"a": 1}))]
    assert rising == [[], "-", None, [5, 9], 7, "x", True]
    falling = [one.get("a", "-") for one in ordered(documents, order_of({"a": -1}))]
    assert falling == [True, "x", [5, 9], 7, "-", None, []]


@pytest.mark.parametrize(
    ("projection", "shown"),
    [
        ({"a": 1}, {"_id": 1, "a": {"b": 1, "c": 2}}),
        ({"a.b": True, "_id": False}, {"a": {"b": 1}}),
        ({"a": 0, "l": 0}, {"_id": 1, "o": [{"x": 1, "y": 2}, {"x": 3}]}),
        ({"o.x": 1}, {"_id": 1, "o": [{"x": 1}, {"x": 3}]}),
        ({"_id": 1}, {"_id": 1}),
        ({"_id": 0, "a": 0, "o": 0}, {"l": [1, 2, 3]}),
        ({"l": {"$slice": 2}, "a": 0, "o": 0}, {"_id": 1, "l": [1, 2]}),
        ({"l": {"$slice": [-2, 1]}, "a": 0, "o": 0}, {"_id": 1, "l": [2]}),
        ({"o": {"$elemMatch": {"x": 3}}}, {"_id": 1, "o": [{"x": 3}]}),
    ],
)
def test_a_projection_shows_what_it_names(projection: Any, shown: Any) -> None:
    document = {"_id": 1, "a": {"b": 1, "c": 2}, "l": [1, 2, 3], "o": [{"x": 1, "y": 2}, {"x": 3}]}
    assert projection_of(projection)(document) == shown


@pytest.mark.parametrize("projection", [{"a": 1, "b": 0}, {"a": "yes"}, [1], {"a": {"$foo": 1}}])
def test_a_projection_is_one_or_the_other(projection: Any) -> None:
    with pytest.raises(ParameterWrong):
        projection_of(projection)
