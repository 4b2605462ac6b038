"""Uploading: a package comes in, is looked at, kept, compiled by a job, and becomes a development version."""

import asyncio
from datetime import timedelta

import msgspec
import sqlalchemy as sa

from hutong.kernel import instance
from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.kernel.lane import Lane
from hutong.mini import events, programs
from hutong.mini.errors.packages import PackageMissing, StillCompiling
from hutong.mini.errors.versions import UploadsUsedUp, VersionTextWrong
from hutong.mini.models.versions import COMPILING, FAILED, PREVIEW, READY, UPLOAD, Problem, Version, versions
from hutong.mini.packages import unpacking
from hutong.mini.packages.compiling import Compiled
from hutong.mini.versions import choosing

JOB = "mini.compile"
CHANGED = "mini.version"
"""Woken with "app_id:version_id" whenever a version's compiling got on."""

MOST_NUMBER_LETTERS = 64
MOST_DESCRIPTION_LETTERS = 1000
DAILY_UPLOADS = 300
_WAIT_SECONDS = 0.5

_of_app = query(
    versions.select()
    .where(versions.c.app_id == param("app_id"))
    .order_by(versions.c.version_id.desc())
    .limit(param("limit", sa.Integer())),
    Version,
)
_since = query(
    sa.select(sa.func.count().label("total"))
    .select_from(versions.sa)
    .where(versions.c.app_id == param("app_id"), versions.c.uploaded_at >= param("since", versions.c.uploaded_at.type)),
    Count,
)


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody uploads, beside its bytes."""

    app_id: str
    kind: str = UPLOAD
    number: str = "1.0.0"
    description: str = ""
    person_id: int | None = None
    uploader: str = ""


class Compiling(msgspec.Struct, frozen=True):
    """Which version is to be compiled."""

    app_id: str
    version_id: int


async def receive(lane: Lane, upload: Upload, packed: bytes) -> Version:
    """Take a zip in; compiling it is a job.

    Raises: ProgramNotFound · VersionTextWrong · UploadsUsedUp · what `unpacking.look` raises
    """
    check_texts(upload.number, upload.description)
    await lane.db.read(programs.app_of, upload.app_id)
    if not packed:
        raise PackageMissing()
    await asyncio.to_thread(unpacking.look, packed)
    blob = await lane.media.put(packed, unpacking.MOST_PACKED_BYTES)
    return await lane.db.run(add, upload, blob.digest, blob.size_bytes)


def add(tx: Transaction, upload: Upload, source: str, source_bytes: int) -> Version:
    """Write down that a package came in. Raises: ProgramNotFound · UploadsUsedUp"""
    programs.kept(tx, upload.app_id)
    _refuse_too_many(tx, upload.app_id)
    version = tx.insert(
        Version(
            app_id=upload.app_id,
            version_id=tx.new_id("mini.version"),
            kind=upload.kind,
            person_id=upload.person_id,
            uploader=upload.uploader,
            number=upload.number,
            description=upload.description,
            source=source,
            source_bytes=source_bytes,
            state=COMPILING,
            stage="waiting",
            percent=0,
            digest=None,
            size_bytes=0,
            pages=[],
            problems=[],
            uploaded_at=tx.now,
            compiled_at=None,
        )
    )
    # One after another, for they share the folder that the program was unpacked to the last time.
    tx.job(JOB, Compiling(version.app_id, version.version_id), serial_key=f"{JOB}:{version.app_id}")
    return version


def check_texts(number: str, description: str) -> None:
    """Raises: VersionTextWrong"""
    if not number or len(number) > MOST_NUMBER_LETTERS:
        raise VersionTextWrong(field="number", max=MOST_NUMBER_LETTERS)
    if len(description) > MOST_DESCRIPTION_LETTERS:
        raise VersionTextWrong(field="description", max=MOST_DESCRIPTION_LETTERS)


def note_progress(tx: Transaction, app_id: str, version_id: int, stage: str, percent: int) -> None:
    """Remember how far the compiler is."""
    version = choosing.found(tx, app_id, version_id)
    if version.state == COMPILING:
        tx.update(version, stage=stage, percent=percent)
        _tell(tx, version)


def finish(tx: Transaction, app_id: str, version_id: int, made: Compiled) -> Version:
    """Remember what became of it; finishing twice changes nothing. Publishes: VersionUploaded"""
    version = choosing.found(tx, app_id, version_id)
    if version.state != COMPILING:
        return version
    version = tx.update(
        version,
        state=FAILED if made.digest is None else READY,
        stage="done",
        percent=100,
        digest=made.digest,
        size_bytes=made.size_bytes,
        pages=made.pages,
        problems=made.problems,
        compiled_at=tx.now,
    )
    tx.publish(events.VersionUploaded(app_id=app_id, version_id=version_id))
    _tell(tx, version)
    return version


def refused(
    what: str, what_to_do: str = "", file: str = "", *, code: str = "", params: dict[str, str] | None = None
) -> Compiled:
    """What becomes of a package that is not even unpacked."""
    problem = Problem(file=file, what=what, what_to_do=what_to_do, code=code, params=params or {})
    return Compiled(digest=None, size_bytes=0, pages=[], problems=[problem])


def listed(read: Reader, app_id: str, *, limit: int = 50) -> list[Version]:
    """The versions of a program, newest first."""
    return read.many(_of_app, app_id=app_id, limit=limit)


async def wait_for(lane: Lane, version: Version, *, seconds: float) -> Version:
    """The version when its compiling has ended. Raises: StillCompiling"""
    news = asyncio.Event()
    name = f"{version.app_id}:{version.version_id}"
    stop = lane.bus.listen(CHANGED, lambda changed: news.set() if changed == name else None)
    try:
        async with asyncio.timeout(seconds):
            while True:
                news.clear()
                now = await lane.db.read(choosing.found, version.app_id, version.version_id)
                if now.state != COMPILING:
                    return now
                # Another process may compile it, and its news may be lost.
                try:
                    await asyncio.wait_for(news.wait(), _WAIT_SECONDS)
                except TimeoutError:
                    continue
    except TimeoutError:
        raise StillCompiling(version_id=version.version_id) from None
    finally:
        stop()


def is_preview(version: Version) -> bool:
    """Whether only who uploaded it sees it."""
    return version.kind == PREVIEW


def _refuse_too_many(tx: Transaction, app_id: str) -> None:
    """A lab's own disk is its own affair. Raises: UploadsUsedUp"""
    here = instance.find(tx)
    counted = tx.one(_since, app_id=app_id, since=tx.now - timedelta(days=1))
    if here is not None and here.mode == "live" and counted is not None and counted.total >= DAILY_UPLOADS:
        raise UploadsUsedUp(limit=DAILY_UPLOADS)


def _tell(tx: Transaction, version: Version) -> None:
    tx.wake(CHANGED, f"{version.app_id}:{version.version_id}")
