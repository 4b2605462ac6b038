"""Deploying functions: what is taken in, what is refused, and what changes with it."""

from __future__ import annotations

import io
import json
import shutil
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hutong.cloud import environments
from hutong.cloud.functions import cron, deploying, parcels
from tests.cloud.stage import HELLO, Stage, a_stage, needs_runtime
from tests.dialog.towns import Town, a_town, refusal
from tests.mini.workshop import a_console, a_program, a_zip


@pytest.fixture
async def stage(town: Town) -> Stage:
    return await a_stage(town)


def _zipped(entries: list[tuple[zipfile.ZipInfo | str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return packed.getvalue()


async def test_what_is_no_function_is_refused_and_leaves_nothing(any_town: Town) -> None:
    stage = await a_stage(any_town)
    link = zipfile.ZipInfo("secret")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    index = ("index.js", HELLO.encode())
    refused = {
        "package_not_zip": b"no zip",
        "cloud_no_function_inside": a_zip({"main.js": HELLO}),
        "package_path_escapes": _zipped([index, ("../up.js", b"x")]),
        "package_link": _zipped([index, (link, b"/etc/passwd")]),
        "package_path_twice": _zipped([index, ("Index.js", b"x")]),
        "package_unpacks_too_large": _zipped([index, ("big.txt", b"0" * (81 << 20))]),
    }
    for code, packed in refused.items():
        assert refusal(await stage.send("hello", packed)) == (422, code)
    assert (await stage.send("hello", b"0" * ((20 << 20) + 1))).status_code == 413
    for name in ("1st", "a b", "x" * 61, "a.b"):
        assert refusal(await stage.send(name, a_zip({"index.js": HELLO})))[1] == "cloud_function_name_wrong"
    assert (await stage.console.get("/cloud/functions")).json()["items"] == []
    assert list(parcels.root(any_town.lane).glob("*/*")) == []


@pytest.mark.parametrize(
    "config",
    [
        "{",
        '{"timeout": 61}',
        '{"timeout": 0}',
        '{"memorySize": 100}',
        '{"triggers": [{"name": "a", "type": "timer", "config": "* * *"}]}',
        '{"triggers": [{"name": "1a", "type": "timer", "config": "0 0 2 1 * * *"}]}',
        '{"triggers": [{"name": "a", "type": "http", "config": "0 0 2 1 * * *"}]}',
        '{"permissions": {"openapi": 7}}',
    ],
)
async def test_a_config_that_cannot_be_is_refused(stage: Stage, config: str) -> None:
    answer = await stage.send("hello", a_zip({"index.js": HELLO, "config.json": config}))
    assert refusal(answer) == (422, "cloud_function_settings_wrong")


async def test_a_config_with_comments_and_a_folder_around_it_all_will_do(stage: Stage) -> None:
    config = """{ // written by tools
      "permissions": { "openapi": ["wxacode.get", "wxacode.get"] }, /* and */ "timeout": 20, "memorySize": 512,
      "triggers": [{ "name": "daily", "type": "timer", "config": "0 0 2 * * * *" }] }"""
    told = (await stage.send("hello", a_zip({"hello/index.js": HELLO, "hello/config.json": config}))).json()
    assert (told["timeout_seconds"], told["memory_megabytes"]) == (20, 512)
    assert told["openapi"] == ["wxacode.get"]
    assert told["triggers"] == [{"name": "daily", "config": "0 0 2 * * * *", "type": "timer"}]
    needs_runtime()
    assert await (await stage.actor()).result("hello", {"name": "Li"}) == {"said": "hello Li"}


async def test_there_are_so_many_functions_and_no_more(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deploying, "MOST_FUNCTIONS", 2)
    for name in ("a", "b", "a"):
        await stage.deploy(name)
    assert refusal(await stage.send("c", a_zip({"index.js": HELLO}))) == (422, "cloud_too_many_functions")
    assert (await stage.console.delete("/cloud/functions/a")).status_code == 200
    await stage.deploy("c")
    assert refusal(await stage.console.get("/cloud/functions/a")) == (404, "cloud_function_not_found")


async def test_a_deployment_keeps_what_the_owner_set(stage: Stage) -> None:
    await stage.deploy()
    changed = await stage.console.patch(
        "/cloud/functions/hello",
        json={"timeout_seconds": 9, "memory_megabytes": 512, "variables": {"A": "1"}, "triggers": []},
    )
    assert changed.status_code == 200
    again = await stage.deploy()
    assert (again["timeout_seconds"], again["memory_megabytes"], again["variables"]) == (9, 512, {"A": "1"})
    source = await stage.console.get("/cloud/functions/hello/source")
    with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
        assert archive.read("index.js") == HELLO.encode()
    for wrong in ({"timeout_seconds": 0}, {"memory_megabytes": 7}, {"variables": {"A": "x" * 5000}}):
        assert refusal(await stage.console.patch("/cloud/functions/hello", json=wrong))[0] == 422


async def test_packages_that_did_not_come_are_named(stage: Stage) -> None:
    wanted = {"wx-server-sdk": "~2.6.3", "left-pad": "1", "@scope/there": "1", "@scope/not": "1"}
    files = {"package.json": json.dumps({"dependencies": wanted}), "node_modules/@scope/there/package.json": "{}"}
    for place in ("", "hello/"):
        packed = a_zip({f"{place}{name}": held for name, held in {"index.js": HELLO, **files}.items()})
        assert (await stage.send("hello", packed)).json()["missing"] == ["@scope/not", "left-pad"]
    for odd in ("{", '{"dependencies": 7}', "[]"):
        assert (await stage.send("hello", a_zip({"index.js": HELLO, "package.json": odd}))).json()["missing"] == []


async def test_the_folder_of_a_function_is_made_again(stage: Stage) -> None:
    needs_runtime()
    await stage.deploy()
    [place] = parcels.root(stage.town.lane).glob("*/*")
    shutil.rmtree(place)
    assert await (await stage.actor()).result("hello", {"name": "Li"}) == {"said": "hello Li"}


async def test_the_console_tries_a_function_and_shows_what_went_wrong(stage: Stage) -> None:
    needs_runtime()
    await stage.deploy(
        "boom", "exports.main = (e) => { console.log(e.a); if (e.a > 1) throw new TypeError('too much'); return e.a }"
    )
    well = (await stage.console.post("/cloud/functions/boom/runs", json={"data": {"a": 1}})).json()
    assert (well["result"], well["invocation"]["state"], well["invocation"]["source"]) == (1, "done", "wx_devtools")
    ill = (await stage.console.post("/cloud/functions/boom/runs", json={"data": {"a": 2}})).json()
    assert (ill["result"], ill["invocation"]["error"]) == (None, "TypeError: too much")
    assert [line["text"] for line in ill["invocation"]["lines"]] == ["2"]
    await stage.deploy()
    assert [run["state"] for run in await stage.runs(function="boom")] == ["failed", "done"]
    assert await stage.runs(function="hello") == []
    assert len(await stage.runs(before=ill["invocation"]["id"])) == 1


async def test_who_may_not_manage_a_program_touches_none_of_it(town: Town) -> None:
    stage = await a_stage(town)
    await stage.deploy()
    assert refusal(await stage.console.post("/cloud/functions/nobody/runs", json={}))[1] == "cloud_function_not_found"
    stranger = await town.person("Han Meimei")
    phone = town.browser(f"http://lane.localhost/api/client/mini/{stage.program.app_id}/cloud", who=stranger.id)
    assert refusal(await phone.post("/functions/hello", json={})) == (403, "mini_launch_missing")
    other = await a_stage(town)
    await other.deploy()
    phone.headers["x-hutong-launch"] = other.launch(stranger.id)
    assert refusal(await phone.post("/functions/hello", json={})) == (403, "mini_launch_missing")
    li = await town.person()
    phone.headers["x-hutong-launch"] = stage.launch(li.id)
    assert refusal(await phone.post("/functions/hello", json={})) == (403, "mini_launch_missing")


async def test_a_stranger_sees_and_changes_nothing_of_a_live_programs_cloud(tmp_path: Path) -> None:
    async with a_town(tmp_path / "home", mode="live") as town:
        owner, stranger = await town.person("Li Lei"), await town.person("Han Meimei")
        program = await a_program(town, person_id=owner.id)
        stage = Stage(town, program)
        base = "/cloud/functions"
        stage.console = a_console(town, program, owner.id)
        assert refusal(await stage.send("hello", a_zip({"index.js": HELLO}))) == (409, "cloud_closed")
        await town.lane.db.run(environments.switch, program.app_id, is_open=True)
        await stage.deploy()
        theirs = a_console(town, program, stranger.id)
        raw = {"content-type": "application/zip", "x-hutong": "1"}
        tried = [
            await theirs.get(base),
            await theirs.post(f"{base}/hello", content=a_zip({"index.js": HELLO}), headers=raw),
            await theirs.get(f"{base}/hello/source"),
            await theirs.patch(f"{base}/hello", json={"timeout_seconds": 9}),
            await theirs.post(f"{base}/hello/runs", json={}),
            await theirs.delete(f"{base}/hello"),
            await theirs.get("/cloud/invocations"),
            await theirs.get("/cloud/files"),
            await theirs.post("/cloud/files?path=a", content=b"x", headers=raw),
            await theirs.get("/cloud/files/content?path=a"),
            await theirs.delete("/cloud/files?path=a"),
            await theirs.put("/cloud/files/permission", json={"permission": "PRIVATE"}),
        ]
        # Not even whether there is such a program.
        assert {refusal(answer) for answer in tried} == {(404, "app_not_found")}
        assert (await stage.console.get(f"{base}/hello")).json()["timeout_seconds"] == 3
        nobody = a_console(town, program)
        assert (await nobody.get(base)).status_code == 401
        assert (
            await town.browser("http://lane.localhost/api/lab").post(f"/cloud/{program.app_id}/functions")
        ).status_code == 404


async def test_another_environment_and_a_cloud_that_is_off_answer_nothing(stage: Stage) -> None:
    await stage.deploy()
    li = await stage.actor()
    told = (await li.call("hello", env="yard-abcdef")).json()
    assert told["params"]["errCode"] == -501000
    assert (await stage.invoke("hello", {}, env="yard-abcdef"))["errcode"] == -501000
    other = await stage.town.account("mini")
    query = {"access_token": other.token, "env": await stage.env(), "name": "hello"}
    answer = await stage.town.api.post("/tcb/invokecloudfunction", params=query, json={})
    assert answer.json()["errcode"] == -501000


@pytest.mark.parametrize(
    "text, after, wanted",
    [
        ("*/5 * * * * * *", "2026-01-01T00:00:01Z", "2026-01-01T00:00:05Z"),
        ("0 0 2 1 * * *", "2026-01-15T00:00:00Z", "2026-01-31T18:00:00Z"),
        ("0 15 10 * * MON-FRI *", "2026-01-02T12:00:00Z", "2026-01-05T02:15:00Z"),
        ("0 0 10,14,16 * * * *", "2026-01-01T03:00:00Z", "2026-01-01T06:00:00Z"),
        ("0 */30 9-17 * * * *", "2026-01-01T09:30:00Z", "2026-01-02T01:00:00Z"),
        ("0 0 12 * * WED *", "2026-01-01T00:00:00Z", "2026-01-07T04:00:00Z"),
        ("0 0 0 13 * FRI *", "2026-01-02T00:00:00Z", "2026-01-08T16:00:00Z"),
        ("0 0 0 29 FEB * *", "2026-01-01T00:00:00Z", "2028-02-28T16:00:00Z"),
        ("0 0 0 1 1 * 2030", "2026-01-01T00:00:00Z", "2029-12-31T16:00:00Z"),
        ("30 1/20 * * * * *", "2026-01-01T00:21:30Z", "2026-01-01T00:41:30Z"),
        ("0 0 0 * * 7 *", "2026-01-01T00:00:00Z", "2026-01-03T16:00:00Z"),
    ],
)
def test_seven_fields_name_moments_of_the_clock_of_beijing(text: str, after: str, wanted: str) -> None:
    found = cron.following(cron.parse(text), datetime.fromisoformat(after))
    assert found == datetime.fromisoformat(wanted)


@pytest.mark.parametrize(
    "text",
    ["", "* * * * * *", "60 * * * * * *", "* * 24 * * * *", "* * * 0 * * *", "* * * * 13 * *", "* * * * * 8 *",
     "*/0 * * * * * *", "5-1 * * * * * *", "a * * * * * *", "* * * * * * 2100", "１ * * * * * *", "* * * * * *  "],
)  # fmt: skip
def test_fields_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"wants seven fields|cannot be read|out of range"):
        cron.parse(text)


def test_a_moment_that_never_comes_is_none() -> None:
    assert cron.following(cron.parse("0 0 0 31 2 * *"), datetime(2026, 1, 1, tzinfo=UTC)) is None
    assert cron.following(cron.parse("0 0 0 1 1 * 2020"), datetime(2026, 1, 1, tzinfo=UTC)) is None


async def test_a_timer_runs_a_function_in_lane_time(any_town: Town) -> None:
    needs_runtime()
    stage, town = await a_stage(any_town), any_town
    town.hold()
    index = "exports.main = (event) => { console.log(JSON.stringify(event)); console.log(new Date().toISOString()) }"
    config = {"triggers": [{"name": "hourly", "type": "timer", "config": "0 0 * * * * *"}]}
    await stage.deploy("tick", index, config_json=json.dumps(config))
    async with town.browser("http://lane.localhost/api/lab") as lab:
        for _ in range(2):
            assert (await lab.post("/clock/advance", json={"seconds": 3600})).status_code == 200
        runs = await stage.runs()
        assert [(run["state"], run["source"], run["openid"]) for run in runs] == [("done", "wx_trigger", None)] * 2
        event = json.loads(runs[0]["lines"][0]["text"])
        assert (event["Type"], event["TriggerName"]) == ("Timer", "hourly")
        assert runs[0]["lines"][1]["text"][14:19] == "00:00"
        assert event["Time"][:19] == runs[0]["lines"][1]["text"][:19]
        # What is deployed anew goes by what it says now.
        await stage.deploy("tick", index)
        await lab.post("/clock/advance", json={"seconds": 7200})
    assert len(await stage.runs()) == 2
