"""Documents over the wire: what people's programs may read and write, and what becomes of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hutong.cloud import environments
from hutong.cloud.documents import asker, asking, collections, storing, writing
from hutong.cloud.documents.extended import iso
from hutong.cloud.documents.values import Date
from hutong.cloud.errors.database import DocumentThere
from hutong.kernel.db import Transaction
from tests.cloud.stage import Actor, Stage, a_stage
from tests.dialog.towns import Town
from tests.mini.workshop import a_program


class Database:
    """A person's database, as wx.cloud has it."""

    def __init__(self, actor: Actor, collection: str = "todos") -> None:
        self.actor = actor
        self.collection = collection

    async def ask(self, action: str, **asked: Any) -> Any:
        """The answer of a call that is no refusal."""
        answer = await self._post(action, asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def refused(self, action: str, **asked: Any) -> int:
        """The number of a refusal."""
        answer = await self._post(action, asked)
        assert answer.status_code >= 400, answer.text
        told = answer.json()["params"]
        assert told["errMsg"]
        return int(told["errCode"])

    async def add(self, **data: Any) -> Any:
        return (await self.ask("add", data=data))["_id"]

    async def get(self, **asked: Any) -> list[Any]:
        found: list[Any] = (await self.ask("get", **asked))["data"]
        return found

    async def _post(self, action: str, asked: dict[str, Any]) -> Any:
        body = {"action": action, "collection": self.collection, **asked}
        return await self.actor.phone.post("/database", json=body)


async def a_database(town: Town, permission: str = "PRIVATE", rules: Any = None) -> tuple[Stage, Database, Database]:
    """Two people with one collection."""
    stage = await a_stage(town)
    await make(stage, "todos", permission, rules)
    return stage, Database(await stage.actor()), Database(await stage.actor("Han Meimei"))


async def make(stage: Stage, name: str, permission: str = "PRIVATE", rules: Any = None) -> None:
    def rule(tx: Transaction) -> None:
        collections.make(tx, stage.program.app_id, name)
        collections.permit(tx, stage.program.app_id, name, permission, rules)

    await stage.town.lane.db.run(rule)


async def admin(stage: Stage, action: str, collection: str = "todos", **asked: Any) -> Any:
    """The same as a function asks."""
    ask = asking.Ask(action=action, collection=collection, **asked)
    return await asking.answer(stage.town.lane, stage.program.app_id, asker.administrator(), ask)


async def test_a_document_is_kept_changed_and_gone(any_town: Town) -> None:
    _, mine, _ = await a_database(any_town)
    todo = await mine.add(title="tea", tags=["a"], due={"$date": "2026-12-01T00:00:00.000Z"}, n=1)
    assert len(todo) == 32
    kept = (await mine.ask("get", id=todo))["data"]
    assert kept == {
        "_id": todo, "title": "tea", "tags": ["a"], "due": {"$date": "2026-12-01T00:00:00.000Z"}, "n": 1,
        "_openid": mine.actor.openid,
    }  # fmt: skip
    changed = await mine.ask("update", id=todo, data={"$inc": {"n": 2}, "$push": {"tags": "b"}, "$set": {"a.b": 1}})
    assert changed["stats"]["updated"] == 1
    (found,) = await mine.get(query={"tags": "b"}, projection={"n": 1, "a.b": 1})
    assert found == {"_id": todo, "n": 3, "a": {"b": 1}}
    assert await mine.ask("set", id=todo, data={"title": "coffee"}) == {
        "_id": todo,
        "stats": {"created": 0, "updated": 1},
    }
    assert (await mine.ask("get", id=todo))["data"] == {"_id": todo, "title": "coffee", "_openid": mine.actor.openid}
    assert await mine.ask("set", id="own", data={"x": 1}) == {"_id": "own", "stats": {"created": 1, "updated": 0}}
    assert await mine.ask("count") == {"total": 2}
    assert (await mine.ask("remove", id=todo))["stats"] == {"removed": 1}
    assert (await mine.ask("remove", query={"x": {"$gte": 1}}))["stats"] == {"removed": 1}
    assert await mine.get() == []
    assert await mine.refused("get", id=todo) == -1


async def test_ids_are_texts_or_numbers_and_met_once(any_town: Town) -> None:
    stage, mine, _ = await a_database(any_town)
    for own in ("1", 1, 1.5):
        assert await mine.add(_id=own, of=str(own)) == own
    assert [one["_id"] for one in await mine.get(query={"_id": {"$in": [1.5, "1"]}})] == ["1", 1.5]
    assert [one["_id"] for one in await mine.get(query={"_id": 1})] == [1]
    assert await mine.refused("add", data={"_id": 1.0}) == -502001
    for wrong in ("", True, [1], {"a": 1}, "x" * 600):
        assert await mine.refused("add", data={"_id": wrong}) == -501007
    assert (await admin(stage, "count"))["total"] == 3


async def test_answers_come_in_order_and_in_parts(any_town: Town) -> None:
    stage, mine, _ = await a_database(any_town)
    for n in range(25):
        await mine.add(n=n, group=n % 3)
    assert [one["n"] for one in await mine.get()] == list(range(20))
    assert [one["n"] for one in await mine.get(skip=20, limit=100)] == [20, 21, 22, 23, 24]
    order = [{"field": "group", "direction": "desc"}, {"field": "n", "direction": "asc"}]
    assert [one["n"] for one in await mine.get(order=order, limit=4)] == [2, 5, 8, 11]
    assert len((await admin(stage, "get"))["data"]) == 25
    assert [one["n"] for one in (await admin(stage, "get", limit=2, skip=1))["data"]] == [1, 2]
    assert await mine.refused("get", skip=-1) == -501007
    assert await mine.refused("get", limit=-1) == -501007
    listed = await mine.ask(
        "aggregate", stages=[{"$match": {"n": {"$lt": 10}}}, {"$group": {"_id": "$group", "s": {"$sum": "$n"}}}]
    )
    assert listed == {"list": [{"_id": 0, "s": 18}, {"_id": 1, "s": 12}, {"_id": 2, "s": 15}]}
    assert len((await mine.ask("aggregate", stages=[{"$sort": {"n": -1}}]))["list"]) == 20
    assert len((await mine.ask("aggregate", stages=[{"$limit": 24}]))["list"]) == 24


async def test_times_of_the_server_are_the_lanes(town: Town) -> None:
    _, mine, _ = await a_database(town)
    town.hold(hours=1)
    now = town.lane.clock.lane_ms()
    await mine.add(at={"$serverDate": {"offset": 60_000}})
    (found,) = await mine.get(query={"at": {"$gt": {"$serverDate": {}}}})
    assert found["at"] == {"$date": f"{_iso(now + 60_000)}"}


async def test_what_is_private_is_for_who_made_it(any_town: Town) -> None:
    stage, mine, other = await a_database(any_town, "PRIVATE")
    todo = await mine.add(n=1)
    assert await other.get() == []
    assert await other.refused("get", id=todo) == -1
    assert (await other.ask("count"))["total"] == 0
    assert (await other.ask("update", id=todo, data={"$set": {"n": 5}}))["stats"]["updated"] == 0
    assert (await other.ask("remove", id=todo))["stats"]["removed"] == 0
    assert await other.refused("set", id=todo, data={"n": 6}) == -502003
    assert (await other.ask("aggregate", stages=[{"$match": {"_openid": mine.actor.openid}}]))["list"] == []
    assert await other.get(query={"$or": [{"_openid": mine.actor.openid}, {"n": 1}]}) == []
    assert [one["n"] for one in await mine.get(query={"_openid": "{openid}"})] == [1]
    assert (await admin(stage, "update", query={}, data={"$set": {"n": 7}}))["stats"]["updated"] == 1
    assert (await mine.get())[0]["n"] == 7


@pytest.mark.parametrize(
    ("permission", "read", "write"),
    [("PRIVATE", 0, 1), ("READONLY", 1, 1), ("ADMINWRITE", 1, -502003), ("ADMINONLY", -502003, -502003)],
)
async def test_a_permission_says_who_may(town: Town, permission: str, read: int, write: int) -> None:
    stage, mine, other = await a_database(town, permission)
    await admin(stage, "add", data={"_id": "a", "of": "nobody"})
    if write < 0:
        assert await mine.refused("add", data={"n": 1}) == write
        assert await mine.refused("update", query={}, data={"$set": {"n": 1}}) == write
        assert await mine.refused("remove", id="a") == write
        assert await mine.refused("set", id="a", data={}) == write
    else:
        todo = await mine.add(n=1)
        assert (await mine.ask("update", query={"n": {"$gt": 0}}, data={"$inc": {"n": 1}}))["stats"]["updated"] == 1
        assert (await other.ask("update", id=todo, data={"$set": {"n": 5}}))["stats"]["updated"] == 0
        assert (await mine.ask("update", id="a", data={"$set": {"n": 5}}))["stats"]["updated"] == 0
    if read < 0:
        assert await mine.refused("get") == await mine.refused("count") == read
        assert await mine.refused("aggregate", stages=[]) == read
    else:
        assert len(await other.get(query={"_id": "a"})) == read


async def test_who_made_a_document_is_never_for_people_to_say(town: Town) -> None:
    _, mine, other = await a_database(town, "READONLY")
    todo = await mine.add(n=1)
    assert await mine.refused("add", data={"_openid": other.actor.openid}) == -501007
    for update in ({"$set": {"_openid": "x"}}, {"$unset": {"_openid": ""}}, {"$rename": {"_openid": "o"}},
                   {"$rename": {"n": "_openid"}}, {"$set": {"_openid.x": 1}}):  # fmt: skip
        assert await mine.refused("update", id=todo, data=update) == -501007
    assert await mine.refused("set", id=todo, data={"_openid": other.actor.openid}) == -501007
    assert (await mine.ask("get", id=todo))["data"]["_openid"] == mine.actor.openid


async def test_another_programs_documents_are_out_of_reach(town: Town) -> None:
    stage, mine, _ = await a_database(town, "READONLY")
    await mine.add(n=1)
    elsewhere = await a_stage(town)
    await make(elsewhere, "todos", "READONLY")
    stranger = Database(await elsewhere.actor())
    assert await stranger.get() == []
    assert await stranger.refused("get", env=await stage.env()) == -501000
    stranger.actor.phone.headers["x-hutong-launch"] = mine.actor.phone.headers["x-hutong-launch"]
    answer = await stranger.actor.phone.post("/database", json={"action": "get", "collection": "todos"})
    assert (answer.status_code, answer.json()["error"]) == (403, "mini_launch_missing")


async def test_custom_rules_look_at_the_query(town: Town) -> None:
    rules = {"read": "doc.published == true || doc._openid == auth.openid",
             "create": "doc.kind in ['note', 'task']", "update": "doc._openid == auth.openid && doc.n < 10",
             "delete": False}  # fmt: skip
    stage, mine, other = await a_database(town, "CUSTOM", rules)
    assert await mine.refused("add", data={"kind": "virus"}) == -502003
    todo = await mine.add(kind="note", n=5, published=False)
    assert await other.refused("get") == -502003
    assert await other.refused("get", query={"_id": todo}) == -502003
    assert await other.get(query={"published": True}) == []
    assert len(await mine.get(query={"_openid": "{openid}"})) == 1
    assert await other.refused("get", query={"_openid": mine.actor.openid}) == -502003
    own = {"_openid": "{openid}", "n": {"$lt": 8}}
    assert (await mine.ask("update", query=own, data={"$inc": {"n": 1}}))["stats"]["updated"] == 1
    assert await mine.refused("update", query={"_openid": "{openid}"}, data={"$inc": {"n": 1}}) == -502003
    assert await mine.refused("remove", query={"_openid": "{openid}"}) == -502003
    assert (await admin(stage, "remove", query={}))["stats"]["removed"] == 1


@pytest.mark.parametrize(
    "rules", [{"read": "get('x').y"}, {"fly": True}, {"read": 5}, {"read": "doc.a =="}, {"read": "x" * 3000}]
)
async def test_rules_that_cannot_be_used_are_refused(town: Town, rules: Any) -> None:
    stage, _, _ = await a_database(town)
    console = stage.town.lane.db.run(collections.permit, stage.program.app_id, "todos", "CUSTOM", rules)
    with pytest.raises(Exception, match="detail"):
        await console


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"action": "get", "collection": "nothing"}, -502005),
        ({"action": "add", "collection": "nothing", "data": {}}, -502005),
        ({"action": "count", "collection": "x" * 200}, -502005),
        ({"action": "fly"}, -502002),
        ({"action": "get", "query": {"a": {"$where": 1}}}, -502002),
        ({"action": "get", "query": [1]}, -501007),
        ({"action": "get", "order": "n"}, -501007),
        ({"action": "get", "limit": "many"}, -501007),
        ({"action": "add", "data": 5}, -501007),
        ({"action": "add", "data": [{"a": 1}]}, -501007),
        ({"action": "add", "data": {"$a": 1}}, -501007),
        ({"action": "update", "id": "x", "data": {"a": 1}}, -501007),
        ({"action": "set", "data": {}}, -501007),
        ({"action": "add", "data": {"at": {"$date": "tomorrow"}}}, -501007),
        ({"action": "createCollection", "collection": "new"}, -502003),
        ({"action": "aggregate", "stages": [{"$out": "x"}]}, -502002),
        ({"action": "aggregate", "stages": [{"$group": {}}]}, -502001),
        ({"action": "get", "env": "other-000000"}, -501000),
    ],
)
async def test_refusals_have_the_numbers_of_wx_cloud(town: Town, asked: dict[str, Any], code: int) -> None:
    _, mine, _ = await a_database(town)
    body = {"collection": "todos", **asked}
    told = (await mine.actor.phone.post("/database", json=body)).json()
    assert told["params"]["errCode"] == code
    assert told["params"]["errMsg"]


