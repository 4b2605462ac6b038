"""Resolve every dependency anew and write constraints.txt, which makes each machine install the same versions.

python -m tools.lock
"""

from __future__ import annotations

import json
import subprocess
import sys

from tools.prepare import ROOT

EXTRAS = ".[demo,nats,node,postgres]"
GROUPS = ("dev", "services", "docs", "bench")
# The Python of Debian 12. Some packages ask for a later patch of 3.11, so it matters to name it exactly.
OLDEST_PYTHON = "3.11.2"
HEAD = "# Written by `python -m tools.lock`; the versions that CI installs and tests.\n"


def main() -> None:
    """Ask pip what it would install on an empty environment, and keep the answer."""
    groups = [word for group in GROUPS for word in ("--group", group)]
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    command += ["--python-version", OLDEST_PYTHON, "--only-binary", ":all:"]
    report = json.loads(subprocess.check_output([*command, EXTRAS, *groups], cwd=ROOT))
    packages = {item["metadata"]["name"]: item["metadata"]["version"] for item in report["install"]}
    del packages["hutong"]
    lines = [f"{name}=={version}\n" for name, version in sorted(packages.items(), key=lambda item: item[0].lower())]
    (ROOT / "constraints.txt").write_text(HEAD + "".join(lines))
    print(f"constraints.txt: {len(lines)} packages")


if __name__ == "__main__":
    main()
