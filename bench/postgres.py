"""A PostgreSQL server that keeps what it acknowledges, unlike the tests' own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import postgres

_DURABLE = {"listen_addresses": "", "max_connections": "100", "shared_buffers": "128MB", "timezone": "UTC"}


@contextmanager
def server() -> Iterator[str]:
    """The URL of an empty database on a durable server of our own."""
    folder = Path(tempfile.mkdtemp(prefix="hutong-pg-", dir="/tmp"))
    programs = postgres.find_programs()
    postgres.start(programs, folder, _DURABLE)
    try:
        yield postgres.url_of(folder, "postgres")
    finally:
        postgres.control(programs, folder, "stop", "-m", "fast")
        shutil.rmtree(folder, ignore_errors=True)
