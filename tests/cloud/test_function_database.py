"""The database as functions have it: the SDK, the line to the lane and the documents together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cloud.stage import Stage, a_stage, needs_runtime
from tests.cloud.test_database import Database, make
from tests.dialog.towns import Town

HEAD = """
const cloud = require("wx-server-sdk");
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();
const _ = db.command;
const $ = db.command.aggregate;
"""


@pytest.fixture
async def stage(town: Town) -> Stage:
    needs_runtime()
    made = await a_stage(town)
    await make(made, "accounts", "READONLY")
    return made


async def run(stage: Stage, body: str, data: Any = None) -> Any:
    """What a function of this body answers."""
    await stage.deploy("work", f"{HEAD}\nexports.main = async (event) => {{ {body} }};")
    return await (await stage.actor()).result("work", data)


async def test_a_function_reads_and_writes_everything(stage: Stage) -> None:
    mine = Database(await stage.actor("Han Meimei"), "accounts")
    await mine.add(_id="a", n=1, tags=["x"])
    body = """
      const place = db.Geo.Point(113, 23), beside = db.Geo.Point(113.001, 23);
      await db.collection("accounts").add({ data: { _id: 7, n: 5, at: db.serverDate(), place } });
      const changed = await db.collection("accounts").where({ n: _.gt(0).and(_.lt(100)) })
        .update({ data: { n: _.inc(10), tags: _.push("y"), "deep.er": { z: 1 } } });
      const all = await db.collection("accounts").orderBy("n", "desc").get();
      const sum = await db.collection("accounts").aggregate().group({ _id: null, all: $.sum("$n") }).end();
      const near = await db.collection("accounts")
        .where({ place: _.geoNear({ geometry: beside, maxDistance: 500 }) }).get();
      const one = await db.collection("accounts").doc(7).get();
      const shown = all.data.map((one) => [one._id, one.n, one.tags, one.deep]);
      return { changed: changed.stats.updated, all: shown, sum: sum.list,
               near: near.data.length, isDate: one.data.at instanceof Date };
    """
    assert await run(stage, body) == {
        "changed": 2,
        "all": [[7, 15, ["y"], {"er": {"z": 1}}], ["a", 11, ["x", "y"], {"er": {"z": 1}}]],
        "sum": [{"_id": None, "all": 26}],
        "near": 1,
        "isDate": True,
    }
    assert (await mine.ask("get", id="a"))["data"]["n"] == 11


async def test_a_functions_transaction_is_whole(stage: Stage) -> None:
    body = """
      await db.collection("accounts").add({ data: { _id: "a", n: 10 } });
      await db.collection("accounts").add({ data: { _id: "b", n: 0 } });
      const told = await db.runTransaction(async (transaction) => {
        const { data } = await transaction.collection("accounts").doc("a").get();
        await transaction.collection("accounts").doc("a").update({ data: { n: _.inc(-4) } });
        await transaction.collection("accounts").doc("b").update({ data: { n: _.inc(4) } });
        return data.n;
      });
      const given = await db.runTransaction(async (transaction) => {
        await transaction.collection("accounts").doc("a").update({ data: { n: 0 } });
        await transaction.rollback(-100);
      }).catch((reason) => reason);
      const all = await db.collection("accounts").get();
      return { told, given, all: all.data };
    """
    assert await run(stage, body) == {
        "told": 10, "given": -100, "all": [{"_id": "a", "n": 6}, {"_id": "b", "n": 4}],
    }  # fmt: skip


async def test_a_refusal_reaches_the_function_with_its_number(stage: Stage) -> None:
    body = """
      return Promise.all([db.collection("nothing").get(), db.collection("accounts").doc("no").get(),
        db.createCollection("accounts")]
        .map((one) => one.then(() => 0, (error) => error.errCode)));
    """
    assert await run(stage, body) == [-502005, -1, -502013]
