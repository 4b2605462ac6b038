"""Take pictures: start a lane of its own with the demo, let a browser visit every screen, stop it.

    python -m tools.take_screenshots [docs | en-390 | en-1280 | zh-390 | zh-1280] ...

Every screen, in both languages, lights and widths, goes to build/pictures; those that README and docs show go to
docs/images. With names only these are taken, and the other pictures stay.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tools.demo_lane import demo_lane
from tools.prepare import ROOT, WEB, node_environment
from tools.run_tests import find_chromium

PICTURES = ROOT / "build" / "pictures"
SHOWN_IN_DOCS = ROOT / "docs" / "images"


def main(arguments: Sequence[str]) -> int:
    """Visit a fresh lane; returns the exit code of the visit."""
    chromium = find_chromium()
    if chromium is None:
        print("✗ No Chromium here. On Debian: apt-get install chromium", file=sys.stderr)
        return 1
    visit = ["npx", "playwright", "test", "--config", "pictures.config.ts"]
    visit += [f"--project={name}" for name in arguments]
    if not arguments:
        shutil.rmtree(PICTURES, ignore_errors=True)
    environment = os.environ | node_environment()
    environment |= {
        "HUTONG_CHROMIUM": chromium,
        "HUTONG_PICTURES": str(PICTURES),
        "HUTONG_DOCS_PICTURES": str(SHOWN_IN_DOCS),
    }
    with demo_lane() as url:
        environment["HUTONG_URL"] = url
        code = subprocess.run(visit, cwd=WEB / "e2e", env=environment, stdin=subprocess.DEVNULL).returncode
    if not arguments or "docs" in arguments:
        for picture in SHOWN_IN_DOCS.glob("*.png"):
            make_small(picture)
    print(f"{len(list(PICTURES.rglob('*.png')))} pictures in {PICTURES.relative_to(ROOT)}")
    return code


def make_small(picture: Path) -> None:
    """Keep 256 colours, which our flat pages hardly exceed; the file becomes a third."""
    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
