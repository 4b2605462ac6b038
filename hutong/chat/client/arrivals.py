"""/api/client/uploads/parts: a large file goes up in parts, and on from where the line broke."""

import asyncio
import shutil
from typing import Annotated, Literal

import msgspec

from hutong.chat import arrivals, errors, uploads
from hutong.chat.client.paths import Seq
from hutong.chat.client.uploads import UploadAnswer
from hutong.chat.entry_views import upload_view
from hutong.chat.models.tables import Upload
from hutong.kernel.lane import Lane
from hutong.kernel.media import TooLarge
from hutong.wire.product import Call, client

# Large enough to fill a line, small enough that a broken one costs little.
PART_BYTES = 4 << 20
_LEAST_FREE_BYTES = 256 << 20


class BeginUpload(msgspec.Struct, frozen=True):
    """What is coming."""

    kind: Literal["image", "video", "file"]
    size_bytes: Annotated[int, msgspec.Meta(ge=1, lt=1 << 53)]
    name: str | None = None


class PartQuery(msgspec.Struct, frozen=True):
    """Where a part begins."""

    offset: Seq


class Arrival(msgspec.Struct, frozen=True):
    """How much of a file is here, and how much is best sent at once."""

    upload_id: str
    offset: int
    size_bytes: int
    part_bytes: int = PART_BYTES


class Gone(msgspec.Struct, frozen=True):
    """It is expected no longer."""


@client.post("/uploads/parts", body=BeginUpload)
async def begin(call: Call[BeginUpload]) -> Arrival:
    """Say that a file is coming; it has a day to arrive.

    Request:  {"kind": "file", "name": "film.mov", "size_bytes": 734003200}
    Response: {"upload_id": "7312…", "offset": 0, "size_bytes": 734003200, "part_bytes": 4194304}
    Errors:   TooLarge · TooManyUploads · NoRoom
    """
    lane, coming = call.lane, call.body
    limit = _limit(lane, coming.kind)
    if coming.size_bytes > limit:
        raise TooLarge(limit_bytes=limit)
    free = await asyncio.to_thread(shutil.disk_usage, lane.config.home)
    if free.free - coming.size_bytes < _LEAST_FREE_BYTES:
        raise errors.NoRoom()
    expected = await lane.db.run(
        arrivals.begin,
        call.person_id,
        coming.kind,
        coming.name,
        coming.size_bytes,
        at_most=lane.config.unfinished_uploads,
    )
    return _arrival(lane, expected)


@client.get("/uploads/parts/{upload_id}")
async def look(call: Call[None]) -> Arrival:
    """How much has arrived: where to go on.

    Response: {"upload_id": "7312…", "offset": 8388608, "size_bytes": 734003200, "part_bytes": 4194304}
    Errors:   UploadNotFound
    """
    return _arrival(call.lane, await _expected(call))


@client.put("/uploads/parts/{upload_id}", raw=True, query=PartQuery)
async def put(call: Call[None]) -> Arrival:
    """Bring the bytes from `offset` on; what came before a line broke is kept.

    Request:  ?offset=8388608 and the raw bytes
    Response: {"upload_id": "7312…", "offset": 12582912, "size_bytes": 734003200, "part_bytes": 4194304}
    Errors:   UploadNotFound · PartMisplaced · TooLarge
    """
    expected = await _expected(call)
    if expected.has_arrived:
        return _arrival(call.lane, expected)
    await call.lane.partial.append(expected.id, call.query.offset, call.stream(), expected.size_bytes)
    return _arrival(call.lane, expected)


@client.post("/uploads/parts/{upload_id}/finish", raw=True)
async def finish(call: Call[None]) -> UploadAnswer:
    """All parts are here: check what they make; it may be sent for three days. Asked twice, it answers the same.

    Response: {"upload_id": "7312…", "media": Media}
    Errors:   UploadNotFound · UploadUnfinished · NotThatKind
    """
    lane, expected = call.lane, await _expected(call)
    if expected.has_arrived:
        return UploadAnswer(str(expected.id), upload_view(expected))
    offset = lane.partial.size(expected.id)
    if offset != expected.size_bytes:
        raise errors.UploadUnfinished(offset=offset)
    kind: Literal["image", "video", "file"] = expected.kind  # type: ignore[assignment]  # as it was begun
    blob = await lane.media.adopt(lane.partial.path(expected.id), kind)
    kept = await lane.db.run(arrivals.finish, call.person_id, str(expected.id), blob)
    return UploadAnswer(str(kept.id), upload_view(kept))


@client.delete("/uploads/parts/{upload_id}")
async def forget(call: Call[None]) -> Gone:
    """Bring it no longer; what has arrived of it is deleted.

    Response: {}
    Errors:   UploadNotFound
    """
    expected = await _expected(call)
    if await call.lane.db.run(arrivals.forget, call.person_id, expected.id):
        await asyncio.to_thread(call.lane.partial.discard, expected.id)
    return Gone()


def _limit(lane: Lane, kind: str) -> int:
    config = lane.config
    return min(config.picture_limit_bytes, config.upload_limit_bytes) if kind == "image" else config.upload_limit_bytes


async def _expected(call: Call[None]) -> Upload:
    return await call.lane.db.read(uploads.find, call.person_id, call.path["upload_id"])


def _arrival(lane: Lane, upload: Upload) -> Arrival:
    offset = upload.size_bytes if upload.has_arrived else lane.partial.size(upload.id)
    return Arrival(str(upload.id), offset, upload.size_bytes)
