"""Reading programs out of the documentation, and running them."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def programs_of(page: str) -> list[str]:
    """Every Python block of a page, in order."""
    return re.findall(r"```python\n(.*?)```", (DOCS / page).read_text(), flags=re.DOTALL)


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running(program: str, folder: Path, *, token: str) -> Iterator[str]:
    """Run a page's bot with another token and on a port of its own; gives its address."""
    port = free_port()
    assert '"teahouse"' in program
    assert "9000" in program
    path = folder / "bot.py"
    path.write_text(program.replace('"teahouse"', repr(token)).replace("9000", str(port)))
    bot = subprocess.Popen([sys.executable, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        bot.kill()
        bot.wait()


def wait_for(port: int) -> None:
    """Return once somebody listens."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"the page's bot does not listen on {port}")
