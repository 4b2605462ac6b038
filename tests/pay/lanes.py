"""Lanes with money for tests: the ledger alone in a database, or a whole kernel at work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from hutong import app
from hutong.kernel import migrate
from hutong.kernel.clock import Clock
from hutong.kernel.config import Config
from hutong.kernel.db import Database
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue
from hutong.kernel.lane import Lane


def prepare(url: str) -> None:
    """A database with the schema of today."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    migrate.upgrade(url)


@asynccontextmanager
async def a_database(url: str, *, clock: Clock | None = None, lanes: int = 1) -> AsyncIterator[Database]:
    """A database to run rules in, without a lane around it."""
    db = Database(url, clock or Clock(), Ids(), JobQueue(), lambda done: None, lanes=lanes, strict=True)
    try:
        yield db
    finally:
        await asyncio.to_thread(db.close)


@asynccontextmanager
async def a_lane(url: str, home: Path, **settings: Any) -> AsyncIterator[Lane]:
    """A whole lane, every domain in it."""
    config = Config(home=home, database=None if url.startswith("sqlite") else url, **settings)
    app.load()
    prepare(config.database_url)
    lane = await app.open_lane(config)
    try:
        yield lane
    finally:
        await app.close(lane)
