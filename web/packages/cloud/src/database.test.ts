import { expect, test } from "vitest";
import { createDatabase } from "./index";
import type { Answer, Asked, DatabaseLine, WatchAsked, WatchHearing } from "./index";

interface Taken {
  asked: Asked[];
  watched: WatchAsked[];
  hearing: WatchHearing[];
  ended: number;
}

/** A database whose line writes down what it carries and answers what it is told to. */
function aDatabase(answer: Answer | ((asked: Asked) => Answer) = {}, more: { env?: string; isServer?: boolean } = {}) {
  const taken: Taken = { asked: [], watched: [], hearing: [], ended: 0 };
  const line: DatabaseLine = {
    send: (asked) => {
      taken.asked.push(asked);
      return Promise.resolve().then(() => (typeof answer === "function" ? answer(asked) : answer));
    },
    watch: (asked, hearing) => {
      taken.watched.push(asked);
      taken.hearing.push(hearing);
      return Promise.resolve(() => Promise.resolve(void (taken.ended += 1)));
    },
  };
  const db = createDatabase({ line, ...more });
  return { db, taken, _: db.command, $: db.command.aggregate as Record<string, (...args: unknown[]) => never> };
}

const refusal = (errCode: number, errMsg: string) => () => {
  throw Object.assign(new Error(errMsg), { errCode, errMsg });
};

async function queryOf(condition: unknown): Promise<unknown> {
  const { db, taken } = aDatabase({ data: [] });
  await db.collection("todos").where(condition).get();
  return taken.asked[0]?.query;
}

async function changesOf(data: unknown): Promise<unknown> {
  const { db, taken } = aDatabase({ stats: { updated: 1 } });
  await db.collection("todos").doc("1").update({ data });
  return taken.asked[0]?.data;
}

test("a query is sent as it was put together, and its steps do not change one another", async () => {
  const { db, taken } = aDatabase({ data: [] });
  const all = db.collection("todos").where({ done: false });
  await all.orderBy("at", "desc").orderBy("name", "asc").skip(10).limit(5).field({ name: true, at: 0 }).get();
  await all.get();
  expect(taken.asked).toEqual([
    {
      action: "get", collection: "todos", query: { done: false }, order: [{ field: "at", direction: "desc" }, { field: "name", direction: "asc" }], skip: 10, limit: 5,
      projection: { name: true, at: false },
    },
    { action: "get", collection: "todos", query: { done: false } },
  ]);
});

test("the environment goes with every call when one is named", async () => {
  const { db, taken } = aDatabase({ total: 3 }, { env: "lane-1" });
  expect(await db.collection("todos").count()).toEqual({ total: 3, errMsg: "collection.count:ok" });
  expect(taken.asked[0]).toEqual({ action: "count", collection: "todos", env: "lane-1", query: {} });
});

test("documents are added, replaced, changed, read and removed by their id", async () => {
  const { db, taken } = aDatabase(({ action }) => (action === "add" ? { _id: "a" } : action === "get" ? { data: { _id: "a" } } : { _id: "a", stats: { updated: 1, removed: 1, created: 0 } }));
  const todos = db.collection("todos");
  expect(await todos.add({ data: { name: "milk" } })).toEqual({ _id: "a", errMsg: "collection.add:ok" });
  expect(await todos.doc("a").get()).toEqual({ data: { _id: "a" }, errMsg: "document.get:ok" });
  expect(await todos.doc("a").set({ data: { name: "tea" } })).toMatchObject({ _id: "a", errMsg: "document.set:ok" });
  expect(await todos.doc("a").update({ data: { done: true } })).toMatchObject({ stats: { updated: 1 }, errMsg: "document.update:ok" });
  expect(await todos.doc("a").remove()).toMatchObject({ stats: { removed: 1 }, errMsg: "document.remove:ok" });
  expect(taken.asked.map(({ action, id, data }) => [action, id, data])).toEqual([
    ["add", undefined, { name: "milk" }], ["get", "a", undefined], ["set", "a", { name: "tea" }], ["update", "a", { $set: { done: true } }], ["remove", "a", undefined],
  ]);
});

