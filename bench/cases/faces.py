"""What the messenger costs a browser: its script, switching, typing while much arrives, and what Lighthouse says."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench import programs
from bench.measure import Figure, median_of

_E2E = Path(__file__).parents[2] / "web" / "e2e"


class Told(msgspec.Struct, frozen=True, rename="camel"):
    """A figure as the browser's own measurements tell it."""

    name: str
    unit: str
    limit: float
    higher_is_better: bool
    found: list[float]


def figures() -> Iterator[Figure]:
    """Each against its limit; what this machine has no browser or no Lighthouse for is left out."""
    with programs.lane(with_demo=True) as lane, tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        environment = os.environ | {
            "HUTONG_URL": lane.url.replace("127.0.0.1", "localhost"),
            "HUTONG_FIGURES": str(out),
        }
        command = ["npx", "playwright", "test", "-c", "figures.config.ts"]
        subprocess.run(command, cwd=_E2E, env=environment, stdin=subprocess.DEVNULL, check=False)
        for told in msgspec.json.decode(out.read_bytes(), type=list[Told]) if out.exists() else []:
            yield median_of(
                told.name, told.found, limit=told.limit, unit=told.unit, higher_is_better=told.higher_is_better
            )
