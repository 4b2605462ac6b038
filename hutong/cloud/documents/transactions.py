"""Transactions of functions: several documents, changed together or not at all.

What a transaction reads and means to write is held here, in the process its function speaks to; nothing is locked.
At its end all that it read must be as it was: then everything is written at once, else the function tries again.
"""

from typing import Any

import msgspec

from hutong.cloud.documents import collections, extended, storing, telling
from hutong.cloud.documents.matching import Query
from hutong.cloud.documents.updating import Update, replaced
from hutong.cloud.documents.values import equal
from hutong.cloud.errors.database import DocumentMissing, DocumentThere, ParameterWrong
from hutong.cloud.errors.transactions import TooManyTransactions, TransactionConflict, TransactionUnknown
from hutong.kernel.crypto import random_bytes
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane

LIFE_SECONDS = 30
MOST_AT_ONCE, MOST_DOCUMENTS = 100, 100

Place = tuple[str, str]
"""A collection, and the key of a document in it."""


class Held(msgspec.Struct):
    """One transaction: what it found, and what it makes of it; None where there is no document."""

    app_id: str
    ends_at: float
    found: dict[Place, str | None] = {}
    made: dict[Place, dict[str, Any] | None] = {}
    hows: dict[Place, telling.How] = {}


class Transactions:
    """The transactions of this process."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._held: dict[str, Held] = {}

    def begin(self, app_id: str) -> str:
        """Raises: TooManyTransactions"""
        now = self._lane.clock.monotonic()
        self._held = {name: one for name, one in self._held.items() if one.ends_at > now}
        if sum(one.app_id == app_id for one in self._held.values()) >= MOST_AT_ONCE:
            raise TooManyTransactions(max=MOST_AT_ONCE)
        name = random_bytes(12).hex()
        self._held[name] = Held(app_id, now + LIFE_SECONDS)
        return name

    def end(self, app_id: str, name: str) -> Held:
        """Give it up, or take it to be written. Raises: TransactionUnknown"""
        self._of(app_id, name)
        return self._held.pop(name)

    async def commit(self, app_id: str, name: str) -> None:
        """Raises: TransactionUnknown · TransactionConflict · CollectionMissing · DocumentTooLarge"""
        await self._lane.db.run(_write, self.end(app_id, name))

    async def get(self, app_id: str, name: str, collection: str, document_id: Any) -> dict[str, Any] | None:
        """A document as the transaction sees it, None when there is none.

        Raises: TransactionUnknown · CollectionMissing · ParameterWrong
        """
        held, place = self._of(app_id, name), (collection, storing.key_of(document_id))
        if place in held.made:
            return held.made[place]
        if place not in held.found:
            if len(held.found) >= MOST_DOCUMENTS:
                raise ParameterWrong(detail=f"a transaction reaches at most {MOST_DOCUMENTS} documents")
            held.found[place] = await self._lane.db.read(_content, app_id, *place)
        content = held.found[place]
        return None if content is None else dict(extended.load(content))

    async def put(
        self, app_id: str, name: str, collection: str, document_id: Any, document: Any, how: telling.How
    ) -> bool:
        """Have a document be this, or gone. Answers whether there was one. Raises: as for get; DocumentTooLarge"""
        there = await self.get(app_id, name, collection, document_id)
        held, place = self._of(app_id, name), (collection, storing.key_of(document_id))
        if document is not None:
            extended.dump(document)
        held.made[place] = document
        held.hows[place] = "add" if there is None and held.found.get(place) is None else how
        return there is not None

    async def add(self, app_id: str, name: str, collection: str, told: Any) -> Any:
        """A new document. Answers its id. Raises: as for put; DocumentThere"""
        if not isinstance(told, dict):
            raise ParameterWrong(detail="data is an object")
        document_id = random_bytes(16).hex() if told.get("_id") is None else told["_id"]
        if await self.get(app_id, name, collection, document_id) is not None:
            raise DocumentThere(collection=collection, id=str(document_id)[:64])
        whole = replaced({**told, "_id": document_id}, document_id)
        await self.put(app_id, name, collection, document_id, whole, "add")
        return document_id

    async def update(self, app_id: str, name: str, collection: str, document_id: Any, update: Update) -> int:
        """Answers how many documents are not what they were. Raises: as for put; ChangeRefused"""
        there = await self.get(app_id, name, collection, document_id)
        if there is None:
            return 0
        made = update.of(there, Query({}))
        if equal(there, made):
            return 0
        await self.put(app_id, name, collection, document_id, made, "update")
        return 1

    async def require(self, app_id: str, name: str, collection: str, document_id: Any) -> dict[str, Any]:
        """Raises: DocumentMissing, and as for get"""
        found = await self.get(app_id, name, collection, document_id)
        if found is None:
            raise DocumentMissing(id=str(document_id)[:64])
        return found

    def _of(self, app_id: str, name: str) -> Held:
        held = self._held.get(name)
        if held is None or held.app_id != app_id or held.ends_at <= self._lane.clock.monotonic():
            raise TransactionUnknown()
        return held


def _content(read: Reader, app_id: str, collection: str, key: str) -> str | None:
    collections.found(read, app_id, collection)
    row = storing.one(read, app_id, collection, key)
    return None if row is None else row.content


def _write(tx: Transaction, held: Held) -> None:
    for (collection, key), content in held.found.items():
        row = storing.one(tx, held.app_id, collection, key)
        if (None if row is None else row.content) != content:
            raise TransactionConflict()
    for (collection, key), document in held.made.items():
        collections.found(tx, held.app_id, collection)
        row = storing.one(tx, held.app_id, collection, key)
        if document is None:
            is_news = storing.remove(tx, held.app_id, collection, key)
        elif row is None:
            is_news = bool(tx.insert(storing.new_row(tx, held.app_id, collection, document)))
        else:
            is_news = True
            storing.rewrite(tx, row, document)
        if is_news:
            telling.tell(tx, held.app_id, collection, key, held.hows[collection, key])
