"""Programs under measurement: started on free loopback ports, stopped by their own process ids."""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import msgspec

_HERE = Path(__file__).parent


class Running(msgspec.Struct, frozen=True):
    """A started program and where it answers."""

    pid: int
    port: int
    ready_seconds: float = 0.0


class Lane(msgspec.Struct, frozen=True):
    """A started instance of Hutong."""

    pid: int
    url: str
    hosts: dict[str, int]
    home: Path
    ready_seconds: float

    def post(self, path: str, body: Any = None) -> Any:
        """Ask the instance to do something."""
        raw = json.dumps(body if body is not None else {}).encode()
        with urlopen(Request(self.url + path, raw, {"content-type": "application/json"}), timeout=60) as answer:
            return json.load(answer)

    def get(self, url: str) -> Any:
        """Read something."""
        with urlopen(url, timeout=60) as answer:
            return json.load(answer)


@contextmanager
def lane(home: Path | None = None, database: str | None = None, *, with_demo: bool = False) -> Iterator[Lane]:
    """A lane of its own, in a fresh home unless one is given."""
    folder = home or Path(tempfile.mkdtemp(prefix="hutong-bench-"))
    command = [sys.executable, "-m", "hutong", "up", "--port", "0", "--home", str(folder), "--json"]
    command.append("--demo" if with_demo else "--no-demo")
    if database:
        command += ["--database", database]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        took = time.perf_counter() - started
        yield Lane(process.pid, ready["url"].replace("localhost", "127.0.0.1"), ready["hosts"], folder, took)
    finally:
        process.terminate()
        process.wait(20)
        if home is None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def program(*command: str, port: int) -> Iterator[Running]:
    """A peer that listens on `port`."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=_HERE.parent)
    try:
        _wait_for(port, process)
        yield Running(process.pid, port)
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def uvicorn(app: str, port: int, **environment: str) -> tuple[str, ...]:
    """The command that serves `app` as our own server is served."""
    return (
        *("env", *(f"{name}={value}" for name, value in environment.items())),
        *(sys.executable, "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", str(port), "--no-access-log"),
        *("--loop", "uvloop", "--http", "httptools", "--ws", "websockets-sansio", "--log-level", "error"),
    )


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the program ended with {process.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"nothing listens on {port}")


def put(url: str, body: Any) -> None:
    """Set something on a lane."""
    request = Request(url, json.dumps(body).encode(), {"content-type": "application/json"}, method="PUT")
    urlopen(request, timeout=60).close()
