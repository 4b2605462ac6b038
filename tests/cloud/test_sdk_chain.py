"""The chain of the SDK over the real database: each operator as a program writes it, and what it finds or changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cloud.stage import Stage, a_stage, needs_runtime
from tests.dialog.towns import Town

BEGIN = """
const cloud = require("wx-server-sdk");
cloud.init();
const db = cloud.database(), _ = db.command, $ = _.aggregate;
const { Point, LineString, Polygon } = db.Geo;
const things = db.collection("things");
const found = async (query) => (await query.get()).data.map(({ _id }) => _id).sort();
exports.main = async () => {
"""


@pytest.fixture(autouse=True)
def runtime() -> None:
    needs_runtime()


async def run(town: Town, body: str) -> Any:
    stage: Stage = await a_stage(town)
    await stage.deploy("chain", f"{BEGIN}{body}\n}};", config_json='{"timeout": 20}')
    return await (await stage.actor()).result("chain")


THINGS = """
  await db.createCollection("things");
  await things.add({ data: { _id: "a", n: 1, kind: "tea", tags: ["hot"], size: { w: 1 }, at: new Date(1000),
    place: Point(116, 39) } });
  await things.add({ data: { _id: "b", n: 5, kind: "Teapot", tags: ["hot", "old"], size: { w: 2 },
    marks: [{ by: "li", n: 3 }, { by: "han", n: 9 }] } });
  await things.add({ data: { _id: "c", n: 9, kind: "cup", tags: [], note: null, place: Point(117, 40) } });
"""


async def test_each_condition_finds_what_it_says(any_town: Town) -> None:
    answers = await run(
        any_town,
        THINGS
        + """
  const where = (condition) => found(things.where(condition));
  return {
    equal: await where({ n: 5 }), inside: await where({ size: { w: 1 } }),
      whole: await where({ size: _.eq({ w: 2 }) }), not: await where({ n: _.neq(5) }),
    between: await where({ n: _.gt(1).and(_.lt(9)) }), chained: await where({ n: _.gte(5).lte(9) }),
      either: await where({ n: _.or(_.lt(2), _.gt(8)) }),
    oneOf: await where({ n: _.in([1, 9]) }), noneOf: await where({ n: _.nin([1, 9]) }),
      neither: await where({ n: _.nor([_.lt(2), _.gt(8)]) }),
    refused: await where({ n: _.not(_.gt(4)) }), there: await where({ note: _.exists(true) }),
      odd: await where({ n: _.mod(4, 1) }),
    all: await where({ tags: _.all(["hot", "old"]) }), many: await where({ tags: _.size(2) }),
      tag: await where({ tags: "hot" }),
    element: await where({ marks: _.elemMatch({ by: "han", n: _.gt(5) }) }),
      noElement: await where({ marks: _.elemMatch({ by: "li", n: _.gt(5) }) }),
    text: await where({ kind: /^tea/i }), expression: await where({ kind: db.RegExp({ regexp: "^tea" }) }),
      listed: await where({ kind: _.in([/^c/, "tea"]) }),
    date: await where({ at: _.lt(new Date(2000)) }), joined: await where(_.or([{ n: 1 }, { kind: "cup" }])),
      both: await where(_.or({ n: 1 }, { n: 5 }).and({ kind: "tea" })),
    near: (await things.where({ place: _.geoNear({ geometry: Point(117, 40), maxDistance: 300000 }) }).get())
      .data.map(({ _id }) => _id),
    within: await where({ place: _.geoWithin({ geometry: Polygon([LineString([Point(115, 38), Point(116.5, 38),
      Point(116.5, 39.5), Point(115, 39.5), Point(115, 38)])]) }) }),
    circle: await where({ place: _.geoWithin({ centerSphere: [[117, 40], 10 / 6378.1] }) }),
      crossing: await where({ place: _.geoIntersects({ geometry: Point(116, 39) }) }),
    expr: await where(_.expr($.gt(["$n", 4]))),
    ordered: (await things.orderBy("n", "desc").skip(1).limit(1).field({ n: true }).get()).data,
      total: (await things.where({ n: _.gt(1) }).count()).total,
  };
""",
    )
    assert answers == {
        "equal": ["b"], "inside": ["a"], "whole": ["b"], "not": ["a", "c"], "between": ["b"], "chained": ["b", "c"],
        "either": ["a", "c"], "oneOf": ["a", "c"], "noneOf": ["b"], "neither": ["b"], "refused": ["a"],
        "there": ["c"],
        "odd": ["a", "b", "c"], "all": ["b"], "many": ["b"], "tag": ["a", "b"], "element": ["b"], "noElement": [],
        "text": ["a", "b"], "expression": ["a"], "listed": ["a", "c"], "date": ["a"], "joined": ["a", "c"],
        "both": ["a"], "near": ["c", "a"], "within": ["a"], "circle": ["c"], "crossing": ["a"], "expr": ["b", "c"],
        "ordered": [{"_id": "b", "n": 5}], "total": 2,
    }  # fmt: skip


async def test_each_change_does_what_it_says(town: Town) -> None:
    changed = await run(
        town,
        """
  await db.createCollection("things");
  const one = things.doc("x");
  await one.set({ data: { n: 2, m: 3, low: 5, high: 5, old: 1, gone: 1, style: { colour: "red", size: 1 },
    whole: { a: 1, b: 2 }, tags: ["a", "b"], marks: [{ n: 1 }, { n: 5 }], bits: 6 } });
  const { stats } = await one.update({ data: {
    n: _.inc(3), m: _.mul(2), low: _.min(1), high: _.max(9), old: _.rename("fresh"), gone: _.remove(),
      style: { colour: "blue" }, whole: _.set({ c: 3 }),
    tags: _.push(["c", "d"]), marks: _.pull({ n: _.gt(3) }), "deep.er": 1, bits: _.bit({ and: 3 }),
  } });
  const first = (await one.get()).data;
  const steps = [];
  for (const change of [_.unshift("z"), _.pop(), _.shift(), _.addToSet("a"), _.addToSet({ each: ["a", "e"] }),
    _.pull("a"), _.pullAll(["b", "e"]), _.push({ each: ["k", "h"], position: 0, sort: 1, slice: 2 })]) {
    await one.update({ data: { tags: change } });
    steps.push((await one.get()).data.tags);
  }
  const many = await things.where({ n: _.gt(1) }).update({ data: { seen: true } });
  const removed = await things.where({ seen: true }).remove();
  return { stats, first, steps, many: many.stats.updated, removed: removed.stats.removed };
""",
    )
    assert changed["stats"]["updated"] == 1
    assert changed["first"] == {
        "_id": "x", "n": 5, "m": 6, "low": 1, "high": 9, "fresh": 1, "style": {"colour": "blue", "size": 1},
        "whole": {"c": 3}, "tags": ["a", "b", "c", "d"], "marks": [{"n": 1}], "deep": {"er": 1}, "bits": 2,
    }  # fmt: skip
    assert changed["steps"] == [
        ["z", "a", "b", "c", "d"], ["z", "a", "b", "c"], ["a", "b", "c"], ["a", "b", "c"], ["a", "b", "c", "e"],
        ["b", "c", "e"], ["c"], ["c", "h"],
    ]  # fmt: skip
    assert (changed["many"], changed["removed"]) == (1, 1)


async def test_stages_and_expressions_give_what_they_say(town: Town) -> None:
    answers = await run(
        town,
        THINGS
        + """
  await db.createCollection("kinds");
  await db.collection("kinds").add({ data: { name: "tea", price: 3 } });
  const list = async (stages) => (await stages.end()).list;
  const all = () => things.aggregate();
  return {
    grouped: await list(all().match({ n: _.gt(1) }).group({ _id: null, total: $.sum("$n"), most: $.max("$n"),
      kinds: $.push("$kind") }).project({ _id: 0 })),
    looked: await list(all().match({ _id: "a" }).lookup({ from: "kinds", localField: "kind", foreignField: "name",
      as: "found" }).project({ price: $.arrayElemAt(["$found.price", 0]) })),
    piped: await list(all().match({ _id: "a" }).lookup({ from: "kinds", let: { kind: "$kind" },
      pipeline: $.pipeline().match(_.expr($.eq(["$name", "$$kind"]))).project({ _id: 0, price: 1 }).done(),
      as: "found" }).project({ found: 1 })),
    unwound: await list(all().unwind("$tags").sortByCount("$tags").limit(1)),
    said: await list(all().sort({ n: 1 }).limit(1).addFields({ loud: $.toUpper("$kind"),
      even: $.cond({ if: $.eq([$.mod(["$n", 2]), 0]), then: "yes", else: "no" }) }).project({ loud: 1, even: 1 })),
    counted: await list(all().count("n")),
    near: await list(all().geoNear({ key: "place", near: Point(117, 40), distanceField: "far", maxDistance: 1000 })
      .project({ _id: 1 })),
  };
""",
    )
    assert answers == {
        "grouped": [{"total": 14, "most": 9, "kinds": ["Teapot", "cup"]}], "looked": [{"_id": "a", "price": 3}],
        "piped": [{"_id": "a", "found": [{"price": 3}]}], "unwound": [{"_id": "hot", "count": 2}],
        "said": [{"_id": "a", "loud": "TEA", "even": "no"}], "counted": [{"n": 3}], "near": [{"_id": "c"}],
    }  # fmt: skip


async def test_a_transaction_is_whole_or_nothing(town: Town) -> None:
    told = await run(
        town,
        """
  await db.createCollection("things");
  await things.add({ data: { _id: "li", fen: 10 } });
  await things.add({ data: { _id: "han", fen: 0 } });
  const pay = (fen) => db.runTransaction(async (transaction) => {
    const purses = transaction.collection("things");
    const { data } = await purses.doc("li").get();
    await purses.doc("li").update({ data: { fen: _.inc(-fen) } });
    await purses.doc("han").update({ data: { fen: _.inc(fen) } });
    if (data.fen < fen) await transaction.rollback("too little");
    return data.fen - fen;
  });
  const left = await pay(4);
  const refused = await pay(40).catch((reason) => reason);
  return { left, refused, purses: (await things.orderBy("_id", "asc").get()).data.map(({ fen }) => fen) };
""",
    )
    assert told == {"left": 6, "refused": "too little", "purses": [4, 6]}
