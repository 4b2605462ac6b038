"""Files that come in parts: what has arrived is kept, however the line to whoever sends it may break.

The file itself says how far it has come. Each piece is written under a short lock, and only where the file ends at that
moment: a sender who comes back goes on from there, and whoever still writes for them from before has no say any more.
"""

import asyncio
import contextlib
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from hutong.kernel.errors import HutongError
from hutong.kernel.media import TooLarge

_BUFFER_BYTES = 1 << 20


class PartMisplaced(HutongError):
    """A part must begin where the file ends, at `offset`."""


class PartialFiles:
    """Growing files under `root`, by number."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, number: int) -> Path:
        """Where a file grows, whether it is there or not."""
        return self._root / str(number)

    def size(self, number: int) -> int:
        """How many bytes have arrived."""
        try:
            return self.path(number).stat().st_size
        except FileNotFoundError:
            return 0

    async def append(self, number: int, offset: int, data: AsyncIterator[bytes], limit_bytes: int) -> int:
        """Add what comes at `offset`; whatever came before the sender fell silent stays. Answers the new size.

        Raises: PartMisplaced · TooLarge
        """
        if offset != self.size(number):
            raise PartMisplaced(offset=self.size(number))
        waiting = bytearray()
        try:
            async for chunk in data:
                if offset + len(waiting) + len(chunk) > limit_bytes:
                    raise TooLarge(limit_bytes=limit_bytes)
                waiting += chunk
                if len(waiting) >= _BUFFER_BYTES:
                    piece, waiting = bytes(waiting), bytearray()
                    offset = await asyncio.to_thread(self._write, number, offset, piece)
        finally:
            if waiting:
                offset = await asyncio.to_thread(self._write, number, offset, bytes(waiting))
        return offset

    def discard(self, number: int) -> None:
        """Forget what has arrived."""
        with contextlib.suppress(FileNotFoundError):
            self.path(number).unlink()

    def _write(self, number: int, offset: int, piece: bytes) -> int:
        with self._held(number) as descriptor:
            size = os.fstat(descriptor).st_size
            if size != offset:
                raise PartMisplaced(offset=size)
            left = memoryview(piece)
            while left:
                written = os.pwrite(descriptor, left, offset)
                left, offset = left[written:], offset + written
        return offset

    @contextlib.contextmanager
    def _held(self, number: int) -> Iterator[int]:
        self._root.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path(number), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)
