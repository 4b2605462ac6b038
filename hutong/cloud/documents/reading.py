"""Reading documents: rules over a snapshot, whole in themselves."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from hutong.cloud.documents import aggregating, collections, extended, permissions, storing
from hutong.cloud.documents.asker import Asker
from hutong.cloud.documents.matching import Query
from hutong.cloud.documents.ordering import Order, Projection, ordered
from hutong.cloud.errors.database import DocumentMissing
from hutong.kernel.db import Reader

MOST_AGGREGATED = 1000


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for, and which part of it."""

    query: Any = None
    order: Order = []
    skip: int = 0
    limit: int | None = None
    projection: Projection | None = None


def documents(read: Reader, app_id: str, name: str, asker: Asker, wanted: Wanted) -> list[Any]:
    """The documents that a query asks for.

    Raises: CollectionMissing · PermissionRefused · ParameterWrong · OperatorUnknown · TooMuchToScan · PatternTooSlow
    """
    collection = collections.found(read, app_id, name)
    told = permissions.readable(collection, asker, wanted.query)
    query = Query(told)
    found: Iterator[Any] = (one for one in _all(read, app_id, name, told) if query.matches(one))
    if query.near is not None and not wanted.order:
        found = iter(_nearest(query, found))
    elif wanted.order:
        found = iter(ordered(found, wanted.order))
    end = None if wanted.limit is None else wanted.skip + wanted.limit
    chosen = islice(found, wanted.skip, end)
    project = wanted.projection or (lambda document: document)
    return [extended.plain(project(document)) for document in chosen]


def document(
    read: Reader, app_id: str, name: str, asker: Asker, document_id: Any, projection: Projection | None
) -> Any:
    """One document. Raises: DocumentMissing · CollectionMissing · PermissionRefused · ParameterWrong"""
    storing.key_of(document_id)
    wanted = Wanted(query={"_id": document_id}, limit=1, projection=projection)
    found = documents(read, app_id, name, asker, wanted)
    if not found:
        raise DocumentMissing(id=str(document_id)[:64])
    return found[0]


def count(read: Reader, app_id: str, name: str, asker: Asker, told: Any) -> int:
    """How many documents a query asks for. Raises: as for documents"""
    collection = collections.found(read, app_id, name)
    readable = permissions.readable(collection, asker, told)
    query, by = Query(readable), storing.narrowed(readable)
    if by.is_all and by.keys is None:
        return storing.count(read, app_id, name, by.openid)
    return sum(1 for document in _all(read, app_id, name, readable) if query.matches(document))


def found(read: Reader, app_id: str, name: str, told: Any, limit: int | None = None) -> list[tuple[str, str | None]]:
    """Keys and contents of what a query asks for, whoever asks. Raises: as for documents"""
    query = Query(told)
    rows = storing.scan(read, app_id, name, storing.narrowed(told))
    meant = ((row.doc_key, row.content) for row in rows if query.matches(extended.load(row.content)))
    return list(islice(meant, limit))


def among(read: Reader, app_id: str, name: str, asker: Asker, told: Any, keys: list[str]) -> dict[str, Any]:
    """Which of these documents a query finds, by their keys. Raises: as for documents"""
    collection = collections.found(read, app_id, name)
    query = Query(permissions.readable(collection, asker, told))
    rows = storing.scan(read, app_id, name, storing.Narrowed(keys=keys))
    held = ((row.doc_key, extended.load(row.content)) for row in rows)
    return {key: extended.plain(document) for key, document in held if query.matches(document)}


def aggregate(read: Reader, app_id: str, name: str, asker: Asker, stages: Any) -> list[Any]:
    """What comes out of the last stage.

    Raises: as for documents; AggregateRefused · TooMuchWork
    """

    def readable(source: str, told: Any) -> Iterator[Any]:
        collection = collections.found(read, app_id, source)
        may = permissions.readable(collection, asker, told)
        query = Query(may)
        return (one for one in _all(read, app_id, source, may) if query.matches(one))

    first = readable(name, aggregating.first_query(stages))
    made = aggregating.run(stages, first, lambda source: readable(source, {}))
    limit = MOST_AGGREGATED if aggregating.has_limit(stages) else asker.usual
    return [extended.plain(document) for document in islice(made, limit)]


def _all(read: Reader, app_id: str, name: str, told: Any) -> Iterator[dict[str, Any]]:
    for row in storing.scan(read, app_id, name, storing.narrowed(told)):
        yield extended.load(row.content)


def _nearest(query: Query, found: Iterator[Any]) -> list[Any]:
    near = query.near
    assert near is not None, "the caller looked"
    pairs = [(far, one) for one in found if (far := near.metres(one)) is not None]
    return [one for _, one in sorted(pairs, key=lambda pair: pair[0])]
