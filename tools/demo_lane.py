"""A lane of its own with the demo in it, for programs that visit one with a browser."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.prepare import ROOT

BIN = Path(sys.executable).parent
STOPS_WITHIN_SECONDS = 30


@contextmanager
def demo_lane() -> Iterator[str]:
    """Start a lane on a free port in a temporary home; gives its URL, and stops it afterwards."""
    with tempfile.TemporaryDirectory(prefix="hutong-demo-") as home:
        command = [str(BIN / "hutong"), "up", "--json", "--port", "0", "--home", home, "--demo"]
        server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None, "a pipe was asked for"
            ready = server.stdout.readline()
            if not ready:
                raise RuntimeError(f"hutong up ended with {server.wait()} before it was ready")
            yield json.loads(ready)["url"]
        finally:
            server.terminate()
            server.wait(timeout=STOPS_WITHIN_SECONDS)
