"""What every test may ask for: a database of its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hutong.kernel import migrate
from tests.support import postgres, templates
from tests.support.heard import Listening

KINDS = ("sqlite", "postgres")
numbers = itertools.count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database sqlite` for a quick run."""
    parser.addoption("--database", choices=("both", *KINDS), default="both", help="which databases tests run on")
    parser.addoption("--heard", type=Path, help="write here what emulated hosts were asked, for the coverage page")


def pytest_configure(config: pytest.Config) -> None:
    """Only the process that began the run looks after the services."""
    if (file := config.getoption("--heard")) is not None:
        config.pluginmanager.register(Listening(config, file))
    if not hasattr(config, "workerinput"):
        postgres.prepare_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this run started."""
    if not hasattr(config, "workerinput"):
        postgres.finish_run()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `db_url`, itself or through a fixture, runs once per database."""
    if "db_url" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--database")
        kinds = KINDS if chosen == "both" else (chosen,)
        marks = {"sqlite": [pytest.mark.database], "postgres": [pytest.mark.database, pytest.mark.postgres]}
        metafunc.parametrize("db_url", [pytest.param(kind, marks=marks[kind]) for kind in kinds], indirect=True)


@pytest.fixture(scope="session", autouse=True)
def steps_taken_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Lanes of this process begin with a schema that is up to date."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(migrate, "upgrade", templates.copying(migrate.upgrade, tmp_path_factory.mktemp("template")))
        yield


@pytest.fixture
def db_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that only this test knows, empty or with the schema of today and no rows."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'lane.db'}"
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    try:
        postgres.server_url()
    except postgres.PostgresMissing as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))
    with postgres.database(f"lane_{worker}_{next(numbers)}") as url:
        yield url
