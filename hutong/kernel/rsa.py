"""RSA signatures and keys without holding up the event loop: worker processes do the work.

A lane that signs now and then does it in place, in a third of a millisecond. One that signs a lot has workers, which
come while it goes on in place; one that dies is replaced, and what it was at is done in place. Keys are drawn ahead of
time by another process. All of them give way to the lane itself: whoever asks for something unsigned need not wait.
"""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
from collections import deque
from typing import cast

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from hutong.kernel.lane import Lane
from hutong.kernel.rsa_worker import ANSWER, DRAW, HEADER, LEARN, SIGN, loaded

SPARES = 3
"""How many keys are drawn ahead of time once the first was asked for."""

_IN_PLACE = 32
_MOST_WORKERS = 4
_MOST_WAITING = 16


class RsaWorks:
    """Signs and draws keys for one lane in this process."""

    def __init__(self, lane: Lane, *, most_workers: int | None = None) -> None:
        self._lane = lane
        self._most = most_workers or min(max((os.cpu_count() or 2) - 1, 1), _MOST_WORKERS)
        self._workers: list[_Line] = []
        self._maker: _Line | None = None
        self._one_maker = asyncio.Lock()
        self._coming = 0
        self._starting = 0
        self._done_in_place = 0
        self._keys: dict[bytes, RSAPrivateKey] = {}
        self._is_closed = False
        self.spares: deque[bytes] = deque()

    def key(self, pem: bytes) -> RSAPrivateKey:
        """A private key that we drew and sign with, parsed once and kept."""
        found = self._keys.get(pem)
        if found is None:
            found = self._keys[pem] = loaded(pem)
        return found

    async def sign(self, pem: bytes, message: bytes) -> bytes:
        """The PKCS#1 v1.5 signature with SHA-256 over `message`."""
        line = self._least_busy()
        if line is not None:
            try:
                return await line.sign(pem, message)
            except ConnectionError:
                self._workers = [other for other in self._workers if other is not line]
        self._done_in_place += 1
        return self.key(pem).sign(message, PKCS1v15(), hashes.SHA256())

    async def new_key(self) -> bytes:
        """A private key nobody has seen, as PEM: one drawn ahead of time, where there is one."""
        pem = self.spares.popleft() if self.spares else await self._draw()
        if self._coming == 0 and len(self.spares) < SPARES:
            self._lane.start(self._fill_up())
        return pem

    def close(self) -> None:
        """Let the workers go."""
        self._is_closed = True
        for line in (*self._workers, *([self._maker] if self._maker else [])):
            line.close()
        self._workers.clear()
        self._maker = None

    def _least_busy(self) -> "_Line | None":
        if not self._workers and self._done_in_place < _IN_PLACE:
            return None
        workers = self._workers
        line = workers[0] if len(workers) == 1 else min(workers, key=lambda line: line.waiting, default=None)
        is_wanted = line is None or line.waiting > _MOST_WAITING
        if is_wanted and len(self._workers) + self._starting < self._most and not self._is_closed:
            self._starting += 1
            self._lane.start(self._start())
        return line

    async def _start(self) -> None:
        try:
            line = await _Line.open()
            # It counts when it has answered: until then others are quicker.
            for pem in list(self._keys):
                await line.sign(pem, b"")
            self._workers.append(line)
        except OSError:
            # The next ones are done in place, and then it is tried again.
            self._done_in_place = 0
        finally:
            self._starting -= 1

    async def _draw(self) -> bytes:
        for _ in range(2):
            async with self._one_maker:
                if self._maker is None and not self._is_closed:
                    self._maker = await _Line.open()
                maker = self._maker
            try:
                if maker is not None:
                    return await maker.draw()
            except ConnectionError:
                self._maker = None
        raise ConnectionError("no process draws keys")

    async def _fill_up(self) -> None:
        self._coming += 1
        try:
            # Whoever needs one next draws it then.
            with contextlib.suppress(OSError):
                while len(self.spares) < SPARES and not self._is_closed:
                    self.spares.append(await self._draw())
        finally:
            self._coming -= 1


class _Line(asyncio.Protocol):
    """A worker process and the socket to it."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._transport: asyncio.Transport | None = None
        self._came = bytearray()
        self._asked: dict[int, asyncio.Future[bytes]] = {}
        self._known: dict[bytes, int] = {}
        self._number = 0
        self._going: list[bytes] = []

    @classmethod
    async def open(cls) -> "_Line":
        """Start a worker. Raises: OSError"""
        ours, theirs = socket.socketpair()
        with theirs:
            line = cls(await asyncio.to_thread(_spawned, theirs.fileno()))
        await asyncio.get_running_loop().create_connection(lambda: line, sock=ours)
        return line

    @property
    def waiting(self) -> int:
        """How many requests are under way."""
        return len(self._asked)

    def sign(self, pem: bytes, message: bytes) -> "asyncio.Future[bytes]":
        """Have a message signed. The future raises: ConnectionError"""
        key = self._known.get(pem)
        if key is None:
            key = self._known[pem] = len(self._known)
            self._ask(LEARN, key, pem)
        return self._ask(SIGN, key, message)

    def draw(self) -> "asyncio.Future[bytes]":
        """Have a key drawn. The future raises: ConnectionError"""
        return self._ask(DRAW, 0, b"")

    def close(self) -> None:
        """End the worker, which has nothing to lose."""
        if self._transport is not None:
            self._transport.close()
        self._process.kill()
        self._process.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transport is one in all but its ancestry.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._came += data
        place = 0
        while len(self._came) - place >= ANSWER.size:
            size, number = ANSWER.unpack_from(self._came, place)
            end = place + ANSWER.size + size
            if len(self._came) < end:
                break
            asked = self._asked.pop(number, None)
            if asked is not None and not asked.done():
                asked.set_result(bytes(self._came[place + ANSWER.size : end]))
            place = end
        del self._came[:place]

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        for asked in self._asked.values():
            if not asked.done():
                asked.set_exception(ConnectionResetError("the worker is gone"))
        self._asked.clear()

    def _ask(self, asked: int, key: int, content: bytes) -> "asyncio.Future[bytes]":
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        if self._transport is None:
            answer.set_exception(ConnectionResetError("the worker is gone"))
            return answer
        self._number = (self._number + 1) % (1 << 32)
        self._asked[self._number] = answer
        if not self._going:
            # What is asked in one turn of the loop goes in one piece.
            answer.get_loop().call_soon(self._send)
        self._going.append(HEADER.pack(len(content), self._number, asked, key) + content)
        return answer

    def _send(self) -> None:
        going, self._going = self._going, []
        if self._transport is not None:
            self._transport.write(b"".join(going))


def _spawned(line: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "hutong.kernel.rsa_worker", str(line)]
    return subprocess.Popen(command, pass_fds=[line], stdin=subprocess.DEVNULL)