async def test_nothing_is_moved_after_a_refusal(any_town: Town) -> None:
    stage, mine, _ = await a_database(any_town)
    todo = await mine.add(n=1, text="x")
    assert await mine.refused("update", id=todo, data={"$set": {"a": 1}, "$inc": {"text": 1}}) == -502001
    assert await mine.refused("update", id=todo, data={"$set": {"big": "x" * 600_000}}) == -502001
    (found,) = await mine.get()
    assert found == {"_id": todo, "n": 1, "text": "x", "_openid": mine.actor.openid}
    where = writing.Where(app_id=stage.program.app_id, collection="todos", asker=asker.administrator())
    with pytest.raises(DocumentThere):
        await stage.town.lane.db.run(writing.add, where, [{"_id": "new"}, {"_id": todo}])
    assert (await admin(stage, "count"))["total"] == 1


async def test_no_increase_is_lost(any_town: Town) -> None:
    _, mine, _ = await a_database(any_town)
    todo = await mine.add(n=0)
    increase = {"$inc": {"n": 1}, "$push": {"seen": 1}}
    done = await asyncio.gather(*[mine.ask("update", id=todo, data=increase) for _ in range(40)])
    assert sum(one["stats"]["updated"] for one in done) == 40
    (found,) = await mine.get()
    assert (found["n"], len(found["seen"])) == (40, 40)


