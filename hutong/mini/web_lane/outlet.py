"""The way out: where a program's requests may go, and under which name they come.

An address is looked at before anything leaves: its form, whether it is this instance or one of WeChat's hosts, and the
program's lists of domains, which the rule `domains` enforces, warns of, or leaves alone. A redirect is looked at again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.kernel.network_policy import LAB, NetworkPolicy
from hutong.kernel.outbound import OutboundError
from hutong.mini import domains, launches, origins, tallies
from hutong.mini.errors.launches import RequestRefused
from hutong.mini.launches import Launch
from hutong.redirect import names
from hutong.wire import hosts
from hutong.wire.addresses import Addresses
from hutong.wire.ours import is_ours

Kind = Literal["request", "socket", "upload", "download", "webview"]

NOT_LISTED, MALFORMED, NETWORK, BROKEN, TIMEOUT = 600002, 600009, 600001, 600003, 5
"""The numbers a program is told."""
MOST_AT_ONCE = 10
MOST_WAITING = 200
_LONGEST_URL = 16_384
_SCHEMES: dict[Kind, tuple[str, str]] = {
    "request": ("https", "http"), "upload": ("https", "http"), "download": ("https", "http"), "socket": ("wss", "ws"),
    "webview": ("https", "http"),
}  # fmt: skip


class Way(msgspec.Struct, frozen=True):
    """An address that may be asked, and how."""

    url: str
    host: str
    policy: NetworkPolicy
    warnings: list[str]
    is_emulated: bool


class Gate:
    """What one launch may ask of others, as it is at this moment."""

    def __init__(self, lane: Lane, launch: Launch, kind: Kind, state: apps.State, listed: list[str]) -> None:
        self._lane = lane
        self._launch = launch
        self._kind: Kind = kind
        # Developers try things out before they name their hosts.
        self._state = "warn" if state == "enforce" and launch.kind == "develop" else state
        self._origins = listed

    def check(self, url: str) -> tuple[str, list[str]]:
        """Whether an address may be asked: its host, and what WeChat would have said. Raises: RequestRefused"""
        host = self._host_of(url)
        origin = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        is_foreign = names.is_weixin(host) and host not in hosts.ALIASES
        if is_foreign or (host not in hosts.ALIASES and is_ours(self._lane, origin)):
            raise RequestRefused("url not in domain list", NOT_LISTED, host=host)
        if self._state == "off" or origins.is_listed(self._origins, url):
            return host, []
        if self._state == "enforce":
            raise RequestRefused("url not in domain list", NOT_LISTED, host=host)
        return host, [f"{origin} is not in the program's {self._kind} domains (600002 in WeChat)."]

    def check_redirect(self, url: str) -> None:
        """The same for where an answer leads, which may be no host of WeChat's. Raises: RequestRefused"""
        host, _ = self.check(url)
        if host in hosts.ALIASES:
            raise RequestRefused("url not in domain list", NOT_LISTED, host=host)

    def _host_of(self, url: str) -> str:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise RequestRefused(f'invalid url "{url[:200]}"', MALFORMED) from None
        is_spelled_plainly = bool(host) and names.plain(host) == host
        if (
            len(url) > _LONGEST_URL
            or parts.scheme not in _SCHEMES[self._kind]
            or not is_spelled_plainly
            or port == 0
            or parts.username is not None
            or "\\" in parts.netloc
        ):
            raise RequestRefused(f'invalid url "{url[:200]}"', MALFORMED)
        return host


async def gate(lane: Lane, launch: Launch, kind: Kind, *, also: Kind | None = None) -> Gate:
    """What a launch may ask; the list of a second kind counts where one is named.

    Raises: ProgramNotFound · ProgramClosed · NotATester
    """
    allowed = await lane.db.read(_allowed, launch)
    listed = [origin for each in (kind, also) if each is not None for origin in allowed.get(each, [])]
    return Gate(lane, launch, kind, await apps.rule(lane, "domains"), listed)


async def way(lane: Lane, launch: Launch, gate: Gate, url: str) -> Way:
    """Where a request goes, counted for the person. Raises: RequestRefused"""
    try:
        host, warnings = gate.check(url)
    except RequestRefused as refusal:
        if host := str(refusal.facts.get("host", "")):
            await lane.db.run(tallies.count, launch.person_id, launch.app_id, host, is_refused=True)
        raise
    await lane.db.run(tallies.count, launch.person_id, launch.app_id, host, is_refused=False)
    if host in hosts.ALIASES:
        return Way(_at_the_lane(lane, url, host), host, LAB, warnings, True)
    return Way(url, host, await apps.network_policy(lane), warnings, False)


@asynccontextmanager
async def in_line(lane: Lane, launch: Launch, what: str = "requests") -> AsyncIterator[None]:
    """One of the ten things that a program may have under way for a person. Raises: RequestRefused"""
    lines = _lines.setdefault(lane, {})
    whose = (launch.person_id, launch.app_id, what)
    line = lines.setdefault(whose, _Line())
    if line.waiting >= MOST_WAITING:
        raise RequestRefused("exceed max task count", NETWORK)
    line.waiting += 1
    try:
        async with line.free:
            yield
    finally:
        line.waiting -= 1
        if line.waiting == 0:
            lines.pop(whose, None)


def explained(error: OutboundError) -> RequestRefused:
    """What a program is told when nothing came back."""
    match error.kind:
        case "timeout":
            return RequestRefused("timeout", TIMEOUT, detail=error.detail)
        case "redirect":
            return RequestRefused("too many redirects", NETWORK, detail=error.detail)
        case "too_large":
            return RequestRefused("exceed max size", NETWORK, detail=error.detail)
        case "private_network":
            return RequestRefused("url not in domain list", NOT_LISTED, detail=error.detail)
        case "dns":
            return RequestRefused("errcode:-105 error_msg:net::ERR_NAME_NOT_RESOLVED", NETWORK, detail=error.detail)
        case "tls":
            return RequestRefused("errcode:-202 error_msg:net::ERR_CERT_INVALID", NETWORK, detail=error.detail)
    return RequestRefused("errcode:-102 error_msg:net::ERR_CONNECTION_REFUSED", NETWORK, detail=error.detail)


class _Line:
    """Who waits for a turn, those who have it included."""

    def __init__(self) -> None:
        self.free = asyncio.Semaphore(MOST_AT_ONCE)
        self.waiting = 0


_lines: WeakKeyDictionary[Lane, dict[tuple[int, str, str], _Line]] = WeakKeyDictionary()


def _allowed(read: Reader, launch: Launch) -> dict[str, list[str]]:
    launches.recheck(read, launch)
    return {str(kind): listed for kind, listed in domains.of_app(read, launch.app_id).items()}


def _at_the_lane(lane: Lane, url: str, host: str) -> str:
    """The address of an emulated host as it is reached here. Never the real one. Raises: RequestRefused"""
    at, parts = lane.port(Addresses), urlsplit(url)
    emulated = hosts.ALIASES[host]
    if emulated not in at.hosts:
        raise RequestRefused("url not in domain list", NOT_LISTED, host=host)
    scheme = "ws" if parts.scheme in ("ws", "wss") else "http"
    base = at.base(emulated).partition("://")[2]
    return f"{scheme}://{base}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")
