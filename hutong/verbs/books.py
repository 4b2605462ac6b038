"""Looking whether the ledger of an instance adds up, running or not: its database is read as it lies."""

from pathlib import Path

from rich.markup import escape

from hutong.kernel import config
from hutong.kernel.clock import Clock
from hutong.kernel.db import Reader
from hutong.kernel.db.database import connect
from hutong.kernel.migrate import step_of
from hutong.pay import public as pay

_NO_STEP = "0000"


def examine(home: Path) -> pay.TrialBalance:
    """Add up every account in one snapshot. Raises: BadSetting · NothingThere"""
    url = config.load(home).database_url
    if url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:///")).exists():
        raise NothingThere(f"there is no instance in {home}")
    if step_of(url) == _NO_STEP:
        raise NothingThere(f"the database of {home} is empty")
    connection = connect(url, writes=False)
    try:
        connection.begin_snapshot()
        return pay.trial_balance(Reader(connection, Clock().lane))
    finally:
        connection.close()


class NothingThere(Exception):
    """There is no ledger to look at."""


def words(found: pay.TrialBalance) -> str:
    """What was found, for people."""
    counted = f"{found.accounts} accounts, {found.transfers} transfers"
    if found.is_balanced:
        return f"[green]✓[/green] the ledger adds up to zero: {counted}"
    faults = "\n".join(f"  {escape(fault)}" for fault in found.faults)
    return f"[red]the ledger does not add up[/red]: {found.total_fen} fen too many; {counted}\n{faults}"
