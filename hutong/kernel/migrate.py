"""Bringing a database's schema up to date."""

import importlib
from pathlib import Path

from hutong.kernel.db.database import connect
from hutong.kernel.errors import HutongError

_STEPS = Path(__file__).parent.parent / "migrations" / "versions"
_NO_STEP = "0000"


class DatabaseIsNewer(HutongError):
    """This database was used by a newer Hutong; run that one, or restore a backup made before."""


def upgrade(url: str) -> None:
    """Take the steps of the schema's history that the database at `url` has not; none costs one look.

    Raises: DatabaseIsNewer
    """
    newest = max(step.name[:4] for step in _STEPS.glob("[0-9]*.py"))
    taken = step_of(url)
    if taken > newest:
        raise DatabaseIsNewer(database=taken, program=newest)
    if taken < newest:
        # Alembic takes a quarter of a second to load, and most starts have no step to take.
        importlib.import_module("hutong.migrations.history").upgrade(url)


def step_of(url: str) -> str:
    """The newest step the database has taken; "0000" for an empty one."""
    connection = connect(url, writes=True)
    try:
        row = connection.execute("SELECT version_num FROM alembic_version", {}).fetchone()
    except Exception as error:
        if not connection.is_driver_error(error):
            raise
        return _NO_STEP
    finally:
        connection.close()
    return str(row[0]) if row else _NO_STEP