test("many documents are changed and removed by a query", async () => {
  const { db, taken } = aDatabase({ stats: { updated: 2, removed: 2 } });
  await db.collection("todos").where({ done: true }).update({ data: { seen: true } });
  await db.collection("todos").where({ done: true }).remove();
  expect(taken.asked).toEqual([
    { action: "update", collection: "todos", multi: true, query: { done: true }, data: { $set: { seen: true } } },
    { action: "remove", collection: "todos", multi: true, query: { done: true } },
  ]);
});

test("callbacks take the place of the promise", async () => {
  const { db } = aDatabase({ total: 1 });
  const told: unknown[] = [];
  const done = new Promise<void>((end) => {
    const given = db.collection("todos").count({ success: (value: unknown) => told.push(value), fail: () => told.push("fail"), complete: () => end() });
    expect(given).toBeUndefined();
  });
  await done;
  expect(told).toEqual([{ total: 1, errMsg: "collection.count:ok" }]);
});

test("a refusal keeps its number and is named after the function", async () => {
  const { db } = aDatabase(refusal(-502005, "database collection not exists. no such collection"));
  await expect(db.collection("nope").get()).rejects.toMatchObject({ errCode: -502005, errMsg: "collection.get:fail -502005 database collection not exists. no such collection" });
  await expect(db.collection("nope").doc("1").remove()).rejects.toMatchObject({ errMsg: expect.stringMatching(/^document\.remove:fail -502005 /) as string });
  const heard = await new Promise((fail) => db.collection("nope").get({ fail }));
  expect(heard).toMatchObject({ errCode: -502005 });
});

test("mistakes are refused before anything is sent", async () => {
  const { db, taken, _ } = aDatabase();
  const todos = db.collection("todos");
  await expect(todos.add({})).rejects.toMatchObject({ errCode: -401003, errMsg: "collection.add:fail -401003 api parameter type error. parameter.data should be object instead of undefined" });
  await expect(todos.add()).rejects.toMatchObject({ errCode: -401003 });
  await expect(todos.doc("1").update({ data: {} })).rejects.toMatchObject({ errCode: -401002 });
  await expect(todos.doc("1").set({ data: { _id: "2" } })).rejects.toMatchObject({ errCode: -401002 });
  await expect(todos.add({ data: { n: _.inc(1) } })).rejects.toMatchObject({ errCode: -401002 });
  await expect(todos.doc("1").update({ data: { n: _.inc("one") } })).rejects.toMatchObject({ errCode: -401003 });
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  await expect(todos.add({ data: circle })).rejects.toMatchObject({ errCode: -402001 });
  for (const wrong of [() => db.collection(""), () => todos.doc(undefined), () => todos.where("x"), () => todos.orderBy("a", "up"), () => todos.limit(0), () => todos.skip(-1), () => todos.limit("5")]) {
    expect(wrong).toThrow(/^-40100[23] /);
  }
  expect(taken.asked).toEqual([]);
});

test("fields inside fields are conditions on their paths, lists and empty objects are values", async () => {
  expect(await queryOf({ style: { colour: "red", size: { w: 1 } }, tags: ["a"], nothing: {}, gone: undefined, none: null })).toEqual({
    "style.colour": "red", "style.size.w": 1, tags: ["a"], nothing: { $eq: {} }, none: null,
  });
  const { _ } = aDatabase();
  expect(await queryOf({ style: _.eq({ colour: "red" }) })).toEqual({ style: { $eq: { colour: "red" } } });
});

