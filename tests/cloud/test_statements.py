"""Statements of servers: what they mean, and what is wrong with those that mean nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hutong.cloud.documents.asking import Ask
from hutong.cloud.errors.base import CloudError
from hutong.cloud.errors.database import ParameterWrong
from hutong.cloud.script.parsing import expression
from hutong.cloud.statements.reading import statement


def asked(text: str) -> dict[str, Any]:
    """What a statement asks, without what is usual."""
    ask = statement(text)
    usual = Ask(action="", collection="")
    told = {name: getattr(ask, name) for name in ask.__struct_fields__}
    return {name: its for name, its in told.items() if its != getattr(usual, name)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'db.collection("geo").where({done:true}).limit(10).skip(1).get()',
            {"action": "get", "collection": "geo", "query": {"done": True}, "limit": 10, "skip": 1},
        ),
        (
            "db.collection('geo').doc('x').field({a: true, 'b.c': 1}).get();",
            {"action": "get", "collection": "geo", "id": "x", "projection": {"a": True, "b.c": 1}},
        ),
        (
            'db.collection("t").orderBy("a", "desc").orderBy("b", "asc").get()',
            {"action": "get", "collection": "t",
             "order": [{"field": "a", "direction": "desc"}, {"field": "b", "direction": "asc"}]},
        ),
        (
            '''db.collection("t").add({
              data: [{_id: "todo-1", tags: ["cloud", 'x'], due: new Date("2018-09-01"), done: false, n: -1.5e2,
                      at: db.serverDate({offset: 60 * 60 * 1000}), location: new db.Geo.Point(113, 23), u: undefined},]
            })''',
            {"action": "add", "collection": "t", "data": [{
                "_id": "todo-1", "tags": ["cloud", "x"], "due": {"$date": "2018-09-01"}, "done": False, "n": -150.0,
                "at": {"$serverDate": {"offset": 3_600_000}},
                "location": {"type": "Point", "coordinates": [113, 23]}}]},
        ),
        (
            'const _ = db.command; db.collection("t").where({n: _.gt(1).and(_.lt(5)), "a.b": {c: '
            '_.in([1, 2])}}).count()',
            {"action": "count", "collection": "t",
             "query": {"$and": [{"n": {"$gt": 1}}, {"n": {"$lt": 5}}], "a.b.c": {"$in": [1, 2]}}},
        ),
        (
            'db.collection("t").where(_.or([{a: _.lt(1)}, {b: _.not(_.eq(2)), c: /^x/i}])).remove()',
            {"action": "remove", "collection": "t", "query": {"$or": [
                {"a": {"$lt": 1}},
                {"b": {"$not": {"$eq": 2}}, "c": {"$regularExpression": {"pattern": "^x", "options": "i"}}}]}},
        ),
        (
            'db.collection("t").where({a: db.command.or(db.command.eq(1), db.command.eq(2)), b: '
            '_.nor([_.gt(1)])}).get()',
            {"action": "get", "collection": "t", "query": {
                "$or": [{"a": {"$eq": 1}}, {"a": {"$eq": 2}}], "$nor": [{"b": {"$gt": 1}}]}},
        ),
        (
            'db.collection("t").where({p: _.elemMatch({name: "a", n: _.gt(1)}), s: _.elemMatch(_.gt(1).and(_.lt(3))), '
            'm: _.mod(10, 1), e: _.exists(true), z: _.size(2), l: _.all(["a"])}).get()',
            {"action": "get", "collection": "t", "query": {
                "p": {"$elemMatch": {"name": "a", "n": {"$gt": 1}}}, "s": {"$elemMatch": {"$gt": 1, "$lt": 3}},
                "m": {"$mod": [10, 1]}, "e": {"$exists": True}, "z": {"$size": 2}, "l": {"$all": ["a"]}}},
        ),
        (
            'db.collection("t").where({at: _.geoNear({geometry: db.Geo.Point(1, 2), maxDistance: 5})}).get()',
            {"action": "get", "collection": "t", "query": {"at": {"$geoNear": {
                "geometry": {"type": "Point", "coordinates": [1, 2]}, "maxDistance": 5}}}},
        ),
        (
            'db.collection("t").where({at: _.geoWithin({geometry: db.Geo.Polygon([db.Geo.LineString(['
            'db.Geo.Point(0, 0), db.Geo.Point(3, 2), db.Geo.Point(2, 3), db.Geo.Point(0, 0)])])})}).get()',
            {"action": "get", "collection": "t", "query": {"at": {"$geoWithin": {"geometry": {
                "type": "Polygon", "coordinates": [[[0, 0], [3, 2], [2, 3], [0, 0]]]}}}}},
        ),
        (
            'db.collection("t").doc(1).update({data: {a: {b: 1, c: _.inc(2)}, d: _.set({e: 1}), f: _.remove(), '
            'g: _.push([1, 2]), h: _.unshift(3), i: _.pop(), j: _.shift(), k: _.addToSet({each: [1]}), l: [], '
            'm: _.push({each: [1], position: 0, slice: 2}), n: _.pull({x: _.gt(1)}), o: _.rename("p"), q: {}}})',
            {"action": "update", "collection": "t", "id": 1, "data": {
                "$set": {"a.b": 1, "d": {"e": 1}, "l": [], "q": {}}, "$inc": {"a.c": 2}, "$unset": {"f": ""},
                "$push": {"g": {"$each": [1, 2]}, "h": {"$each": [3], "$position": 0},
                          "m": {"$each": [1], "$position": 0, "$slice": 2}},
                "$pop": {"i": 1, "j": -1}, "$addToSet": {"k": {"$each": [1]}},
                "$pull": {"n": {"x": {"$gt": 1}}}, "$rename": {"o": "p"}}},
        ),
        (
            'db.collection("t").aggregate().match({n: _.gt(1)}).group({_id: "$k", s: $.sum("$n"), '
            'a: $.avg($.add(["$n", 1]))}).sort({s: -1}).limit(5).end()',
            {"action": "aggregate", "collection": "t", "stages": [
                {"$match": {"n": {"$gt": 1}}},
                {"$group": {"_id": "$k", "s": {"$sum": "$n"}, "a": {"$avg": {"$add": ["$n", 1]}}}},
                {"$sort": {"s": -1}}, {"$limit": 5}]},
        ),
        (
            'const db = cloud.database(); const $ = db.command.aggregate; const o = db.collection("orders"); '
            'o.aggregate().lookup({from: "b", let: {t: "$title"}, pipeline: $.pipeline().match(_.expr($.eq(["$title", '
            '"$$t"]))).done(), as: "x"}).end()',
            {"action": "aggregate", "collection": "orders", "stages": [{"$lookup": {
                "from": "b", "let": {"t": "$title"},
                "pipeline": [{"$match": {"$expr": {"$eq": ["$title", "$$t"]}}}], "as": "x"}}]},
        ),
        (
            r'''db.collection("t").doc("\u4f60\x41\ud83d\ude00\n").set({data: {"quoted key": `b`, 5: 1, /* c */
            d: db.RegExp({regexp: "a", options: "i"}) // e
            }})''',
            {"action": "set", "collection": "t", "id": "你A😀\n", "data": {
                "quoted key": "b", "5": 1, "d": {"$regularExpression": {"pattern": "a", "options": "i"}}}},
        ),
    ],
)  # fmt: skip
def test_a_statement_means_what_it_says(text: str, told: dict[str, Any]) -> None:
    assert asked(text) == told


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "line 1, column 1, at its end: a value is wanted here"),
        ('db.collection("t"', "line 1, column 18, at its end"),
        ('db.collection("t").get() get', "line 1, column 26"),
        ('db.collection("t).get()', "line 1, column 15, before '\"t).get()': the text has no end"),
        ('db\n.collection("t").where({a: b}).get()', "line 2, column 28"),
        ('db.collection("t").where({a 1}).get()', "line 1, column 29, before '1}).get()': : is wanted here"),
        ('db.collection("t").fly()', "line 1, column 19, before '.fly()': a collection has no fly()"),
        ('db.collection("t").where({a: _.near(1)}).get()', "there is no db.command.near()"),
        ('db.collection("t").limit("x").get()', "limit() takes a whole number"),
        ('db.collection("t").add({a: 1})', "add() takes {data: …}"),
        ('db.collection("t").get().get()', "nothing follows get()"),
        ('db.collection("t").doc(a ? 1 : 2).get()', "this is no part of an expression"),
        ('db.collection("t").where({a: `${x}`}).get()', "templates"),
        ("db.collection('t').where({a: 'x' - 1}).get()", "is not worked out here"),
        ("process.exit()", "nothing here is called process"),
        ("db.command.gt(1)", "begins with db.collection"),
        ('db.collection("t")', "ends with get()"),
        ('db.collection("t").aggregate().match({})', "ends with end()"),
        ("db.collection('t').where(" + "[" * 500 + ")", "nested deeper"),
        ("!" * 5000, "nested deeper"),
        ('db.collection("t").where({a: _}).get()', "is no value"),
        ('db.collection("t").where(_.gt(1)).get()', "a condition on a field"),
        ('db.collection("t").add({data: {a: _.inc(1)}})', "does not stand here"),
        ('db.collection("t").doc("x").update({data: {a: _.gt(1)}})', "is no change"),
        ("db.constructor.constructor('return 1')()", "there is no db.constructor.constructor()"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, where: str) -> None:
    with pytest.raises(ParameterWrong) as refused:
        statement(text)
    assert where in str(refused.value.facts["errMsg"])


@settings(deadline=None)
@given(st.text(alphabet="db.colectin(\"t')[]{}_$:,1a/\\ \n!-=+&|<>", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (statement, expression):
        try:
            read(text)
        except CloudError:
            continue


@settings(deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3), max_leaves=6))  # fmt: skip
def test_json_means_itself(value: Any) -> None:
    assert asked(f'db.collection("t").doc("x").set({{data: {{v: {json.dumps(value)}}}}})')["data"] == {"v": value}
