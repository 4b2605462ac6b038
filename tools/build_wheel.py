"""Build dist/hutong-*.whl with the built web apps inside.

python -m tools.build_wheel
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from tools.prepare import ROOT

MUST_CONTAIN = (
    "hutong/web/messenger/index.html",
    "hutong/web/console/index.html",
    "hutong/__main__.py",
    "hutong/_examples/waterworks/bot.py",
    "hutong/py.typed",
    "hutong/_examples/pizza/server.py",
    "hutong/web/engine/compiler.mjs",
    "hutong/web/cloud/runtime.mjs",
)


def build(folder: Path) -> Path:
    """A wheel in `folder`, made without the network.

    Raises:
        SystemExit: the build failed, or the wheel lacks something it must contain.
    """
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], cwd=ROOT)
    if done.returncode != 0:
        sys.exit(done.returncode)
    wheel = max(folder.glob("hutong-*.whl"), key=lambda path: path.stat().st_mtime)
    names = set(zipfile.ZipFile(wheel).namelist())
    lacking = [name for name in MUST_CONTAIN if name not in names]
    if lacking:
        sys.exit(f"{wheel.name} lacks {', '.join(lacking)}")
    return wheel


if __name__ == "__main__":
    made = build(ROOT / "dist")
    print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.1f} MB")
