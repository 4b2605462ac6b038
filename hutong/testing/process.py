"""A server in a process of its own."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hutong.testing.errors import StartFailed

READY_SECONDS = 60.0
_STOP_SECONDS = 15.0
_SHOWN_BYTES = 4_000


class ServerProcess:
    """`hutong up` with its log in a file; ends with this program if not before."""

    def __init__(self, arguments: Sequence[str], *, log: Path, env: dict[str, str] | None = None) -> None:
        self._log = log
        with log.open("ab") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "hutong", "up", "--json", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=said,
                env={**os.environ, **(env or {})},
                # Ctrl+C reaches the tests first, and they end what they started.
                start_new_session=True,
            )
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._finish = weakref.finalize(self, _end, self._process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def wait_ready(self, timeout_seconds: float = READY_SECONDS) -> dict[str, Any]:
        """What the ready line says. Raises: StartFailed"""
        try:
            line = self._lines.get(timeout=timeout_seconds)
        except queue.Empty:
            self.kill()
            raise StartFailed(f"The lane was not ready within {timeout_seconds:g} s.\n{self._last_words()}") from None
        if line is None:
            self._process.wait()
            raise StartFailed(f"The lane ended with code {self._process.returncode}.\n{self._last_words()}")
        told: dict[str, Any] = json.loads(line)
        return told

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        _end(self._process)

    def kill(self) -> None:
        """End it at once, as when the power fails."""
        self._process.kill()
        self._process.wait()

    def _listen(self) -> None:
        # Read on after the ready line too, so that it never waits for a reader.
        assert self._process.stdout is not None, "stdout is a pipe"
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put(None)

    def _last_words(self) -> str:
        return self._log.read_bytes()[-_SHOWN_BYTES:].decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_STOP_SECONDS)
    if process.poll() is None:
        process.kill()
        process.wait()
