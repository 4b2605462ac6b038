"""News between processes: delivered here at once, elsewhere soon, and never waited for."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from hutong.kernel import nats_bus
from hutong.kernel.bus import Bus, NatsMissing, between_processes
from hutong.kernel.nats_bus import NatsBus
from tests.support.nats import NatsServer

SOON = 20.0


class Ear:
    """What somebody heard on a topic."""

    def __init__(self, bus: Bus, topic: str) -> None:
        self.heard: list[Any] = []
        self._news = asyncio.Event()
        self.stop = bus.listen(topic, self._hear)

    def _hear(self, payload: Any) -> None:
        self.heard.append(payload)
        self._news.set()

    async def until(self, payload: Any) -> list[Any]:
        """Everything heard up to `payload`."""
        async with asyncio.timeout(SOON):
            while payload not in self.heard:
                self._news.clear()
                await self._news.wait()
        return self.heard


@asynccontextmanager
async def buses(url: str, *instances: str, is_there: bool = True) -> AsyncIterator[list[NatsBus]]:
    """A bus for each process of the instances named."""
    async with AsyncExitStack() as stack:
        made = []
        for instance in instances:
            bus = NatsBus(url)
            stack.push_async_callback(bus.stop)
            await bus.start(instance)
            if is_there:
                # A start waits two seconds at most, and a busy machine may need more.
                await asyncio.wait_for(bus._is_met.wait(), SOON)
            made.append(bus)
        yield made


async def test_what_is_spread_is_heard_once_in_every_process_and_at_once_in_ones_own(nats: NatsServer) -> None:
    async with buses(nats.url, "one", "one", "one") as (here, there, yonder):
        ears = [Ear(bus, "person:7") for bus in (here, there, yonder)]
        here.spread("person:7", {"type": "typing", "on": True})
        assert ears[0].heard == [{"type": "typing", "on": True}]
        there.spread("person:7", "end")
        for ear in ears[1:]:
            await ear.until("end")
        await ears[0].until("end")
    assert [sorted(map(str, ear.heard)) for ear in ears] == [sorted(["end", str({"type": "typing", "on": True})])] * 3


async def test_what_is_told_stays_in_its_process(nats: NatsServer) -> None:
    async with buses(nats.url, "one", "one") as (here, there):
        ear = Ear(there, "calls")
        here.tell("calls", "local")
        here.spread("calls", "end")
        assert await ear.until("end") == ["end"]


async def test_instances_on_one_server_do_not_hear_each_other(nats: NatsServer) -> None:
    async with buses(nats.url, "one", "other", "one") as (here, stranger, there):
        strange, ear = Ear(stranger, "reset"), Ear(there, "reset")
        here.spread("reset", None)
        await ear.until(None)
        stranger.spread("reset", "mine")
        await strange.until("mine")
    assert strange.heard == ["mine"]


async def test_news_arrives_in_order_and_what_is_said_again_goes_once_in_its_later_place(nats: NatsServer) -> None:
    async with buses(nats.url, "one", "one") as (here, there):
        ear = Ear(there, "typing")
        for word in ("on", "off", "on", "end"):
            here.spread("typing", word)
        assert await ear.until("end") == ["off", "on", "end"]


async def test_a_payload_that_is_not_json_is_heard_here_alone_and_stops_nothing(nats: NatsServer) -> None:
    async with buses(nats.url, "one", "one") as (here, there):
        mine, ear = Ear(here, "x"), Ear(there, "x")
        odd = object()
        here.spread("x", odd)
        here.spread("x", "end")
        assert await ear.until("end") == ["end"]
        assert mine.heard == [odd, "end"]


async def test_a_crowd_of_wakes_arrives_whole(nats: NatsServer) -> None:
    async with buses(nats.url, "one", "one") as (here, there):
        ear = Ear(there, "crowd")
        for number in range(3_000):
            here.spread("crowd", [number, "x" * 500])
        here.spread("crowd", "end")
        heard = await ear.until("end")
    assert [item[0] for item in heard[:-1]] == list(range(3_000))


async def test_while_the_server_is_away_nothing_waits_and_afterwards_news_arrives_again(nats: NatsServer) -> None:
    async with buses(nats.url, "one", "one") as (here, there):
        mine, ear = Ear(here, "x"), Ear(there, "x")
        nats.stop()
        for number in range(20_000):
            here.spread("x", [number, "x" * 1_000])
        assert len(mine.heard) == 20_000
        assert here._size <= nats_bus._WAITING_BYTES
        nats.start()
        async with asyncio.timeout(SOON):
            while "back" not in ear.heard:
                here.spread("x", "back")
                await asyncio.sleep(0.05)


async def test_a_server_that_comes_later_is_found(nats: NatsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nats_bus, "_CONNECT_SECONDS", 0.05)
    nats.stop()
    async with buses(nats.url, "one", "one", is_there=False) as (here, there):
        ear = Ear(there, "x")
        nats.start()
        async with asyncio.timeout(SOON):
            while "here" not in ear.heard:
                here.spread("x", "here")
                await asyncio.sleep(0.05)


async def test_what_waits_when_a_process_leaves_still_goes_out(nats: NatsServer) -> None:
    async with buses(nats.url, "one", "one") as (here, there):
        ear = Ear(there, "x")
        here.spread("x", "last words")
        await here.stop()
        assert await ear.until("last words") == ["last words"]


async def test_nonsense_on_the_wire_is_passed_over(nats: NatsServer) -> None:
    async with buses(nats.url, "one", "one") as (here, there):
        ear = Ear(there, "x")
        for nonsense in (b"", b"\n", b"me\n{", b'me\n["x"]', b"me\n\xff", b'me\n["x", nul]'):
            await here._client.publish("hutong.one", nonsense)
        here.spread("x", "end")
        assert await ear.until("end") == ["end"]


def test_without_a_server_there_is_no_news_between_processes() -> None:
    assert type(between_processes(None)) is Bus


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nats", None)
    monkeypatch.delitem(sys.modules, "hutong.kernel.nats_bus")
    with pytest.raises(NatsMissing):
        between_processes("nats://127.0.0.1:4222")