test("every comparison has its name on the wire", async () => {
  const { _ } = aDatabase();
  const all: [unknown, unknown][] = [
    [_.eq(1), { $eq: 1 }], [_.neq(1), { $ne: 1 }], [_.lt(1), { $lt: 1 }], [_.lte(1), { $lte: 1 }], [_.gt(1), { $gt: 1 }], [_.gte(1), { $gte: 1 }],
    [_.in([1, 2]), { $in: [1, 2] }], [_.nin([1]), { $nin: [1] }], [_.exists(true), { $exists: true }], [_.exists(false), { $exists: false }],
    [_.mod(4, 1), { $mod: [4, 1] }], [_.mod([4, 1]), { $mod: [4, 1] }], [_.size(2), { $size: 2 }], [_.all(["a", "b"]), { $all: ["a", "b"] }],
    [_.elemMatch({ n: _.gt(3), kind: "x" }), { $elemMatch: { n: { $gt: 3 }, kind: "x" } }], [_.elemMatch(_.gt(3).and(_.lt(9))), { $elemMatch: { $gt: 3, $lt: 9 } }],
    [_.elemMatch(_.or(_.lt(3), _.gt(9))), { $elemMatch: { $or: [{ $lt: 3 }, { $gt: 9 }] } }],
    [_.all([_.elemMatch({ n: 1 })]), { $all: [{ $elemMatch: { n: 1 } }] }], [_.not(_.gt(5)), { $not: { $gt: 5 } }], [_.not(/^a/), { $not: { $regex: "^a", $options: "" } }],
  ];
  for (const [given, wire] of all) expect(await queryOf({ f: given })).toEqual({ f: wire });
});

test("conditions on a field are joined by chains and by and, or, nor", async () => {
  const { _ } = aDatabase();
  expect(await queryOf({ n: _.gt(1).and(_.lt(5)) })).toEqual({ n: { $gt: 1, $lt: 5 } });
  expect(await queryOf({ n: _.gt(1).lt(5) })).toEqual({ n: { $gt: 1, $lt: 5 } });
  expect(await queryOf({ n: _.and([_.gt(1), _.gt(2)]) })).toEqual({ $and: [{ n: { $gt: 1 } }, { n: { $gt: 2 } }] });
  expect(await queryOf({ n: _.or(_.lt(1), _.gt(5)) })).toEqual({ $or: [{ n: { $lt: 1 } }, { n: { $gt: 5 } }] });
  expect(await queryOf({ n: _.gt(1).and(_.lt(5)).or(_.eq(10)) })).toEqual({ $or: [{ n: { $gt: 1, $lt: 5 } }, { n: { $eq: 10 } }] });
  expect(await queryOf({ n: _.nor([_.lt(1), 7]) })).toEqual({ $nor: [{ n: { $lt: 1 } }, { n: 7 }] });
  expect(await queryOf({ n: _.not(_.or(_.lt(1), _.gt(5))) })).toEqual({ $nor: [{ $or: [{ n: { $lt: 1 } }, { n: { $gt: 5 } }] }] });
  expect(await queryOf({ a: _.or(1, 2), b: _.or(3, 4) })).toEqual({ $and: [{ $or: [{ a: 1 }, { a: 2 }] }, { $or: [{ b: 3 }, { b: 4 }] }] });
});

test("whole conditions are joined too", async () => {
  const { _, $ } = aDatabase();
  expect(await queryOf(_.or([{ a: 1 }, { b: _.gt(2) }]))).toEqual({ $or: [{ a: 1 }, { b: { $gt: 2 } }] });
  expect(await queryOf(_.and({ a: 1 }, _.or({ b: 1 }, { c: 1 })))).toEqual({ a: 1, $or: [{ b: 1 }, { c: 1 }] });
  expect(await queryOf(_.or({ a: 1 }, { b: 1 }).and({ c: 1 }))).toEqual({ $or: [{ a: 1 }, { b: 1 }], c: 1 });
  expect(await queryOf(_.expr($.gt?.(["$spent", "$budget"])))).toEqual({ $expr: { $gt: ["$spent", "$budget"] } });
});

test("texts are found by expressions, written either way", async () => {
  const { db, _ } = aDatabase();
  expect(await queryOf({ name: /^li/i })).toEqual({ name: { $regex: "^li", $options: "i" } });
  expect(await queryOf({ name: db.RegExp({ regexp: "^li", options: "im" }) })).toEqual({ name: { $regex: "^li", $options: "im" } });
  expect(await queryOf({ name: _.in([/a/, "b"]) })).toEqual({ name: { $in: [{ $regularExpression: { pattern: "a", options: "" } }, "b"] } });
});

