"""Media: content-addressed blobs on disk, with what can be told from their bytes.

A blob's name is the SHA-256 of its content, so the same picture sent a thousand times is kept once. A blob has
no owner here and never changes; who may see it and when it expires is written down by the domains.
"""

import asyncio
import contextlib
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from hutong.kernel.errors import HutongError
from hutong.kernel.media_types import Inspection, inspect, sniff

__all__ = ["Blob", "Empty", "Kind", "MediaStore", "NotThatKind", "TooLarge", "kind_of", "sniff"]

Kind = Literal["image", "voice", "video", "file"]

_BUFFER_BYTES = 1 << 20
_DIGEST_LETTERS = frozenset("0123456789abcdef")


class TooLarge(HutongError):
    """More bytes than `limit_bytes` allows."""


class Empty(HutongError):
    """There was not a single byte."""


class NotThatKind(HutongError):
    """The bytes are `content_type`, or claim to be and cannot be read, where an `expected` kind was wanted."""


class Blob(msgspec.Struct, frozen=True, kw_only=True):
    """A stored blob and what its bytes say about it."""

    digest: str
    size_bytes: int
    content_type: str
    width: int | None = None
    height: int | None = None
    duration_seconds: float | None = None


class MediaStore:
    """Blobs under `root`, two levels deep: `ab/cd/abcd...`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"

    async def put(self, data: bytes | AsyncIterator[bytes], limit_bytes: int, expected: Kind | None = None) -> Blob:
        """Keep `data`, durably, and tell what it is; `expected` refuses any other kind.

        Raises: TooLarge, Empty, NotThatKind.
        """
        if isinstance(data, bytes) and len(data) > limit_bytes:
            raise TooLarge(limit_bytes=limit_bytes)
        spool = await asyncio.to_thread(_Spool, self._incoming)
        try:
            async for chunk in _chunks(data):
                if spool.size_bytes + len(chunk) > limit_bytes:
                    raise TooLarge(limit_bytes=limit_bytes)
                if spool.add(chunk):
                    await asyncio.to_thread(spool.flush)
            if spool.size_bytes == 0:
                raise Empty
            return await asyncio.to_thread(self._keep, spool, expected)
        finally:
            await asyncio.to_thread(spool.discard)

    async def adopt(self, file: Path, expected: Kind | None = None) -> Blob:
        """Keep a file that lies on our own disk already, as `put` does; it is moved, not copied.

        Raises: NotThatKind · FileNotFoundError when somebody else has just moved it.
        """
        return await asyncio.to_thread(self._adopt, file, expected)

    def path(self, digest: str) -> Path:
        """Where a blob lies, whether it is there or not."""
        # The digest may come from outside; nothing but 64 hex digits may become part of a path.
        if len(digest) != 64 or not _DIGEST_LETTERS.issuperset(digest):
            raise ValueError("a digest has 64 hex digits")
        return self._root / digest[:2] / digest[2:4] / digest

    def read(self, digest: str) -> bytes:
        """A blob's bytes. Raises FileNotFoundError when it is not there."""
        return self.path(digest).read_bytes()

    def exists(self, digest: str) -> bool:
        """Whether a blob is there."""
        return self.path(digest).is_file()

    def delete(self, digest: str) -> bool:
        """Remove a blob; whether it was there."""
        try:
            self.path(digest).unlink()
        except FileNotFoundError:
            return False
        return True

    def _keep(self, spool: "_Spool", expected: Kind | None) -> Blob:
        spool.flush()
        found = inspect(spool.file)
        _refuse_other_kinds(found, expected)
        spool.sync()
        return self._place(spool.path, spool.hash.hexdigest(), spool.size_bytes, found)

    def _adopt(self, file: Path, expected: Kind | None) -> Blob:
        with file.open("rb+") as opened:
            found = inspect(opened)
            _refuse_other_kinds(found, expected)
            opened.seek(0)
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
            os.fsync(opened.fileno())
            size_bytes = os.fstat(opened.fileno()).st_size
        return self._place(file, digest, size_bytes, found)

    def _place(self, file: Path, digest: str, size_bytes: int, found: Inspection) -> Blob:
        path = self.path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Replacing an equal blob is harmless, and renews the age that a sweep of unused blobs goes by.
        os.replace(file, path)
        for folder in (path.parent, path.parent.parent, self._root):
            _sync_folder(folder)
        return Blob(
            digest=digest,
            size_bytes=size_bytes,
            content_type=found.content_type,
            width=found.width,
            height=found.height,
            duration_seconds=found.duration_seconds,
        )


def kind_of(content_type: str) -> Kind:
    """The kind of message a content type makes; what is neither seen nor heard is a file."""
    match content_type.partition("/")[0]:
        case "image":
            return "image"
        case "audio":
            return "voice"
        case "video":
            return "video"
    return "file"


class _Spool:
    """Bytes on their way in: hashed, buffered, and written to a temporary file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder)
        self.file: BinaryIO = os.fdopen(descriptor, "w+b")
        self.path = Path(name)
        self.hash = hashlib.sha256()
        self.size_bytes = 0
        self._buffer = bytearray()

    def add(self, chunk: bytes) -> bool:
        """Take a chunk; whether enough has gathered to be flushed."""
        self._buffer += chunk
        self.size_bytes += len(chunk)
        return len(self._buffer) >= _BUFFER_BYTES

    def flush(self) -> None:
        self.hash.update(self._buffer)
        self.file.write(self._buffer)
        self._buffer.clear()

    def sync(self) -> None:
        self.file.flush()
        os.fsync(self.file.fileno())

    def discard(self) -> None:
        self.file.close()
        with contextlib.suppress(FileNotFoundError):
            self.path.unlink()


async def _chunks(data: bytes | AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    if isinstance(data, bytes):
        yield data
        return
    async for chunk in data:
        yield chunk


def _refuse_other_kinds(found: Inspection, expected: Kind | None) -> None:
    # A file may be anything, also a picture.
    if expected in (None, "file"):
        return
    if kind_of(found.content_type) != expected or not found.is_readable:
        raise NotThatKind(expected=expected, content_type=found.content_type)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
