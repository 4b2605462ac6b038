"""The environment in which programs that cannot be configured reach a lane."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import weakref

from hutong.testing.errors import StartFailed

_READY_SECONDS = 60.0
_STOP_SECONDS = 10.0


class Redirection:
    """`hutong exec --env` beside the tests: it makes what the environment points at, and takes it away at the end."""

    def __init__(self, url: str) -> None:
        command = [sys.executable, "-m", "hutong", "exec", "--env", "--url", url]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Ctrl+C reaches the tests first, and they end what they started.
            start_new_session=True,
        )
        self._finish = weakref.finalize(self, _end, self._process)
        before = dict(os.environ)
        told = json.loads(self._line())
        self.changes: dict[str, str] = {name: value for name, value in told.items() if before.get(name) != value}

    def close(self) -> None:
        """Take it away; programs that still run in it reach nothing any more."""
        self._finish()

    def _line(self) -> bytes:
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        stdout, stderr = self._process.stdout, self._process.stderr
        assert stdout is not None, "stdout is a pipe"
        assert stderr is not None, "stderr is a pipe"
        threading.Thread(target=lambda: lines.put(stdout.readline()), daemon=True).start()
        line = b""
        with contextlib.suppress(queue.Empty):
            line = lines.get(timeout=_READY_SECONDS)
        if not line:
            self._process.kill()
            self._process.wait()
            raise StartFailed(f"There is no redirect.\n{stderr.read().decode('utf-8', 'replace')}")
        return line


def _end(process: subprocess.Popen[bytes]) -> None:
    # It waits for the end of its input.
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=_STOP_SECONDS)
    if process.poll() is None:
        process.kill()
        process.wait()
