"""Functions run: who they are told calls, what they answer, what goes wrong in them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from hutong.apps import public as apps
from hutong.apps.linking import identities
from hutong.cloud.functions import logbook, process, runners
from tests.cloud.stage import Stage, a_stage, needs_runtime
from tests.dialog.towns import Town


@pytest.fixture(autouse=True)
def runtime() -> None:
    needs_runtime()


@pytest.fixture
async def stage(town: Town) -> Stage:
    return await a_stage(town)


async def test_a_function_answers_who_calls_it(any_town: Town) -> None:
    stage = await a_stage(any_town)
    told = await stage.deploy()
    assert (told["name"], told["timeout_seconds"], told["memory_megabytes"], told["files"]) == ("hello", 3, 256, 1)
    li = await stage.actor()
    answer = (await li.call("hello", {"name": "Li"})).json()
    assert answer["result"] == {"said": "hello Li"}
    [run] = await stage.runs()
    assert (run["state"], run["function"], run["source"], run["openid"]) == ("done", "hello", "wx_client", li.openid)
    assert run["request_id"] == answer["requestID"]
    assert run["result_bytes"] == len('{"said":"hello Li"}')


async def test_a_function_is_told_who_calls_and_by_which_way(stage: Stage) -> None:
    await stage.deploy(
        "who",
        """
const cloud = require("wx-server-sdk");
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
exports.main = async (event, context) => ({ ...cloud.getWXContext(), CLIENTIP: undefined, more: event.userInfo });
""",
    )
    await stage.deploy(
        "outer",
        """
const cloud = require("wx-server-sdk");
exports.main = async (event) => (await cloud.callFunction({ name: "who", data: { OPENID: "forged" } })).result;
""",
    )
    li, env, app_id = await stage.actor(), await stage.env(), stage.program.app_id
    mine = {"OPENID": li.openid, "APPID": app_id, "ENV": env, "SOURCE": "wx_client"}
    assert await li.result("who", {"OPENID": "forged", "userInfo": {"openId": "forged"}}) == {
        **mine, "more": {"openId": li.openid, "appId": app_id},
    }  # fmt: skip
    assert await li.result("outer") == {
        **mine,
        "SOURCE": "wx_client,scf",
        "more": {"openId": li.openid, "appId": app_id},
    }
    await stage.town.lane.db.run(identities.create, app_id)
    unionid = await stage.town.lane.db.read(apps.unionid, stage.town.lane.keys, app_id, li.id)
    assert (await li.result("who"))["UNIONID"] == unionid is not None
    answer = await stage.invoke("who", {"a": 1})
    assert answer["errcode"] == 0
    assert answer["resp_data"] == f'{{"ENV":"{env}","APPID":"{app_id}","SOURCE":"wx_http"}}'


async def test_what_a_function_throws_is_told_without_where_it_lies(stage: Stage) -> None:
    await stage.deploy(
        "boom", 'exports.main = async () => { console.log("before"); throw new Error("at " + __dirname) }'
    )
    li = await stage.actor()
    assert await li.refused("boom") == (-504002, "functions execute fail | errMsg: Error: at /var/user")
    answer = await stage.invoke("boom", {})
    assert (answer["errcode"], answer["errmsg"]) == (-504002, "functions execute fail | errMsg: Error: at /var/user")
    run = (await stage.runs())[-1]
    assert (run["state"], run["error"]) == ("failed", "Error: at /var/user")
    assert "/var/user/index.js:1:" in run["stack"]
    assert str(stage.town.lane.config.home) not in run["stack"]
    assert [(line["level"], line["text"]) for line in run["lines"]] == [("log", "before")]


async def test_a_broken_file_a_missing_main_and_a_missing_package_are_told(stage: Stage) -> None:
    await stage.deploy("broken", "exports.main = async (")
    await stage.deploy("mainless", "exports.other = 1")
    await stage.deploy("hungry", 'require("left-pad"); exports.main = () => 1')
    li = await stage.actor()
    assert (await li.refused("broken"))[1].startswith("functions execute fail | errMsg: SyntaxError:")
    assert (await li.refused("mainless"))[1].endswith("index.js has no exports.main, or it is no function")
    assert "Cannot find module 'left-pad'" in (await li.refused("hungry"))[1]
    await stage.deploy(
        "halves",
        "exports.main = (e) => { if (e.throw) throw new Error('a\\ud800b'); return ['a\\ud800b', '\\\\ud800', '😀'] }",
    )
    assert await li.refused("halves", {"throw": 1}) == (-504002, "functions execute fail | errMsg: Error: a\ufffdb")
    assert await li.result("halves") == ["a\ufffdb", "\\ud800", "\U0001f600"]
    assert await li.refused("nobody") == (-501000, "FunctionName parameter could not be found. (function: nobody)")


async def test_packages_of_the_folder_are_found(stage: Stage) -> None:
    await stage.deploy(
        "packed",
        'const pad = require("left-pad"); const lib = require("./lib/a"); exports.main = () => pad(lib.x)',
        **{
            "node_modules__left-pad__index_js": "module.exports = (x) => `  ${x}`",
            "lib__a_js": "exports.x = require('wx-server-sdk').init ? 7 : 0",
        },
    )
    assert await (await stage.actor()).result("packed") == "  7"


async def test_time_without_end_is_ended_and_the_next_call_begins_anew(stage: Stage) -> None:
    index = """let n = 0;
