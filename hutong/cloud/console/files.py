"""/api/console/mini/{app_id}/cloud/files: the files of a program, by folder."""

from datetime import datetime

import msgspec

from hutong.cloud import environments
from hutong.cloud.console.functions import managed
from hutong.cloud.files import asking, keeping, names
from hutong.cloud.models.environments import Environment
from hutong.cloud.models.files import File as Kept
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, File, Nothing, console

_BASE = "/mini/{app_id}/cloud/files"


class FolderQuery(msgspec.Struct, frozen=True):
    """A folder, with a slash at its end, or "" for the top."""

    folder: str = ""


class PathQuery(msgspec.Struct, frozen=True):
    path: str


class FileShape(msgspec.Struct, frozen=True, kw_only=True):
    """A file. `owner` is the openid of who uploaded it; null for functions, servers and the console."""

    path: str
    file_id: str
    size_bytes: int
    content_type: str
    owner: str | None
    uploaded_at: datetime


class FolderShape(msgspec.Struct, frozen=True, kw_only=True):
    """What lies directly below a folder, and how much the program keeps in all."""

    folders: list[str]
    files: list[FileShape]
    is_all: bool
    count: int
    size_bytes: int
    most_bytes: int
    permission: keeping.Permission


class PermissionWanted(msgspec.Struct, frozen=True):
    """Who may read and write: READONLY, PRIVATE, ADMINWRITE or ADMINONLY."""

    permission: keeping.Permission


@console.get(_BASE, query=FolderQuery)
def browse(read: Reader, call: Call[None]) -> FolderShape:
    """What lies directly below a folder.

    Request:  ?folder=photos/
    Response: {"folders": ["2026"], "files": [{"path", "file_id", …}], "is_all", "count", "size_bytes", "permission"}
    Errors:   NotYours · ProgramNotFound · CloudClosed
    """
    app = managed(read, call)
    return _folder(read, environments.require(read, app.app_id), call.query.folder)


@console.post(_BASE, raw=True, query=PathQuery)
async def upload(call: Call[None]) -> FileShape:
    """Keep a file: its bytes are the body.

    Request:  ?path=photos/a.png
    Errors:   NotYours · ProgramNotFound · CloudClosed · FilePathWrong · FileTooLarge · FileEmpty · StorageFull
    """
    app = await call.lane.db.read(managed, call, "content")
    environment = await environments.at_hand(call.lane, app.app_id)
    kept = await asking.upload(call.lane, environment, call.query.path, call.stream(), keeping.ADMINISTRATOR)
    return _shape(environment, kept)


@console.get(f"{_BASE}/content", query=PathQuery)
async def content(call: Call[None]) -> File:
    """A file's bytes. Errors: NotYours · ProgramNotFound · FileNotFound"""
    app = await call.lane.db.read(managed, call)
    kept: Kept = await call.lane.db.read(keeping.found, app.app_id, call.query.path)
    path = call.lane.media.path(kept.digest)
    # On our own origin it is something to save, whatever it is.
    return File(path, "application/octet-stream", kept.path.rpartition("/")[2], "no-store")


@console.delete(_BASE, query=PathQuery)
def remove(tx: Transaction, call: Call[None]) -> Nothing:
    """Remove a file. Errors: NotYours · ProgramNotFound · FileNotFound"""
    app = managed(tx, call, "content")
    keeping.remove(tx, app.app_id, call.query.path, keeping.ADMINISTRATOR)
    detail = {"path": call.query.path}
    audit(tx, actor=call.actor.name, action="cloud.file_removed", subject=f"app:{app.app_id}", detail=detail)
    return Nothing()


@console.put(f"{_BASE}/permission", body=PermissionWanted)
def permit(tx: Transaction, call: Call[PermissionWanted]) -> FolderShape:
    """Say who may read and write the program's files. Errors: NotYours · ProgramNotFound · CloudClosed"""
    app = managed(tx, call, "settings")
    environment = environments.require(tx, app.app_id)
    keeping.permit(tx, app.app_id, call.body.permission)
    return _folder(tx, environment, "")


def _folder(read: Reader, environment: Environment, folder: str) -> FolderShape:
    found, usage = keeping.listed(read, environment.app_id, folder[:1024]), keeping.usage_of(read, environment.app_id)
    return FolderShape(
        folders=found.folders,
        files=[_shape(environment, one) for one in found.files],
        is_all=found.is_all,
        count=usage.files,
        size_bytes=usage.size_bytes,
        most_bytes=keeping.MOST_BYTES,
        permission=keeping.permission_of(usage),
    )


def _shape(environment: Environment, kept: Kept) -> FileShape:
    return FileShape(
        path=kept.path,
        file_id=names.file_id(environment, kept.path),
        size_bytes=kept.size_bytes,
        content_type=kept.content_type,
        owner=kept.owner,
        uploaded_at=kept.uploaded_at,
    )
