"""A connection's bytes, plain or under TLS, read and written the same way."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable
from typing import Protocol
from weakref import WeakKeyDictionary

import msgspec

# What a broken connection raises, whoever broke it.
Broken = (OSError, ssl.SSLError, asyncio.IncompleteReadError)

_PIECE_BYTES = 64 << 10
_BUFFER_BYTES = 128 << 10
_HANDSHAKE = 0x16
# A fatal alert, unrecognized_name (112), as OpenSSL would write it.
_UNKNOWN_NAME = bytes.fromhex("15030300020270")


class NameRefused(Exception):
    """A TLS client asked for a name we do not answer to, or for none."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Link(Protocol):
    """Both ends of a conversation look like this."""

    peer: str
    client_serial: str

    async def read(self) -> bytes:
        """What came next; b"" at the end. Raises: Broken"""

    async def write(self, data: bytes) -> None:
        """Send, and wait while the other side is slow. Raises: Broken"""

    async def end(self) -> None:
        """Say that nothing more comes from us. Raises: Broken"""

    def close(self) -> None:
        """Hang up."""


class PlainLink:
    """A TCP connection."""

    client_serial = ""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, first: bytes = b"") -> None:
        self._reader = reader
        self._writer = writer
        self._first = first
        self.peer: str = (writer.get_extra_info("peername") or ("",))[0]
        self.local: str = (writer.get_extra_info("sockname") or ("",))[0]
        sock = writer.get_extra_info("socket")
        if sock is not None:
            # A peer whose machine is gone never says so.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        writer.transport.set_write_buffer_limits(_BUFFER_BYTES)

    def give_back(self, data: bytes) -> None:
        """Let the next `read` begin with this again."""
        self._first = data + self._first

    async def read(self) -> bytes:
        if self._first:
            data, self._first = self._first, b""
            return data
        return await self._reader.read(_PIECE_BYTES)

    async def write(self, data: bytes) -> None:
        if self._writer.is_closing():
            raise ConnectionResetError("we hung up")
        self._writer.write(data)
        await self._writer.drain()

    async def end(self) -> None:
        if self._writer.can_write_eof() and not self._writer.is_closing():
            self._writer.write_eof()

    def close(self) -> None:
        self._writer.close()


class SecuredLink:
    """TLS above another link, without the quarter of a megabyte that asyncio's own keeps for each connection."""

    def __init__(self, under: Link, tls: ssl.SSLObject, came: ssl.MemoryBIO, going: ssl.MemoryBIO) -> None:
        self._under = under
        self._tls = tls
        self._came = came
        self._going = going
        self.peer = under.peer
        self.client_serial = ""

    async def shake_hands(self) -> None:
        """Agree on keys. Raises: Broken"""
        while True:
            try:
                self._tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                await self._flush()
                await self._more()
            except ssl.SSLError:
                # The alert tells the client why.
                await self._flush()
                raise
        await self._flush()
        shown = self._tls.getpeercert() or {}
        self.client_serial = str(shown.get("serialNumber", ""))

    async def read(self) -> bytes:
        while True:
            try:
                return self._tls.read(_PIECE_BYTES)
            except ssl.SSLWantReadError:
                await self._flush()
                with contextlib.suppress(asyncio.IncompleteReadError):
                    await self._more()
                    continue
                return b""
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                return b""

    async def write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self._tls.write(view) :]
        await self._flush()

    async def end(self) -> None:
        with contextlib.suppress(ssl.SSLWantReadError, ssl.SSLSyscallError):
            self._tls.unwrap()
        await self._flush()
        await self._under.end()

    def close(self) -> None:
        self._under.close()

    async def _flush(self) -> None:
        if self._going.pending:
            await self._under.write(self._going.read())

    async def _more(self) -> None:
        data = await self._under.read()
        if not data:
            raise asyncio.IncompleteReadError(b"", None)
        self._came.write(data)


class Hello(msgspec.Struct, frozen=True):
    """What a client said first."""

    server_name: str | None


def is_hello(data: bytes) -> bool:
    """Whether a connection that begins with this speaks TLS."""
    return data[:1] == bytes((_HANDSHAKE,))


async def secure(under: PlainLink, context_for: Callable[[str | None], ssl.SSLContext]) -> tuple[SecuredLink, Hello]:
    """Be the server of a TLS client, as whom it asks for. Raises: NameRefused, Broken"""
    hello, said = await _hear(under)
    try:
        context = context_for(hello.server_name)
    except NameRefused:
        await under.write(_UNKNOWN_NAME)
        raise
    came, going = ssl.MemoryBIO(), ssl.MemoryBIO()
    came.write(said)
    link = SecuredLink(under, context.wrap_bio(came, going, server_side=True), came, going)
    await link.shake_hands()
    return link, hello


class _Ear:
    """Reads the name a client asks for, before we choose whom to be.

    OpenSSL does the reading, in a handshake of its own that goes no further than the hello.
    """

    def __init__(self) -> None:
        self.hello: Hello | None = None
        self._came, self._going = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = _listening.wrap_bio(self._came, self._going, server_side=True)
        _ears[self._tls] = self

    def hears(self, data: bytes) -> bool:
        """Whether the hello is complete. Raises: SSLError when it is none."""
        self._came.write(data)
        try:
            self._tls.do_handshake()
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError:
            if self.hello is None:
                raise
        return self.hello is not None

    def complaint(self) -> bytes:
        """The alert for a hello that is none."""
        return self._going.read()


async def _hear(under: PlainLink) -> tuple[Hello, bytes]:
    ear, said = _Ear(), b""
    while ear.hello is None:
        data = await under.read()
        if not data:
            raise asyncio.IncompleteReadError(said, None)
        said += data
        try:
            ear.hears(data)
        except ssl.SSLError:
            await under.write(ear.complaint())
            raise
    return ear.hello, said


def _note(tls: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> int:
    _ears[tls].hello = Hello(name)
    return ssl.ALERT_DESCRIPTION_HANDSHAKE_FAILURE


def _new_listening() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = _note
    return context


_ears: "WeakKeyDictionary[ssl.SSLObject, _Ear]" = WeakKeyDictionary()
_listening = _new_listening()
