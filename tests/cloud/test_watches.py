"""What a watch is told, and when it ends."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hutong.cloud.documents import collections, reading
from hutong.cloud.watching import watches
from hutong.cloud.watching.comparing import Snapshot, compared
from tests.cloud.stage import Actor
from tests.cloud.test_database import Database, a_database, admin
from tests.dialog.towns import Town


class Ear:
    """A device of a person, as far as it hears of watches."""

    def __init__(self, town: Town, actor: Actor) -> None:
        self.news: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._bus = town.lane.bus
        self._person_id = actor.id
        self._stop = self._bus.listen(f"person:{actor.id}", self._hear)

    def _hear(self, told: Any) -> None:
        if isinstance(told, dict) and told.get("type") == "cloud_watch":
            self.news.put_nowait(told)

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(10):
            return await self.news.get()

    def leave(self) -> None:
        """The socket is gone."""
        self._stop()
        self._bus.spread(f"away:{self._person_id}", None)


async def begin(database: Database, **wish: Any) -> dict[str, Any]:
    answer = await database.actor.phone.post("/watch", json={"collection": database.collection, **wish})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def short(snapshot: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Each change as its two words and its document."""
    return [(one["queueType"], one["dataType"], one["docId"]) for one in snapshot["docChanges"]]


async def test_a_watch_is_told_what_comes_changes_and_goes(any_town: Town) -> None:
    stage, mine, other = await a_database(any_town, "READONLY")
    await mine.add(_id="a", n=1, done=False)
    await mine.add(_id="z", n=1, done=True)
    ear = Ear(any_town, other.actor)
    begun = await begin(other, query={"done": False})
    (first,) = begun["events"]
    assert (first["type"], first["id"], short(first)) == ("init", 0, [("init", "init", "a")])
    await mine.add(_id="b", n=2, done=False)
    told = await ear.next()
    assert (told["watch_id"], told["app_id"]) == (begun["watch_id"], stage.program.app_id)
    assert short(told["snapshot"]) == [("enqueue", "add", "b")]
    assert [one["_id"] for one in told["snapshot"]["docs"]] == ["a", "b"]
    await mine.ask("update", id="a", data={"$set": {"n": 9, "x.y": 1}})
    (change,) = (await ear.next())["snapshot"]["docChanges"]
    assert (change["queueType"], change["dataType"], change["doc"]["n"]) == ("update", "update", 9)
    assert (change["updatedFields"], change["removedFields"]) == ({"n": 9, "x": {"y": 1}}, [])
    await mine.ask("update", id="a", data={"$set": {"x.y": 2}, "$unset": {"n": ""}})
    (change,) = (await ear.next())["snapshot"]["docChanges"]
    assert (change["updatedFields"], change["removedFields"]) == ({"x.y": 2}, ["n"])
    await mine.ask("set", id="b", data={"done": False})
    assert short((await ear.next())["snapshot"]) == [("update", "replace", "b")]
    await mine.ask("update", id="b", data={"$set": {"done": True}})
    assert short((await ear.next())["snapshot"]) == [("dequeue", "update", "b")]
    await mine.ask("remove", id="a")
    last = (await ear.next())["snapshot"]
    assert (short(last), last["docs"]) == ([("dequeue", "remove", "a")], [])


async def test_what_nobody_asked_for_is_no_news(town: Town) -> None:
    _, mine, other = await a_database(town, "PRIVATE")
    ear = Ear(town, other.actor)
    await begin(other)
    await mine.add(_id="secret")
    await other.add(_id="own")
    assert short((await ear.next())["snapshot"]) == [("enqueue", "add", "own")]


async def test_an_order_and_a_limit_make_a_window(town: Town) -> None:
    stage, _, other = await a_database(town, "READONLY")
    await admin(stage, "add", data=[{"_id": f"d{n}", "n": n} for n in (1, 2, 3)])
    ear = Ear(town, other.actor)
    begun = await begin(other, order=[{"field": "n", "direction": "desc"}], limit=2)
    assert [one["_id"] for one in begun["events"][0]["docs"]] == ["d3", "d2"]
    await admin(stage, "add", data={"_id": "d4", "n": 4})
    snapshot = (await ear.next())["snapshot"]
    assert short(snapshot) == [("dequeue", "limit", "d2"), ("enqueue", "add", "d4")]
    assert [one["_id"] for one in snapshot["docs"]] == ["d4", "d3"]


