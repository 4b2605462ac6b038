"""The pytest plugin that comes with the package.

`lane` is one lane for the whole run (one per worker of pytest-xdist), started when the first test asks for it and
emptied before each test. `developer` is a server for callbacks that a test may talk through.
"""

from collections.abc import Iterator

import pytest

from hutong.testing.developer import DeveloperServer
from hutong.testing.lane import Lane


@pytest.fixture(scope="session")
def lane_of_the_run() -> Iterator[Lane]:
    """The lane of this run, with whatever the test before left in it; `lane` is what tests want."""
    with Lane.start() as lane:
        yield lane


@pytest.fixture
def lane(lane_of_the_run: Lane) -> Lane:
    """An empty lane."""
    if not lane_of_the_run.is_running:
        lane_of_the_run.restart()
    lane_of_the_run.reset()
    return lane_of_the_run


@pytest.fixture
def developer() -> Iterator[DeveloperServer]:
    """A developer's server on a free loopback port: `.url`, `.pushes`, `.reply`, `.wait(kind)`."""
    with DeveloperServer() as server:
        yield server
