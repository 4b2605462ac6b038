"""Writing documents: each change of one document is whole, and told to who watches its collection."""

from typing import Any

import msgspec

from hutong.cloud.documents import collections, extended, permissions, rules, storing, telling
from hutong.cloud.documents.asker import Asker
from hutong.cloud.documents.matching import Query
from hutong.cloud.documents.updating import Update, replaced
from hutong.cloud.documents.values import equal
from hutong.cloud.errors.database import DocumentThere, ParameterWrong, PermissionRefused
from hutong.kernel.db import Transaction

_ID_BYTES = 16


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Which collection, and who asks."""

    app_id: str
    collection: str
    asker: Asker


Found = tuple[str, str | None]
"""A document's key, and its content when the query asked for it; None where nobody looked yet."""


class Changed(msgspec.Struct, frozen=True):
    """How many documents were meant, and how many are not what they were."""

    matched: int
    modified: int


def add(tx: Transaction, where: Where, told: list[Any]) -> list[Any]:
    """Add documents. Answers their ids.

    Raises: CollectionMissing · PermissionRefused · ParameterWrong · DocumentThere · DocumentTooLarge
    """
    collection = collections.found(tx, where.app_id, where.collection)
    ids = []
    for one in told:
        if not isinstance(one, dict):
            raise ParameterWrong(detail="data is an object")
        document_id = one.get("_id")
        if document_id is None:
            document_id = tx.new_token("cloud.document", _ID_BYTES).hex()
        whole = replaced({**one, "_id": document_id}, document_id)
        document = permissions.new(collection, where.asker, whole)
        row = storing.new_row(tx, where.app_id, where.collection, document)
        if not tx.get_or_add(row)[1]:
            raise DocumentThere(collection=where.collection, id=str(document_id)[:64])
        ids.append(document_id)
        telling.tell(tx, where.app_id, where.collection, row.doc_key, "add")
    return ids


def set_whole(tx: Transaction, where: Where, document_id: Any, told: Any) -> bool:
    """Make a document what is given, or add it. Answers whether it is new.

    Raises: CollectionMissing · PermissionRefused · ParameterWrong · ChangeRefused · DocumentTooLarge
    """
    collection = collections.found(tx, where.app_id, where.collection)
    key = storing.key_of(document_id)
    document, row = replaced(told, document_id), storing.one(tx, where.app_id, where.collection, key)
    if row is None:
        made = permissions.new(collection, where.asker, document)
        tx.insert(storing.new_row(tx, where.app_id, where.collection, made))
        telling.tell(tx, where.app_id, where.collection, key, "add")
        return True
    there = extended.load(row.content)
    permissions.check_change(where.asker, list(document))
    may = permissions.writable(collection, where.asker, {"_id": document_id}, "update")
    if not Query(may).matches(there):
        raise PermissionRefused()
    if not where.asker.is_administrator and "_openid" in there:
        document["_openid"] = there["_openid"]
    storing.rewrite(tx, row, document)
    telling.tell(tx, where.app_id, where.collection, key, "replace")
    return False


def change(tx: Transaction, where: Where, found: list[Found], told: Any, update: Update) -> Changed:
    """Change those of these documents that a query still asks for. Raises: ChangeRefused · DocumentTooLarge"""
    query = Query(told)
    matched = modified = 0
    for key, content in found:
        row = storing.one(tx, where.app_id, where.collection, key)
        if row is None or not _is_meant(there := extended.load(row.content), row.content == content, query):
            continue
        matched += 1
        made = update.of(there, query)
        if not equal(there, made):
            storing.rewrite(tx, row, made)
            telling.tell(tx, where.app_id, where.collection, key, "update")
            modified += 1
    return Changed(matched, modified)


def remove(tx: Transaction, where: Where, found: list[Found], told: Any) -> int:
    """Take away those of these documents that a query still asks for. Answers how many."""
    query = Query(told)
    gone = 0
    for key, content in found:
        row = storing.one(tx, where.app_id, where.collection, key)
        if row is not None and _is_meant(extended.load(row.content), row.content == content, query):
            storing.remove(tx, where.app_id, where.collection, key)
            telling.tell(tx, where.app_id, where.collection, key, "remove")
            gone += 1
    return gone


def writable(read: Any, where: Where, told: Any, action: rules.Action) -> Any:
    """The query of what may be changed. Raises: CollectionMissing · PermissionRefused · RuleWrong"""
    collection = collections.found(read, where.app_id, where.collection)
    return permissions.writable(collection, where.asker, told, action)


def _is_meant(document: dict[str, Any], is_as_found: bool, query: Query) -> bool:
    # What is as it was found needs no second look; patterns of strangers take their time beside the writer.
    return is_as_found or query.matches(document)
