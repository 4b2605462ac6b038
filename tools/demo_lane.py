"""Lanes of their own, for programs that visit one with a browser: a lab with the demo in it, or a live instance."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.prepare import ROOT

BIN = Path(sys.executable).parent
STOPS_WITHIN_SECONDS = 30
OPERATOR_LINK = re.compile(r"(https?://\S+)/operator/\S+")


@contextmanager
def demo_lane() -> Iterator[str]:
    """Start a lab on a free port in a temporary home; gives its URL, and stops it afterwards."""
    with _running("--json", "--demo") as server:
        assert server.stdout is not None, "a pipe was asked for"
        ready = server.stdout.readline()
        if not ready:
            raise RuntimeError(f"hutong up ended with {server.wait()} before it was ready")
        yield json.loads(ready)["url"]


@contextmanager
def live_lane() -> Iterator[tuple[str, str]]:
    """Start a live instance; gives its URL and the one-time link that its first start prints for the operator."""
    with _running("--mode", "live") as server:
        assert server.stdout is not None, "a pipe was asked for"
        found = next(filter(None, map(OPERATOR_LINK.search, server.stdout)), None)
        if found is None:
            raise RuntimeError(f"hutong up ended with {server.wait()} and told no operator's link")
        yield found[1], found[0]


@contextmanager
def _running(*options: str) -> Iterator[subprocess.Popen[str]]:
    """`hutong up` in a temporary home until the block ends."""
    with tempfile.TemporaryDirectory(prefix="hutong-visited-") as home:
        command = [str(BIN / "hutong"), "up", "--port", "0", "--home", home, *options]
        # Wide enough that no link is broken.
        environment = os.environ | {"COLUMNS": "200"}
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        )
        try:
            yield server
        finally:
            server.terminate()
            server.wait(timeout=STOPS_WITHIN_SECONDS)
