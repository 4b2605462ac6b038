"""/api/lab: the state of the lab, its rules and faults, settling and starting over."""

import asyncio
from typing import Any

import msgspec
from starlette.websockets import WebSocket

from hutong.apps import public as apps
from hutong.kernel import lanetime
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.jobs import Stuck
from hutong.lab import errors, faults, reset
from hutong.lab.console.calls import summary_of
from hutong.people import public as people
from hutong.wire import guard
from hutong.wire.addresses import Addresses
from hutong.wire.calls import RecordedCall
from hutong.wire.product import Call, Cookie, Redirect, lab

_JSON = msgspec.json.Encoder()


class FaultWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the next `times` callbacks to the app meet, or notices to the merchant, their refunds, or their calls."""

    app_id: str = ""
    mchid: str = ""
    kind: str
    times: int = 1


class FaultList(msgspec.Struct, frozen=True):
    items: list[faults.Fault]


class Patience(msgspec.Struct, frozen=True):
    """How long to wait."""

    timeout_seconds: float = 30


@lab.get("/state")
async def state(call: Call[None]) -> dict[str, Any]:
    """What this lab is: its id, clock, sizes, rules, and the port of each host."""
    lane = call.lane
    counted = await lane.db.read(_counted)
    clock = {"now": lane.clock.lane(), "moved": lane.clock.is_moved, "frozen": lane.clock.setting.held_at is not None}
    addresses = lane.port(Addresses)
    return {
        "instance": {"id": lane.instance.id, "mode": lane.mode, "name": lane.config.name},
        "clock": clock,
        "hosts": addresses.hosts,
        "proxy": addresses.proxy,
        "tls": addresses.tls,
        "home": addresses.home,
        "marks": await lane.db.read(_marks),
        **counted,
    }


def _marks(read: Reader) -> list[str]:
    """In what this lab is unlike WeChat because somebody wanted it so."""
    return ["individual_merchants"] if apps.rules(read)["merchant_owners"] != "enforce" else []


@lab.get("/enter", auth="public")
async def enter(call: Call[None]) -> Redirect:
    """Open a lab that others can reach to this browser, which shows the token from then on.

    Request:  ?token=…, the text of the file lab-token in the instance's home
    Errors:   not_allowed
    """
    lane, given = call.lane, str(call.query.get("token", ""))
    guard.check_lab(lane, {"x-hutong-token": given}, {})
    return Redirect("/console/lab", cookies=(Cookie(name=guard.lab_cookie(lane), value=given or "open"),))


@lab.get("/rules")
def rules(read: Reader, call: Call[None]) -> dict[str, str]:
    """Each rule and its switch: off, warn or enforce."""
    return apps.rules(read)


@lab.put("/rules", body=dict[str, str])
def set_rules(tx: Transaction, call: Call[dict[str, str]]) -> dict[str, str]:
    """Turn switches. Request: {"permissions": "warn"}. Errors: unknown_rule"""
    for name, switch in call.body.items():
        apps.set_rule(tx, name, switch)
    return apps.rules(tx)


@lab.get("/faults")
async def listed_faults(call: Call[None]) -> FaultList:
    """The faults still to come."""
    return FaultList(faults.of(call.lane).listed())


@lab.post("/faults", body=FaultWanted)
async def add_fault(call: Call[FaultWanted]) -> FaultList:
    """Let the next callbacks to an app, or the next notices to a merchant, meet a fault. Errors: unknown_name"""
    wanted = call.body
    name = wanted.app_id or faults.kept_under(wanted.mchid, wanted.kind)
    faults.of(call.lane).add(name, wanted.kind, wanted.times)
    return FaultList(faults.of(call.lane).listed())


@lab.delete("/faults")
async def clear_faults(call: Call[None]) -> FaultList:
    """Heal one app (`?app_id=`) or all."""
    faults.of(call.lane).clear(call.query.get("app_id"))
    return FaultList(faults.of(call.lane).listed())


@lab.post("/reset")
async def start_over(call: Call[None]) -> dict[str, Any]:
    """Forget everybody and everything made since the first start."""
    await reset.reset(call.lane)
    return {}


@lab.post("/settle", body=Patience)
async def settle(call: Call[Patience]) -> dict[str, Any]:
    """Answer when no callback is under way and no due job waits. Errors: lane_stuck"""
    try:
        await call.lane.jobs.settle(call.body.timeout_seconds)
    except Stuck as stuck:
        raise errors.NothingSettles(**stuck.facts) from None
    return {}


@lab.socket("/stream")
async def stream(call: Call[None], socket: WebSocket) -> None:
    """The inspector's live tail: {"type": "call", "call": …} for each call, {"type": "clock"|"person"} on changes."""
    waiting: asyncio.Queue[bytes] = asyncio.Queue(maxsize=1000)

    def offer(message: Any) -> None:
        # A page that cannot follow misses some and reads the list again.
        if not waiting.full():
            waiting.put_nowait(_JSON.encode(message))

    def offer_call(row: RecordedCall) -> None:
        offer({"type": "call", "call": summary_of(row)})

    bus = call.lane.bus
    stops = [
        bus.listen("calls", offer_call),
        bus.listen("lab", offer),
        bus.listen(lanetime.MOVED, lambda _: offer({"type": "clock"})),
    ]
    sending = call.lane.start(_send_from(waiting, socket))
    try:
        while (await socket.receive())["type"] != "websocket.disconnect":
            continue
    finally:
        sending.cancel()
        for stop in stops:
            stop()


async def _send_from(waiting: asyncio.Queue[bytes], socket: WebSocket) -> None:
    while True:
        await socket.send_text((await waiting.get()).decode())


def _counted(read: Reader) -> dict[str, Any]:
    return {"people": people.count(read), "apps": apps.count(read), "rules": apps.rules(read)}