exports.main = async (e) => { n += 1; if (e.spin) for (;;) {} if (e.wait) await new Promise(() => {}); return n }"""
    await stage.deploy("slow", index, config_json='{"timeout": 1}')
    li = await stage.actor()
    assert await li.result("slow") == 1
    assert await li.result("slow") == 2
    assert await li.refused("slow", {"spin": True}) == (-504003, "Invoking task timed out after 1 seconds")
    assert await li.result("slow") == 1
    assert await li.refused("slow", {"wait": True}) == (-504003, "Invoking task timed out after 1 seconds")
    assert [run["state"] for run in await stage.runs()] == ["timed_out", "done", "timed_out", "done", "done"]
    assert [run["is_cold"] for run in await stage.runs()] == [False, True, False, False, True]


async def test_memory_without_end_is_ended(stage: Stage) -> None:
    await stage.deploy("heap", "exports.main = () => { const k = []; for (;;) k.push(new Array(1e5).fill(1.5)) }")
    await stage.deploy("buffers", "exports.main = () => { const k = []; for (;;) k.push(Buffer.alloc(1e7, 1)) }")
    await stage.console.patch("/cloud/functions/heap", json={"timeout_seconds": 20, "memory_megabytes": 128})
    await stage.console.patch("/cloud/functions/buffers", json={"timeout_seconds": 20, "memory_megabytes": 128})
    li = await stage.actor()
    for name in ("heap", "buffers"):
        code, message = await li.refused(name)
        assert code == -504002
        assert "memory" in message or "ended" in message or "allocation" in message, message


async def test_a_function_that_ends_its_process_breaks_its_own_run_alone(stage: Stage) -> None:
    await stage.deploy("quit", "exports.main = () => process.exit(0)")
    await stage.deploy(
        "late",
        "exports.main = async () => { setTimeout(() => { throw new Error('late') }, 5); await new Promise(() => {}) }",
    )
    await stage.deploy()
    li = await stage.actor()
    assert (await li.refused("quit"))[1].endswith("The function's process ended before it answered.")
    for _ in range(2):
        assert (await li.refused("late"))[1].endswith("Error: late")
    assert await li.result("hello", {"name": "Li"}) == {"said": "hello Li"}


async def test_what_is_too_large_goes_neither_in_nor_out(stage: Stage) -> None:
    await stage.deploy("large", "exports.main = (e) => e.text ? e.text.length : 'x'.repeat(7 << 20)")
    li = await stage.actor()
    assert await li.refused("large") == (
        -504002,
        f"functions execute fail | errMsg: response size exceeds {6 << 20} bytes",
    )
    assert await li.result("large", {"text": "y" * 900_000}) == 900_000
    answer = await stage.invoke("large", {"text": "y" * (6 << 20)})
    assert answer["errcode"] == -501007
    assert (await stage.invoke("large", [1]))["errcode"] == -501007


async def test_what_is_printed_is_kept_and_bounded(stage: Stage) -> None:
    await stage.deploy(
        "words",
        """exports.main = (event) => {
  console.warn("%s is %d", "one", 1, { a: [1] });
  process.stdout.write("raw\\n"); console.error(new Error("odd").message);
  for (let i = 0; i < (event.times ?? 0); i += 1) console.log("x".repeat(100));
}""",
    )
    li = await stage.actor()
    assert await li.result("words") is None
    [run] = await stage.runs()
    assert [(line["level"], line["text"]) for line in run["lines"]] == [
        ("warn", "one is 1 { a: [ 1 ] }"), ("log", "raw"), ("error", "odd"),
    ]  # fmt: skip
    await li.result("words", {"times": 20_000})
    assert len((await stage.runs())[0]["lines"]) == 500


async def test_the_last_runs_are_kept_and_no_more(any_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "MOST_KEPT", 2)
    monkeypatch.setattr(logbook, "_PRUNED_EVERY", 1)
    stage, other = await a_stage(any_town), await a_stage(any_town)
    await stage.deploy("n", "exports.main = ({ n }) => console.log(n)")
    await other.deploy("n", "exports.main = ({ n }) => console.log(n)")
    await (await other.actor()).call("n", {"n": "other"})
    li = await stage.actor()
    for n in range(4):
        await li.call("n", {"n": n})
    assert [run["lines"][0]["text"] for run in await stage.runs()] == ["3", "2"]
    assert len(await other.runs()) == 1


async def test_a_machine_without_node_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    await stage.deploy()
    li = await stage.actor()
    monkeypatch.setattr(process, "runtime_file", lambda: tmp_path / "nowhere.mjs")
    assert await li.refused("hello") == (-501001, "resource system error: runtime is missing")
    monkeypatch.setattr("hutong.mini.public.node_program", lambda: None)
    assert await li.refused("hello") == (-501001, "resource system error: node is missing")
    assert await stage.runs() == []


async def test_functions_of_others_never_share_a_process(stage: Stage, town: Town) -> None:
    index = "globalThis.seen = (globalThis.seen ?? 0) + 1; let n = 0; exports.main = () => [globalThis.seen, ++n]"
    other = await a_stage(town)
    for place in (stage, other):
        await place.deploy("one", index)
        await place.deploy("two", index)
    li, han = await stage.actor(), await other.actor()
    assert [await li.result("one"), await li.result("one")] == [[1, 1], [1, 2]]
    assert [await li.result("two"), await han.result("one")] == [[1, 1], [1, 1]]
    await stage.deploy("one", index)
    assert await li.result("one") == [1, 1]


async def test_what_was_begun_and_not_awaited_rests_with_its_run(stage: Stage) -> None:
    await stage.deploy(
        "echo",
        """
