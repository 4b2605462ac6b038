"""Keeping files: who may put, read and remove them, and how much an environment keeps.

The permission is the environment's: "READONLY" (all read, who uploaded writes), "PRIVATE" (who uploaded alone),
"ADMINWRITE" (all read) or "ADMINONLY". Functions, the program's server and the console are administrators.
"""

from typing import Any, Literal, cast, get_args

import msgspec
import sqlalchemy as sa

from hutong.cloud.errors.files import FileNotFound, FileNotYours, PermissionUnknown, StorageFull
from hutong.cloud.models.files import File, Usage, files, usages
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.kernel.media import Blob

Permission = Literal["READONLY", "PRIVATE", "ADMINWRITE", "ADMINONLY"]
PERMISSIONS: tuple[str, ...] = get_args(Permission)

MOST_BYTES = 5 << 30
MOST_FILES = 100_000
MOST_FILE_BYTES = 50 << 20
MOST_NAMED = 50
_MOST_LISTED = 2000

_remove = statement(files.sa.delete().where(files.c.app_id == param("of_app"), files.c.path == param("of_path")))
_below = query(
    files.select()
    .where(files.c.app_id == param("app_id"), files.c.path.like(param("like"), escape="!"))
    .order_by(files.c.path)
    .limit(param("limit", sa.Integer())),
    File,
)


class Asker(msgspec.Struct, frozen=True):
    """Who asks: a person by their openid, or an administrator without one."""

    openid: str | None = None

    @property
    def is_administrator(self) -> bool:
        return self.openid is None


ADMINISTRATOR = Asker()


class Listed(msgspec.Struct, frozen=True):
    """What lies directly below a folder. `is_all` is False where more lies there than is listed."""

    folders: list[str]
    files: list[File]
    is_all: bool


def usage_of(read: Reader, app_id: str) -> Usage:
    """How much a program keeps, and who may read it."""
    there = read.one(usages.by_key, app_id=app_id)
    return there if there is not None else Usage(app_id=app_id, files=0, size_bytes=0, permission="READONLY")


def permission_of(usage: Usage) -> Permission:
    """Who may read and write, as it is spelt."""
    return cast(Permission, usage.permission)


def permit(tx: Transaction, app_id: str, permission: str) -> Usage:
    """Say who may read and write the files of a program. Raises: PermissionUnknown"""
    if permission not in PERMISSIONS:
        raise PermissionUnknown()
    usage, _ = tx.get_or_add(usage_of(tx, app_id))
    return tx.update(usage, permission=permission)


def check_room(read: Reader, app_id: str, path: str, asker: Asker, size_bytes: int) -> File | None:
    """What lies at a path that may be written over. Raises: FileNotYours · StorageFull"""
    usage, there = usage_of(read, app_id), read.one(files.by_key, app_id=app_id, path=path)
    if not asker.is_administrator:
        if usage.permission in ("ADMINWRITE", "ADMINONLY"):
            raise FileNotYours()
        if there is not None and there.owner != asker.openid:
            raise FileNotYours()
    after_bytes = usage.size_bytes + size_bytes - (there.size_bytes if there is not None else 0)
    if after_bytes > MOST_BYTES or (there is None and usage.files >= MOST_FILES):
        raise StorageFull(limit_bytes=MOST_BYTES, limit=MOST_FILES)
    return there


def put(tx: Transaction, app_id: str, path: str, blob: Blob, asker: Asker) -> File:
    """Keep a file at a path, in the place of what lies there. Raises: FileNotYours · StorageFull"""
    usage, _ = tx.get_or_add(usage_of(tx, app_id))
    there = check_room(tx, app_id, path, asker, blob.size_bytes)
    told: dict[str, Any] = {
        "digest": blob.digest,
        "size_bytes": blob.size_bytes,
        "content_type": blob.content_type,
        "owner": asker.openid if there is None else there.owner,
        "uploaded_at": tx.now,
    }
    added_bytes = blob.size_bytes - (there.size_bytes if there is not None else 0)
    tx.update(usage, files=usage.files + (there is None), size_bytes=usage.size_bytes + added_bytes)
    if there is not None:
        return tx.update(there, **told)
    return tx.insert(File(app_id=app_id, path=path, **told))


def remove(tx: Transaction, app_id: str, path: str, asker: Asker) -> None:
    """Remove a file. Raises: FileNotFound · FileNotYours"""
    there, usage = found(tx, app_id, path), usage_of(tx, app_id)
    is_theirs = usage.permission in ("READONLY", "PRIVATE") and there.owner == asker.openid
    if not (asker.is_administrator or is_theirs):
        raise FileNotYours()
    tx.run(_remove, of_app=app_id, of_path=path)
    tx.update(usage, files=usage.files - 1, size_bytes=usage.size_bytes - there.size_bytes)


def readable(read: Reader, app_id: str, path: str, asker: Asker) -> File:
    """A file that may be read. Raises: FileNotFound · FileNotYours"""
    there = found(read, app_id, path)
    if not asker.is_administrator:
        permission = usage_of(read, app_id).permission
        if permission == "ADMINONLY" or (permission == "PRIVATE" and there.owner != asker.openid):
            raise FileNotYours()
    return there


def found(read: Reader, app_id: str, path: str) -> File:
    """Raises: FileNotFound"""
    there = read.one(files.by_key, app_id=app_id, path=path)
    if there is None:
        raise FileNotFound()
    return there


def listed(read: Reader, app_id: str, folder: str) -> Listed:
    """What lies directly below a folder, which ends with a slash or is empty."""
    like = "".join(f"!{letter}" if letter in "%_!" else letter for letter in folder) + "%"
    rows = read.many(_below, app_id=app_id, like=like, limit=_MOST_LISTED + 1)
    below = [row for row in rows if row.path.startswith(folder)]
    rests = [(row, row.path.removeprefix(folder)) for row in below]
    folders = sorted({rest.partition("/")[0] for _, rest in rests if "/" in rest})
    return Listed(folders, [row for row, rest in rests if "/" not in rest], len(rows) <= _MOST_LISTED)
