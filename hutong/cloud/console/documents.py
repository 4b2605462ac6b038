"""/api/console/mini/{app_id}/cloud/collections/{name}: documents, looked at and changed by who runs the program."""

from collections.abc import AsyncIterator
from contextlib import suppress
from math import isfinite
from typing import Any

import msgspec
from starlette.responses import StreamingResponse

from hutong.cloud import environments
from hutong.cloud.console.environments import managed
from hutong.cloud.documents import asker, asking, collections, copying, storing, writing
from hutong.cloud.errors.database import DocumentMissing, ParameterWrong
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, Nothing, console

_BASE = "/mini/{app_id}/cloud/collections/{name}"
_USUAL, _MOST = 20, 100
_IMPORT_BYTES = 16 << 20
_ADMINISTRATOR = asker.administrator(usual=_USUAL)


class DocumentsQuery(msgspec.Struct, frozen=True):
    """Which documents, as JSON: conditions as MongoDB's, [{"field", "direction"}]."""

    query: str = ""
    order: str = ""
    skip: int = 0
    limit: int = _USUAL


class DocumentList(msgspec.Struct, frozen=True):
    """Some documents, and how many there are of them."""

    items: list[dict[str, Any]]
    total: int


class DocumentBody(msgspec.Struct, frozen=True):
    """A document, in Extended JSON."""

    document: dict[str, Any]


class ImportQuery(msgspec.Struct, frozen=True):
    """What becomes of documents whose `_id` is there already: "insert" refuses them, "upsert" takes the new ones."""

    mode: copying.Mode = "insert"


class Imported(msgspec.Struct, frozen=True):
    added: int
    replaced: int


@console.get(f"{_BASE}/documents", query=DocumentsQuery)
async def listed(call: Call[None]) -> DocumentList:
    """Documents of a collection.

    Request:  ?query={"n":{"$gt":1}}&order=[{"field":"n","direction":"desc"}]&skip=0&limit=20
    Response: {"items": [{"_id": "…", "n": 2}], "total": 1}
    Errors:   NotYours · ProgramNotFound · CollectionMissing · ParameterWrong · OperatorUnknown · TooMuchToScan ·
              PatternTooSlow
    """
    app = await call.lane.db.read(managed, call, "content")
    asked: DocumentsQuery = call.query
    if not 0 < asked.limit <= _MOST or asked.skip < 0:
        raise ParameterWrong(detail=f"limit is 1 to {_MOST}, skip 0 or more")
    ask = asking.Ask(
        action="get", collection=call.path["name"], query=_json(asked.query, {}), order=_json(asked.order, []),
        skip=asked.skip, limit=asked.limit,
    )  # fmt: skip
    found = await asking.answer(call.lane, app.app_id, _ADMINISTRATOR, ask)
    counted = msgspec.structs.replace(ask, action="count")
    total = (await asking.answer(call.lane, app.app_id, _ADMINISTRATOR, counted))["total"]
    return DocumentList(found["data"], total)


@console.post(f"{_BASE}/documents", body=DocumentBody)
async def add(call: Call[DocumentBody]) -> DocumentBody:
    """Add a document.

    Request:  {"document": {"title": "tea"}}
    Response: {"document": {"_id": "…", "title": "tea"}}
    Errors:   NotYours · ProgramNotFound · CollectionMissing · ParameterWrong · DocumentThere · DocumentTooLarge
    """
    app = await call.lane.db.read(managed, call, "content")
    made = await _ask(call, app.app_id, "add", data=call.body.document)
    await call.lane.db.run(_note, call, app.app_id, "document_added", made["_id"])
    return await _shown(call, app.app_id, made["_id"])


@console.put(f"{_BASE}/documents/{{id}}", body=DocumentBody)
async def replace(call: Call[DocumentBody]) -> DocumentBody:
    """Make a document what is given.

    Request:  {"document": {"title": "coffee"}}
    Response: {"document": {"_id": "…", "title": "coffee"}}
    Errors:   NotYours · ProgramNotFound · CollectionMissing · DocumentMissing · ParameterWrong · ChangeRefused ·
              DocumentTooLarge
    """
    app = await call.lane.db.read(managed, call, "content")
    document_id = await call.lane.db.read(_id, app.app_id, call.path["name"], call.path["id"])
    await _ask(call, app.app_id, "set", id=document_id, data=call.body.document)
    await call.lane.db.run(_note, call, app.app_id, "document_changed", document_id)
    return await _shown(call, app.app_id, document_id)


