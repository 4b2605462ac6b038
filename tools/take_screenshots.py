"""Take the pictures of README and docs: start a lane of its own with the demo, let a browser visit it, stop it.

python -m tools.take_screenshots
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from tools.demo_lane import demo_lane
from tools.prepare import ROOT, WEB, node_environment
from tools.run_tests import find_chromium

PICTURES = ROOT / "docs" / "images"


def main() -> int:
    """Visit a fresh lane; returns the exit code of the visit."""
    chromium = find_chromium()
    if chromium is None:
        print("✗ No Chromium here. On Debian: apt-get install chromium", file=sys.stderr)
        return 1
    with demo_lane() as url:
        environment = os.environ | node_environment()
        environment |= {"HUTONG_URL": url, "HUTONG_CHROMIUM": chromium, "PICTURES": str(PICTURES)}
        visit = ["node", str(ROOT / "tools" / "screenshots.mjs")]
        code = subprocess.run(visit, cwd=WEB, env=environment).returncode
    for picture in PICTURES.glob("*.png"):
        make_small(picture)
    return code


def make_small(picture: Path) -> None:
    """Keep 256 colours, which our flat pages hardly exceed; the file becomes a third."""
    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
