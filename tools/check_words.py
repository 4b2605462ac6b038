"""Refuse what a reader should never meet in this repository.

Unfinished notes, long files without a reason, paths of somebody's machine, and a page of the docs that exists in one
language only.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.prepare import ROOT

LONGEST_FILE_LINES = 400
SOURCES = {".py", ".ts", ".tsx", ".mjs"}
# Written in pieces, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK")) + r")\b")
SOMEBODYS_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/")
GENERATED = re.compile(r"(^|/)(generated|migrations/versions)/|schema\.d\.ts$|package-lock\.json$|constraints\.txt$")
TRANSLATED_PAGES = ("index", "start")


def main() -> int:
    """Print every complaint; returns 1 when there is one."""
    complaints = [
        *(complaint for path in tracked_files() for complaint in complaints_about(path)),
        *missing_translations(),
    ]
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


def tracked_files() -> list[Path]:
    """Files that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file() and not GENERATED.search(name)]


def complaints_about(path: Path) -> Iterator[str]:
    """What is wrong with one file."""
    name = path.relative_to(ROOT).as_posix()
    try:
        text = path.read_text()
    except UnicodeDecodeError:
        return
    lines = text.splitlines()
    if path.suffix in SOURCES and len(lines) > LONGEST_FILE_LINES:
        yield f"{name}: {len(lines)} lines; a file that tells two stories becomes two files"
    for number, line in enumerate(lines, start=1):
        if path.suffix in SOURCES and UNFINISHED.search(line):
            yield f"{name}:{number}: an unfinished note; finish it or open an issue"
        if SOMEBODYS_MACHINE.search(line):
            yield f"{name}:{number}: a path of somebody's machine"


def missing_translations() -> Iterator[str]:
    """Pages that must exist in Chinese as well: the way in, tutorials and how-to pages."""
    docs = ROOT / "docs"
    pages = [docs / f"{page}.md" for page in TRANSLATED_PAGES]
    pages += [page for folder in ("tutorials", "how-to") for page in sorted((docs / folder).glob("*.md"))]
    for page in pages:
        if not page.name.endswith(".zh.md") and not page.with_suffix(".zh.md").exists():
            yield f"{page.relative_to(ROOT).as_posix()}: has no Chinese page beside it"


if __name__ == "__main__":
    sys.exit(main())
