"""/cgi-bin/callback: can this instance reach the app's server?"""

import asyncio
import socket
from urllib.parse import urlsplit

import msgspec

from hutong.apps import callbacks, errors, public
from hutong.kernel.lane import Lane
from hutong.kernel.outbound import OutboundError
from hutong.wire.api_weixin import EVERY, Call, api

_ACTIONS = ("dns", "ping", "all")
_OPERATORS = ("CHINANET", "UNICOM", "CAP", "DEFAULT")
_PATIENCE_SECONDS = 5
_MOST_ADDRESSES = 8


class CheckWanted(msgspec.Struct, frozen=True):
    """What to check."""

    action: str = ""
    check_operator: str = ""


class Resolved(msgspec.Struct, frozen=True):
    """An address of the callback's host."""

    ip: str
    real_operator: str


class Pinged(msgspec.Struct, frozen=True):
    """How an address answers."""

    ip: str
    from_operator: str
    package_loss: str
    time: str


class CheckAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was asked for."""

    dns: list[Resolved] | None = None
    ping: list[Pinged] | None = None


@api.post("/cgi-bin/callback/check", kinds=EVERY, needs="basic", body=CheckWanted)
async def check(call: Call[CheckWanted]) -> CheckAnswer:
    """Look up the callback's host and see whether it answers.

    Request:  {"action": "all", "check_operator": "DEFAULT"}
    Response: {"dns": [{"ip": "127.0.0.1", "real_operator": "DEFAULT"}],
               "ping": [{"ip": "127.0.0.1", "from_operator": "DEFAULT", "package_loss": "0%", "time": "0.412ms"}]}
    Errors:   CheckActionWrong · CheckOperatorWrong · CallbackNotSet
    Source:   developers.weixin.qq.com, "Network check"; a ping here is an HTTP request to the callback's host
    """
    wanted = call.body
    if wanted.action not in _ACTIONS:
        raise errors.CheckActionWrong(action=wanted.action[:32])
    if wanted.check_operator not in _OPERATORS:
        raise errors.CheckOperatorWrong(check_operator=wanted.check_operator[:32])
    callback = await call.lane.db.read(callbacks.of, call.app.app_id)
    if callback is None:
        raise errors.CallbackNotSet()
    addresses = await _addresses(callback.url)
    dns = [Resolved(address, wanted.check_operator) for address in addresses]
    ping = None
    if wanted.action != "dns":
        loss, taken = await _reach(call.lane, callback.url)
        ping = [Pinged(address, wanted.check_operator, loss, taken) for address in addresses]
    return CheckAnswer(dns=None if wanted.action == "ping" else dns, ping=ping)


async def _addresses(url: str) -> list[str]:
    host = urlsplit(url).hostname or ""
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError, UnicodeError):
        return []
    return list(dict.fromkeys(str(address[0]) for *_, address in found))[:_MOST_ADDRESSES]


async def _reach(lane: Lane, url: str) -> tuple[str, str]:
    """Package loss and time of one request to the root of the callback's host."""
    parts = urlsplit(url)
    policy = await public.network_policy(lane)
    started = lane.clock.monotonic()
    try:
        origin = f"{parts.scheme}://{parts.netloc}/"
        await lane.outbound.send("HEAD", origin, timeout_seconds=_PATIENCE_SECONDS, policy=policy)
    except OutboundError as failed:
        # Any answer at all shows that the host is there.
        if failed.answer is None:
            return "100%", "0ms"
    return "0%", f"{(lane.clock.monotonic() - started) * 1000:.3f}ms"