@console.delete(f"{_BASE}/documents/{{id}}")
async def remove(call: Call[None]) -> Nothing:
    """Remove a document. Errors: NotYours · ProgramNotFound · CollectionMissing · DocumentMissing"""
    app = await call.lane.db.read(managed, call, "content")
    document_id = await call.lane.db.read(_id, app.app_id, call.path["name"], call.path["id"])
    await _ask(call, app.app_id, "remove", id=document_id)
    await call.lane.db.run(_note, call, app.app_id, "document_removed", document_id)
    return Nothing()


@console.get(f"{_BASE}/export")
async def export(call: Call[None]) -> StreamingResponse:
    """All documents, one in a line, in Extended JSON. Errors: NotYours · ProgramNotFound · CollectionMissing"""
    app = await call.lane.db.read(managed, call, "content")
    collection = await call.lane.db.read(collections.found, app.app_id, call.path["name"])

    async def lines() -> AsyncIterator[bytes]:
        after = -1
        while True:
            page = await call.lane.db.read_long(storing.page, app.app_id, collection.name, after)
            if not page:
                return
            after = page[-1].place
            yield "".join(f"{row.content}\n" for row in page).encode()

    name = f'attachment; filename="{collection.name}.json"'
    headers = {"content-disposition": name, "cache-control": "no-store", "x-content-type-options": "nosniff"}
    return StreamingResponse(lines(), headers=headers, media_type="application/x-ndjson")


@console.post(f"{_BASE}/import", raw=True, query=ImportQuery)
async def take_in(call: Call[None]) -> Imported:
    """Take documents in: one in a line, or a list of them. What came before a wrong one stays.

    Request:  the lines as body; ?mode=upsert
    Response: {"added": 2, "replaced": 0}
    Errors:   NotYours · ProgramNotFound · CloudClosed · CollectionMissing · ParameterWrong, with the document's place ·
              DocumentThere · DocumentTooLarge · BodyTooLarge
    """
    app = await call.lane.db.read(managed, call, "content")
    await environments.at_hand(call.lane, app.app_id)
    told = copying.parsed(await call.read(_IMPORT_BYTES))
    where = writing.Where(app_id=app.app_id, collection=call.path["name"], asker=_ADMINISTRATOR)
    added, replaced = await copying.take_in(call.lane, where, told, call.query.mode)
    await call.lane.db.run(_note, call, app.app_id, "documents_imported", added + replaced)
    return Imported(added, replaced)


async def _ask(call: Call[Any], app_id: str, action: str, **asked: Any) -> dict[str, Any]:
    ask = asking.Ask(action=action, collection=call.path["name"], **asked)
    return await asking.answer(call.lane, app_id, _ADMINISTRATOR, ask)


async def _shown(call: Call[Any], app_id: str, document_id: Any) -> DocumentBody:
    return DocumentBody((await _ask(call, app_id, "get", id=document_id))["data"])


def _id(read: Reader, app_id: str, name: str, said: str) -> Any:
    """The `_id` that an address means: a text, or a number where no text is one. Raises: DocumentMissing"""
    collections.found(read, app_id, name)
    choices: list[Any] = [said]
    with suppress(ValueError):
        choices.append(float(said))
    for choice in choices:
        # "nan" is a text here, as any other.
        if isinstance(choice, float) and not isfinite(choice):
            continue
        if storing.one(read, app_id, name, storing.key_of(choice)) is not None:
            return choice
    raise DocumentMissing(id=said[:64])


def _note(tx: Transaction, call: Call[Any], app_id: str, action: str, what: Any) -> None:
    detail = {"collection": call.path["name"], "what": what}
    audit(tx, actor=call.actor.name, action=f"cloud.{action}", subject=f"app:{app_id}", detail=detail)


def _json(text: str, otherwise: Any) -> Any:
    if not text.strip():
        return otherwise
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise ParameterWrong(detail=f"this is no JSON: {error}") from None
