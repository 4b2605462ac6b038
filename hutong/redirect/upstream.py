"""Connections to the lane and to everybody else, opened only to addresses that a tunnel may lead to."""

import asyncio
import base64
import socket
import ssl
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import proxy_bypass

import msgspec

from hutong.kernel.network_policy import NetworkPolicy
from hutong.redirect import names
from hutong.redirect.links import PlainLink
from hutong.redirect.requests import HEAD_LIMIT_BYTES
from hutong.redirect.tunnels import Limits


class Unreachable(Exception):
    """A connection could not be opened; `status` is what a proxy says of it."""

    def __init__(self, reason: str, status: int = 502) -> None:
        super().__init__(reason)
        self.status = status


class Place(msgspec.Struct, frozen=True):
    """Where the lane is: a host and a port, with or without TLS."""

    host: str
    port: int
    is_tls: bool = False

    @classmethod
    def of(cls, url: str) -> "Place":
        """The place a URL names. Raises: ValueError"""
        split = urlsplit(url)
        is_tls = split.scheme == "https"
        if split.scheme not in ("http", "https") or not split.hostname:
            raise ValueError(f"{url} is no address of a lane")
        return cls(split.hostname, split.port or (443 if is_tls else 80), is_tls)


class Dialer:
    """Opens connections for a front.

    `outer` is the proxy this machine needs to reach others, `via` how we sign what goes through it.
    """

    def __init__(self, policy: NetworkPolicy, limits: Limits, *, outer: str | None, via: str) -> None:
        self._policy = policy
        self._limits = limits
        self._outer = _proxy_of(outer)
        self._via = via
        self._roots: ssl.SSLContext | None = None

    async def lane(self, place: Place) -> PlainLink:
        """A connection to the lane. Raises: Unreachable"""
        context = self._trusting() if place.is_tls else None
        return await self._open(place.host, place.port, context)

    async def other(self, name: str, port: int) -> PlainLink:
        """A connection to somebody else, if it may be opened. Raises: Unreachable"""
        if names.is_ours(name) and not names.is_address(name):
            raise self._refused(name)
        if names.is_address(name) and not self._policy.allows(name):
            raise self._refused(name)
        if self._outer is not None and not proxy_bypass(name):
            return await self._through(self._outer, name, port)
        addresses = await self._look_up(name, port)
        # The address looked at is the one connected to, so that a name can't change its mind in between.
        allowed = [address for address in addresses if self._policy.allows(address)]
        if not allowed:
            raise self._refused(name)
        for address in allowed[:-1]:
            try:
                return await self._open(address, port)
            except Unreachable:
                continue
        return await self._open(allowed[-1], port)

    async def _through(self, outer: SplitResult, name: str, port: int) -> PlainLink:
        link = await self._open(outer.hostname or "", outer.port or 80)
        target = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
        lines = [f"CONNECT {target} HTTP/1.1", f"host: {target}", f"via: {self._via}"]
        if outer.username:
            known = f"{unquote(outer.username)}:{unquote(outer.password or '')}"
            lines.append(f"proxy-authorization: Basic {base64.b64encode(known.encode()).decode()}")
        await link.write("\r\n".join((*lines, "", "")).encode())
        head = await _head_of(link, self._limits.connect_seconds)
        status = head.split(b" ", 2)[1:2]
        if status != [b"200"]:
            link.close()
            said = head.partition(b"\r\n")[0].decode("latin-1")
            raise Unreachable(f"the proxy of this machine, {outer.hostname}, says {said}")
        return link

    async def _look_up(self, name: str, port: int) -> list[str]:
        try:
            async with asyncio.timeout(self._limits.connect_seconds):
                found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise Unreachable(f"{name} has no address") from None
        except TimeoutError:
            raise Unreachable(f"nobody told the address of {name} in time", 504) from None
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    async def _open(self, host: str, port: int, context: ssl.SSLContext | None = None) -> PlainLink:
        try:
            async with asyncio.timeout(self._limits.connect_seconds):
                return PlainLink(*await asyncio.open_connection(host, port, ssl=context))
        except TimeoutError:
            raise Unreachable(f"{host}:{port} does not answer", 504) from None
        except (OSError, ssl.SSLError) as error:
            raise Unreachable(f"{host}:{port} cannot be reached: {error.strerror or error}") from None

    def _refused(self, name: str) -> Unreachable:
        return Unreachable(
            f"{name} is on this machine or a private network, where this proxy leads nobody; add it to NO_PROXY", 403
        )

    def _trusting(self) -> ssl.SSLContext:
        self._roots = self._roots or ssl.create_default_context()
        return self._roots


def _proxy_of(outer: str | None) -> SplitResult | None:
    """The proxy a variable names, with or without a scheme; None where it is of a kind we do not speak."""
    if not outer:
        return None
    split = urlsplit(outer if "://" in outer else f"http://{outer}")
    try:
        speaks = split.scheme == "http" and split.hostname and split.port != 0
    except ValueError:
        return None
    return split if speaks else None


async def _head_of(link: PlainLink, seconds: float) -> bytes:
    head = b""
    try:
        async with asyncio.timeout(seconds):
            while b"\r\n\r\n" not in head and len(head) < HEAD_LIMIT_BYTES:
                data = await link.read()
                if not data:
                    break
                head += data
    except (OSError, TimeoutError):
        link.close()
        raise Unreachable("the proxy of this machine does not answer", 504) from None
    head, _, rest = head.partition(b"\r\n\r\n")
    link.give_back(rest)
    return head
