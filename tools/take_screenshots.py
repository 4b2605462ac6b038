"""Take the pictures of README and docs: start a lane of its own with the demo, let a browser visit it, stop it.

python -m tools.take_screenshots
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.prepare import ROOT, WEB, node_environment
from tools.run_tests import find_chromium

BIN = Path(sys.executable).parent
PICTURES = ROOT / "docs" / "images"
READY_WITHIN_SECONDS = 30


def main() -> int:
    """Visit a fresh lane; returns the exit code of the visit."""
    chromium = find_chromium()
    if chromium is None:
        print("✗ No Chromium here. On Debian: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="hutong-pictures-") as home:
        command = [str(BIN / "hutong"), "up", "--json", "--port", "0", "--home", home, "--demo"]
        server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None, "a pipe was asked for"
            ready = json.loads(server.stdout.readline())
            environment = os.environ | node_environment()
            environment |= {"HUTONG_URL": ready["url"], "HUTONG_CHROMIUM": chromium, "PICTURES": str(PICTURES)}
            return subprocess.run(
                ["node", str(ROOT / "tools" / "screenshots.mjs")], cwd=WEB, env=environment
            ).returncode
        finally:
            server.terminate()
            server.wait(timeout=READY_WITHIN_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
