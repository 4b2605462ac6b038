"""What an update makes of a document."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hutong.cloud.documents.extended import dump, made
from hutong.cloud.documents.matching import Query
from hutong.cloud.documents.updating import Update, replaced
from hutong.cloud.documents.values import equal
from hutong.cloud.errors.database import ChangeRefused, DocumentTooLarge, OperatorUnknown, ParameterWrong
from tests.cloud.test_matching import DOCUMENTS


def after(document: Any, update: Any, query: Any = None) -> Any:
    """The document after an update; the one before stays as it was."""
    before = made(document, now_ms=0)
    result = Update(made(update, now_ms=1000)).of(before, Query(query or {}))
    assert equal(before, made(document, now_ms=0))
    return result


@pytest.mark.parametrize(
    ("document", "update", "result"),
    [
        ({"a": 1}, {"$set": {"b.c": 2}}, {"a": 1, "b": {"c": 2}}),
        ({"a": [1, 2]}, {"$set": {"a.1": 5}}, {"a": [1, 5]}),
        ({"a": [1]}, {"$set": {"a.3": 5}}, {"a": [1, None, None, 5]}),
        ({"a": [{"b": 1}]}, {"$set": {"a.0.b": 2}}, {"a": [{"b": 2}]}),
        ({"a": [{"b": 1}, {"b": 2}]}, {"$inc": {"a.$[].b": 10}}, {"a": [{"b": 11}, {"b": 12}]}),
        ({"a": 1, "b": 2}, {"$unset": {"a": "", "c.d": ""}}, {"b": 2}),
        ({"a": [1, 2]}, {"$unset": {"a.0": ""}}, {"a": [None, 2]}),
        ({}, {"$inc": {"n.m": 5}}, {"n": {"m": 5}}),
        ({"n": 1}, {"$inc": {"n": -1.5}}, {"n": -0.5}),
        ({"n": 2}, {"$mul": {"n": 3, "m": 4}}, {"n": 6, "m": 0}),
        ({"n": 2}, {"$min": {"n": 1, "m": 4}}, {"n": 1, "m": 4}),
        ({"n": 2}, {"$max": {"n": 1}}, {"n": 2}),
        ({"n": "2"}, {"$max": {"n": 1}}, {"n": "2"}),
        ({"n": 13}, {"$bit": {"n": {"and": 10}, "m": {"or": 5}}}, {"n": 8, "m": 5}),
        ({"a": {"b": 1}}, {"$rename": {"a.b": "c.d", "x": "y"}}, {"a": {}, "c": {"d": 1}}),
        ({}, {"$push": {"a": 1}}, {"a": [1]}),
        ({"a": [1]}, {"$push": {"a": [2, 3]}}, {"a": [1, [2, 3]]}),
        ({"a": [1, 2]}, {"$push": {"a": {"$each": [8, 9], "$position": 1}}}, {"a": [1, 8, 9, 2]}),
        ({"a": [5, 1]}, {"$push": {"a": {"$each": [3], "$sort": 1, "$slice": 2}}}, {"a": [1, 3]}),
        ({"a": [{"s": 2}]}, {"$push": {"a": {"$each": [{"s": 9}], "$sort": {"s": -1}}}}, {"a": [{"s": 9}, {"s": 2}]}),
        ({"a": [1, 2, 3]}, {"$push": {"a": {"$each": [], "$slice": -2}}}, {"a": [2, 3]}),
        ({"a": [1, 2]}, {"$addToSet": {"a": {"$each": [2, 3, 3]}}}, {"a": [1, 2, 3]}),
        ({"a": [1, 2]}, {"$pop": {"a": 1}}, {"a": [1]}),
        ({"a": [1, 2]}, {"$pop": {"a": -1, "b": 1}}, {"a": [2]}),
        ({"a": [1, 5, 9]}, {"$pull": {"a": {"$gte": 5}}}, {"a": [1]}),
        ({"a": [1, 5, "5"]}, {"$pull": {"a": 5}}, {"a": [1, "5"]}),
        ({"a": [{"x": 1, "y": 1}, {"x": 2}]}, {"$pull": {"a": {"x": 1}}}, {"a": [{"x": 2}]}),
        ({"a": [1, 2, 3]}, {"$pullAll": {"a": [1, 3]}}, {"a": [2]}),
        (
            {"a": 1},
            {"$set": {"at": {"$serverDate": {"offset": 60_000}}}},
            {"a": 1, "at": {"$date": {"$numberLong": "61000"}}},
        ),
        ({"a": {"b": 1, "c": 2}}, {"$set": {"a": {"b": 3}}}, {"a": {"b": 3}}),
    ],
)
def test_an_update_does_what_it_says(document: Any, update: Any, result: Any) -> None:
    assert equal(after({"_id": 1, **document}, update), made({"_id": 1, **result}, now_ms=0))


def test_the_dollar_is_the_first_element_that_was_asked_for() -> None:
    students = {
        "_id": 1,
        "students": [{"name": "a", "score": 70}, {"name": "b", "score": 90}, {"name": "b", "score": 5}],
    }
    done = after(students, {"$set": {"students.$.score": 100}}, {"students.name": "b"})
    assert [one["score"] for one in done["students"]] == [70, 100, 5]
    by_element = {"students": {"$elemMatch": {"name": "b", "score": {"$lt": 10}}}}
    done = after(students, {"$inc": {"students.$.score": 1}}, by_element)
    assert [one["score"] for one in done["students"]] == [70, 90, 6]
    assert after({"_id": 1, "g": [80, 85]}, {"$set": {"g.$": 82}}, {"g": 80})["g"] == [82, 85]
    with pytest.raises(ChangeRefused, match="positional"):
        after({"_id": 1, "g": [80]}, {"$set": {"g.$": 82}}, {"g": 5})


@pytest.mark.parametrize(
    "update",
    [
        {"$inc": {"text": 1}},
        {"$inc": {"n": "1"}},
        {"$mul": {"n": None}},
        {"$bit": {"text": {"or": 1}}},
        {"$push": {"n": 1}},
        {"$pull": {"n": 1}},
        {"$set": {"n.a": 1}},
        {"$set": {"list.a": 1}},
        {"$set": {"list.9999999": 1}},
        {"$set": {"_id": 2}},
        {"$set": {"a": 1}, "$inc": {"a": 1}},
        {"$set": {"a": 1, "a.b": 1}},
        {"$set": {"a.b": 1}, "$unset": {"a": ""}},
    ],
)
def test_a_change_that_cannot_be_made_is_refused(update: Any) -> None:
    with pytest.raises(ChangeRefused):
        after({"_id": 1, "n": 5, "text": "x", "list": [1]}, update)


@pytest.mark.parametrize(
    "update",
    [{}, {"a": 1}, [], {"$set": 5}, {"$set": {"a": {"$b": 1}}}, {"$set": {"a": {"b.c": 1}}}, {"$pop": {"a": 2}},
     {"$push": {"a": {"$each": 1}}}, {"$push": {"a": {"$each": [], "$up": 1}}}, {"$pullAll": {"a": 1}},
     {"$rename": {"a": 1}}, {"$set": {"a.": 1}}, {"$push": {"a": {"$each": [{"$x": 1}]}}}],
)  # fmt: skip
def test_an_update_that_means_nothing_is_refused(update: Any) -> None:
    with pytest.raises(ParameterWrong):
        Update(update)


def test_unknown_update_operators_are_named() -> None:
    with pytest.raises(OperatorUnknown):
        Update({"$explode": {"a": 1}})


def test_a_document_has_names_that_paths_reach() -> None:
    assert replaced({"a": {"b": [1]}}, "x") == {"_id": "x", "a": {"b": [1]}}
    for wrong in ({"$a": 1}, {"a.b": 1}, {"": 1}, {"a": [{"$b": 1}]}):
        with pytest.raises(ParameterWrong):
            replaced(wrong, "x")
    with pytest.raises(ChangeRefused):
        replaced({"_id": "y"}, "x")


def test_documents_do_not_grow_without_end() -> None:
    with pytest.raises(DocumentTooLarge):
        dump({"a": "x" * (600 * 1024)})
    deep: Any = 1
    for _ in range(150):
        deep = {"a": deep}
    with pytest.raises(ParameterWrong):
        dump({"a": deep})


@settings(deadline=None)
@given(DOCUMENTS, st.lists(st.integers(-5, 5), max_size=4))
def test_adding_is_the_same_in_any_order(document: Any, amounts: list[int]) -> None:
    once: Any = {**document, "_id": 1, "n": 0}
    for amount in amounts:
        once = Update({"$inc": {"n": amount}}).of(once, Query({}))
    assert once["n"] == sum(amounts)
    assert {name: its for name, its in once.items() if name not in ("_id", "n")}.keys() == document.keys()


@settings(deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_what_was_set_is_found(document: Any, other: Any) -> None:
    done = Update({"$set": {"z": other}}).of({"_id": 1, **document}, Query({}))
    assert Query({"z": {"$eq": other}}).matches(done)
    gone = Update({"$unset": {"z": ""}}).of(done, Query({}))
    assert equal(gone, {"_id": 1, **document})