test("places are found near a point, inside a shape, and where they cross", async () => {
  const { db, _ } = aDatabase();
  const { Point, LineString, Polygon } = db.Geo;
  const here = { type: "Point", coordinates: [113.3, 23.1] };
  expect(await queryOf({ at: _.geoNear({ geometry: Point(113.3, 23.1), minDistance: 1, maxDistance: 5 }) })).toEqual({ at: { $nearSphere: { $geometry: here, $minDistance: 1, $maxDistance: 5 } } });
  const square = Polygon([LineString([Point(0, 0), Point(3, 2), Point(2, 3), Point(0, 0)])]);
  const shape = { type: "Polygon", coordinates: [[[0, 0], [3, 2], [2, 3], [0, 0]]] };
  expect(await queryOf({ at: _.geoWithin({ geometry: square }) })).toEqual({ at: { $geoWithin: { $geometry: shape } } });
  expect(await queryOf({ at: _.geoWithin({ centerSphere: [[-88, 30], 0.001] }) })).toEqual({ at: { $geoWithin: { $centerSphere: [[-88, 30], 0.001] } } });
  expect(await queryOf({ at: _.geoIntersects({ geometry: Point(113.3, 23.1) }) })).toEqual({ at: { $geoIntersects: { $geometry: here } } });
  expect(() => Point(181, 0)).toThrow("longitude");
  expect(() => Polygon([LineString([Point(0, 0), Point(3, 2)])])).toThrow("ends where it began");
});

test("changes name their operator and their path", async () => {
  const { db, _ } = aDatabase();
  expect(await changesOf({ done: true, style: { colour: "red" }, tags: ["a"], at: db.serverDate({ offset: 60_000 }), place: db.Geo.Point(1, 2) })).toEqual({
    $set: { done: true, "style.colour": "red", tags: ["a"], at: { $serverDate: { offset: 60_000 } }, place: { type: "Point", coordinates: [1, 2] } },
  });
  expect(await changesOf({ a: _.set({ b: 1 }), c: _.remove(), d: _.inc(-1), e: _.mul(2), f: _.min(1), g: _.max(9), h: _.rename("i") })).toEqual({
    $set: { a: { b: 1 } }, $unset: { c: "" }, $inc: { d: -1 }, $mul: { e: 2 }, $min: { f: 1 }, $max: { g: 9 }, $rename: { h: "i" },
  });
  expect(await changesOf({ a: _.push("x"), b: _.push(["x", "y"]), c: _.push("x", "y"), d: _.push({ each: [1], position: 1, sort: { n: -1 }, slice: 3 }), e: _.unshift([1]), f: _.pop(), g: _.shift() })).toEqual({
    $push: { a: { $each: ["x"] }, b: { $each: ["x", "y"] }, c: { $each: ["x", "y"] }, d: { $each: [1], $position: 1, $sort: { n: -1 }, $slice: 3 }, e: { $each: [1], $position: 0 } }, $pop: { f: 1, g: -1 },
  });
  expect(await changesOf({ a: _.pull(1), b: _.pull(_.in([1, 2])), c: _.pull({ n: _.gt(1) }), d: _.pullAll([1]), e: _.addToSet("x"), "f.g": _.addToSet({ each: ["x", "y"] }) })).toEqual({
    $pull: { a: 1, b: { $in: [1, 2] }, c: { n: { $gt: 1 } } }, $pullAll: { d: [1] }, $addToSet: { e: "x", "f.g": { $each: ["x", "y"] } },
  });
});

