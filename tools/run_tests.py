"""Run the test suites one after another and close with one line that counts them all.

    python -m tools.run_tests [python] [web] [components] [journeys] [-- pytest arguments]

A suite that this machine cannot run is named and skipped; with CI=true it counts as failed. Suites run in sequence,
because each of them uses every core already.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.demo_lane import demo_lane, live_lane
from tools.prepare import ROOT, WEB, node_environment

IN_CI = os.environ.get("CI") == "true"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@dataclass(frozen=True)
class Outcome:
    """What one suite came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0


def main(arguments: Sequence[str]) -> int:
    """Run the named suites, all of them by default."""
    names, passed_on = split(arguments)
    suites: dict[str, Callable[[Path], Outcome]] = {
        "python": lambda report: run_python(report, passed_on),
        "web": run_web,
        "components": run_components,
        "journeys": run_journeys,
    }
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="hutong-reports-") as folder:
        for name in names or list(suites):
            started = time.monotonic()
            print(f"▸ Tests: {name}", flush=True)
            outcome = suites[name](Path(folder) / f"{name}.xml")
            outcomes.append(outcome)
            counts = f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
            print(f"  {name}: {counts}, {time.monotonic() - started:.0f} s", flush=True)
    failed = sum(outcome.failed for outcome in outcomes)
    passed = sum(outcome.passed for outcome in outcomes)
    skipped = sum(outcome.skipped for outcome in outcomes)
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed or not (passed or skipped) else 0


def split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Suite names before `--`, pytest's own arguments after it."""
    if "--" not in arguments:
        return list(arguments), []
    at = list(arguments).index("--")
    return list(arguments[:at]), list(arguments[at + 1 :])


def run_python(report: Path, passed_on: Sequence[str]) -> Outcome:
    """Everything pytest collects, on SQLite and PostgreSQL."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", f"--junitxml={report}"]
    return judged(subprocess.run([*command, *passed_on], cwd=ROOT).returncode, report)


def run_web(report: Path) -> Outcome:
    """The web workspaces' unit tests."""
    if not (WEB / "package.json").exists():
        return missing("web", "there is no web/ here")
    command = ["npx", "vitest", "run", "--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]
    environment = os.environ | node_environment()
    return judged(subprocess.run(command, cwd=WEB, env=environment, stdin=subprocess.DEVNULL).returncode, report)


def run_components(report: Path) -> Outcome:
    """What mini programs are drawn with, in a real browser without an instance."""
    return run_playwright("components", report, {}, "--config", "engine.config.ts")


def run_journeys(report: Path) -> Outcome:
    """People's journeys through a real browser against a real server."""
    with demo_lane() as url, live_lane() as (live_url, operator_link):
        told = {"HUTONG_URL": url, "HUTONG_LIVE_URL": live_url, "HUTONG_OPERATOR_LINK": operator_link}
        return run_playwright("journeys", report, told)


def run_playwright(suite: str, report: Path, told: dict[str, str], *options: str) -> Outcome:
    """A suite of web/e2e."""
    chromium = find_chromium()
    if chromium is None:
        return missing(suite, "no Chromium here; on Debian: apt-get install chromium")
    environment = os.environ | node_environment() | told
    environment |= {"HUTONG_CHROMIUM": chromium, "PLAYWRIGHT_JUNIT_OUTPUT_FILE": str(report)}
    command = ["npx", "playwright", "test", *options, "--reporter=list,junit"]
    done = subprocess.run(command, cwd=WEB / "e2e", env=environment, stdin=subprocess.DEVNULL)
    return judged(done.returncode, report)


def find_chromium() -> str | None:
    """The browser to drive: the one named in HUTONG_CHROMIUM, the system's, or one that Playwright keeps."""
    named = os.environ.get("HUTONG_CHROMIUM")
    if named:
        return named
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    kept = sorted((Path.home() / ".cache" / "ms-playwright").glob("chromium-*/chrome-linux*/chrome"))
    return str(kept[-1]) if kept else None


def missing(suite: str, reason: str) -> Outcome:
    """A suite that cannot run here: skipped on a newcomer's machine, a failure in CI."""
    print(f"  {suite} skipped: {reason}", flush=True)
    return Outcome(failed=1) if IN_CI else Outcome(skipped=1)


def judged(code: int, report: Path) -> Outcome:
    """Counts from a JUnit report; a runner that failed without a failing test counts as one failure."""
    if not report.exists():
        return Outcome(failed=1)
    suites = [
        suite for suite in ElementTree.parse(report).getroot().iter("testsuite") if suite.find("testcase") is not None
    ]
    tests, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    if code != 0 and failed == 0:
        failed = 1
    return Outcome(passed=max(tests - failures - errors - skipped, 0), failed=failed, skipped=skipped)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
