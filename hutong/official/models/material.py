"""Permanent material: files an account keeps in its library and names by id for as long as it likes."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Material(Row, frozen=True):
    """A picture, sound, film or thumbnail of an account's library."""

    app_id: str
    media_id: str
    id: int
    kind: str
    """image, voice, video or thumb."""
    name: str
    """What the file was called; of a film, its title."""
    description: str
    digest: str
    content_type: str
    size_bytes: int
    width: int | None
    height: int | None
    duration_seconds: float | None
    path: str
    """Where a picture is seen, from the root of the instance; empty for what is no picture."""
    created_at: datetime


class LibraryCount(Row, frozen=True):
    """How many of a kind an account keeps: of files, and of news that wait."""

    app_id: str
    kind: str
    total: int


materials = table("official_materials", Material, key=("app_id", "media_id"), indexes=[("app_id", "kind", "id")])
library_counts = table("official_library_counts", LibraryCount, key=("app_id", "kind"))
