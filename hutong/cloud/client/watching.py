"""/api/client/mini/{app_id}/cloud/watch and /unwatch: being told what a query finds."""

from typing import Any

import msgspec

from hutong.cloud.client.shapes import caller_of
from hutong.cloud.documents import asker, extended, permissions
from hutong.cloud.documents.ordering import order_of
from hutong.cloud.documents.reading import Wanted
from hutong.cloud.errors.database import ParameterWrong
from hutong.cloud.watching.watches import MOST_DOCUMENTS, Watch, Watches
from hutong.kernel.crypto import random_bytes
from hutong.wire.product import Call, Nothing, client


class WatchWish(msgspec.Struct, frozen=True):
    """Which query to watch."""

    collection: str
    env: str | None = None
    query: Any = None
    order: Any = None
    limit: int | None = None


class WatchBegun(msgspec.Struct, frozen=True):
    """The watch, and the first of its snapshots."""

    watch_id: str
    events: list[dict[str, Any]]


class WatchEnd(msgspec.Struct, frozen=True):
    watch_id: str


@client.post("/mini/{app_id}/cloud/watch", body=WatchWish)
async def watch(call: Call[WatchWish]) -> WatchBegun:
    """Watch a query: its changes come by the person's socket until the program says goodbye or the last socket goes.

    Request:  {"collection": "todos", "query": {"done": false}, "order": [], "limit": null}
    Response: {"watch_id", "events": [{"id": 0, "docChanges": […], "docs": […], "type": "init"}]}; then by the socket
              {"type": "cloud_watch", "app_id", "watch_id", "snapshot": {"id", "docChanges": [{"id", "queueType",
              "dataType", "docId", "doc", "updatedFields", "removedFields"}], "docs"}}, or in its place
              "error": {"errCode", "errMsg"}, after which there is no more
    Errors:   as for the database; TooManyWatches · WatchTooLarge
    Source:   documentation of Collection.watch: all that the query finds, 5000 documents at most
    """
    wish, lane = call.body, call.lane
    caller = await caller_of(call, wish.env)
    who = asker.person(caller.openid)
    told = extended.made(wish.query or {}, now_ms=lane.clock.lane_ms())
    if wish.limit is not None and wish.limit < 1:
        raise ParameterWrong(detail="the limit of a watch is 1 or more")
    limit = min(wish.limit or MOST_DOCUMENTS + 1, MOST_DOCUMENTS + 1)
    wanted = Wanted(query=permissions.for_person(who, told), order=order_of(wish.order or []), limit=limit)
    watch_id = random_bytes(12).hex()
    begun = Watch(lane, watch_id, caller.person_id, caller.app_id, wish.collection, who, wanted)
    return WatchBegun(watch_id, [await lane.port(Watches).begin(begun)])


@client.post("/mini/{app_id}/cloud/unwatch", body=WatchEnd)
async def unwatch(call: Call[WatchEnd]) -> Nothing:
    """End a watch.

    Request: {"watch_id": "…"}
    Errors:  WatchUnknown
    """
    call.lane.port(Watches).end(call.body.watch_id, call.person_id)
    return Nothing()
