"""Write the generated reference pages, then build the documentation into site/.

    python -m tools.build_docs [pages]

`pages` stops after the generated pages. They come from the program itself, so they cannot promise what is not there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tools.prepare import ROOT

GENERATED = ROOT / "docs" / "reference" / "generated"
BIN = Path(sys.executable).parent


def main(arguments: Sequence[str]) -> int:
    """Write the pages and run MkDocs in strict mode."""
    GENERATED.mkdir(parents=True, exist_ok=True)
    (GENERATED / "cli.md").write_text(cli_page())
    (GENERATED / "endpoints.md").write_text(endpoints_page())
    if list(arguments) == ["pages"]:
        return 0
    # Material prints an advertisement for its makers' other work unless it is told not to.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "true"}
    return subprocess.run(
        [str(BIN / "mkdocs"), "build", "--strict", "--clean", "--quiet"], cwd=ROOT, env=environment
    ).returncode


def cli_page() -> str:
    """Every verb of `hutong`, from its own declarations."""
    command = [sys.executable, "-m", "typer", "hutong.cli", "utils", "docs", "--name", "hutong", "--title", "Commands"]
    return said_by(command)


def endpoints_page() -> str:
    """Every endpoint that is served, by host, from the registry."""
    routes = json.loads(said_by([str(BIN / "hutong"), "routes", "--json"]))
    by_host: dict[str, list[dict[str, object]]] = defaultdict(list)
    for route in routes:
        by_host[str(route["host"])].append(route)
    lines = [
        "# Endpoints",
        "",
        "What this version serves, as `hutong routes --json` tells it. Anything else on an emulated host answers 404",
        "with its own name, and is counted in the lab.",
        "",
    ]
    for host in sorted(by_host):
        title = "The product's own" if host == "product" else host
        lines += [f"## {title}", "", "| Path | Method | What it does | Kinds | Source |", "|---|---|---|---|---|"]
        lines += sorted(row(route) for route in by_host[host])
        lines.append("")
    return "\n".join(lines)


def row(route: dict[str, object]) -> str:
    """One line of a host's table."""
    kinds = route.get("kinds") or []
    words = ", ".join(str(kind) for kind in kinds) if isinstance(kinds, list) else str(kinds)
    return f"| `{route['path']}` | {route['method']} | {route['summary']} | {words} | `{route['file']}` |"


def said_by(command: Sequence[str]) -> str:
    """What a program prints."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
