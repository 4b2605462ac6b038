"""The front: where redirected programs come, and from where each request goes to the lane, to others, or nowhere.

A connection shows by its first bytes what it is: TLS with the host's name in its hello, or HTTP (CONNECT, a whole URL,
or a `Host`). An emulated host leads to the lane and never anywhere else; when the lane does not answer, nobody does.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import urlsplit

import msgspec

from hutong.kernel.ids import nonce
from hutong.kernel.network_policy import NetworkPolicy
from hutong.redirect import names, telling
from hutong.redirect.authority import Authority, NotCovered
from hutong.redirect.exchange import Exchange, Refusal, Routed
from hutong.redirect.links import Broken, Link, NameRefused, PlainLink, SecuredLink, is_hello, secure
from hutong.redirect.requests import Head, written
from hutong.redirect.tunnels import Limits, relay
from hutong.redirect.upstream import Dialer, Place, Unreachable

_HERE = "127.0.0.1"
_GOODBYE_SECONDS = 1
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"

Record = Callable[[telling.Missed], None]


async def serve_front(
    authority: Authority,
    *,
    lane_url: str,
    hosts: dict[str, int],
    port: int = 0,
    record: Record | None = None,
    policy: NetworkPolicy | None = None,
    limits: Limits | None = None,
    outer: str | None = None,
) -> "Front":
    """Open a front on a loopback port; the rest as for `new_front`. Raises: ValueError, OSError"""
    front = new_front(
        authority, lane_url=lane_url, hosts=hosts, record=record, policy=policy, limits=limits, outer=outer
    )
    # Loopback alone: a front must not become everybody's way into our network.
    sock = socket.create_server((_HERE, port), backlog=1024)
    await front.listen(sock)
    return front


def new_front(
    authority: Authority,
    *,
    lane_url: str,
    hosts: dict[str, int],
    record: Record | None = None,
    policy: NetworkPolicy | None = None,
    limits: Limits | None = None,
    outer: str | None = None,
) -> "Front":
    """A front that listens nowhere yet.

    `hosts` maps every name the lane answers to, aliases too, to the loopback port of its host; 0 stands for a lane that
    is reached by `lane_url` alone. Calls to hosts of WeChat's that the lane does not emulate are given to `record`, or
    told to the lane. `policy` says which private networks a tunnel may lead to: none, by default. `outer` is the proxy
    through which this machine reaches others. Raises: ValueError
    """
    return Front(
        authority,
        Place.of(lane_url),
        {names.plain(name): number for name, number in hosts.items()},
        record,
        policy or NetworkPolicy(allow_private=False),
        limits or Limits(),
        outer,
    )


class Front:
    """Made by `new_front` or `serve_front`; ends with `close`.

    `word` is what it shows the lane's own pages, which then believe it about the caller; see `fronted`.
    """

    port: int

    def __init__(
        self,
        authority: Authority,
        lane: Place,
        hosts: dict[str, int],
        record: Record | None,
        policy: NetworkPolicy,
        limits: Limits,
        outer: str | None,
    ) -> None:
        self.authority = authority
        self._lane = lane
        self._hosts = hosts
        self._record = record
        self._limits = limits
        self.word = nonce(24).encode()
        self._via = f"1.1 hutong-{nonce(6)}"
        self._dialer = Dialer(policy, limits, outer=outer, via=self._via)
        self._servers: list[asyncio.Server] = []
        self._open: dict[PlainLink, asyncio.Task[None]] = {}

    async def listen(self, sock: socket.socket) -> None:
        """Take redirected programs on this socket, which is on loopback."""
        self.port = int(sock.getsockname()[1])
        await self._listen(self._begin, sock)

    async def listen_tls(self, sock: socket.socket) -> None:
        """Take TLS alone on this socket: for the hosts by name, and for our own pages by address."""
        await self._listen(self._begin_tls, sock)

    async def close(self) -> None:
        """Take nobody any more and hang up on those who are here."""
        for server in self._servers:
            server.close()
        tasks = set(self._open.values())
        for link in self._open:
            link.close()
        if tasks:
            await asyncio.wait(tasks, timeout=_GOODBYE_SECONDS)

    async def _listen(self, begin: Callable[[PlainLink, bytes], Awaitable[None]], sock: socket.socket) -> None:
        self._servers.append(await asyncio.start_server(partial(self._welcome, begin), sock=sock, backlog=1024))

    async def _welcome(
        self,
        begin: Callable[[PlainLink, bytes], Awaitable[None]],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        link = PlainLink(reader, writer)
        if len(self._open) >= self._limits.connections:
            link.close()
            return
        task = asyncio.current_task()
        assert task is not None, "each connection has a task of its own"
        self._open[link] = task
        try:
            await begin(link, await self._first(link))
        except* (*Broken, NameRefused, TimeoutError):
            pass
        finally:
            self._open.pop(link, None)
            link.close()

    async def _first(self, link: PlainLink) -> bytes:
        """The first bytes of a connection, which will be read again."""
        async with asyncio.timeout(self._limits.idle_seconds):
            data = await link.read()
        link.give_back(data)
        return data

    async def _begin(self, link: PlainLink, first: bytes) -> None:
        if is_hello(first):
            await self._secure(link)
        elif first:
            await Exchange(link, self._route_plain, self._limits, partial(self._connect, link)).run()

    async def _begin_tls(self, link: PlainLink, first: bytes) -> None:
        if is_hello(first):
            await self._secure(link, nameless=link.local)
        elif first:
            await Exchange(link, _to_https, self._limits).run()

    async def _connect(self, link: PlainLink, head: Head, rest: bytes) -> None:
        """A client asks for a tunnel."""
        name, port = _split(head.target, 443)
        if self._via in head.first(b"via"):
            raise Refusal(508, "this proxy was told to use itself as its proxy")
        if name not in self._hosts:
            await self._refuse_weixin(name, "CONNECT", "")
            try:
                peer = await self._dialer.other(name, port)
            except Unreachable as error:
                raise Refusal(error.status, str(error)) from None
            link.give_back(rest)
            await link.write(_ESTABLISHED)
            await relay(link, peer, self._limits)
            return
        link.give_back(rest)
        await link.write(_ESTABLISHED)
        first = await self._first(link)
        if is_hello(first):
            await self._secure(link, asked=name)
        elif first:
            await Exchange(link, self._route_plain, self._limits).run()

    async def _secure(self, link: PlainLink, *, asked: str = "", nameless: str = "") -> None:
        """Be whom a TLS client asks for: `asked` in its CONNECT, or in its hello, or `nameless` in neither."""

        def context_for(said: str | None) -> ssl.SSLContext:
            name = names.plain(said or asked or nameless)
            # Without a name, by address: on loopback that is a client which cannot name a host.
            is_wrong = (asked and name != asked) or (not said and not asked and names.is_loopback(name))
            if is_wrong or not (name in self._hosts or names.is_ours(name)):
                raise NameRefused(name)
            try:
                return self.authority.context(name)
            except NotCovered:
                raise NameRefused(name) from None

        try:
            async with asyncio.timeout(self._limits.handshake_seconds):
                secured, hello = await secure(link, context_for)
        except NameRefused as refused:
            await self._tell_of(refused.name, "TLS", "")
            raise
        name = names.plain(hello.server_name or asked or nameless)
        await Exchange(secured, partial(self._route_secured, name, secured), self._limits).run()

    async def _route_plain(self, head: Head) -> Routed:
        """A request without TLS: of a proxy's client, or moved here by a preload."""
        if head.target.startswith(("/", "*")):
            name, _ = _split(head.first(b"host"), 80)
            if name in self._hosts:
                return self._to_lane(name, head, head.target)
            await self._refuse_weixin(name, head.method, head.target)
            raise Refusal(
                400, "this is where programs are redirected; use it as HTTPS_PROXY, or start them with hutong exec"
            )
        scheme, authority, target = _parts(head.target)
        name, port = _split(authority, 443 if scheme == "https" else 80)
        if name in self._hosts:
            return self._to_lane(name, head, target)
        await self._refuse_weixin(name, head.method, target)
        if scheme != "http":
            raise Refusal(400, f"{scheme} of another host needs CONNECT")
        spelled = written(head, target, host=authority, close=head.method == "HEAD")
        return Routed(f"{name}:{port}", partial(self._dial_other, name, port), spelled)

    async def _route_secured(self, name: str, link: SecuredLink, head: Head) -> Routed:
        """A request under TLS, to the host that the connection is for."""
        target = head.target if head.target.startswith(("/", "*")) else _parts(head.target)[2]
        host = head.first(b"host") or name
        meant, _ = _split(host, 443)
        if name in self._hosts:
            if meant not in self._hosts:
                raise Refusal(421, f"this connection is for {name}, not for {meant}")
            return self._to_lane(meant, head, target, link.client_serial)
        if not names.is_ours(meant):
            raise Refusal(421, f"this connection is for this lane, not for {meant}")
        close = head.method == "HEAD"
        spelled = written(head, target, host=host, forwarded_for=link.peer, word=self.word, close=close)
        return Routed("", partial(self._dial_lane, self._lane), spelled)

    def _to_lane(self, name: str, head: Head, target: str, client_serial: str = "") -> Routed:
        port = self._hosts[name]
        place, host = Place(_HERE, port), name
        if not port:
            # A lane elsewhere has one door; the first segment of the path says which host is meant.
            place, host, target = self._lane, f"{self._lane.host}:{self._lane.port}", f"/{name}{target}"
        close = head.method == "HEAD"
        spelled = written(head, target, host=host, client_serial=client_serial, word=self.word, close=close)
        return Routed(f"lane/{port}", partial(self._dial_lane, place), spelled)

    async def _dial_lane(self, place: Place) -> Link:
        try:
            return await self._dialer.lane(place)
        except Unreachable as error:
            body = msgspec.json.encode({"errcode": -1, "errmsg": f"hutong: the lane does not answer ({error})"})
            raise Refusal(error.status, f"the lane does not answer: {error}", body) from None

    async def _dial_other(self, name: str, port: int) -> Link:
        try:
            return await self._dialer.other(name, port)
        except Unreachable as error:
            raise Refusal(error.status, str(error)) from None

    async def _refuse_weixin(self, name: str, method: str, path: str) -> None:
        """Raises a Refusal for WeChat's hosts. Nothing of theirs is tunnelled, emulated or not."""
        if not name:
            raise Refusal(400, "this names no host")
        if not names.is_weixin(name):
            return
        await self._tell_of(name, method, path)
        reason = f"{name} is a host of WeChat that Hutong does not emulate"
        body = msgspec.json.encode(
            {"errcode": -404, "errmsg": f"hutong: {name}{path.partition('?')[0]} is not emulated"}
        )
        raise Refusal(403 if method == "CONNECT" else 404, reason, body)

    async def _tell_of(self, name: str, method: str, path: str) -> None:
        if not names.is_weixin(name) or name in self._hosts:
            return
        missed = telling.Missed(host=name, method=method, path=path.partition("?")[0] or "/")
        if self._record is not None:
            self._record(missed)
        else:
            await telling.tell(self._dialer, self._lane, missed)


async def _to_https(head: Head) -> Routed:
    """Without TLS where only TLS is spoken: say where to go."""
    host = head.first(b"host")
    if not names.plain(_split(host, 443)[0]) or not head.target.startswith("/"):
        raise Refusal(400, "this port speaks HTTPS")
    raise Refusal(308, "this port speaks HTTPS", headers={"location": f"https://{host}{head.target}"})


def _split(authority: str, default_port: int) -> tuple[str, int]:
    try:
        return names.split(authority, default_port)
    except ValueError:
        raise Refusal(400, "this names no host") from None


def _parts(url: str) -> tuple[str, str, str]:
    """The scheme, the host with its port, and the rest of a URL, whose user and password are nobody's business."""
    try:
        split = urlsplit(url)
    except ValueError:
        raise Refusal(400, "this is no URL") from None
    if split.scheme not in ("http", "https"):
        raise Refusal(400, "this is no URL of HTTP")
    target = url[len(split.scheme) + 3 + len(split.netloc) :].partition("#")[0]
    return split.scheme, split.netloc.rpartition("@")[2], target if target.startswith("/") else f"/{target}"
