"""Running a command whose calls to WeChat's hosts come to a lane.

A lane on this machine has a front of its own. For any other, front and authority live in this process, and what they
are made of is gone when the command ends.
"""

import asyncio
import contextlib
import fcntl
import functools
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from hutong.redirect.authority import Authority
from hutong.redirect.environment import environment, system_roots, write_private
from hutong.redirect.front import Front, serve_front

_PREFIX, _LOCK = "hutong-exec-", "in-use"


class CannotRedirect(Exception):
    """No lane answers, or there is no place for what a command needs; the message says what to do."""


class FrontOfALane(NamedTuple):
    """A front that runs: its port, and the root it is known by."""

    port: int
    root_pem: bytes


@contextlib.contextmanager
def redirected(url: str, aliases: Mapping[str, str], base: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The environment in which programs reach the lane at `url`, for as long as the block lasts.

    `aliases` leads from every name that a lane answers to to the host of that name. Raises: CannotRedirect
    """
    told = _state(url)
    with _folder() as folder, contextlib.ExitStack() as stack:
        front = _own_front(url, told)
        if front is None:
            ports = told["hosts"] if told and _is_here(url) else {}
            hosts = {alias: ports.get(host, 0) for alias, host in aliases.items()}
            outer = base.get("https_proxy") or base.get("HTTPS_PROXY")
            made = FrontInThread(folder / "ca", lane_url=url, hosts=hosts, outer=outer)
            front = stack.enter_context(made)
        yield placed(front, folder, base)


def placed(front: FrontOfALane, folder: Path, base: Mapping[str, str]) -> dict[str, str]:
    """The environment for a front, with the files it needs in `folder`."""
    bundle, root = folder / "bundle.pem", folder / "root.pem"
    roots = system_roots(base).rstrip()
    write_private(bundle, roots + b"\n" + front.root_pem)
    write_private(root, front.root_pem)
    return environment(proxy_port=front.port, ca_bundle=bundle, root=root, folder=folder, base=base)


class FrontInThread:
    """A front with an authority of its own, on a loop of its own, for the length of a `with` block."""

    def __init__(self, folder: Path, *, lane_url: str, hosts: dict[str, int], outer: str | None = None) -> None:
        self._authority = Authority.open(folder)
        self._open: Callable[[], Awaitable[Front]] = functools.partial(
            serve_front, self._authority, lane_url=lane_url, hosts=hosts, outer=outer
        )
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._ready = threading.Event()
        self._port: int | None = None
        self._error: BaseException | None = None

    def __enter__(self) -> FrontOfALane:
        self._thread.start()
        self._ready.wait()
        if self._port is None:
            raise CannotRedirect(f"The front cannot be opened: {self._error}")
        return FrontOfALane(self._port, self._authority.root_pem)

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        try:
            front = await self._open()
        except Exception as error:
            self._error = error
            self._ready.set()
            return
        self._port = front.port
        self._ready.set()
        await self._over.wait()
        await front.close()


def _state(url: str) -> dict[str, Any] | None:
    """What a lab tells of itself; None for a live instance, which tells nothing to strangers. Raises: CannotRedirect"""
    # The lane itself is reached without whatever proxies this environment has.
    opener = build_opener(ProxyHandler({})) if _is_here(url) else build_opener()
    try:
        with opener.open(f"{url.rstrip('/')}/api/lab/state", timeout=15) as answer:
            told = json.load(answer)
    except HTTPError as refused:
        if refused.code >= 500:
            raise CannotRedirect(f"The lane at {url} answers {refused.code}.") from None
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise CannotRedirect(
            f"No lane answers at {url} ({reason}). Start one with `hutong up`, or name it with --url."
        ) from None
    return told if isinstance(told, dict) else None


def _own_front(url: str, told: dict[str, Any] | None) -> FrontOfALane | None:
    """The front of a lane on this machine; None where there is none, or its home is somebody else's."""
    if not told or not told.get("proxy") or not _is_here(url):
        return None
    with contextlib.suppress(OSError):
        return FrontOfALane(int(told["proxy"]), (Path(told["home"]) / "ca" / "root.pem").read_bytes())
    return None


def _is_here(url: str) -> bool:
    name = urlsplit(url).hostname or ""
    return name in ("127.0.0.1", "::1", "localhost") or name.endswith(".localhost")


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A folder that only we may enter, removed at the end; those of processes that were killed go too."""
    _sweep()
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        reason = error.strerror or error
        raise CannotRedirect(f"There is no place for temporary files ({reason}). Name one with TMPDIR.") from None
    # Whoever can lock it knows that we are gone; it gets its name when it is locked already.
    with (folder / f"{_LOCK}-soon").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        Path(lock.name).rename(folder / _LOCK)
        (folder / _LOCK).chmod(0o600)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with contextlib.suppress(OSError):
            if left.stat().st_uid == os.getuid():
                with left.open() as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(left.parent, ignore_errors=True)