test("values keep their kind on the way out and back", async () => {
  const at = new Date("2024-05-01T08:00:00.000Z");
  const { db, taken } = aDatabase(({ data }) => ({ _id: "1", data: data ?? taken.asked[0]?.data }));
  const document = { at, place: db.Geo.Point(116.4, 39.9), expression: /^a/i, big: 2n ** 60n, odd: NaN, list: [at, undefined], inner: { at, skipped: undefined } };
  await db.collection("things").add({ data: document });
  expect(taken.asked[0]?.data).toEqual({
    at: { $date: "2024-05-01T08:00:00.000Z" }, place: { type: "Point", coordinates: [116.4, 39.9] }, expression: { $regularExpression: { pattern: "^a", options: "i" } },
    big: { $numberLong: "1152921504606846976" }, odd: { $numberDouble: "NaN" }, list: [{ $date: "2024-05-01T08:00:00.000Z" }, null], inner: { at: { $date: "2024-05-01T08:00:00.000Z" } },
  });
  const { data } = (await db.collection("things").doc("1").get()) as { data: Record<string, unknown> };
  expect(data).toMatchObject({ at, expression: /^a/i, odd: NaN, inner: { at } });
  expect(data.place).toMatchObject({ longitude: 116.4, latitude: 39.9, type: "Point" });
  expect(JSON.parse(JSON.stringify(data.place))).toEqual({ type: "Point", coordinates: [116.4, 39.9] });
});

test("stages are sent in their order, expressions as they nest", async () => {
  const { db, taken, _, $ } = aDatabase({ list: [{ _id: "tea", last: { $date: "2024-05-01T08:00:00.000Z" } }] });
  const answer = await db.collection("orders").aggregate()
    .match({ price: _.gt(10) })
    .group({ _id: "$kind", total: $.sum?.($.multiply?.(["$price", "$count"])), last: $.max?.("$at") })
    .lookup({ from: "kinds", let: { kind: "$_id" }, pipeline: ($.pipeline?.() as unknown as { match(value: unknown): { done(): unknown } }).match(_.expr($.eq?.(["$name", "$$kind"]))).done(), as: "kinds" })
    .sort({ total: -1 }).skip(1).limit(5).project({ total: 1, name: $.cond?.({ if: true, then: $.toUpper?.("$_id"), else: "" }) })
    .end();
  expect(answer).toEqual({ list: [{ _id: "tea", last: new Date("2024-05-01T08:00:00.000Z") }], errMsg: "collection.aggregate:ok" });
  expect(taken.asked[0]).toEqual({
    action: "aggregate", collection: "orders",
    stages: [
      { $match: { price: { $gt: 10 } } },
      { $group: { _id: "$kind", total: { $sum: { $multiply: ["$price", "$count"] } }, last: { $max: "$at" } } },
      { $lookup: { from: "kinds", as: "kinds", let: { kind: "$_id" }, pipeline: [{ $match: { $expr: { $eq: ["$name", "$$kind"] } } }] } },
      { $sort: { total: -1 } }, { $skip: 1 }, { $limit: 5 }, { $project: { total: 1, name: { $cond: { if: true, then: { $toUpper: "$_id" }, else: "" } } } },
    ],
  });
});

test("a watch shows the first picture and every change, until it is closed", async () => {
  const { db, taken } = aDatabase();
  const seen: unknown[] = [];
  const watcher = db.collection("todos").where({ done: false }).orderBy("at", "desc").limit(3).watch({ onChange: (value: unknown) => seen.push(value), onError: () => seen.push("error") });
  await Promise.resolve().then(() => undefined);
  await Promise.resolve();
  expect(taken.watched).toEqual([{ collection: "todos", query: { done: false }, order: [{ field: "at", direction: "desc" }], limit: 3 }]);
  const [hearing] = taken.hearing;
  hearing?.snapshot({ id: 0, type: "init", docs: [{ _id: "a", at: { $date: "2024-05-01T08:00:00.000Z" } }], docChanges: [] });
  hearing?.snapshot({ id: 1, docs: [], docChanges: [{ id: 1, queueType: "dequeue", dataType: "update", docId: "a", doc: { _id: "a" }, updatedFields: { at: { $date: "2024-05-01T08:00:00.000Z" } }, removedFields: ["b"] }] });
  expect(seen).toEqual([
    { id: 0, type: "init", docs: [{ _id: "a", at: new Date("2024-05-01T08:00:00.000Z") }], docChanges: [] },
    { id: 1, docs: [], docChanges: [{ id: 1, queueType: "dequeue", dataType: "update", docId: "a", doc: { _id: "a" }, updatedFields: { at: new Date("2024-05-01T08:00:00.000Z") }, removedFields: ["b"] }] },
  ]);
  await watcher.close();
  expect(taken.ended).toBe(1);
  hearing?.snapshot({ id: 2, docs: [], docChanges: [] });
  expect(seen).toHaveLength(2);
});

