"""Write docs/reference/coverage.md: which of WeChat's endpoints are served, and what tests that passed showed of each.

.venv/bin/python -m pytest -q -n auto --heard heard.json
.venv/bin/python -m tools.coverage_page heard.json
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from hutong import app
from hutong.wire.paths import Paths
from hutong.wire.registry import Endpoint, all_endpoints
from tools.prepare import ROOT

KNOWN = ROOT / "tools" / "data" / "wechat_endpoints.csv"
PAGE = ROOT / "docs" / "reference" / "coverage.md"
OK = "ok"

Place = tuple[str, str, str]

INTRODUCTION = """# Coverage

WeChat's endpoints of the first two tiers (what most programs call, and what many do), and what this version does with
each. "Shown" counts the tests that passed in which the endpoint answered without an error; the codes are the refusals
that such tests met. Anything that is not served answers 404 with its own name, and is counted in the lab.
"""


@dataclass
class Shown:
    """What tests showed of one endpoint."""

    tests: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Known:
    """An endpoint of WeChat's."""

    area: str
    group: str
    host: str
    method: str
    path: str
    tier: str


def main(arguments: Sequence[str]) -> int:
    """Write the page from what a run of the tests heard."""
    [heard] = arguments
    app.load()
    PAGE.write_text(page(known(), shown(json.loads(Path(heard).read_text()))))
    return 0


def known() -> list[Known]:
    """The endpoints of the first two tiers."""
    with KNOWN.open(newline="") as file:
        return [Known(**row) for row in csv.DictReader(file)]


def shown(heard: dict[str, dict[str, list[str]]]) -> dict[Place, Shown]:
    """What was heard, by the place that was asked."""
    paths = {host: Paths(endpoints) for host, endpoints in by_host().items()}
    found: dict[Place, Shown] = defaultdict(Shown)
    for call, ends in heard.items():
        host, method, path = call.split(" ", 2)
        here = paths[host].find(path) if host in paths else None
        if here is not None and method in here[0]:
            one = found[place(host, here[0][method].path, here[0][method].method)]
            one.tests.update(ends.get(OK, []))
            one.codes.update(ended for ended in ends if ended != OK)
    return found


def place(host: str, path: str, method: str) -> Place:
    """Where an endpoint is, whatever the parts of its path are called."""
    return host, re.sub(r"\{[^}]*\}", "{}", path), method


def by_host() -> dict[str, list[Endpoint]]:
    """What is served, under each host."""
    found: dict[str, list[Endpoint]] = defaultdict(list)
    for endpoint in all_endpoints():
        if endpoint.host != "product":
            found[endpoint.host].append(endpoint)
    return found


def page(endpoints: Iterable[Known], found: dict[Place, Shown]) -> str:
    """The whole page."""
    served = {
        place(host, each.path, method): place(host, each.path, each.method)
        for host, those in by_host().items()
        for each in those
        for method in each.methods
    }
    summary, details = ["| Area | Served | Shown |", "|---|---|---|"], []
    for area, of_area in groupby(endpoints, key=lambda one: one.area):
        rows = [(one, served.get(place(one.host, one.path, one.method))) for one in of_area]
        number = sum(where is not None for _, where in rows)
        proven = sum(where is not None and bool(found.get(where, Shown()).tests) for _, where in rows)
        summary.append(f"| {area[0].upper()}{area[1:]} | {number} of {len(rows)} | {proven} |")
        details.append(f"\n## {area[0].upper()}{area[1:]}")
        for group, of_group in groupby(rows, key=lambda pair: pair[0].group):
            details += [f"\n### {group}\n", "| Endpoint | Tier | Shown | Refusals met |", "|---|---|---|---|"]
            details += [row(one, where, found) for one, where in of_group]
    return "\n".join([INTRODUCTION, *summary, *details, ""])


def row(one: Known, where: Place | None, found: dict[Place, Shown]) -> str:
    """One line of a group's table."""
    begin = f"| `{one.method} {one.path}` | {one.tier} |"
    if where is None:
        return f"{begin} not served | |"
    here = found.get(where, Shown())
    count = f"{len(here.tests)} test{'' if len(here.tests) == 1 else 's'}" if here.tests else "no test yet"
    return f"{begin} {count} | {' '.join(sorted(here.codes))} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
