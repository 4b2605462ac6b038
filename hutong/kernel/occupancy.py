"""Who is at work on an instance: one process alone, or several together on PostgreSQL.

Held by locks that end with the process that holds them, however it ends: one on a file in the home, and one in the
database, where processes with homes of their own on other machines meet.
"""

import fcntl
import os

from hutong.kernel.config import Config
from hutong.kernel.db.database import connect
from hutong.kernel.db.drivers import Connection
from hutong.kernel.errors import HutongError

_OPENING = 0x68_75_74_6F_6E_67_00
_AT_WORK = _OPENING + 1
_WAIT = "SELECT pg_advisory_lock(%(key)s)"
_UNLOCK = "SELECT pg_advisory_unlock(%(key)s)"
_TRY_ALONE = "SELECT pg_try_advisory_lock(%(key)s)"
_TRY_TOGETHER = "SELECT pg_try_advisory_lock_shared(%(key)s)"


class InUse(HutongError):
    """Another process is at work on this home or its database.

    `hutong up` works alone; several processes are `hutong serve` and `hutong worker`, on PostgreSQL.
    """


class SeveralNeedPostgres(HutongError):
    """SQLite serves one process, `hutong up`; `hutong serve` and `hutong worker` need PostgreSQL (--database)."""


class Occupancy:
    """This process's place in the home and the database. Begun, it keeps others from opening until `opened`.

    Raises: InUse · SeveralNeedPostgres
    """

    def __init__(self, config: Config, *, alone: bool) -> None:
        is_postgres = not config.database_url.startswith("sqlite:")
        if not alone and not is_postgres:
            raise SeveralNeedPostgres()
        self._session: Connection | None = None
        self._file = os.open(config.home / "in-use", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._take_home(config, alone=alone)
            if is_postgres:
                self._session = connect(config.database_url, writes=True)
                self._take_database(self._session, alone=alone)
        except BaseException:
            self.leave()
            raise

    def opened(self) -> None:
        """The schema and the home are as they should be: others may open theirs."""
        if self._session is not None:
            self._session.execute(_UNLOCK, {"key": _OPENING})

    def leave(self) -> None:
        """Give up the place."""
        os.close(self._file)
        if self._session is not None:
            self._session.close()

    def _take_home(self, config: Config, *, alone: bool) -> None:
        try:
            fcntl.flock(self._file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(home=str(config.home), process=os.pread(self._file, 32, 0).decode() or None) from None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def _take_database(self, session: Connection, *, alone: bool) -> None:
        session.execute(_WAIT, {"key": _OPENING})
        (taken,) = session.execute(_TRY_ALONE if alone else _TRY_TOGETHER, {"key": _AT_WORK}).fetchone()
        if not taken:
            (name,) = session.execute("SELECT current_database()", {}).fetchone()
            raise InUse(database=name)
