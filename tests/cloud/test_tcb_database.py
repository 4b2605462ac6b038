"""/tcb/database*: documents as a program's own server has them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hutong.cloud import environments
from tests.cloud.stage import Stage, a_stage
from tests.cloud.test_database import Database, make
from tests.dialog.towns import Town


class Server:
    """A program's server."""

    def __init__(self, stage: Stage, env: str) -> None:
        self._stage = stage
        self.env = env

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        return await self._stage.program.post(f"/tcb/{path}", {"env": self.env, **body})

    async def ask(self, path: str, query: str) -> dict[str, Any]:
        told = await self.post(path, query=query)
        assert told["errcode"] == 0, told
        return told


async def a_server(town: Town) -> tuple[Stage, Server]:
    stage = await a_stage(town)
    return stage, Server(stage, await stage.env())


async def test_a_server_keeps_documents(any_town: Town) -> None:
    stage, server = await a_server(any_town)
    assert (await server.post("databasecollectionadd", collection_name="geo"))["errcode"] == 0
    added = await server.ask(
        "databaseadd", 'db.collection("geo").add({data: [{_id: "a", n: 1}, {n: 2, at: new Date(0)}]})'
    )
    first, second = added["id_list"]
    assert (first, len(second)) == ("a", 32)
    assert (await server.ask("databaseadd", 'db.collection("geo").add({data: {_id: "c", n: 3}})'))["id_list"] == ["c"]
    found = await server.ask(
        "databasequery", 'db.collection("geo").where({n: _.gt(0)}).orderBy("n", "desc").limit(2).get()'
    )
    assert found["pager"] == {"Offset": 0, "Limit": 2, "Total": 3}
    assert [json.loads(one) for one in found["data"]] == [
        {"_id": "c", "n": 3}, {"_id": second, "n": 2, "at": {"$date": "1970-01-01T00:00:00.000Z"}},
    ]  # fmt: skip
    one = await server.ask("databasequery", 'db.collection("geo").doc("a").get()')
    assert (one["pager"], one["data"]) == ({"Offset": 0, "Limit": 1, "Total": 1}, ['{"_id":"a","n":1}'])
    changed = await server.ask(
        "databaseupdate", 'db.collection("geo").where({n: _.lt(3)}).update({data: {n: _.inc(10)}})'
    )
    assert (changed["matched"], changed["modified"], changed["id"]) == (2, 2, "")
    same = await server.ask("databaseupdate", 'db.collection("geo").doc("c").update({data: {n: 3}})')
    assert (same["matched"], same["modified"]) == (1, 0)
    made = await server.ask("databaseupdate", 'db.collection("geo").doc("new").set({data: {n: 0}})')
    assert (made["matched"], made["modified"], made["id"]) == (0, 0, "new")
    assert (await server.ask("databasecount", 'db.collection("geo").where({n: _.gte(3)}).count()'))["count"] == 3
    summed = await server.ask(
        "databaseaggregate", 'db.collection("geo").aggregate().group({_id: null, s: $.sum("$n")}).end()'
    )
    assert summed["data"] == ['{"_id":null,"s":26}']
    assert (await server.ask("databasedelete", 'db.collection("geo").where({n: _.gt(5)}).remove()'))["deleted"] == 2
    listed = await server.post("databasecollectionget", limit=10, offset=0)
    assert listed["pager"] == {"Offset": 0, "Limit": 10, "Total": 1}
    (geo,) = listed["collections"]
    assert (geo["name"], geo["count"], geo["size"], geo["index_count"]) == ("geo", 2, 36, 1)
    assert (await server.post("databasecollectiondelete", collection_name="geo"))["errcode"] == 0
    assert (await server.post("databasecount", query='db.collection("geo").count()'))["errcode"] == -502005
    del stage


async def test_ten_come_where_no_limit_is_named(town: Town) -> None:
    stage, server = await a_server(town)
    await make(stage, "t")
    rows = ", ".join(f"{{n: {n}}}" for n in range(30))
    await server.ask("databaseadd", f'db.collection("t").add({{data: [{rows}]}})')
    found = await server.ask("databasequery", 'db.collection("t").get()')
    assert (len(found["data"]), found["pager"]) == (10, {"Offset": 0, "Limit": 10, "Total": 30})
    found = await server.ask("databasequery", 'db.collection("t").skip(25).limit(1000).get()')
    assert (len(found["data"]), found["pager"]["Limit"]) == (5, 1000)


async def test_what_a_server_writes_people_see_and_the_reverse(town: Town) -> None:
    stage, server = await a_server(town)
    await make(stage, "t", "PRIVATE")
    person = Database(await stage.actor(), "t")
    await person.add(n=1)
    openid = person.actor.openid
    await server.ask("databaseadd", f'db.collection("t").add({{data: [{{n: 2, _openid: "{openid}"}}, {{n: 3}}]}})')
    assert [one["n"] for one in await person.get()] == [1, 2]
    found = await server.ask("databasequery", f'db.collection("t").where({{_openid: "{openid}"}}).get()')
    assert found["pager"]["Total"] == 2


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("databasequery", {"query": 'db.collection("t").where({a: _.near(1)}).get()'}, -501007),
        ("databasequery", {"query": "alert(1)"}, -501007),
        ("databasequery", {"query": 'db.collection("t").count()'}, -501007),
        ("databasequery", {"query": 'db.collection("no").get()'}, -502005),
        ("databasequery", {"query": 'db.collection("t").doc("no").get()'}, -1),
        ("databasequery", {"query": 'db.collection("t").where({a: /(/}).get()'}, -501007),
        ("databasequery", {}, 40101),
        ("databasequery", {"env": "", "query": "x"}, 40101),
        ("databasequery", {"env": "other-000000", "query": "x"}, -501000),
        ("databaseadd", {"query": 'db.collection("t").add({data: {_id: "there"}})'}, -502001),
        ("databaseupdate", {"query": 'db.collection("t").doc("there").update({data: {n: _.inc("1")}})'}, -502001),
        ("databaseaggregate", {"query": 'db.collection("t").aggregate().fly({}).end()'}, -502002),
        ("databasecollectionadd", {"collection_name": "t"}, -502013),
        ("databasecollectionadd", {"collection_name": "1 t"}, -501007),
        ("databasecollectionadd", {}, 40101),
        ("databasecollectiondelete", {"collection_name": "no"}, -502005),
        ("databasecollectionget", {"limit": 0}, -501007),
    ],
)
async def test_refusals_of_servers(town: Town, path: str, body: dict[str, Any], code: int) -> None:
    stage, server = await a_server(town)
    await make(stage, "t")
    await server.ask("databaseadd", 'db.collection("t").add({data: {_id: "there", n: 1}})')
    told = await server.post(path, **body)
    assert (told["errcode"], bool(told["errmsg"])) == (code, True)


async def test_a_cloud_that_is_off_serves_no_server(town: Town) -> None:
    stage, server = await a_server(town)
    await town.lane.db.run(environments.switch, stage.program.app_id, is_open=False)
    assert (await server.post("databasecollectionget"))["errcode"] == 85088
