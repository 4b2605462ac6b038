"""Serving an instance: sockets for people and for each emulated host, uvicorn on top, one ready line."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable

import uvicorn

from hutong import app
from hutong.kernel.config import Config
from hutong.kernel.lane import Lane
from hutong.wire import guard, hosts
from hutong.wire.addresses import Addresses

OnReady = Callable[[Lane, Addresses], Awaitable[None]]


class PortTaken(Exception):
    """Something else listens where this instance should."""


async def serve(config: Config, *, on_ready: OnReady, alone: bool = True) -> None:
    """Serve until asked to stop (SIGINT, SIGTERM); `alone`, run the jobs too.

    Raises: PortTaken, and what opening a lane raises.
    """
    main = _listen(config.host, config.port)
    others = _listen_for_hosts(main)
    url = f"http://{_shown(config.host)}:{main.getsockname()[1]}"
    ports = {host: sock.getsockname()[1] for host, sock in others.items()}
    try:
        lane = await app.open_lane(config, _placed(url, ports), alone=alone, with_jobs=alone)
    except BaseException:
        for sock in (main, *others.values()):
            sock.close()
        raise
    try:
        front = app.build(lane)
        front.ports = {sock.getsockname()[1]: host for host, sock in others.items()}
        server = _Server(_settings(front), lambda: on_ready(lane, lane.port(Addresses)))
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


def _placed(url: str, ports: dict[str, int]) -> Callable[[Lane], None]:
    # Said before the first job runs, because what is pushed to developers names it.
    return lambda lane: lane.provide(
        Addresses, Addresses(url=url, hosts=ports, home=str(lane.config.home), mode=lane.mode)
    )


async def _asked_to_stop() -> None:
    asked = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await asked.wait()


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, settings: uvicorn.Config, announce: Callable[[], Awaitable[None]]) -> None:
        super().__init__(settings)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        await self._announce()


def _settings(front: hosts.Front) -> uvicorn.Config:
    return uvicorn.Config(
        front,
        http="httptools",
        ws="websockets-sansio",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
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


def _listen_for_hosts(main: socket.socket) -> dict[str, socket.socket]:
    """A loopback port for each host, next to the main one where that is free, so that base URLs stay the same."""
    wanted = main.getsockname()[1]
    found = {}
    for place, host in enumerate(hosts.HOSTS, start=1):
        try:
            found[host] = _listen("127.0.0.1", wanted + place)
        except (PortTaken, OverflowError):
            found[host] = _listen("127.0.0.1", 0)
    return found


def _shown(host: str) -> str:
    return "localhost" if guard.is_loopback(host) else host
