"""Temporary media: files an app may name by id for 72 hours."""

from base64 import urlsafe_b64encode
from datetime import timedelta

import msgspec
import sqlalchemy as sa

from hutong.apps import errors
from hutong.apps.models import TemporaryMedia, temporary_media
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.kernel.errors import HutongError
from hutong.kernel.media import Blob, Kind

LIFE = timedelta(hours=72)
_ID_BYTES = 48
_MB = 1 << 20

_by_media_id = query(
    sa.select(temporary_media.sa).where(temporary_media.c.media_id == param("media_id")).limit(1), TemporaryMedia
)
_forget_expired = statement(
    sa.delete(temporary_media.sa).where(
        temporary_media.c.app_id == param("of_app"),
        temporary_media.c.expires_at <= param("until", temporary_media.c.expires_at.type),
    )
)


class Bounds(msgspec.Struct, frozen=True):
    """What a kind of uploaded media may be: its content types, its size, and what to say beyond that."""

    kind: Kind
    types: frozenset[str]
    limit_bytes: int
    too_large: type[HutongError]
    most_seconds: int | None = None


UPLOADS: dict[str, Bounds] = {
    "image": Bounds("image", frozenset({"image/png", "image/jpeg", "image/gif"}), 10 * _MB, errors.ImageTooLarge),
    "voice": Bounds("voice", frozenset({"audio/amr", "audio/mpeg"}), 2 * _MB, errors.VoiceTooLarge, most_seconds=60),
    "video": Bounds("video", frozenset({"video/mp4"}), 10 * _MB, errors.VideoTooLarge),
    "thumb": Bounds("image", frozenset({"image/jpeg"}), 64 << 10, errors.ThumbTooLarge),
}
"""What an app's server may upload."""

_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "audio/amr": "amr",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "image/webp": "webp",
    "application/pdf": "pdf",
}


def add(tx: Transaction, app_id: str, kind: str, blob: Blob, filename: str = "") -> TemporaryMedia:
    """Let an app name a stored blob for 72 hours. `kind` is image, voice, video, thumb or file."""
    tx.run(_forget_expired, of_app=app_id, until=tx.now)
    media = TemporaryMedia(
        app_id=app_id,
        media_id=urlsafe_b64encode(tx.new_token("apps.media_id", _ID_BYTES)).decode(),
        kind=kind,
        digest=blob.digest,
        size_bytes=blob.size_bytes,
        content_type=blob.content_type,
        filename=filename,
        width=blob.width,
        height=blob.height,
        duration_seconds=blob.duration_seconds,
        created_at=tx.now,
        expires_at=tx.now + LIFE,
    )
    return tx.insert(media)


def find(read: Reader, app_id: str, media_id: str) -> TemporaryMedia | None:
    """The media an app means by an id; None when it is none of its own, or older than 72 hours."""
    media = read.one(temporary_media.by_key, app_id=app_id, media_id=media_id)
    return media if media is not None and read.now < media.expires_at else None


def find_for_anybody(read: Reader, media_id: str) -> TemporaryMedia | None:
    """The media of an id alone, for whoever was given the id."""
    media = read.one(_by_media_id, media_id=media_id)
    return media if media is not None and read.now < media.expires_at else None


def download_name(media: TemporaryMedia) -> str:
    """The file name a download carries."""
    return f"{media.media_id}.{_ENDINGS.get(media.content_type, 'bin')}"


def bounds_of(kind: str) -> Bounds:
    """What may be uploaded as `kind`. Raises: MediaKindWrong"""
    bounds = UPLOADS.get(kind)
    if bounds is None:
        raise errors.MediaKindWrong(type=kind[:32])
    return bounds