test("a watch that can't be, or ends by itself, says why once", async () => {
  const { db, taken } = aDatabase();
  const errors: unknown[] = [];
  db.collection("todos").doc("a").watch({ onChange: () => undefined, onError: (problem: unknown) => errors.push(problem) });
  await Promise.resolve().then(() => undefined);
  await Promise.resolve();
  expect(taken.watched).toEqual([{ collection: "todos", query: { _id: "a" } }]);
  taken.hearing[0]?.failed({ errCode: -502003, errMsg: "database permission denied" });
  taken.hearing[0]?.failed({ errCode: -1, errMsg: "again" });
  expect(errors).toEqual([expect.objectContaining({ errCode: -502003, errMsg: "collection.watch:fail -502003 database permission denied" })]);
  expect(() => db.collection("todos").watch({ onChange: () => undefined } as never)).toThrow("onError");
});

test("an id keeps its kind", async () => {
  const { db, taken } = aDatabase({ data: {} });
  await db.collection("todos").doc(1).get();
  await db.collection("todos").doc("1").get();
  expect(taken.asked.map(({ id }) => id)).toEqual([1, "1"]);
});

test("what a transaction does carries its name, and is kept at its end", async () => {
  const { db, taken } = aDatabase(({ action }) => (action === "startTransaction" ? { transaction: "t1" } : { stats: { updated: 1 }, data: {} }), { isServer: true, env: "lane-1" });
  const given = await db.runTransaction?.(async (transaction) => {
    await transaction.collection("accounts").doc("a").update({ data: { n: db.command.inc(-1) } });
    return "done";
  });
  expect(given).toBe("done");
  expect(taken.asked).toEqual([
    { action: "startTransaction", collection: "", env: "lane-1" },
    { action: "update", collection: "accounts", env: "lane-1", id: "a", data: { $inc: { n: -1 } }, transaction: "t1" },
    { action: "commitTransaction", collection: "", env: "lane-1", transaction: "t1" },
  ]);
});

test("a transaction is tried again when somebody was in its way, and given up when it says so or fails", async () => {
  let conflicts = 2;
  const answer = ({ action }: Asked): Answer => {
    if (action === "startTransaction") return { transaction: "t" };
    if (action !== "commitTransaction" || (conflicts -= 1) < 0) return {};
    throw Object.assign(new Error("x"), { errCode: -502001, errMsg: "database request fail. [ResourceUnavailable.TransactionConflict]" });
  };
  const { db, taken } = aDatabase(answer, { isServer: true });
  const actions = () => taken.asked.splice(0).map(({ action }) => action);
  expect(await db.runTransaction?.(() => 7)).toBe(7);
  expect(actions().filter((one) => one === "commitTransaction")).toHaveLength(3);
  conflicts = 9;
  await expect(db.runTransaction?.(() => 7)).rejects.toMatchObject({ errCode: -502001 });
  expect(actions().filter((one) => one === "startTransaction")).toHaveLength(3);
  await expect(db.runTransaction?.(() => Promise.reject(new Error("mine")))).rejects.toThrow("mine");
  expect(actions()).toEqual(["startTransaction", "abortTransaction"]);
  await expect(db.runTransaction?.((transaction) => transaction.rollback(-100))).rejects.toBe(-100);
  expect(actions()).toEqual(["startTransaction", "abortTransaction"]);
});

test("functions make collections and transactions, programs do not", async () => {
  const { db, taken } = aDatabase({}, { isServer: true });
  await db.createCollection?.("new");
  expect(taken.asked[0]).toEqual({ action: "createCollection", collection: "new" });
  const program = aDatabase().db;
  expect([program.createCollection, program.runTransaction, program.startTransaction]).toEqual([undefined, undefined, undefined]);
});
