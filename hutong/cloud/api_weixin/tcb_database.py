"""/tcb/database*: documents, as a program's own server asks for them; each statement is JavaScript in a text."""

from typing import Any

import msgspec

from hutong.cloud import environments
from hutong.cloud.documents import asker, asking, collections
from hutong.cloud.errors.database import ParameterWrong
from hutong.cloud.errors.environments import ParameterMissing
from hutong.cloud.statements.reading import statement
from hutong.kernel.db import Reader
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

_USUAL, _MOST_COLLECTIONS = 10, 100
_encode = msgspec.json.Encoder().encode

Told = dict[str, Any]
_OK: Told = {"errcode": 0, "errmsg": "ok"}


class Statement(msgspec.Struct):
    """Which environment, and what to do."""

    env: Text = Text("")
    query: Text = Text("")


class CollectionNamed(msgspec.Struct):
    env: Text = Text("")
    collection_name: Text = Text("")


class CollectionsWanted(msgspec.Struct):
    env: Text = Text("")
    limit: int = _USUAL
    offset: int = 0


@api.post("/tcb/databaseadd", kinds={MINI}, needs="cloud", body=Statement)
async def databaseadd(call: Call[Statement]) -> Told:
    """Add documents.

    Request:  {"env": "lane-3fk2a9", "query": "db.collection(\\"geo\\").add({data: [{done: true}]})"}
    Response: {"errcode": 0, "errmsg": "ok", "id_list": ["be62d9c4…"]}
    Errors:   ParameterMissing · CloudClosed · EnvironmentUnknown · ParameterWrong, with the place in the text ·
              OperatorUnknown · CollectionMissing · DocumentThere · DocumentTooLarge
    Source:   "Insert records into a database"
    """
    told = await _asked(call, "add")
    return {**_OK, "id_list": told.get("_ids", [told.get("_id")])}


@api.post("/tcb/databasequery", kinds={MINI}, needs="cloud", body=Statement)
async def databasequery(call: Call[Statement]) -> Told:
    """Read documents; ten, where no limit is named.

    Request:  {"env": "lane-3fk2a9", "query": "db.collection(\\"geo\\").where({done: true}).limit(10).skip(1).get()"}
    Response: {"errcode": 0, "errmsg": "ok", "pager": {"Offset": 1, "Limit": 10, "Total": 2},
               "data": ["{\\"_id\\":\\"b15498af…\\",\\"done\\":true}"]}
    Errors:   as for databaseadd; DocumentMissing · TooMuchToScan · PatternTooSlow
    Source:   "Query records in a database"
    """
    app_id, ask = await _statement(call, "get")
    lane, who = call.lane, asker.administrator(usual=_USUAL)
    told = (await asking.answer(lane, app_id, who, ask))["data"]
    if ask.id is not None and ask.query is None:
        return {**_OK, "pager": {"Offset": 0, "Limit": 1, "Total": 1}, "data": [_encode(told).decode()]}
    counted = msgspec.structs.replace(ask, action="count")
    total = (await asking.answer(lane, app_id, who, counted))["total"]
    skip, limit = asking.bounded(ask, who)
    pager = {"Offset": skip, "Limit": limit, "Total": total}
    return {**_OK, "pager": pager, "data": [_encode(one).decode() for one in told]}


@api.post("/tcb/databaseupdate", kinds={MINI}, needs="cloud", body=Statement)
async def databaseupdate(call: Call[Statement]) -> Told:
    """Change documents, or set one whole.

    Request:  {"env": "lane-3fk2a9", "query": "db.collection(\\"geo\\").doc(\"x\").update({data: {age: _.inc(1)}})"}
    Response: {"errcode": 0, "errmsg": "ok", "matched": 1, "modified": 1, "id": ""}; `id` is that of a document which
              set() added
    Errors:   as for databaseadd; ChangeRefused · TooMuchToScan · PatternTooSlow
    Source:   "Update records in a database"
    """
    told = await _asked(call, "update", "set")
    stats = told["stats"]
    if "created" in stats:
        is_new = bool(stats["created"])
        return {**_OK, "matched": stats["updated"], "modified": stats["updated"], "id": told["_id"] if is_new else ""}
    return {**_OK, "matched": stats["matched"], "modified": stats["updated"], "id": ""}


@api.post("/tcb/databasedelete", kinds={MINI}, needs="cloud", body=Statement)
async def databasedelete(call: Call[Statement]) -> Told:
    """Remove documents.

    Request:  {"env": "lane-3fk2a9", "query": "db.collection(\\"geo\\").where({done: false}).remove()"}
    Response: {"errcode": 0, "errmsg": "ok", "deleted": 1}
    Errors:   as for databasequery
    Source:   "Delete records from a database"
    """
    return {**_OK, "deleted": (await _asked(call, "remove"))["stats"]["removed"]}


