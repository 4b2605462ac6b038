"""/api/console/mini/{app_id}/versions and /releases: uploading, the trial version, releasing and going back."""

from datetime import datetime
from typing import Literal

import msgspec

from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.mini import programs, releasing
from hutong.mini.console.programs import managed
from hutong.mini.console.shapes import ProgramShape, VersionShape, id_in, program_shape, version_shape
from hutong.mini.errors.packages import StillCompiling
from hutong.mini.models.versions import Release, Version
from hutong.mini.packages import unpacking
from hutong.mini.versions import choosing, uploading
from hutong.wire.paths import number_in
from hutong.wire.product import Call, File, Nothing, console


class UploadQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What is uploaded. `wait` is how many seconds the answer may wait for the compiler."""

    number: str = "1.0.0"
    description: str = ""
    kind: Literal["upload", "preview"] = "upload"
    wait: float = 0


class VersionList(msgspec.Struct, frozen=True):
    items: list[VersionShape]


class VersionWanted(msgspec.Struct, frozen=True):
    version_id: str


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a hundred people get the new version."""

    percent: int
    members_first: bool = False
    testers_first: bool = False


class GoingBack(msgspec.Struct, frozen=True):
    """To which version; to the one before without one."""

    version_id: str | None = None


class ReleaseShape(msgspec.Struct, frozen=True, kw_only=True):
    """That a version was released."""

    version: VersionShape
    how: str
    by: str
    released_at: datetime


class ReleaseList(msgspec.Struct, frozen=True):
    """What was released, newest first; `older` are the versions one may go back to."""

    items: list[ReleaseShape]
    older: list[VersionShape]


@console.get("/mini/{app_id}/versions")
def listed(read: Reader, call: Call[None]) -> VersionList:
    """The versions that were uploaded, newest first. Errors: NotYours · ProgramNotFound"""
    app = managed(read, call)
    program = programs.found(read, app.app_id)
    return VersionList([version_shape(read, program, one) for one in uploading.listed(read, app.app_id)])


@console.post("/mini/{app_id}/versions", raw=True, query=UploadQuery)
async def upload(call: Call[None]) -> VersionShape:
    """Upload a package: the bytes of a zip. It is compiled by a job; `?wait=60` waits for the end of it.

    Request:  ?number=1.2.0&description=…&kind=upload&wait=60, the zip as body
    Response: {"version_id", "state": "compiling" | "ready" | "failed", "percent", "problems": [{"file", "line", …}]}
    Errors:   NotYours · ProgramNotFound · VersionTextWrong · PackageTooLarge · PackageNotZip · PackageEncrypted ·
              TooManyFiles · PackageUnpacksTooLarge · PathEscapes · PathNotPlain · PathTwice · LinkInPackage
    """
    lane, told = call.lane, call.query
    app = await lane.db.read(managed, call, "content")
    packed = await call.read(unpacking.MOST_PACKED_BYTES + 1)
    wanted = uploading.Upload(
        app_id=app.app_id,
        kind=told.kind,
        number=told.number,
        description=told.description,
        person_id=call.actor.person_id,
        uploader=call.actor.name,
    )
    version = await uploading.receive(lane, wanted, packed)
    if told.wait > 0:
        version = await _waited(call, version, min(told.wait, 150.0))
    return await lane.db.read(_shape, version)


@console.get("/mini/{app_id}/versions/{version_id}")
def show(read: Reader, call: Call[None]) -> VersionShape:
    """One version, and how far its compiling is. Errors: NotYours · ProgramNotFound · VersionNotFound"""
    app = managed(read, call)
    return _shape(read, choosing.found(read, app.app_id, id_in(call, "version_id")))


@console.get("/mini/{app_id}/versions/{version_id}/source")
async def source(call: Call[None]) -> File:
    """The zip that was uploaded. Errors: NotYours · ProgramNotFound · VersionNotFound"""
    lane = call.lane
    app = await lane.db.read(managed, call, "content")
    version: Version = await lane.db.read(choosing.found, app.app_id, id_in(call, "version_id"))
    name = f"{app.app_id}-{version.version_id}.zip"
    return File(lane.media.path(version.source), "application/zip", name)


