"""Versions: what was uploaded, what became of it, and which were released when."""

from datetime import datetime
from typing import Literal

import msgspec

from hutong.kernel.db import Row, table

Wanted = Literal["release", "trial", "develop"]
COMPILING, READY, FAILED = "compiling", "ready", "failed"
UPLOAD, PREVIEW = "upload", "preview"


class Problem(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Something the compiler has to say about a file. `code` and `params` find its words in other languages."""

    file: str = ""
    line: int = 0
    column: int = 0
    what: str = ""
    what_to_do: str = ""
    severity: str = "error"
    code: str = ""
    params: dict[str, str] = {}


class Version(Row, frozen=True):
    """One uploaded package."""

    app_id: str
    version_id: int
    kind: str
    """ "upload", or "preview": seen by who uploaded it, and never submitted."""
    person_id: int | None
    """Who uploaded it; None for the lab itself."""
    uploader: str
    """As the audit log spells who uploaded it."""
    number: str
    description: str
    source: str
    """The digest of the zip, kept among the media."""
    source_bytes: int
    state: str
    """ "compiling", "ready" or "failed"."""
    stage: str
    """What the compiler is doing."""
    percent: int
    digest: str | None
    """What names the compiled package in the store."""
    size_bytes: int
    pages: list[str]
    problems: list[Problem]
    uploaded_at: datetime
    compiled_at: datetime | None


class Release(Row, frozen=True):
    """That a version became what people get. `how` is "release" or "rollback"."""

    app_id: str
    release_id: int
    version_id: int
    how: str
    by: str
    released_at: datetime


versions = table("mini_versions", Version, key=("app_id", "version_id"))
releases = table("mini_releases", Release, key=("app_id", "release_id"))
