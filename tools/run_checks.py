"""Run every static check, two at a time, and show the words of those that fail.

    python -m tools.run_checks [fix]

`fix` changes what can be changed by itself: formatting, import order, safe lint fixes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.prepare import ROOT, WEB, node_environment

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Check:
    """One command that must end well."""

    title: str
    command: Sequence[str]
    cwd: Path = ROOT


@dataclass(frozen=True)
class Result:
    """How a check ended."""

    title: str
    code: int
    output: str
    seconds: float


def checks() -> list[Check]:
    """The slow ones first, so that two workers finish together."""
    web = [
        Check("tsc", ["npm", "run", "--silent", "typecheck"], WEB),
        Check("eslint", ["npm", "run", "--silent", "lint"], WEB),
    ]
    python = [
        Check("mypy --strict", [str(BIN / "mypy")]),
        Check("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
        Check("ruff check", [str(BIN / "ruff"), "check", "."]),
        Check("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
        Check("words", [sys.executable, "-m", "tools.check_words"]),
    ]
    return [python[0], *web, *python[1:]] if (WEB / "package.json").exists() else python


def fixes() -> list[Check]:
    """What `make fix` runs, in this order."""
    python = [
        Check("ruff check --fix", [str(BIN / "ruff"), "check", "--fix", "."]),
        Check("ruff format", [str(BIN / "ruff"), "format", "."]),
    ]
    web = [Check("eslint --fix", ["npx", "eslint", "--fix", "."], WEB)]
    return [*python, *web] if (WEB / "package.json").exists() else python


def run(check: Check, environment: dict[str, str]) -> Result:
    """Run one check with its words kept."""
    started = time.monotonic()
    done = subprocess.run(
        check.command, cwd=check.cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    return Result(check.title, done.returncode, done.stdout + done.stderr, time.monotonic() - started)


def main(arguments: Sequence[str]) -> int:
    """Run the checks or the fixes; returns 1 when any of them failed."""
    fixing = list(arguments) == ["fix"]
    environment = os.environ | node_environment()
    with ThreadPoolExecutor(max_workers=1 if fixing else 2) as pool:
        results = []
        for result in pool.map(lambda check: run(check, environment), fixes() if fixing else checks()):
            results.append(result)
            print(f"{'✓' if result.code == 0 else '✗'} {result.title} ({result.seconds:.0f} s)", flush=True)
            if result.code != 0:
                print(result.output.rstrip(), flush=True)
    return 1 if any(result.code != 0 for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
