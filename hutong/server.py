"""Serving an instance: sockets for people and for each emulated host, uvicorn on top, one ready line."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable

import uvicorn

from hutong import app
from hutong.kernel.config import Config
from hutong.kernel.lane import Lane
from hutong.kernel.network_policy import NetworkPolicy
from hutong.pay import public as pay
from hutong.redirect.authority import Authority
from hutong.redirect.front import Front, new_front
from hutong.redirect.fronted import Fronted
from hutong.redirect.telling import Missed
from hutong.wire import api_mch, guard, hosts, inspector
from hutong.wire.addresses import Addresses

# Where `port 0` looks for a row of free ports.
_FIRST_ROW, _END_OF_ROWS, _ROW = 20_000, 32_000, 16

# A rule in the writer's thread gives way to the loop this soon; Python's own 5 ms would be what every request waits.
_SWITCH_SECONDS = 0.0005

OnReady = Callable[[Lane, Addresses], Awaitable[None]]


class PortTaken(Exception):
    """Something else listens where this instance should."""


async def serve(config: Config, *, on_ready: OnReady, alone: bool = True) -> None:
    """Serve until asked to stop (SIGINT, SIGTERM); `alone`, run the jobs too.

    Raises: PortTaken, and what opening a lane raises.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    main, others, proxy = _listen_all(config)
    tls = None if config.tls_port is None else _listen(config.host, config.tls_port)
    sockets = [main, *others.values(), proxy, *([tls] if tls else [])]
    url = f"http://{_shown(config.host)}:{main.getsockname()[1]}"
    ports = {host: sock.getsockname()[1] for host, sock in others.items()}
    try:
        placed = _placed(url, ports, proxy=_port_of(proxy), tls=_port_of(tls) if tls else 0)
        lane = await app.open_lane(config, placed, alone=alone, with_jobs=alone)
    except BaseException:
        for sock in sockets:
            sock.close()
        raise
    try:
        front = app.build(lane)
        front.ports = {sock.getsockname()[1]: host for host, sock in others.items()}
        redirect = _redirect(lane, main, ports)
        await redirect.listen(proxy)
        if tls is not None:
            await redirect.listen_tls(tls)
        settings = _settings(Fronted(front, redirect.word), config.trusted_proxies)
        server = _Server(settings, lambda: on_ready(lane, lane.port(Addresses)), redirect)
        await server.serve(sockets=[main, *others.values()])
    finally:
        await app.close(lane)


async def work(config: Config, *, url: str, on_ready: OnReady) -> None:
    """Run jobs beside the processes that serve at `url`, until asked to stop. Raises what opening a lane raises."""
    lane = await app.open_lane(config, _placed(url, {}), alone=False)
    try:
        await on_ready(lane, lane.port(Addresses))
        await _asked_to_stop()
    finally:
        await app.close(lane)


def _redirect(lane: Lane, main: socket.socket, ports: dict[str, int]) -> Front:
    """The front to which redirected programs come, and phones by HTTPS."""

    def record(missed: Missed) -> None:
        inspector.of(lane).record_missed(missed.host, missed.method, missed.path)

    host, port = main.getsockname()[:2]
    here = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    authority = Authority.open(lane.config.home / "ca", hosts.ALIASES, clock=lane.clock)
    merchants_call = [alias for alias, name in hosts.ALIASES.items() if name == api_mch.HOST]
    authority.accept_clients(lane.port(pay.MerchantAuthority).pem, merchants_call)
    return new_front(
        authority,
        lane_url=f"http://{f'[{here}]' if ':' in here else here}:{port}",
        hosts={alias: ports[name] for alias, name in hosts.ALIASES.items()},
        record=record,
        policy=NetworkPolicy(allow_private=False, allowed=tuple(lane.config.private_networks)),
        outer=os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy"),
    )


def _placed(url: str, ports: dict[str, int], *, proxy: int = 0, tls: int = 0) -> Callable[[Lane], None]:
    # Said before the first job runs, because what is pushed to developers names it.
    return lambda lane: lane.provide(
        Addresses,
        Addresses(url=url, hosts=ports, home=str(lane.config.home), mode=lane.mode, proxy=proxy, tls=tls),
    )


async def _asked_to_stop() -> None:
    asked = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await asked.wait()


class _Server(uvicorn.Server):
    """Says when it is ready, and closes the front first."""

    def __init__(self, settings: uvicorn.Config, announce: Callable[[], Awaitable[None]], front: Front) -> None:
        super().__init__(settings)
        self._announce = announce
        self._front = front

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        await self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._front.close()
        await super().shutdown(sockets)


def _settings(front: Fronted, trusted_proxies: list[str]) -> uvicorn.Config:
    return uvicorn.Config(
        front,
        http="httptools",
        ws="websockets-sansio",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies,
        ws_max_size=1 << 16,
        timeout_graceful_shutdown=3,
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        raise PortTaken(f"{host}:{port}: {error.strerror}") from None
    sock.listen(1024)
    sock.setblocking(False)
    return sock


def _listen_all(config: Config) -> tuple[socket.socket, dict[str, socket.socket], socket.socket]:
    """The main port, a loopback port for each host next to it where that is free, and one for the front.

    Neighbours stay neighbours, so that base URLs are the same after a restart.
    """
    main = _listen(config.host, config.port) if config.port else _listen_at_a_free_row(config.host)
    others = {host: _listen_near(main, place) for place, host in enumerate(hosts.HOSTS, start=1)}
    return main, others, _listen_near(main, len(others) + 1)


def _listen_at_a_free_row(host: str) -> socket.socket:
    """A port whose neighbours are free as well, below those the system hands out to anybody who connects."""
    rows = range(_FIRST_ROW, _END_OF_ROWS, _ROW)
    # Processes that start together look at different rows first.
    start = os.getpid() * 7 % len(rows)
    for port in (*rows[start:], *rows[:start]):
        try:
            for neighbour in range(port + 1, port + len(hosts.HOSTS) + 2):
                _listen("127.0.0.1", neighbour).close()
            return _listen(host, port)
        except PortTaken:
            continue
    return _listen(host, 0)


def _listen_near(main: socket.socket, place: int) -> socket.socket:
    try:
        return _listen("127.0.0.1", _port_of(main) + place)
    except (PortTaken, OverflowError):
        return _listen("127.0.0.1", 0)


def _port_of(sock: socket.socket) -> int:
    return int(sock.getsockname()[1])


def _shown(host: str) -> str:
    return "localhost" if guard.is_loopback(host) else host