@console.put("/mini/{app_id}/trial", body=VersionWanted)
def set_trial(tx: Transaction, call: Call[VersionWanted]) -> ProgramShape:
    """Let testers open this version.

    Request:  {"version_id": "7312…"}
    Errors:   NotYours · ProgramNotFound · VersionNotFound · VersionNotReady
    """
    app = managed(tx, call, "settings")
    releasing.set_trial(tx, app.app_id, number_in(call.body.version_id) or 0)
    audit(tx, actor=call.actor.name, action="mini.trial_set", subject=f"app:{app.app_id}")
    return program_shape(tx, call, app)


@console.get("/mini/{app_id}/releases")
def releases(read: Reader, call: Call[None]) -> ReleaseList:
    """What was released when, and to what one may go back. Errors: NotYours · ProgramNotFound"""
    app = managed(read, call)
    program = programs.found(read, app.app_id)
    older = [version_shape(read, program, one) for one in releasing.older_releases(read, program)]
    return ReleaseList([_release(read, one) for one in releasing.history_of(read, app.app_id)], older)


@console.post("/mini/{app_id}/releases", body=Nothing)
def release(tx: Transaction, call: Call[Nothing]) -> ProgramShape:
    """Give people the version that passed its review last; they get it at their next start.

    Errors:   NotYours · ProgramNotFound · NothingToRelease · ReviewNotPassed · AlreadyReleased
    """
    app = managed(tx, call, "settings")
    releasing.release(tx, app.app_id, by=call.actor.name)
    audit(tx, actor=call.actor.name, action="mini.released", subject=f"app:{app.app_id}")
    return program_shape(tx, call, app)


@console.put("/mini/{app_id}/grey", body=Share)
def begin_grey(tx: Transaction, call: Call[Share]) -> ProgramShape:
    """Give the version that passed last to a share of people, or to a larger one; 100 releases it.

    Request:  {"percent": 10, "members_first": true}
    Errors:   NotYours · ProgramNotFound · NotReleased · GreyPercentWrong · GreyMustGrow · GreyNotApproved ·
              AlreadyReleased
    """
    app, share = managed(tx, call, "settings"), call.body
    releasing.begin_grey(
        tx,
        app.app_id,
        share.percent,
        members_first=share.members_first,
        testers_first=share.testers_first,
        by=call.actor.name,
    )
    about = {"percent": str(share.percent)}
    audit(tx, actor=call.actor.name, action="mini.grey_set", subject=f"app:{app.app_id}", detail=about)
    return program_shape(tx, call, app)


@console.delete("/mini/{app_id}/grey")
def end_grey(tx: Transaction, call: Call[None]) -> ProgramShape:
    """Give everybody the released version again. Errors: NotYours · ProgramNotFound · NoGreyRelease"""
    app = managed(tx, call, "settings")
    releasing.end_grey(tx, app.app_id)
    audit(tx, actor=call.actor.name, action="mini.grey_ended", subject=f"app:{app.app_id}")
    return program_shape(tx, call, app)


@console.post("/mini/{app_id}/rollback", body=GoingBack)
def go_back(tx: Transaction, call: Call[GoingBack]) -> ProgramShape:
    """Give people an older release again.

    Request:  {"version_id": "7312…"}, or {} for the one before
    Errors:   NotYours · ProgramNotFound · NotReleased · ReleaseRunsInShares · NoOlderRelease
    """
    app = managed(tx, call, "settings")
    wanted = None if call.body.version_id is None else number_in(call.body.version_id) or 0
    releasing.go_back(tx, app.app_id, wanted, by=call.actor.name)
    audit(tx, actor=call.actor.name, action="mini.rolled_back", subject=f"app:{app.app_id}")
    return program_shape(tx, call, app)


async def _waited(call: Call[None], version: Version, seconds: float) -> Version:
    try:
        return await uploading.wait_for(call.lane, version, seconds=seconds)
    except StillCompiling:
        return version


def _shape(read: Reader, version: Version) -> VersionShape:
    return version_shape(read, programs.found(read, version.app_id), version)


def _release(read: Reader, one: Release) -> ReleaseShape:
    version = choosing.found(read, one.app_id, one.version_id)
    return ReleaseShape(version=_shape(read, version), how=one.how, by=one.by, released_at=one.released_at)
