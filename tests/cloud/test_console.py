"""A program's collections in the console: made, permitted, looked at, changed, copied in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cloud.stage import Stage, a_stage
from tests.cloud.test_database import Database
from tests.dialog.towns import Town, a_town, refusal
from tests.mini.workshop import a_console, a_program


async def told(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


async def a_collection(town: Town, **wanted: Any) -> Stage:
    stage = await a_stage(town)
    await told(await stage.console.post("/cloud/collections", json={"name": "todos", **wanted}))
    return stage


async def test_a_cloud_is_switched_on_and_off(town: Town) -> None:
    program = await a_program(town)
    console = a_console(town, program)
    assert await told(await console.get("/cloud")) == {"environment": None, "mode": "lab"}
    made = await told(await console.put("/cloud", json={"is_on": True}))
    assert made["environment"]["is_on"]
    assert (await told(await console.put("/cloud", json={"is_on": False})))["environment"]["id"] == made["environment"][
        "id"
    ]
    refused = await console.post("/cloud/collections", json={"name": "todos"})
    assert (refused.status_code, refused.json()["error"]) == (409, "cloud_closed")


async def test_a_lab_switches_on_what_nobody_switched_off(town: Town) -> None:
    program = await a_program(town)
    console = a_console(town, program)
    await told(await console.post("/cloud/collections", json={"name": "todos"}))
    assert (await told(await console.get("/cloud")))["environment"]["is_on"]


async def test_collections_are_made_permitted_and_dropped(any_town: Town) -> None:
    stage = await a_collection(any_town, permission="READONLY")
    mine = Database(await stage.actor())
    await mine.add(n=1)
    (shown,) = (await told(await stage.console.get("/cloud/collections")))["items"]
    assert (shown["name"], shown["documents"], shown["permission"], shown["rules"]) == ("todos", 1, "READONLY", {})
    assert shown["size_bytes"] > 20
    rules = {"read": True, "write": False}
    changed = await told(
        await stage.console.put("/cloud/collections/todos", json={"permission": "CUSTOM", "rules": rules})
    )
    assert (changed["permission"], changed["rules"], changed["documents"]) == ("CUSTOM", rules, 1)
    assert await mine.refused("add", data={"n": 2}) == -502003
    wrong = await stage.console.put("/cloud/collections/todos", json={"permission": "CUSTOM", "rules": {"read": "1 +"}})
    assert (wrong.status_code, wrong.json()["error"]) == (422, "cloud_rule_wrong")
    assert (await stage.console.put("/cloud/collections/todos", json={"permission": "ALL"})).status_code == 400
    again = await stage.console.post("/cloud/collections", json={"name": "todos"})
    assert (again.status_code, again.json()["error"]) == (409, "cloud_collection_there")
    for name in ("", "1a", "a b", "a/b", "x" * 65, "中"):
        assert (await stage.console.post("/cloud/collections", json={"name": name})).status_code == 422
    await told(await stage.console.delete("/cloud/collections/todos"))
    assert (await told(await stage.console.get("/cloud/collections")))["items"] == []
    assert await mine.refused("get") == -502005
    assert (await stage.console.delete("/cloud/collections/todos")).status_code == 404


async def test_documents_are_looked_at_and_changed(any_town: Town) -> None:
    stage = await a_collection(any_town)
    place = "/cloud/collections/todos/documents"
    ids = []
    for n in range(3):
        made = await told(await stage.console.post(place, json={"document": {"n": n, "at": {"$date": "2026-11-22"}}}))
        ids.append(made["document"]["_id"])
        assert made["document"]["at"] == {"$date": "2026-11-22T00:00:00.000Z"}
    asked: dict[str, str | int] = {
        "query": json.dumps({"n": {"$gt": 0}}),
        "order": json.dumps([{"field": "n", "direction": "desc"}]),
        "limit": 1,
    }
    found = await told(await stage.console.get(place, params=asked))
    assert ([one["n"] for one in found["items"]], found["total"]) == ([2], 2)
    changed = await told(await stage.console.put(f"{place}/{ids[0]}", json={"document": {"n": 9}}))
    assert changed == {"document": {"_id": ids[0], "n": 9}}
    await told(await stage.console.post(place, json={"document": {"_id": 7, "x": 1}}))
    assert await told(await stage.console.put(f"{place}/7", json={"document": {"x": 2}})) == {
        "document": {"_id": 7, "x": 2}
    }
    await told(await stage.console.delete(f"{place}/7"))
    for missing in ("7", "nan", "nothing"):
        assert (await stage.console.delete(f"{place}/{missing}")).json()["error"] == "cloud_document_missing"
    assert (await stage.console.put(f"{place}/nothing", json={"document": {}})).status_code == 404
    for query in ({"query": "{"}, {"query": "[1]"}, {"limit": "0"}, {"limit": "101"}, {"skip": "-1"}, {"order": "5"}):
        assert (await stage.console.get(place, params=query)).json()["error"] == "cloud_parameter_wrong"
    assert (await stage.console.post(place, json={"document": {"$a": 1}})).status_code == 422
    assert (await told(await stage.console.get(place)))["total"] == 3


async def send(stage: Stage, content: bytes, **query: str) -> httpx.Response:
    headers = {"content-type": "application/x-ndjson", "x-hutong": "1"}
    return await stage.console.post("/cloud/collections/todos/import", content=content, headers=headers, params=query)


async def test_what_goes_out_comes_in_again(any_town: Town) -> None:
    stage = await a_collection(any_town)
    lines = [{"_id": f"d{n}", "n": n, "at": {"$date": "2026-11-22T00:00:00.000Z"}} for n in range(300)]
    content = "".join(f"{json.dumps(one)}\n" for one in lines).encode()
    assert await told(await send(stage, content)) == {"added": 300, "replaced": 0}
    out = await stage.console.get("/cloud/collections/todos/export")
    assert out.headers["content-type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in out.text.splitlines()] == lines
    again = await send(stage, out.content)
    assert (again.status_code, again.json()["error"]) == (409, "cloud_document_there")
    assert await told(await send(stage, out.content, mode="upsert")) == {"added": 0, "replaced": 300}
    more = json.dumps([{"_id": {"$oid": "5f" * 12}}, {"_id": "d1", "n": "new"}, {"x": 1}]).encode()
    assert await told(await send(stage, more, mode="upsert")) == {"added": 2, "replaced": 1}
    found = await told(await stage.console.get("/cloud/collections/todos/documents", params={"query": '{"_id":"d1"}'}))
    assert found["items"] == [{"_id": "d1", "n": "new"}]


@pytest.mark.parametrize(
    ("content", "place"),
    [(b'{"a":1}\n{', "document 2"), (b"5", "document 1"), (b"[{}, 5]", "document 2"), (b"\xff\xfe", "document 1")],
)
async def test_a_wrong_file_is_told_by_its_place(town: Town, content: bytes, place: str) -> None:
    stage = await a_collection(town)
    answer = await send(stage, content)
    assert (answer.status_code, answer.json()["error"]) == (422, "cloud_parameter_wrong")
    assert place in answer.json()["params"]["errMsg"]
    assert (await told(await stage.console.get("/cloud/collections/todos/documents")))["total"] == 0


async def test_a_stranger_sees_nothing_of_a_cloud(tmp_path: Path) -> None:
    async with a_town(tmp_path / "home", mode="live") as town:
        owner, stranger = await town.person("Owner"), await town.person("Stranger")
        program = await a_program(town, person_id=owner.id)
        console, other = a_console(town, program, owner.id), a_console(town, program, stranger.id)
        # Elsewhere than in a lab nothing is on by itself.
        assert (await console.post("/cloud/collections", json={"name": "todos"})).json()["error"] == "cloud_closed"
        await told(await console.put("/cloud", json={"is_on": True}))
        await told(await console.post("/cloud/collections", json={"name": "todos"}))
        for method, path in (
            ("GET", "/cloud"), ("GET", "/cloud/collections"), ("GET", "/cloud/collections/todos/documents"),
            ("GET", "/cloud/collections/todos/export"), ("DELETE", "/cloud/collections/todos"),
        ):  # fmt: skip
            assert refusal(await other.request(method, path)) == (404, "app_not_found")
        for path, body in (("/cloud", {"is_on": False}), ("/cloud/collections/todos", {"permission": "READONLY"})):
            assert refusal(await other.put(path, json=body)) == (404, "app_not_found")
        assert (await told(await console.get("/cloud")))["environment"]["is_on"]
        assert len((await told(await console.get("/cloud/collections")))["items"]) == 1
