"""What functions ask of their cloud and of the program's own server."""

from __future__ import annotations

import pytest

from tests.cloud.stage import Stage, a_stage, needs_runtime
from tests.dialog.towns import Town


@pytest.fixture(autouse=True)
def runtime() -> None:
    needs_runtime()


@pytest.fixture
async def stage(town: Town) -> Stage:
    return await a_stage(town)


async def test_a_function_is_an_administrator_of_the_database(any_town: Town) -> None:
    stage = await a_stage(any_town)
    await stage.deploy(
        "todos",
        """
const cloud = require("wx-server-sdk");
cloud.init();
const db = cloud.database(), _ = db.command;
exports.main = async () => {
  await db.createCollection("todos");
  const todos = db.collection("todos");
  const { _id } = await todos.add({ data: { title: "milk", count: 1, due: new Date(0), at: db.serverDate() } });
  await todos.doc(_id).update({ data: { count: _.inc(2), tags: ["a"] } });
  const { data: [found] } = await todos.where({ count: _.gt(2) }).get();
  const missing = await db.collection("nobody").get().catch((e) => [e.errCode, e.errMsg]);
  return { same: found._id === _id, count: found.count, tags: found.tags, isDate: found.due instanceof Date,
    due: found.due, at: found.at instanceof Date, openid: found._openid, missing: missing[0],
    total: (await todos.count()).total };
}""",
    )
    found = await (await stage.actor()).result("todos")
    assert found == {
        "same": True, "count": 3, "tags": ["a"], "isDate": True, "due": "1970-01-01T00:00:00.000Z", "at": True,
        "missing": -502005, "total": 1,
    }  # fmt: skip


async def test_openapi_speaks_for_the_program_where_its_config_says_so(stage: Stage) -> None:
    await stage.deploy(
        "codes",
        """
const cloud = require("wx-server-sdk");
const failed = (e) => [e.errCode, e.errMsg];
exports.main = async () => {
  const asked = { scene: "a=1", checkPath: false, lineColor: { r: 0, g: 0, b: 0 } };
  const code = await cloud.openapi.wxacode.getUnlimited(asked);
  return { kind: code.contentType, isBuffer: Buffer.isBuffer(code.buffer), size: code.buffer.length > 500,
    text: await cloud.openapi.security.msgSecCheck({ content: "hello" }),
    wrong: await cloud.openapi.wxacode.getUnlimited({ scene: "" }).catch(failed),
    refused: await cloud.openapi.wxacode.get({ path: "pages/index/index" }).catch(failed),
    unknown: await cloud.openapi.nobody.knows({}).catch(failed) };
}""",
        config_json='{"permissions": {"openapi": ["wxacode.getUnlimited", "security.msgSecCheck"]}, "timeout": 20}',
    )
    found = await (await stage.actor()).result("codes")
    assert found["kind"].startswith("image/")
    assert (found["isBuffer"], found["size"]) == (True, True)
    assert found["text"] == {"errCode": 0, "errMsg": "ok"}
    assert found["wrong"][0] not in (0, -1)
    assert found["refused"][0] == -604101
    assert found["refused"][1].startswith("openapi.wxacode.get:fail -604101 function has no permission")
    assert found["unknown"][0] == -604100


async def test_what_a_person_handed_over_takes_the_place_of_its_name(stage: Stage) -> None:
    town = stage.town
    await stage.deploy(
        "open",
        """
const cloud = require("wx-server-sdk");
exports.main = async ({ userInfo, ...event }) => {
  const { list } = await cloud.getOpenData({ list: [event.deep.phone ?? "none"] });
  return { ...event, list };
}""",
    )
    li, han = await stage.actor("Li Lei"), await stage.actor("Han Meimei")
    async with town.browser(f"http://lane.localhost/api/client/mini/{stage.program.app_id}", who=li.id) as phone:
        phone.headers["x-hutong-launch"] = stage.launch(li.id)
        name = (await phone.post("/phone")).json()["cloudID"]
    found = await li.result("open", {"phone": {"$cloudID": name}, "deep": {"phone": name}, "odd": {"$cloudID": "x"}})
    held = found["phone"]["data"]
    assert (len(held["purePhoneNumber"]), held["watermark"]["appid"]) == (11, stage.program.app_id)
    assert found["list"] == [{"cloudID": name, "data": held}]
    expired = {"errCode": -601006, "errMsg": "cloudID expired."}
    assert (found["deep"], found["odd"]) == ({"phone": name}, {"cloudID": "x", **expired})
    # Another person's program cannot have it filled in, nor another program at all.
    asked = {"phone": {"$cloudID": name}, "deep": {}}
    assert (await han.result("open", asked))["phone"] == {"cloudID": name, **expired}
    other = await a_stage(town)
    await other.deploy("open", "exports.main = (event) => event.phone")
    assert await (await other.actor()).result("open", asked) == {"cloudID": name, **expired}
    town.hold(minutes=5)
    assert (await li.result("open", asked))["phone"] == {"cloudID": name, **expired}


async def test_what_is_asked_outside_a_run_is_refused(stage: Stage) -> None:
    await stage.deploy(
        "outside",
        """
const cloud = require("wx-server-sdk");
const early = cloud.getWXContext();
exports.main = async () => [early.OPENID !== undefined, typeof cloud.getWXContext().OPENID];
""",
    )
    li = await stage.actor()
    await li.result("outside")
    assert (await li.result("outside"))[1] == "string"


async def test_an_error_of_the_sdk_can_be_thrown_on(stage: Stage) -> None:
    await stage.deploy(
        "thrower",
        """
const cloud = require("wx-server-sdk");
exports.main = async () => (await cloud.callFunction({ name: "nobody" })).result;
""",
    )
    code, message = await (await stage.actor()).refused("thrower")
    assert code == -504002
    assert "callFunction:fail -501000 FunctionName parameter could not be found. (function: nobody)" in message
