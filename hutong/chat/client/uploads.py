"""/api/client/uploads: bytes go up first, and are sent by the id they got."""

from typing import Literal

import msgspec

from hutong.chat import uploads, voices
from hutong.chat.entry_views import MediaView, upload_view
from hutong.wire.product import Call, client


class UploadQuery(msgspec.Struct, frozen=True):
    """What is coming."""

    kind: Literal["image", "voice", "video", "file"]
    name: str | None = None


class UploadAnswer(msgspec.Struct, frozen=True):
    """The id to send, and what the bytes turned out to be. Its address comes with the message."""

    upload_id: str
    media: MediaView


@client.post("/uploads", raw=True, query=UploadQuery)
async def upload(call: Call[None]) -> UploadAnswer:
    """Bring a picture, a voice recording, a film or a file; it may be sent for three days.

    Request:  ?kind=image&name=cat.jpg and the raw bytes
    Response: {"upload_id": "7312…", "media": Media}
    Errors:   TooLarge · Empty · NotThatKind · VoiceTooLong
    """
    wanted: UploadQuery = call.query
    lane = call.lane
    limits = {"image": lane.config.picture_limit_bytes, "voice": voices.LIMIT_BYTES}
    limit = min(limits.get(wanted.kind, lane.config.upload_limit_bytes), lane.config.upload_limit_bytes)
    if wanted.kind == "voice":
        # Browsers record sound into containers that look like films; what is in them decides.
        blob = await voices.keep_playable(lane, await lane.media.put(call.stream(), limit))
    else:
        blob = await lane.media.put(call.stream(), limit, wanted.kind)
    kept = await lane.db.run(uploads.keep, call.person_id, wanted.kind, blob, wanted.name)
    return UploadAnswer(str(kept.id), upload_view(kept))
