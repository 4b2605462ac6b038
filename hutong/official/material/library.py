"""The library: what an account keeps in it, page by page, and what it lets go of."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.kernel.media import Blob
from hutong.official.errors.material import (
    LibraryFull,
    ListedKindWrong,
    MaterialCountWrong,
    MaterialInUse,
    MaterialUnknown,
)
from hutong.official.models.material import LibraryCount, Material, library_counts, materials
from hutong.official.models.menus import Button, menus

KINDS = ("image", "voice", "video", "thumb")
MOST: dict[str, int] = {"image": 100_000, "voice": 1_000, "video": 1_000, "thumb": 1_000}
MOST_A_PAGE = 20
NAME_LETTERS = 256

_ID_BYTES = 33


_more = statement(
    sa.update(library_counts.sa)
    .where(library_counts.c.app_id == param("of_app"), library_counts.c.kind == param("of_kind"))
    .values(total=library_counts.c.total + param("more", sa.Integer()))
)
_counts = query(library_counts.select().where(library_counts.c.app_id == param("app_id")), LibraryCount)
_page = query(
    materials.select()
    .where(materials.c.app_id == param("app_id"), materials.c.kind == param("kind"))
    .order_by(materials.c.id.desc())
    .limit(param("limit", sa.Integer()))
    .offset(param("offset", sa.Integer())),
    Material,
)
_delete = statement(
    sa.delete(materials.sa).where(materials.c.app_id == param("of_app"), materials.c.media_id == param("of_media"))
)


def new_media_id(tx: Transaction) -> str:
    """An id for something of an account that waits to be used."""
    return urlsafe_b64encode(tx.new_token("official.media_id", _ID_BYTES)).decode()


def add(
    tx: Transaction, app_id: str, kind: str, blob: Blob, *, name: str = "", description: str = "", path: str = ""
) -> Material:
    """Keep a stored blob in the library. Raises: LibraryFull"""
    count_one(tx, app_id, kind, limit=MOST[kind])
    return tx.insert(
        Material(
            app_id=app_id,
            media_id=new_media_id(tx),
            id=tx.new_id("material"),
            kind=kind,
            name=name[:NAME_LETTERS],
            description=description,
            digest=blob.digest,
            content_type=blob.content_type,
            size_bytes=blob.size_bytes,
            width=blob.width,
            height=blob.height,
            duration_seconds=blob.duration_seconds,
            path=path,
            created_at=tx.now,
        )
    )


def find(read: Reader, app_id: str, media_id: str) -> Material | None:
    """What the account means by an id; None when it is nothing of its own."""
    return read.one(materials.by_key, app_id=app_id, media_id=media_id)


def get(read: Reader, app_id: str, media_id: str) -> Material:
    """What the account means by an id. Raises: MaterialUnknown"""
    found = find(read, app_id, media_id)
    if found is None:
        raise MaterialUnknown(media_id=media_id[:128])
    return found


def delete(tx: Transaction, app_id: str, media_id: str) -> None:
    """Let go of something; articles that show it already keep it. Raises: MaterialUnknown · MaterialInUse"""
    doomed = get(tx, app_id, media_id)
    menu = tx.one(menus.by_key, app_id=app_id)
    if menu is not None and media_id in _shown_by(menu.buttons):
        raise MaterialInUse(media_id=media_id)
    tx.run(_delete, of_app=app_id, of_media=media_id)
    count_one_less(tx, app_id, doomed.kind)


def listed(read: Reader, app_id: str, kind: str, *, offset: int, count: int) -> list[Material]:
    """A page of one kind, newest first. Raises: ListedKindWrong · MaterialCountWrong"""
    if kind not in KINDS:
        raise ListedKindWrong(type=kind[:32])
    check_page(offset, count)
    return read.many(_page, app_id=app_id, kind=kind, limit=count, offset=offset)


def counts(read: Reader, app_id: str) -> dict[str, int]:
    """How many of each kind there are."""
    counted = {row.kind: row.total for row in read.many(_counts, app_id=app_id)}
    return {kind: counted.get(kind, 0) for kind in KINDS}


def count(read: Reader, app_id: str, kind: str) -> int:
    """How many of a kind there are."""
    counted = read.one(library_counts.by_key, app_id=app_id, kind=kind)
    return 0 if counted is None else counted.total


def count_one(tx: Transaction, app_id: str, kind: str, *, limit: int) -> None:
    """One more of a kind is about to be kept. Raises: LibraryFull"""
    if count(tx, app_id, kind) >= limit:
        raise LibraryFull(kind=kind, limit=limit)
    _, is_first = tx.get_or_add(LibraryCount(app_id=app_id, kind=kind, total=1))
    if not is_first:
        tx.run(_more, of_app=app_id, of_kind=kind, more=1)


def count_one_less(tx: Transaction, app_id: str, kind: str) -> None:
    """One of a kind was let go."""
    tx.run(_more, of_app=app_id, of_kind=kind, more=-1)


def check_page(offset: int, count: int) -> None:
    """Raises: MaterialCountWrong"""
    if not 1 <= count <= MOST_A_PAGE or not 0 <= offset < 1 << 31:
        raise MaterialCountWrong(offset=offset, count=count, limit=MOST_A_PAGE)


def _shown_by(buttons: Iterable[Button]) -> set[str]:
    shown = set()
    for button in buttons:
        shown |= {button.media_id} if button.media_id else _shown_by(button.children)
    return shown
