"""Rules of a collection's own: what a query promises, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.cloud.documents import rules
from hutong.cloud.documents.extended import made
from hutong.cloud.errors.database import ParameterWrong, RuleWrong

ME = "o-me"


def covers(rule: Any, query: Any) -> bool:
    """Whether a rule holds of all that a query of mine could find."""
    return rules.covers({"read": rule}, "read", ME, made(query, now_ms=0))


@pytest.mark.parametrize(
    ("rule", "query"),
    [
        (True, {}),
        ("true", {}),
        ("auth.openid == 'o-me'", {}),
        ("auth != null", {}),
        ("doc._openid == auth.openid", {"_openid": ME}),
        ("auth.openid === doc._openid", {"$and": [{"_openid": ME}, {"n": 1}]}),
        ("doc._openid == auth.openid", {"_openid": {"$eq": ME}}),
        ("doc.age > 18", {"age": {"$gt": 18}}),
        ("doc.age > 18", {"age": {"$gte": 19}}),
        ("18 < doc.age", {"age": {"$gt": 20, "$lt": 30}}),
        ("doc.age <= 10", {"age": {"$lte": 10}}),
        ("doc.kind in ['a', 'b']", {"kind": "a"}),
        ("doc.kind in ['a', 'b']", {"kind": {"$in": ["a", "b"]}}),
        ("doc.kind == 'a' || doc.public == true", {"public": True}),
        ("!(doc.kind == 'a')", {"kind": "b"}),
        ("doc.kind != 'a'", {"kind": {"$ne": "a"}}),
        ("doc.kind != 'a'", {"kind": {"$in": ["b", "c"]}}),
        ("auth.openid in doc.members", {"members": ME}),
        ("doc.a.b == 1", {"a.b": 1}),
    ],
)
def test_a_query_that_promises_enough_is_allowed(rule: Any, query: Any) -> None:
    assert covers(rule, query)


@pytest.mark.parametrize(
    ("rule", "query"),
    [
        (False, {}),
        ("false", {"_openid": ME}),
        ("doc._openid == auth.openid", {}),
        ("doc._openid == auth.openid", {"_openid": "o-other"}),
        ("doc._openid == auth.openid", {"_id": "x"}),
        ("doc._openid == auth.openid", {"$or": [{"_openid": ME}, {}]}),
        ("doc._openid == auth.openid", {"$nor": [{"_openid": ME}]}),
        ("doc._openid == auth.openid", {"_openid": {"$in": [ME, "o-other"]}}),
        ("doc._openid == auth.openid", {"_openid": {"$ne": "o-other"}}),
        ("doc._openid == auth.openid", {"_openid": {"$exists": True}}),
        ("doc.age > 18", {"age": {"$gte": 18}}),
        ("doc.age > 18", {"age": {"$lt": 30}}),
        ("doc.kind != 'a'", {}),
        ("doc.kind != 'a'", {"kind": {"$regularExpression": {"pattern": ".", "options": ""}}}),
        ("doc.kind != 'a'", {"kind": {"$gt": "b"}}),
        ("!(doc.kind == 'a')", {}),
        ("doc.kind == 'a' || doc.public == true", {"public": {"$exists": True}}),
        ("doc.kind in ['a', 'b']", {"kind": {"$in": ["a", "c"]}}),
        ("doc.kind in ['a', 'b']", {"kind": {"$in": []}}),
        ("auth.openid in doc.members", {}),
        ("auth.openid == null", {}),
        ("auth.openid == 'o-other'", {}),
        ("'o-other' == auth.openid", {}),
        ("auth.openid != 'o-me'", {}),
        ("auth.openid in ['o-other']", {}),
        ("1 > 2", {}),
        ("doc.a == doc.b", {"a": 1}),
        ("auth.openid in doc.members", {"members": "o-other"}),
    ],
)
def test_a_query_that_promises_too_little_is_not(rule: Any, query: Any) -> None:
    assert not covers(rule, query)


def test_what_no_rule_names_nobody_may() -> None:
    assert not rules.covers({}, "read", ME, {"_openid": ME})
    assert rules.covers({"write": True}, "delete", ME, {})
    assert not rules.covers({"write": True, "delete": False}, "delete", ME, {})
    assert rules.allows({"write": "doc.n < 5"}, "create", ME, {"n": 4})
    assert not rules.allows({"write": "doc.n < 5"}, "create", ME, {"n": "4"})


@pytest.mark.parametrize("rule", ["doc.a ==", "get('a.b').c", "doc.a + 1", "auth.uid == 'x'", "now > 5", 5, "x" * 3000])
def test_rules_that_mean_nothing_here_are_refused_when_they_are_set(rule: Any) -> None:
    with pytest.raises((RuleWrong, ParameterWrong)):
        rules.check({"read": rule})
