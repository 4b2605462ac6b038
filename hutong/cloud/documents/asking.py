"""One call of the database, whoever makes it: people's programs, functions, servers.

What is looked through is looked through on a snapshot, beside the writer; each document is then changed in a
transaction that looks at it again. A call that changes many is therefore whole for each, not for all together.
"""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import msgspec

from hutong.cloud.documents import collections, extended, permissions, reading, storing, writing
from hutong.cloud.documents.asker import Asker
from hutong.cloud.documents.matching import Query
from hutong.cloud.documents.ordering import order_of, projection_of
from hutong.cloud.documents.transactions import Transactions
from hutong.cloud.documents.updating import Update, replaced
from hutong.cloud.errors.database import FunctionsOnly, OperatorUnknown, ParameterWrong
from hutong.kernel.lane import Lane

MOST_ADDED = 1000
_AT_ONCE, _BYTES_AT_ONCE = 25, 128 * 1024
T = TypeVar("T")


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A call as it arrives; values are Extended JSON."""

    action: str
    env: str | None = None
    collection: str = ""
    id: Any = None
    query: Any = None
    order: Any = None
    skip: int = 0
    limit: int | None = None
    projection: Any = None
    data: Any = None
    stages: Any = None
    multi: bool = True
    transaction: str | None = None
    """Of functions: which one the call belongs to."""


class Calling(msgspec.Struct, frozen=True):
    """A call that is being answered."""

    lane: Lane
    app_id: str
    asker: Asker
    ask: Ask
    now_ms: int

    def made(self, told: Any) -> Any:
        """Values as the evaluator has them. Raises: ParameterWrong"""
        return extended.made(told, now_ms=self.now_ms)

    def query(self) -> Any:
        """What is asked for, by id or by conditions. Raises: ParameterWrong"""
        told = permissions.for_person(self.asker, self.made(self.ask.query or {}))
        if self.ask.id is None:
            return told
        storing.key_of(self.ask.id)
        return {"$and": [{"_id": self.ask.id}, told]} if told else {"_id": self.ask.id}

    @property
    def where(self) -> writing.Where:
        """Which collection, and who asks."""
        return writing.Where(app_id=self.app_id, collection=self.ask.collection, asker=self.asker)


def read_ask(told: Any) -> Ask:
    """A call as it arrived. Raises: ParameterWrong"""
    try:
        return msgspec.convert(told, Ask)
    except msgspec.ValidationError as error:
        raise ParameterWrong(detail=str(error)) from None


async def answer(lane: Lane, app_id: str, asker: Asker, ask: Ask) -> dict[str, Any]:
    """Answer a call.

    Raises: ParameterWrong · OperatorUnknown · CollectionMissing · PermissionRefused · RuleWrong · DocumentMissing ·
            DocumentThere · DocumentTooLarge · ChangeRefused · AggregateRefused · TooMuchToScan · TooMuchWork ·
            PatternTooSlow · FunctionsOnly · CollectionThere · TooManyCollections
    """
    act = _ACTIONS.get(ask.action) if ask.transaction is None else IN_TRANSACTION.get(ask.action)
    if act is None:
        raise OperatorUnknown(name=ask.action[:60])
    if not asker.is_administrator and (ask.transaction is not None or ask.action == "startTransaction"):
        raise FunctionsOnly(action="startTransaction")
    return await act(Calling(lane, app_id, asker, ask, lane.clock.lane_ms()))


def bounded(ask: Ask, asker: Asker) -> tuple[int, int]:
    """How many to pass over and how many to answer. Raises: ParameterWrong"""
    limit = asker.usual if ask.limit is None else ask.limit
    if ask.skip < 0 or limit < 0:
        raise ParameterWrong(detail="skip and limit are not negative")
    return ask.skip, min(limit, asker.most) or asker.usual


async def _get(call: Calling) -> dict[str, Any]:
    ask = call.ask
    projection = projection_of(call.made(ask.projection))
    if ask.id is not None and ask.query is None:
        read = reading.document
        found = await call.lane.db.read(read, call.app_id, ask.collection, call.asker, ask.id, projection)
        return {"data": found}
    skip, limit = bounded(ask, call.asker)
    wanted = reading.Wanted(
        query=call.query(), order=order_of(ask.order or []), skip=skip, limit=limit, projection=projection
    )
    told = await call.lane.db.read_long(reading.documents, call.app_id, ask.collection, call.asker, wanted)
    return {"data": told}


async def _count(call: Calling) -> dict[str, Any]:
    counting = call.lane.db.read_long
    return {"total": await counting(reading.count, call.app_id, call.ask.collection, call.asker, call.query())}


async def _aggregate(call: Calling) -> dict[str, Any]:
    stages = permissions.for_person(call.asker, call.made(call.ask.stages or []))
    aggregating = call.lane.db.read_long
    return {"list": await aggregating(reading.aggregate, call.app_id, call.ask.collection, call.asker, stages)}


async def _add(call: Calling) -> dict[str, Any]:
    told = call.made(call.ask.data)
    if not isinstance(told, list):
        (made,) = await call.lane.db.run(writing.add, call.where, [told])
        return {"_id": made}
    if call.asker.openid is not None or len(told) > MOST_ADDED:
        raise ParameterWrong(detail=f"data is one document; functions add up to {MOST_ADDED} at once")
    ids: list[Any] = []
    for step in steps(told, lambda one: len(extended.dump(one))):
        ids += await call.lane.db.run(writing.add, call.where, step)
    return {"_ids": ids}


async def _set(call: Calling) -> dict[str, Any]:
    if call.ask.id is None:
        raise ParameterWrong(detail="set takes the id of a document")
    is_new = await call.lane.db.run(writing.set_whole, call.where, call.ask.id, call.made(call.ask.data))
    return {"_id": call.ask.id, "stats": {"created": int(is_new), "updated": int(not is_new)}}


async def _update(call: Calling) -> dict[str, Any]:
    update = Update(call.made(call.ask.data))
    permissions.check_change(call.asker, update.paths())
    told, found = await _targets(call, "update")
    matched = modified = 0
    for step in steps(found, lambda one: len(one[1] or "")):
        done = await call.lane.db.run(writing.change, call.where, step, told, update)
        matched, modified = matched + done.matched, modified + done.modified
    return {"stats": {"updated": modified, "matched": matched}}


async def _remove(call: Calling) -> dict[str, Any]:
    told, found = await _targets(call, "delete")
    removed = 0
    for step in steps(found, lambda one: len(one[1] or "")):
        removed += await call.lane.db.run(writing.remove, call.where, step, told)
    return {"stats": {"removed": removed}}


def steps(items: list[T], size_of: Callable[[T], int]) -> Iterator[list[T]]:
    """As many at once as the writer may be kept by: a few small ones, or a single large one."""
    step: list[T] = []
    size = 0
    for item in items:
        its = size_of(item)
        if step and (len(step) >= _AT_ONCE or size + its > _BYTES_AT_ONCE):
            yield step
            step, size = [], 0
        step.append(item)
        size += its
    if step:
        yield step


async def _targets(call: Calling, action: Any) -> tuple[Any, list[writing.Found]]:
    """The query of what may be changed, and the documents it asks for now."""
    told = await call.lane.db.read(writing.writable, call.where, call.query(), action)
    Query(told)
    if call.ask.id is not None and not call.ask.query:
        return told, [(storing.key_of(call.ask.id), None)]
    limit = None if call.ask.multi else 1
    return told, await call.lane.db.read_long(reading.found, call.app_id, call.ask.collection, told, limit)


async def _create(call: Calling) -> dict[str, Any]:
    if not call.asker.is_administrator:
        raise FunctionsOnly(action="createCollection")
    await call.lane.db.run(collections.make, call.app_id, call.ask.collection)
    return {}


async def _start(call: Calling) -> dict[str, Any]:
    return {"transaction": call.lane.port(Transactions).begin(call.app_id)}


async def _commit(call: Calling) -> dict[str, Any]:
    await call.lane.port(Transactions).commit(call.app_id, call.ask.transaction or "")
    return {}


async def _abort(call: Calling) -> dict[str, Any]:
    call.lane.port(Transactions).end(call.app_id, call.ask.transaction or "")
    return {}


def _document(call: Calling) -> tuple[str, str, str, Any]:
    """Which document of which transaction. Raises: ParameterWrong"""
    if call.ask.id is None or call.ask.query:
        raise ParameterWrong(detail="a transaction reaches documents by their ids alone")
    return call.app_id, call.ask.transaction or "", call.ask.collection, call.ask.id


async def _get_within(call: Calling) -> dict[str, Any]:
    project = projection_of(call.made(call.ask.projection))
    found = await call.lane.port(Transactions).require(*_document(call))
    return {"data": extended.plain(project(found))}


async def _add_within(call: Calling) -> dict[str, Any]:
    told = call.made(call.ask.data)
    adding = call.lane.port(Transactions).add
    return {"_id": await adding(call.app_id, call.ask.transaction or "", call.ask.collection, told)}


async def _set_within(call: Calling) -> dict[str, Any]:
    document = replaced(call.made(call.ask.data), call.ask.id)
    was_there = await call.lane.port(Transactions).put(*_document(call), document, "replace")
    return {"_id": call.ask.id, "stats": {"created": int(not was_there), "updated": int(was_there)}}


async def _update_within(call: Calling) -> dict[str, Any]:
    update = Update(call.made(call.ask.data))
    return {"stats": {"updated": await call.lane.port(Transactions).update(*_document(call), update)}}


async def _remove_within(call: Calling) -> dict[str, Any]:
    return {"stats": {"removed": int(await call.lane.port(Transactions).put(*_document(call), None, "remove"))}}


IN_TRANSACTION: dict[str, Callable[[Calling], Awaitable[dict[str, Any]]]] = {
    "get": _get_within,
    "add": _add_within,
    "set": _set_within,
    "update": _update_within,
    "remove": _remove_within,
    "commitTransaction": _commit,
    "abortTransaction": _abort,
}
_ACTIONS: dict[str, Callable[[Calling], Awaitable[dict[str, Any]]]] = {
    "get": _get,
    "count": _count,
    "aggregate": _aggregate,
    "add": _add,
    "set": _set,
    "update": _update,
    "remove": _remove,
    "createCollection": _create,
    "startTransaction": _start,
}
