"""Bytes on their way between people and apps: voice in the form each side wants, and addresses for pictures."""

import asyncio
import hashlib

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import errors, messages
from hutong.dialog.messages import Prepared
from hutong.kernel import stills, transcode
from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.kernel.media import Blob

_VOICE_LIMIT_BYTES = 2 << 20
_STILL_LIMIT_BYTES = 1 << 20
_READ_BYTES = 1 << 20
_DIGEST_BYTES = 32
_PICTURE = "dialog.picture"


async def for_app(lane: Lane, body: bodies.AnyBody) -> Prepared | None:
    """What an entry needs before it can be handed to an app's server; None where it needs nothing."""
    match body:
        case bodies.Image():
            return Prepared(blob=_blob_of(body.media), picture_path=picture_path(lane, body.media))
        case bodies.Voice():
            return Prepared(blob=await _as_amr(lane, body.media))
        case bodies.Video():
            thumb = _blob_of(body.thumb) if body.thumb else await _still_of(lane, body.media)
            return Prepared(blob=_blob_of(body.media), thumb=thumb)
        case bodies.File():
            return Prepared(blob=_blob_of(body.media), md5=await asyncio.to_thread(_md5, lane, body.media.digest))
    assert not messages.needs_preparation(body), f"bytes of a kind nobody prepares: {body!r}"
    return None


async def for_people(lane: Lane, app_id: str, media_id: str, *kinds: str) -> bodies.Media:
    """An app's medium as people's devices show it.

    Raises: MediaUnknown when the app has none of these `kinds` by this id, or its time is over.
    """
    found = await lane.db.read(apps.find_media, app_id, media_id)
    if found is None:
        raise errors.MediaUnknown(media_id=media_id)
    if found.kind not in kinds:
        raise errors.MediaUnknown(media_id=media_id, kind=found.kind, expected=" or ".join(kinds))
    blob = Blob(
        digest=found.digest,
        size_bytes=found.size_bytes,
        content_type=found.content_type,
        width=found.width,
        height=found.height,
        duration_seconds=found.duration_seconds,
    )
    try:
        return await kept_for_people(lane, blob, found.kind, found.filename)
    except HutongError:
        # It was checked when it came; what cannot be played is of no use to a person.
        raise errors.MediaUnknown(media_id=media_id, kind=found.content_type, expected="voice") from None


async def kept_for_people(lane: Lane, blob: Blob, kind: str, name: str = "") -> bodies.Media:
    """Bytes an app keeps, as people's devices show them. Raises: HutongError when a voice cannot be played"""
    if kind == "voice":
        return chat.media_of(await chat.keep_playable(lane, blob))
    return chat.media_of(blob, name or None)


def picture_path(lane: Lane, media: bodies.Media) -> str:
    """Where an app's server, or anybody it tells, gets a picture that a person sent; from the instance's root."""
    named = bytes.fromhex(media.digest) + media.type.encode()
    return f"/pictures/{lane.keys.sign(_PICTURE, named)}"


def picture_of(lane: Lane, token: str) -> tuple[str, str] | None:
    """The digest and content type of the picture that a path of ours names."""
    named = lane.keys.verify(_PICTURE, token)
    return None if named is None else (named[:_DIGEST_BYTES].hex(), named[_DIGEST_BYTES:].decode())


async def _as_amr(lane: Lane, media: bodies.Media) -> Blob:
    data = await asyncio.to_thread(lane.media.read, media.digest)
    try:
        spoken = await asyncio.to_thread(transcode.to_amr, data)
    except transcode.CannotEncode:
        # A machine without the encoder still hands on what was said, as it was said.
        return _blob_of(media)
    return await lane.media.put(spoken, _VOICE_LIMIT_BYTES)


async def _still_of(lane: Lane, film: bodies.Media) -> Blob | None:
    """The film's first picture, for those who sent none with it."""
    drawn = await asyncio.to_thread(stills.first_picture, lane.media.path(film.digest))
    return None if drawn is None else await lane.media.put(drawn, _STILL_LIMIT_BYTES)


def _blob_of(media: bodies.Media) -> Blob:
    return Blob(
        digest=media.digest,
        size_bytes=media.size_bytes,
        content_type=media.type,
        width=media.width,
        height=media.height,
        duration_seconds=media.seconds,
    )


def _md5(lane: Lane, digest: str) -> str:
    counted = hashlib.md5(usedforsecurity=False)
    with lane.media.path(digest).open("rb") as file:
        while piece := file.read(_READ_BYTES):
            counted.update(piece)
    return counted.hexdigest()
