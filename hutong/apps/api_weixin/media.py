"""/cgi-bin/media: temporary media, kept for 72 hours."""

import asyncio

import msgspec

from hutong.apps import errors, media
from hutong.apps.models import TemporaryMedia
from hutong.kernel.db import Reader
from hutong.kernel.media import Blob, NotThatKind, sniff
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import EVERY, Bytes, Call, api


class Uploaded(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was kept. A thumbnail's id is also spelt as older SDKs read it."""

    type: str
    media_id: str
    created_at: int
    thumb_media_id: str | None = None


class VideoAnswer(msgspec.Struct, frozen=True):
    """Where a video is fetched."""

    video_url: str


@api.post("/cgi-bin/media/upload", kinds=EVERY, needs="media", daily="media.upload", form=True)
async def upload(call: Call[None]) -> Uploaded:
    """Keep a file for 72 hours. Its type is told from its bytes, not from its name.

    Request:  ?type=image|voice|video|thumb (or a form field), a multipart form with the file as `media`
    Response: {"type": "image", "media_id": "…", "created_at": 1732183200}
    Errors:   MediaKindWrong · MediaMissing · MediaEmpty · MediaTypeRefused · ImageTooLarge · VoiceTooLarge ·
              VoiceTooLong · VideoTooLarge · ThumbTooLarge
    Source:   developers.weixin.qq.com, "Upload temporary media"; bounds of the newest text
    """
    kind = call.args.get("type") or call.form.get("type", "")
    bounds = media.bounds_of(kind)
    file = call.files.get("media")
    if file is None:
        raise errors.MediaMissing()
    blob = await _kept(call, file.data, bounds)
    kept = await call.lane.db.run(media.add, call.app.app_id, kind, blob, file.filename)
    return Uploaded(
        type=kind,
        media_id=kept.media_id,
        created_at=int(kept.created_at.timestamp()),
        thumb_media_id=kept.media_id if kind == "thumb" else None,
    )


@api.get("/cgi-bin/media/get", kinds=EVERY, needs="media", daily="media.get", also=("POST",))
async def get(call: Call[None]) -> Bytes | VideoAnswer:
    """Fetch temporary media, an app's own or what a person sent it; a video's answer is its address.

    Request:  ?media_id=…
    Response: the bytes with `Content-disposition: attachment; filename="…"`, or {"video_url": "…"}
    Errors:   MediaIdMissing · MediaUnknown
    Source:   developers.weixin.qq.com, "Get temporary media"
    """
    media_id = call.args.get("media_id", "")
    if not media_id:
        raise errors.MediaIdMissing()
    found = await call.lane.db.read(_found, call.app.app_id, media_id)
    if found.kind == "video":
        base = call.lane.config.public_url or call.lane.port(Addresses).url
        return VideoAnswer(f"{base.rstrip('/')}/media/videos/{found.media_id}")
    content = await asyncio.to_thread(call.lane.media.read, found.digest)
    return Bytes(content, found.content_type, media.download_name(found))


async def _kept(call: Call[None], data: bytes, bounds: media.Bounds) -> Blob:
    if not data:
        raise errors.MediaEmpty()
    if len(data) > bounds.limit_bytes:
        raise bounds.too_large(limit_bytes=bounds.limit_bytes, size_bytes=len(data))
    if sniff(data[:4096]) not in bounds.types:
        raise errors.MediaTypeRefused(content_type=sniff(data[:4096]), accepted=sorted(bounds.types))
    try:
        blob = await call.lane.media.put(data, bounds.limit_bytes, expected=bounds.kind)
    except NotThatKind as refused:
        raise errors.MediaTypeRefused(**refused.facts) from None
    if bounds.most_seconds is not None and (blob.duration_seconds or 0) > bounds.most_seconds:
        raise errors.VoiceTooLong(limit_seconds=bounds.most_seconds, seconds=blob.duration_seconds)
    return blob


def _found(read: Reader, app_id: str, media_id: str) -> TemporaryMedia:
    found = media.find(read, app_id, media_id)
    if found is None:
        raise errors.MediaUnknown(media_id=media_id[:128])
    return found
