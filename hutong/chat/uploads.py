"""Uploads: what a person has brought and may send for three days."""

from datetime import timedelta

import sqlalchemy as sa

from hutong.chat import bounds, errors
from hutong.chat.models.bodies import Media
from hutong.chat.models.tables import Upload, uploads
from hutong.kernel.db import Reader, Transaction, param, statement
from hutong.kernel.media import Blob

LIFETIME = timedelta(days=3)

_forget_expired = statement(
    sa.delete(uploads.sa).where(
        uploads.c.person_id == param("of_person"), uploads.c.expires_at <= param("at", uploads.c.expires_at.type)
    )
)


def keep(tx: Transaction, person_id: int, kind: str, blob: Blob, name: str | None) -> Upload:
    """Remember that a person brought this blob; what they brought long ago is forgotten."""
    tx.run(_forget_expired, of_person=person_id, at=tx.now)
    return tx.insert(
        Upload(
            person_id=person_id,
            id=tx.new_id("upload"),
            kind=kind,
            digest=blob.digest,
            content_type=blob.content_type,
            size_bytes=blob.size_bytes,
            name=bounds.clean_file_name(name),
            width=blob.width,
            height=blob.height,
            seconds=blob.duration_seconds,
            expires_at=tx.now + LIFETIME,
        )
    )


def take(read: Reader, person_id: int, upload_id: str, kind: str) -> Media:
    """What a person brought, to be sent as `kind`; it may be sent more than once.

    Raises: UploadNotFound
    """
    found = find(read, person_id, upload_id)
    if found.kind != kind or not found.has_arrived:
        raise errors.UploadNotFound(upload_id=upload_id)
    blob = Blob(
        digest=found.digest,
        size_bytes=found.size_bytes,
        content_type=found.content_type,
        width=found.width,
        height=found.height,
        duration_seconds=found.seconds,
    )
    return media_of(blob, found.name)


def find(read: Reader, person_id: int, upload_id: str) -> Upload:
    """What a person brought, or is bringing. Raises: UploadNotFound"""
    number = int(upload_id) if upload_id.isascii() and upload_id.isdigit() and len(upload_id) < 20 else -1
    found = read.one(uploads.by_key, person_id=person_id, id=number)
    if found is None or found.expires_at <= read.now:
        raise errors.UploadNotFound(upload_id=upload_id)
    return found


def media_of(blob: Blob, name: str | None = None) -> Media:
    """A stored blob, to be put beside an entry."""
    return Media(
        digest=blob.digest,
        type=blob.content_type,
        size_bytes=blob.size_bytes,
        name=name,
        width=blob.width,
        height=blob.height,
        seconds=blob.duration_seconds,
    )
