"""Who asks for the calls gets those too that another is just writing down."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from hutong.wire.calls import Message, RecordedCall, Verdict
from hutong.wire.inspector import Recorder


async def test_a_flush_returns_when_the_one_before_has_written() -> None:
    disk_is_free, written = asyncio.Event(), list[RecordedCall]()

    async def run(rule: Any, page: list[RecordedCall]) -> None:
        await disk_is_free.wait()
        written.extend(page)

    recorder = Recorder(a_lane(run))
    recorder.record_outgoing(
        method="POST",
        url_host="127.0.0.1",
        path="/weixin",
        status=200,
        app_id="wx",
        verdict=Verdict(state="ok"),
        request=Message(),
        response=Message(),
        seconds=0,
    )
    async with asyncio.TaskGroup() as tasks:
        background = tasks.create_task(recorder.flush())
        asked = tasks.create_task(recorder.flush())
        for _ in range(5):
            await asyncio.sleep(0)
        assert not asked.done()
        disk_is_free.set()
        await asked
        assert len(written) == 1
        assert background.done()


def a_lane(run: Any) -> Any:
    """As much of a lane as a recorder needs."""
    now = datetime(2026, 11, 21, tzinfo=UTC)
    return SimpleNamespace(
        config=SimpleNamespace(recorded_body_bytes=100, recorded_calls=100),
        clock=SimpleNamespace(wire=lambda: now, lane=lambda: now),
        ids=SimpleNamespace(new=lambda: 1),
        bus=SimpleNamespace(tell=lambda topic, payload: None),
        db=SimpleNamespace(run=run),
        # The recorder's own writer comes later than this test.
        start=lambda work: work.close(),
    )
