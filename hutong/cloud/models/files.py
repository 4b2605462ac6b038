"""Files: what a program keeps here, by path."""

from datetime import datetime

from hutong.kernel.db import Row, table


class File(Row, frozen=True):
    """A file of an environment."""

    app_id: str
    path: str
    digest: str
    """What it holds, kept among the media."""
    size_bytes: int
    content_type: str
    owner: str | None
    """The openid of who uploaded it; None for functions, the program's server and the console."""
    uploaded_at: datetime


class Usage(Row, frozen=True):
    """How much an environment keeps, and who may read and write it."""

    app_id: str
    files: int
    size_bytes: int
    permission: str


files = table("cloud_files", File, key=("app_id", "path"), indexes=[("app_id", "digest")])
usages = table("cloud_file_usages", Usage, key=("app_id",))