const cloud = require("wx-server-sdk");
let late = "nothing";
exports.main = async (event) => {
  const ask = () => cloud.callFunction({ name: "hello" }).then(() => { late = "answered" }, (e) => { late = e.errMsg });
  if (event.begin) { setTimeout(ask, 30); return "begun" }
  await new Promise((done) => setTimeout(done, 300));
  return late;
}""",
    )
    await stage.deploy()
    li = await stage.actor()
    assert await li.result("echo", {"begin": True}) == "begun"
    assert await li.result("echo") == "nothing"
    assert [run["function"] for run in await stage.runs()] == ["echo", "echo"]


async def test_many_at_once_wait_for_their_turn_and_too_many_are_refused(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runners, "MOST_WAITING", 6)
    monkeypatch.setattr(runners, "MOST_OF_A_PROGRAM", 2)
    await stage.deploy("nap", "exports.main = (e) => new Promise((done) => setTimeout(() => done(e.n), 200))")
    li = await stage.actor()
    answers = await asyncio.gather(*(li.call("nap", {"n": n}) for n in range(9)))
    assert sorted(answer.json()["result"] for answer in answers if answer.status_code == 200) == list(range(6))
    refused = [answer.json()["params"]["errCode"] for answer in answers if answer.status_code == 429]
    assert refused == [-501004] * 3


async def test_functions_that_call_each_other_come_to_an_end(stage: Stage) -> None:
    await stage.deploy(
        "again",
        """
const cloud = require("wx-server-sdk");
exports.main = async () => cloud.callFunction({ name: "again" }).then((answer) => answer.result, (e) => e.errMsg);""",
        config_json='{"timeout": 20}',
    )
    found = await (await stage.actor()).result("again")
    assert found == "callFunction:fail -504002 functions execute fail | errMsg: call chain deeper than 5"
    assert len(await stage.runs()) == 5


async def test_the_owners_variables_are_all_there_is_of_an_environment(stage: Stage) -> None:
    await stage.deploy("env", "exports.main = () => process.env")
    await stage.console.patch("/cloud/functions/env", json={"variables": {"MODE": "x"}})
    found = await (await stage.actor()).result("env")
    assert {name: value for name, value in found.items() if name != "LC_CTYPE"} == {"TZ": "UTC", "MODE": "x"}
    for name in ("NODE_OPTIONS", "LD_PRELOAD", "a b", ""):
        refused = await stage.console.patch("/cloud/functions/env", json={"variables": {name: "x"}})
        assert refused.status_code == 422


async def test_lane_time_is_the_functions_time(stage: Stage, town: Town) -> None:
    await stage.deploy("when", "exports.main = () => [Date.now(), new Date().toISOString(), new Date(0).getTime()]")
    town.hold(days=40)
    held = town.lane.clock.lane()
    now, text, zero = await (await stage.actor()).result("when")
    assert (now, zero) == (round(held.timestamp() * 1000), 0)
    assert text == held.strftime("%Y-%m-%dT%H:%M:%S.") + f"{held.microsecond // 1000:03d}Z"