@api.post("/tcb/databasecount", kinds={MINI}, needs="cloud", body=Statement)
async def databasecount(call: Call[Statement]) -> Told:
    """Count documents.

    Request:  {"env": "lane-3fk2a9", "query": "db.collection(\\"geo\\").where({done: true}).count()"}
    Response: {"errcode": 0, "errmsg": "ok", "count": 2}
    Errors:   as for databasequery
    Source:   "Count the records of a query"
    """
    return {**_OK, "count": (await _asked(call, "count"))["total"]}


@api.post("/tcb/databaseaggregate", kinds={MINI}, needs="cloud", body=Statement)
async def databaseaggregate(call: Call[Statement]) -> Told:
    """Aggregate documents.

    Request:  {"env": "lane-3fk2a9", "query": "db.collection(\\"geo\\").aggregate().limit(10).end()"}
    Response: {"errcode": 0, "errmsg": "ok", "data": ["{\\"_id\\":\\"…\\"}"]}
    Errors:   as for databasequery; AggregateRefused · TooMuchWork
    Source:   "Aggregate in a database"
    """
    return {**_OK, "data": [_encode(one).decode() for one in (await _asked(call, "aggregate"))["list"]]}


@api.post("/tcb/databasecollectionadd", kinds={MINI}, needs="cloud", body=CollectionNamed)
async def databasecollectionadd(call: Call[CollectionNamed]) -> Ok:
    """Make a collection; people have what they made themselves.

    Request:  {"env": "lane-3fk2a9", "collection_name": "geo"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ParameterMissing · CloudClosed · EnvironmentUnknown · ParameterWrong · CollectionThere ·
              TooManyCollections
    Source:   "Add a collection"
    """
    app_id = await _app_id(call, call.body.env)
    await call.lane.db.run(collections.make, app_id, _given(call.body.collection_name, "collection_name"))
    return Ok()


@api.post("/tcb/databasecollectiondelete", kinds={MINI}, needs="cloud", body=CollectionNamed)
async def databasecollectiondelete(call: Call[CollectionNamed]) -> Ok:
    """Drop a collection with all in it.

    Request:  {"env": "lane-3fk2a9", "collection_name": "geo"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ParameterMissing · CloudClosed · EnvironmentUnknown · CollectionMissing
    Source:   "Delete a collection"
    """
    app_id = await _app_id(call, call.body.env)
    await call.lane.db.run(collections.drop, app_id, _given(call.body.collection_name, "collection_name"))
    return Ok()


@api.post("/tcb/databasecollectionget", kinds={MINI}, needs="cloud", body=CollectionsWanted)
async def databasecollectionget(call: Call[CollectionsWanted]) -> Told:
    """The collections of an environment.

    Request:  {"env": "lane-3fk2a9", "limit": 10, "offset": 0}
    Response: {"errcode": 0, "errmsg": "ok", "pager": {"Offset": 0, "Limit": 10, "Total": 1},
               "collections": [{"name": "geo", "count": 13, "size": 2469, "index_count": 1, "index_size": 0}]}
    Errors:   ParameterMissing · CloudClosed · EnvironmentUnknown · ParameterWrong
    Source:   "Get the collections of an environment"; every collection has the index of its ids, which takes no room
              of its own here
    """
    limit, offset = call.body.limit, call.body.offset
    if not 0 < limit <= _MOST_COLLECTIONS or offset < 0:
        raise ParameterWrong(detail=f"limit is 1 to {_MOST_COLLECTIONS}, offset 0 or more")
    return await call.lane.db.read_long(_collections, await _app_id(call, call.body.env), offset, limit)


def _collections(read: Reader, app_id: str, offset: int, limit: int) -> Told:
    listed, tallies = collections.listed(read, app_id), collections.tallies(read, app_id)
    told = []
    for collection in listed[offset : offset + limit]:
        tally = tallies.get(collection.name)
        held = {"count": tally.count if tally else 0, "size": tally.size_bytes if tally else 0}
        told.append({"name": collection.name, **held, "index_count": 1, "index_size": 0})
    return {**_OK, "pager": {"Offset": offset, "Limit": limit, "Total": len(listed)}, "collections": told}


async def _asked(call: Call[Statement], *actions: str) -> Told:
    app_id, ask = await _statement(call, *actions)
    return await asking.answer(call.lane, app_id, asker.administrator(), ask)


async def _statement(call: Call[Statement], *actions: str) -> tuple[str, asking.Ask]:
    app_id = await _app_id(call, call.body.env)
    ask = statement(_given(call.body.query, "query"))
    if ask.action not in actions:
        wanted = "() or ".join(actions)
        raise ParameterWrong(detail=f"the statement of this call ends with {wanted}(), not {ask.action}()")
    return app_id, ask


async def _app_id(call: Call[Any], env: str) -> str:
    environment = await environments.at_hand(call.lane, call.app.app_id, _given(env, "env"))
    return environment.app_id


def _given(text: str, name: str) -> str:
    if not text:
        raise ParameterMissing(name=name)
    return str(text)
