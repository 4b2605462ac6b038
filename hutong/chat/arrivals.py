"""Arrivals: large files on their way up, in parts, however often the line breaks."""

from datetime import timedelta

import msgspec
import sqlalchemy as sa

from hutong.chat import bounds, errors, uploads
from hutong.chat.models.tables import Upload
from hutong.chat.models.tables import uploads as rows
from hutong.kernel.db import Row, Transaction, param, query, statement
from hutong.kernel.media import Blob

LIFETIME = timedelta(days=1)


class Stale(msgspec.Struct, frozen=True):
    """An upload that may have been given up."""

    person_id: int
    upload_id: int


class Count(Row, frozen=True):
    """How many."""

    total: int


_unfinished = query(
    sa.select(sa.func.count().label("total")).where(
        rows.c.person_id == param("person_id"),
        rows.c.digest == "",
        rows.c.expires_at > param("at", rows.c.expires_at.type),
    ),
    Count,
)
_forget = statement(
    sa.delete(rows.sa).where(rows.c.person_id == param("of_person"), rows.c.id == param("which"), rows.c.digest == "")
)


def begin(tx: Transaction, person_id: int, kind: str, name: str | None, size_bytes: int, *, at_most: int) -> Upload:
    """Expect a file of a person; what has not come within a day is forgotten.

    Raises: TooManyUploads
    """
    there = tx.one(_unfinished, person_id=person_id, at=tx.now)
    if there is not None and there.total >= at_most:
        raise errors.TooManyUploads(limit=at_most)
    expected = tx.insert(
        Upload(
            person_id=person_id,
            id=tx.new_id("upload"),
            kind=kind,
            digest="",
            content_type="",
            size_bytes=size_bytes,
            name=bounds.clean_file_name(name),
            width=None,
            height=None,
            seconds=None,
            expires_at=tx.now + LIFETIME,
        )
    )
    tx.job(
        "chat.sweep_upload",
        Stale(person_id, expected.id),
        due_at=expected.expires_at,
        name=_job_name(expected.id),
    )
    return expected


def finish(tx: Transaction, person_id: int, upload_id: str, blob: Blob) -> Upload:
    """All of it is here; from now on it may be sent. Raises: UploadNotFound"""
    found = uploads.find(tx, person_id, upload_id)
    tx.cancel_job(_job_name(found.id))
    return tx.update(
        found,
        digest=blob.digest,
        content_type=blob.content_type,
        width=blob.width,
        height=blob.height,
        seconds=blob.duration_seconds,
        expires_at=tx.now + uploads.LIFETIME,
    )


def forget(tx: Transaction, person_id: int, upload_id: int) -> bool:
    """Expect it no longer; whether it was still on its way."""
    tx.cancel_job(_job_name(upload_id))
    return tx.run(_forget, of_person=person_id, which=upload_id) > 0


def _job_name(upload_id: int) -> str:
    return f"chat.sweep_upload:{upload_id}"
