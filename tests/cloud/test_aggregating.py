"""What comes out of the stages of an aggregation."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.cloud.documents import aggregating, extended
from hutong.cloud.documents.expressions import evaluating
from hutong.cloud.documents.values import MISSING
from hutong.cloud.errors.database import AggregateRefused, OperatorUnknown, ParameterWrong, TooMuchWork

BOOKS = [
    {"_id": 1, "title": "a", "author": "x", "price": 10, "tags": ["t", "u"]},
    {"_id": 2, "title": "b", "author": "y", "price": 20, "tags": []},
    {"_id": 3, "title": "c", "author": "x", "price": 5.5, "tags": ["u"]},
    {"_id": 4, "title": "d", "author": None, "price": "dear"},
]
ORDERS = [{"_id": "o1", "book": "a", "n": 3}, {"_id": "o2", "book": "c", "n": 1}, {"_id": "o3", "book": "a", "n": 9}]


def run(*stages: Any, on: Any = BOOKS) -> Any:
    """What comes out, as a program is told it."""
    told = aggregating.run(extended.made(list(stages), now_ms=0), on, lambda name: iter(ORDERS))
    return [extended.plain(one) for one in told]


def value(expression: Any, **document: Any) -> Any:
    """What an expression makes of a document."""
    scope = evaluating.Scope(extended.made(document, now_ms=0), evaluating.Work())
    made = evaluating.compiled(extended.made(expression, now_ms=0))(scope)
    return "missing" if made is MISSING else extended.plain(made)


def test_groups_show_what_they_make_of_their_documents() -> None:
    group = {"_id": "$author", "n": {"$sum": 1}, "all": {"$sum": "$price"}, "mean": {"$avg": "$price"},
             "least": {"$min": "$price"}, "most": {"$max": "$price"}, "titles": {"$push": "$title"},
             "first": {"$first": "$title"}, "last": {"$last": "$title"}, "tags": {"$addToSet": "$tags"}}  # fmt: skip
    x, y, nobody = run({"$group": group})
    assert x == {"_id": "x", "n": 2, "all": 15.5, "mean": 7.75, "least": 5.5, "most": 10, "titles": ["a", "c"],
                 "first": "a", "last": "c", "tags": [["t", "u"], ["u"]]}  # fmt: skip
    assert (y["_id"], y["mean"]) == ("y", 20.0)
    assert nobody == {"_id": None, "n": 1, "all": 0, "mean": None, "least": "dear", "most": "dear", "titles": ["d"],
                      "first": "d", "last": "d", "tags": []}  # fmt: skip
    both = run({"$group": {"_id": {"a": "$author", "t": {"$size": {"$ifNull": ["$tags", []]}}}, "n": {"$sum": 1}}})
    assert {"_id": {"a": "x", "t": 2}, "n": 1} in both
    assert run({"$group": {"_id": None, "s": {"$stdDevPop": "$price"}, "t": {"$stdDevSamp": "$price"}}}) == [
        {"_id": None, "s": pytest.approx(6.060, abs=0.001), "t": pytest.approx(7.422, abs=0.001)}
    ]


def test_stages_follow_each_other() -> None:
    found = run(
        {"$match": {"price": {"$gt": 1}}}, {"$sort": {"price": -1}}, {"$skip": 1}, {"$limit": 1},
        {"$project": {"_id": 0, "title": 1, "double": {"$multiply": ["$price", 2]}}},
    )  # fmt: skip
    assert found == [{"title": "a", "double": 20}]
    assert run({"$match": {"price": 0}}, {"$count": "n"}) == []
    assert run({"$count": "n"}) == [{"n": 4}]
    assert run({"$sortByCount": "$author"})[0] == {"_id": "x", "count": 2}
    assert len(run({"$sample": {"size": 2}})) == 2
    assert sorted(one["_id"] for one in run({"$sample": {"size": 9}})) == [1, 2, 3, 4]


def test_lists_come_apart() -> None:
    assert [(one["_id"], one["tags"]) for one in run({"$unwind": "$tags"})] == [(1, "t"), (1, "u"), (3, "u")]
    kept = run({"$unwind": {"path": "$tags", "includeArrayIndex": "at", "preserveNullAndEmptyArrays": True}})
    assert [(one["_id"], one.get("tags"), one["at"]) for one in kept] == [
        (1, "t", 0), (1, "u", 1), (2, None, None), (3, "u", 0), (4, None, None),
    ]  # fmt: skip


def test_fields_are_added_shown_and_left_out() -> None:
    document = {"_id": 1, "a": {"b": 1, "c": 2}, "l": [{"x": 1, "y": 1}, {"x": 2}]}
    assert run({"$addFields": {"a.d": {"$add": ["$a.b", 5]}, "l.z": 0, "n": "$none"}}, on=[document]) == [
        {"_id": 1, "a": {"b": 1, "c": 2, "d": 6}, "l": [{"x": 1, "y": 1, "z": 0}, {"x": 2, "z": 0}]}
    ]
    assert run({"$project": {"a": {"b": 1}, "l.x": 1}}, on=[document]) == [
        {"_id": 1, "a": {"b": 1}, "l": [{"x": 1}, {"x": 2}]}
    ]
    assert run({"$project": {"a.b": 0, "l": False}}, on=[document]) == [{"_id": 1, "a": {"c": 2}}]
    assert run({"$project": {"xs": "$l.x", "pair": ["$a.b", "$none"]}}, on=[document]) == [
        {"_id": 1, "xs": [1, 2], "pair": [1, None]}
    ]
    assert run({"$replaceRoot": {"newRoot": {"$mergeObjects": [{"z": 0}, "$a"]}}}, on=[document]) == [
        {"z": 0, "b": 1, "c": 2}
    ]


def test_another_collection_is_looked_into() -> None:
    (found,) = run(
        {"$match": {"title": "a"}},
        {"$lookup": {"from": "orders", "localField": "title", "foreignField": "book", "as": "orders"}},
    )
    assert [one["_id"] for one in found["orders"]] == ["o1", "o3"]
    pipeline = [
        {"$match": {"$expr": {"$and": [{"$eq": ["$book", "$$t"]}, {"$gt": ["$n", 5]}]}}},
        {"$project": {"n": 1}},
    ]
    found = run({"$lookup": {"from": "orders", "let": {"t": "$title"}, "pipeline": pipeline, "as": "big"}})
    assert [one["big"] for one in found] == [[{"_id": "o3", "n": 9}], [], [], []]


def test_documents_go_into_ranges() -> None:
    told = {"groupBy": "$price", "boundaries": [0, 10, 100], "default": "other", "output": {"t": {"$push": "$title"}}}
    assert run({"$bucket": told}) == [
        {"_id": 0, "t": ["c"]}, {"_id": 10, "t": ["a", "b"]}, {"_id": "other", "t": ["d"]},
    ]  # fmt: skip
    numbers = [{"n": n} for n in range(10)]
    assert run({"$bucketAuto": {"groupBy": "$n", "buckets": 2}}, on=numbers) == [
        {"_id": {"min": 0, "max": 5}, "count": 5}, {"_id": {"min": 5, "max": 9}, "count": 5},
    ]  # fmt: skip
    with pytest.raises(AggregateRefused):
        run({"$bucket": {"groupBy": "$price", "boundaries": [0, 10]}})


@pytest.mark.parametrize(
    ("expression", "made"),
    [
        ({"$add": [1, 2, 3.5]}, 6.5),
        ({"$add": ["$at", 60_000]}, {"$date": "2026-11-22T08:31:00.250Z"}),
        ({"$subtract": ["$at", {"$date": "2026-11-22T08:00:00Z"}]}, 1_800_250),
        ({"$subtract": ["$n", "$none"]}, None),
        ({"$divide": [9, 2]}, 4.5),
        ({"$mod": [-7, 3]}, -1),
        ({"$pow": [2, 10]}, 1024),
        ({"$pow": [10, 400]}, {"$numberDouble": "Infinity"}),
        ({"$abs": -3}, 3),
        ({"$ceil": 1.2}, 2),
        ({"$floor": -1.2}, -2),
        ({"$trunc": -1.7}, -1),
        ({"$round": [1.255, 1]}, 1.3),
        ({"$sqrt": 16}, 4.0),
        ({"$log": [8, 2]}, 3.0),
        ({"$cmp": ["$n", 5]}, 0),
        ({"$eq": ["$none", None]}, False),
        ({"$gt": ["x", 100]}, True),
        ({"$and": []}, True),
        ({"$or": [0, "$none", "x"]}, True),
        ({"$not": ["$none"]}, True),
        ({"$cond": [{"$gt": ["$n", 3]}, "big", "small"]}, "big"),
        ({"$cond": {"if": "$none", "then": 1, "else": "$n"}}, 5),
        ({"$ifNull": ["$none", "instead"]}, "instead"),
        ({"$switch": {"branches": [{"case": False, "then": 1}, {"case": True, "then": 2}], "default": 3}}, 2),
        ({"$let": {"vars": {"a": 2, "b": "$n"}, "in": {"$multiply": ["$$a", "$$b"]}}}, 10),
        ({"$map": {"input": "$l", "as": "x", "in": {"$add": ["$$x", 1]}}}, [2, 3, 4]),
        ({"$filter": {"input": "$l", "as": "x", "cond": {"$gte": ["$$x", 2]}}}, [2, 3]),
        ({"$reduce": {"input": "$l", "initialValue": 0, "in": {"$add": ["$$value", "$$this"]}}}, 6),
        ({"$arrayElemAt": ["$l", -1]}, 3),
        ({"$arrayElemAt": ["$l", 9]}, "missing"),
        ({"$concatArrays": ["$l", [4]]}, [1, 2, 3, 4]),
        ({"$in": [2, "$l"]}, True),
        ({"$indexOfArray": ["$l", 3]}, 2),
        ({"$isArray": "$l"}, True),
        ({"$range": [0, 10, 4]}, [0, 4, 8]),
        ({"$reverseArray": "$l"}, [3, 2, 1]),
        ({"$size": "$l"}, 3),
        ({"$slice": ["$l", -2]}, [2, 3]),
        ({"$slice": ["$l", 1, 1]}, [2]),
        ({"$zip": {"inputs": ["$l", ["a", "b"]]}}, [[1, "a"], [2, "b"]]),
        ({"$arrayToObject": [[{"k": "a", "v": 1}]]}, {"a": 1}),
        ({"$objectToArray": "$o"}, [{"k": "a", "v": 1}]),
        ({"$mergeObjects": ["$o", {"b": 2}]}, {"a": 1, "b": 2}),
        ({"$setUnion": ["$l", [3, 4]]}, [1, 2, 3, 4]),
        ({"$setIntersection": ["$l", [3, 4]]}, [3]),
        ({"$setDifference": ["$l", [3, 4]]}, [1, 2]),
        ({"$setEquals": ["$l", [3, 2, 1, 1]]}, True),
        ({"$setIsSubset": [[1], "$l"]}, True),
        ({"$anyElementTrue": [[0, 1]]}, True),
        ({"$allElementsTrue": [[0, 1]]}, False),
        ({"$concat": ["$s", "!"]}, "Tea 茶!"),
        ({"$concat": ["$s", "$none"]}, None),
        ({"$substrCP": ["$s", 4, 1]}, "茶"),
        ({"$substr": ["$s", 0, 3]}, "Tea"),
        ({"$strLenCP": "$s"}, 5),
        ({"$strLenBytes": "$s"}, 7),
        ({"$indexOfCP": ["$s", "茶"]}, 4),
        ({"$split": ["$s", " "]}, ["Tea", "茶"]),
        ({"$toUpper": "$s"}, "TEA 茶"),
        ({"$strcasecmp": ["a", "B"]}, -1),
        ({"$trim": {"input": "  x "}}, "x"),
        ({"$toString": "$n"}, "5"),
        ({"$year": "$at"}, 2026),
        ({"$dayOfWeek": "$at"}, 1),
        ({"$isoDayOfWeek": "$at"}, 7),
        ({"$hour": {"date": "$at", "timezone": "Asia/Shanghai"}}, 16),
        ({"$millisecond": "$at"}, 250),
        ({"$dayOfYear": "$at"}, 326),
        ({"$month": "$none"}, None),
        ({"$dateToString": {"date": "$at", "format": "%m-%d %H:%M:%S", "timezone": "+08:00"}}, "11-22 16:30:00"),
        ({"$dateToString": {"date": "$none", "format": "%Y", "onNull": "never"}}, "never"),
        ({"$dateFromString": {"dateString": "2026-11-22T08:00:00.000"}}, {"$date": "2026-11-22T08:00:00.000Z"}),
        ({"$dateFromParts": {"year": 2026, "month": 14, "day": 1}}, {"$date": "2027-02-01T00:00:00.000Z"}),
        ({"$literal": "$n"}, "$n"),
        ({"$sum": ["$n", 1, "x"]}, 6),
        ({"$avg": "$l"}, 2.0),
        ({"$max": "$l"}, 3),
        ({"$type": "$n"}, "int"),
        ("$$ROOT.n", 5),
        ("$$REMOVE", "missing"),
        ({"a": "$n", "b": "$none"}, {"a": 5}),
    ],
)  # fmt: skip
def test_an_expression_makes(expression: Any, made: Any) -> None:
    at = {"$date": "2026-11-22T08:30:00.250Z"}
    assert value(expression, n=5, at=at, s="Tea 茶", l=[1, 2, 3], o={"a": 1}) == made


@pytest.mark.parametrize(
    "expression",
    [{"$add": ["$s"]}, {"$divide": [1, 0]}, {"$mod": [1, 0]}, {"$size": "$n"}, {"$concat": ["$n"]}, "$$nobody",
     {"$dateToString": {"date": "$at", "format": "%Q"}}, {"$hour": {"date": "$at", "timezone": "Mars"}}, {"$ln": -1},
     {"$arrayElemAt": ["$l"]}, {"$add": [1], "$abs": 1}, {"$range": [0, 10**9]}, {"$year": "$n"}, {"$cond": [1, 2]},
     {"$switch": {"branches": []}}, {"$arrayToObject": [[1]]}, {"$subtract": [1]}],
)  # fmt: skip
def test_an_expression_that_makes_nothing_is_refused(expression: Any) -> None:
    with pytest.raises(AggregateRefused):
        value(expression, n=5, s="x", l=[1], at={"$date": "2026-11-22T08:30:00Z"})


@pytest.mark.parametrize(
    ("stage", "refusal"),
    [
        ({"$fly": 1}, OperatorUnknown),
        ({"$group": {"_id": 1, "x": {"$fly": 1}}}, OperatorUnknown),
        ({"$project": {"a": {"$fly": 1}}}, OperatorUnknown),
        ({}, AggregateRefused),
        ({"$limit": 0}, AggregateRefused),
        ({"$limit": -1}, AggregateRefused),
        ({"$skip": "x"}, AggregateRefused),
        ({"$group": {"n": {"$sum": 1}}}, AggregateRefused),
        ({"$project": {"a": 1, "b": 0}}, AggregateRefused),
        ({"$unwind": "tags"}, AggregateRefused),
        ({"$count": "$n"}, AggregateRefused),
        ({"$lookup": {"from": "x", "as": "y"}}, AggregateRefused),
        ({"$replaceRoot": {"newRoot": "$title"}}, AggregateRefused),
        ({"$match": 5}, ParameterWrong),
    ],
)
def test_a_stage_that_means_nothing_is_refused(stage: Any, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        run(stage)


def test_work_without_end_is_given_up() -> None:
    inner: Any = {"$reduce": {"input": {"$range": [0, 2000]}, "initialValue": 0, "in": {"$add": ["$$value", 1]}}}
    with pytest.raises(TooMuchWork):
        value({"$map": {"input": {"$range": [0, 2000]}, "in": inner}})
    doubled = {"$concatArrays": ["$$value", "$$value"]}
    with pytest.raises(AggregateRefused):
        value({"$reduce": {"input": {"$range": [0, 60]}, "initialValue": [1], "in": doubled}})
    longer = {"$concat": ["$$value", "$$value"]}
    with pytest.raises(AggregateRefused):
        value({"$reduce": {"input": {"$range": [0, 60]}, "initialValue": "x", "in": longer}})
    with pytest.raises(TooMuchWork):
        value({"$map": {"input": {"$range": [0, 100_000]}, "in": {"$range": [0, 100_000]}}})
