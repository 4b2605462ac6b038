"""Kernel-only instances for tests: a database, a clock, jobs, and no domain above."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from hutong.kernel import migrate
from hutong.kernel.clock import Clock
from hutong.kernel.config import Config
from hutong.kernel.db import Database, Transaction
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue
from hutong.kernel.lane import Lane

scratch = sa.MetaData()
"""Where kernel tests declare tables, so that they are none of the product's."""


def prepare(url: str) -> None:
    """The schema of the product, and the tables that tests declare for themselves."""
    migrate.upgrade(url)
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    scratch.create_all(engine)
    engine.dispose()


@asynccontextmanager
async def a_database(url: str, *, strict: bool = False, after_commit: Any = None) -> AsyncIterator[Database]:
    """A database with the tables declared so far."""
    prepare(url)
    db = Database(url, Clock(), Ids(), JobQueue(), after_commit or (lambda done: None), strict=strict)
    try:
        yield db
    finally:
        await asyncio.to_thread(db.close)


@asynccontextmanager
async def a_lane(url: str, home: Path, **settings: Any) -> AsyncIterator[Lane]:
    """A whole kernel at work."""
    prepare(url)
    database = None if url.startswith("sqlite") else url
    lane = await Lane.open(Config(home=home, database=database, **settings), ready=lambda lane: None)
    try:
        yield lane
    finally:
        await lane.close()


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    """Run an async story to its end."""
    return asyncio.run(work())  # type: ignore[arg-type]


def nothing(tx: Transaction) -> None:
    """A rule that does nothing."""
