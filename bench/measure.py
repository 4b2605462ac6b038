"""Figures: what a process used, and the median of rounds."""

import statistics
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison. `ratio` is ours / baseline; `bar` is what it should not pass, or reach where higher is better."""

    name: str
    ours: float
    baseline: float
    baseline_name: str
    ratio: float
    bar: float
    unit: str
    n: int
    spread: float
    higher_is_better: bool = False
    commit: str = ""

    @property
    def is_met(self) -> bool:
        return self.ratio >= self.bar if self.higher_is_better else self.ratio <= self.bar


def cpu_seconds(pid: int) -> float:
    """Processor time a process and its threads have used, to the microsecond."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


def resident_mib(pid: int) -> float:
    """Memory a process holds that nobody shares, in MiB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"no memory figures for {pid}")


def compared(
    name: str,
    ours: Callable[[], float],
    baseline: Callable[[], float],
    *,
    baseline_name: str,
    bar: float,
    unit: str,
    rounds: int = 5,
    higher_is_better: bool = False,
) -> Figure:
    """Measure both sides in turn and compare their medians; `spread` is the widest ratio over the narrowest."""
    pairs = [(ours(), baseline()) for _ in range(rounds)]
    ratios = [mine / theirs for mine, theirs in pairs]
    return Figure(
        name=name,
        ours=round(statistics.median(mine for mine, _ in pairs), 4),
        baseline=round(statistics.median(theirs for _, theirs in pairs), 4),
        baseline_name=baseline_name,
        ratio=round(statistics.median(ratios), 3),
        bar=bar,
        unit=unit,
        n=rounds,
        spread=round(max(ratios) / min(ratios), 2),
        higher_is_better=higher_is_better,
    )


def limited(name: str, measure: Callable[[], float], *, limit: float, unit: str, rounds: int = 5) -> Figure:
    """Measure against a limit: the ratio is to the limit, the bar is 1."""
    return median_of(name, [measure() for _ in range(rounds)], limit=limit, unit=unit)


def median_of(name: str, found: list[float], *, limit: float, unit: str, higher_is_better: bool = False) -> Figure:
    """What several rounds found, against a limit."""
    middle = statistics.median(found)
    return Figure(
        name=name,
        ours=round(middle, 4),
        baseline=limit,
        baseline_name="limit",
        ratio=round(middle / limit, 3),
        bar=1,
        unit=unit,
        n=len(found),
        # A figure may be nought, such as how far things jump.
        spread=round(max(found) / min(found), 2) if min(found) else 1,
        higher_is_better=higher_is_better,
    )


def commit() -> str:
    """Which commit is measured."""
    return subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
