"""Move the fragments of changes/ into CHANGELOG.md under a new release.

python -m tools.collect_changes VERSION
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from tools.prepare import ROOT

CHANGES = ROOT / "changes"
KINDS = ("added", "changed", "fixed", "removed", "security")


def main(version: str) -> None:
    """Write the release and remove its fragments."""
    fragments = {kind: by_age(CHANGES.glob(f"*.{kind}.md")) for kind in KINDS}
    sections = [section(kind, paths) for kind, paths in fragments.items() if paths]
    if not sections:
        sys.exit("changes/ holds nothing to release")
    changelog = ROOT / "CHANGELOG.md"
    head, _, older = changelog.read_text().partition("\n## ")
    release = f"\n## {version} · {datetime.now(UTC):%Y-%m-%d}\n\n" + "\n".join(sections)
    changelog.write_text(head.rstrip() + "\n" + release + (f"\n## {older}" if older else ""))
    for paths in fragments.values():
        for path in paths:
            path.unlink()


def by_age(paths: Iterable[Path]) -> list[Path]:
    """Fragments in the order in which they were committed; those that are not yet come last."""
    return sorted(paths, key=lambda path: (committed_at(path), path.name))


def committed_at(path: Path) -> int:
    """Seconds since the epoch of the commit that brought a file."""
    command = ["git", "log", "--diff-filter=A", "--format=%ct", "--", str(path)]
    words = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.split()
    return int(words[-1]) if words else sys.maxsize


def section(kind: str, paths: list[Path]) -> str:
    """One kind's heading and lines."""
    lines = [f"- {' '.join(path.read_text().split())}" for path in paths]
    return "\n".join([f"### {kind.capitalize()}", "", *lines, ""])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: collect_changes.py VERSION")
    main(sys.argv[1])