async def test_only_what_changed_is_looked_at(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    stage, _, other = await a_database(town, "READONLY")
    await admin(stage, "add", data=[{"_id": n, "n": n, "in": n < 3} for n in range(5)])
    ear = Ear(town, other.actor)
    await begin(other, query={"in": True})

    def never(*asked: Any) -> Any:
        raise AssertionError("the whole query was asked again")

    monkeypatch.setattr(reading, "documents", never)
    await admin(stage, "update", query={"in": False}, data={"$inc": {"n": 1}})
    await admin(stage, "update", id=4, data={"$set": {"in": True}})
    snapshot = (await ear.next())["snapshot"]
    assert short(snapshot) == [("enqueue", "update", 4)]
    assert [one["_id"] for one in snapshot["docs"]] == [0, 1, 2, 4]
    await admin(stage, "remove", id=1)
    snapshot = (await ear.next())["snapshot"]
    assert (short(snapshot), [one["_id"] for one in snapshot["docs"]]) == ([("dequeue", "remove", 1)], [0, 2, 4])


async def test_a_watch_ends_by_its_program_or_with_the_last_socket(town: Town) -> None:
    stage, _, other = await a_database(town, "READONLY")
    ear, second = Ear(town, other.actor), Ear(town, other.actor)
    first = await begin(other)
    await begin(other)
    held = town.lane.port(watches.Watches)
    stranger = await stage.actor("Stranger")
    wrong = await stranger.phone.post("/unwatch", json={"watch_id": first["watch_id"]})
    assert wrong.json()["params"]["errCode"] == -402005
    assert (await other.actor.phone.post("/unwatch", json={"watch_id": first["watch_id"]})).status_code == 200
    assert len(held._watches) == 1
    ear.leave()
    assert len(held._watches) == 1
    second.leave()
    assert held._watches == {}
    assert not town.lane.bus.is_heard(f"cloud.documents:{stage.program.app_id}:todos")


async def test_a_watch_whose_collection_is_gone_says_so(town: Town) -> None:
    stage, _, other = await a_database(town, "READONLY")
    await admin(stage, "add", data={"_id": "a"})
    ear = Ear(town, other.actor)
    await begin(other)
    await town.lane.db.run(collections.permit, stage.program.app_id, "todos", "ADMINONLY")
    told = await ear.next()
    assert (told["error"]["errCode"], "snapshot" in told) == (-502003, False)
    await town.lane.db.run(collections.permit, stage.program.app_id, "todos", "READONLY")
    await begin(other)
    await town.lane.db.run(collections.permit, stage.program.app_id, "todos", "PRIVATE")
    assert short((await ear.next())["snapshot"]) == [("dequeue", "limit", "a")]
    await town.lane.db.run(collections.drop, stage.program.app_id, "todos")
    assert (await ear.next())["error"]["errCode"] == -502005


async def test_watches_are_bounded(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    stage, mine, other = await a_database(town, "READONLY")
    monkeypatch.setattr(watches, "MOST_OF_A_PERSON", 2)
    monkeypatch.setattr(watches, "MOST_DOCUMENTS", 3)
    await admin(stage, "add", data=[{"n": n} for n in range(4)])
    refused = await mine.actor.phone.post("/watch", json={"collection": "todos"})
    assert (refused.status_code, refused.json()["params"]["errCode"]) == (422, -402002)
    for _ in range(2):
        await begin(other, query={"n": 1})
    many = await other.actor.phone.post("/watch", json={"collection": "todos", "query": {"n": 1}})
    assert (many.status_code, many.json()["error"]) == (429, "cloud_too_many_watches")
    missing = await mine.actor.phone.post("/watch", json={"collection": "nothing"})
    assert missing.json()["params"]["errCode"] == -502005


def test_dates_are_values_and_not_objects_with_fields() -> None:
    before = Snapshot([{"_id": 1, "at": {"$date": "2026-01-01T00:00:00.000Z"}, "o": {"a": 1, "b": 2}}])
    after = [{"_id": 1, "at": {"$date": "2026-01-02T00:00:00.000Z"}, "o": {"a": 1}}]
    told = compared(before, after, {"1": "update"})
    assert told is not None
    (change,) = told["docChanges"]
    assert change["updatedFields"] == {"at": {"$date": "2026-01-02T00:00:00.000Z"}}
    assert change["removedFields"] == ["o.b"]
    assert compared(before, before.documents, {"1": "update"}) is None
