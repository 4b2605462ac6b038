"""Where documents are kept: found by `_id` and `_openid` in the database, by all else one after another."""

from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.cloud.documents import extended
from hutong.cloud.documents.values import is_finite, is_number
from hutong.cloud.errors.database import ParameterWrong, TooMuchToScan
from hutong.cloud.models.documents import Document, documents
from hutong.kernel.db import Count, Reader, Transaction, in_list, param, query, statement

MOST_SCANNED = 20_000
_PAGE = 250
_MOST_KEY_BYTES, _MOST_OPENID = 512, 128
_encode = msgspec.json.Encoder().encode

_in_collection = (documents.c.app_id == param("app_id"), documents.c.collection == param("collection"))
_after = documents.c.place > param("after", sa.BigInteger())
_next_page = (
    documents.select().where(*_in_collection, _after).order_by(documents.c.place).limit(param("limit", sa.Integer()))
)
_next = query(_next_page, Document)
_next_of_person = query(_next_page.where(documents.c.openid == param("openid")), Document)
_by_keys = query(
    documents.select().where(*_in_collection, in_list(documents.c.doc_key, "keys")).order_by(documents.c.place),
    Document,
)
_count = query(sa.select(sa.func.count().label("total")).select_from(documents.sa).where(*_in_collection), Count)
_count_of_person = query(
    sa.select(sa.func.count().label("total"))
    .select_from(documents.sa)
    .where(*_in_collection, documents.c.openid == param("openid")),
    Count,
)
_remove = statement(
    sa.delete(documents.sa).where(
        documents.c.app_id == param("of_app"),
        documents.c.collection == param("of_collection"),
        documents.c.doc_key == param("of_key"),
    )
)


class Narrowed(msgspec.Struct, frozen=True):
    """What of a query the database itself can answer. `is_all` tells that there is nothing else in it."""

    keys: list[str] | None = None
    openid: str | None = None
    is_all: bool = False


def key_of(document_id: Any) -> str:
    """An `_id` as the database has it. Raises: ParameterWrong"""
    if is_finite(document_id):
        whole = int(document_id) if abs(document_id) < 1 << 53 and document_id == int(document_id) else document_id
        return _encode(whole).decode()
    if not isinstance(document_id, str) or not document_id:
        raise ParameterWrong(detail="an _id is a text or a number")
    key = _encode(document_id)
    if len(key) > _MOST_KEY_BYTES or "\0" in document_id:
        raise ParameterWrong(detail=f"an _id has at most {_MOST_KEY_BYTES} bytes, and no NUL")
    return key.decode()


def narrowed(told: Any) -> Narrowed:
    """What of a query the database can answer: equality on `_id` and on `_openid`."""
    keys: list[str] | None = None
    openid: str | None = None
    is_all = True
    for name, its in _conditions(told):
        if name == "_id" and (ids := _ids(its)) is not None:
            keys = ids if keys is None else [key for key in keys if key in ids]
        elif name == "_openid" and _is_openid(its) and openid is None:
            openid = its
        else:
            is_all = False
    return Narrowed(keys, openid, is_all and (keys is None or openid is None))


def _conditions(told: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(told, dict):
        return
    for name, its in told.items():
        if name == "$and" and isinstance(its, list):
            for one in its:
                yield from _conditions(one)
        else:
            yield name, its


def _ids(told: Any) -> list[str] | None:
    if isinstance(told, dict) and len(told) == 1:
        told = told["$in"] if "$in" in told else [told.get("$eq")]
    wanted = told if isinstance(told, list) else [told]
    # A list as an _id is none of ours, and null may be met in other ways.
    if not all(isinstance(one, str) or is_number(one) for one in wanted):
        return None
    return [key_of(one) for one in wanted if one != "" and (isinstance(one, str) or is_finite(one))]


def one(read: Reader, app_id: str, collection: str, key: str) -> Document | None:
    """The row of a document."""
    return read.one(documents.by_key, app_id=app_id, collection=collection, doc_key=key)


def scan(read: Reader, app_id: str, collection: str, by: Narrowed) -> Iterator[Document]:
    """Rows in the order in which they were added. Raises: TooMuchToScan"""
    where = {"app_id": app_id, "collection": collection}
    if by.keys is not None:
        if len(by.keys) > MOST_SCANNED:
            raise TooMuchToScan(max=MOST_SCANNED, collection=collection)
        yield from read.many(_by_keys, **where, keys=by.keys)
        return
    after, seen = -1, 0
    while True:
        page = (
            read.many(_next, **where, after=after, limit=_PAGE)
            if by.openid is None
            else read.many(_next_of_person, **where, after=after, limit=_PAGE, openid=by.openid)
        )
        seen += len(page)
        if seen > MOST_SCANNED:
            raise TooMuchToScan(max=MOST_SCANNED, collection=collection)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].place


def page(read: Reader, app_id: str, collection: str, after: int) -> list[Document]:
    """The rows that come after a place, as many as are read at once."""
    return read.many(_next, app_id=app_id, collection=collection, after=after, limit=_PAGE)


def count(read: Reader, app_id: str, collection: str, openid: str | None) -> int:
    """How many documents there are, or how many a person made."""
    counted = (
        read.one(_count, app_id=app_id, collection=collection)
        if openid is None
        else read.one(_count_of_person, app_id=app_id, collection=collection, openid=openid)
    )
    assert counted is not None, "a count answers a row"
    return counted.total


def new_row(tx: Transaction, app_id: str, collection: str, document: dict[str, Any]) -> Document:
    """The row for a document that is not there yet. Raises: DocumentTooLarge · ParameterWrong"""
    return Document(
        app_id=app_id,
        collection=collection,
        doc_key=key_of(document["_id"]),
        place=tx.new_id("cloud.document"),
        openid=openid_of(document),
        content=extended.dump(document),
    )


def rewrite(tx: Transaction, row: Document, document: dict[str, Any]) -> None:
    """Keep another content. Raises: DocumentTooLarge · ParameterWrong"""
    tx.update(row, content=extended.dump(document), openid=openid_of(document))


def remove(tx: Transaction, app_id: str, collection: str, key: str) -> bool:
    """Take a document away. Answers whether it was there."""
    return tx.run(_remove, of_app=app_id, of_collection=collection, of_key=key) > 0


def openid_of(document: dict[str, Any]) -> str | None:
    """Who made a document."""
    said = document.get("_openid")
    return said if _is_openid(said) else None


def _is_openid(said: Any) -> bool:
    """Whether the database has it beside the document; what is longer is only in it."""
    return isinstance(said, str) and len(said) <= _MOST_OPENID and "\0" not in said