async def test_many_are_changed_in_steps(town: Town) -> None:
    stage, _, _ = await a_database(town)
    ids = (await admin(stage, "add", data=[{"n": n} for n in range(120)]))["_ids"]
    assert len(set(ids)) == 120
    changed = await admin(stage, "update", query={"n": {"$mod": [2, 0]}}, data={"$set": {"even": True}})
    assert changed["stats"] == {"updated": 60, "matched": 60}
    again = await admin(stage, "update", query={"n": {"$lt": 10}}, data={"$set": {"even": True}}, multi=False)
    assert again["stats"] == {"updated": 0, "matched": 1}
    assert (await admin(stage, "remove", query={"even": True}))["stats"] == {"removed": 60}
    assert (await admin(stage, "count"))["total"] == 60


async def test_what_is_too_much_to_look_through_is_said(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    stage, mine, _ = await a_database(town)
    monkeypatch.setattr(storing, "MOST_SCANNED", 300)
    await admin(stage, "add", data=[{"n": n, "_openid": mine.actor.openid if n < 5 else "o"} for n in range(305)])
    body = {"action": "get", "collection": "todos", "order": [{"field": "n"}]}
    with pytest.raises(Exception, match="300"):
        await admin(stage, "get", order=[{"field": "n"}])
    assert len((await admin(stage, "get", query={"n": {"$gte": 0}}, limit=5))["data"]) == 5
    assert len(await mine.get(order=[{"field": "n", "direction": "asc"}])) == 5
    assert (await mine.actor.phone.post("/database", json=body)).status_code == 200
    assert (await admin(stage, "count"))["total"] == 305


async def test_joined_collections_are_bound_by_their_own_permission(town: Town) -> None:
    stage, mine, other = await a_database(town, "READONLY")
    await make(stage, "shops", "PRIVATE")
    await make(stage, "secrets", "ADMINONLY")
    shops = Database(other.actor, "shops")
    await shops.add(_id="s1", name="theirs")
    await Database(mine.actor, "shops").add(_id="s2", name="mine")
    await mine.add(shop="s1")
    await mine.add(shop="s2")
    look = {"$lookup": {"from": "shops", "localField": "shop", "foreignField": "_id", "as": "shops"}}
    found = (await mine.ask("aggregate", stages=[look]))["list"]
    assert [[shop["name"] for shop in one["shops"]] for one in found] == [[], ["mine"]]
    secret = {"$lookup": {**look["$lookup"], "from": "secrets"}}
    assert await mine.refused("aggregate", stages=[secret]) == -502003
    everything = await admin(stage, "aggregate", stages=[look])
    assert [[shop["name"] for shop in one["shops"]] for one in everything["list"]] == [["theirs"], ["mine"]]


async def test_places_come_nearest_first(town: Town) -> None:
    _, mine, _ = await a_database(town, "READONLY")
    for name, lng in (("far", 113.9), ("near", 113.33), ("middle", 113.5)):
        await mine.add(name=name, at={"type": "Point", "coordinates": [lng, 23.1]})
    here = {"$geometry": {"type": "Point", "coordinates": [113.32, 23.1]}}
    found = await mine.get(query={"at": {"$geoNear": {**here, "$maxDistance": 30_000}}})
    assert [one["name"] for one in found] == ["near", "middle"]
    stage_near = {"$geoNear": {"near": here["$geometry"], "key": "at", "distanceField": "far", "spherical": True}}
    listed = (await mine.ask("aggregate", stages=[stage_near]))["list"]
    assert [one["name"] for one in listed] == ["near", "middle", "far"]
    assert listed[0]["far"] == pytest.approx(1024, abs=5)


async def test_a_cloud_is_on_from_its_first_use_in_a_lab_and_off_when_switched_off(town: Town) -> None:
    program = await a_program(town)
    stage = Stage(town, program)
    mine = Database(await stage.actor())
    assert await mine.refused("get") == -502005
    env = await stage.env()
    assert await mine.refused("get", env=env) == await mine.refused("get", env="$dynamic") == -502005
    await town.lane.db.run(environments.switch, program.app_id, is_open=False)
    assert await mine.refused("get") == 85088
    await town.lane.db.run(environments.switch, program.app_id, is_open=True)
    assert await stage.env() == env


def _iso(ms: int) -> str:
    return str(iso(Date(ms)))
