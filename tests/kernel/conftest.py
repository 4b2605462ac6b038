"""Services for tests of several processes: a PostgreSQL database and a NATS server."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator

import pytest

from tests.support import postgres
from tests.support.nats import NatsServer, nats_server

numbers = itertools.count(1)


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The URL of an empty PostgreSQL database that only this test knows."""
    try:
        postgres.server_url()
    except postgres.PostgresMissing as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with postgres.database(f"several_{worker}_{next(numbers)}") as url:
        yield url


@pytest.fixture
def nats() -> Iterator[NatsServer]:
    """A running NATS server."""
    with nats_server() as server:
        yield server
