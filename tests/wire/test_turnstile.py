"""The turnstile: one for each turn of the loop, in order, and nobody is forgotten."""

from __future__ import annotations

import asyncio

from hutong.wire.turnstile import Turnstile


async def test_a_crowd_is_let_in_one_by_one_and_in_order() -> None:
    turnstile = Turnstile()
    passed: list[int] = []
    seen: list[int] = []

    async def come(number: int) -> None:
        await turnstile.enter()
        passed.append(number)

    crowd = [asyncio.ensure_future(come(number)) for number in range(5)]
    while len(passed) < 5:
        before = len(passed)
        await asyncio.sleep(0)
        seen.append(len(passed) - before)

    assert passed == [0, 1, 2, 3, 4]
    assert max(seen) == 1
    await asyncio.gather(*crowd)


async def test_whoever_comes_alone_does_not_wait() -> None:
    turnstile = Turnstile()
    for _ in range(3):
        coming = turnstile.enter()
        try:
            coming.send(None)
        except StopIteration:
            pass
        else:
            raise AssertionError("it waited")
        await asyncio.sleep(0)
        await asyncio.sleep(0)


async def test_whoever_hung_up_while_waiting_holds_nobody_up() -> None:
    turnstile = Turnstile()
    passed: list[int] = []

    async def come(number: int) -> None:
        await turnstile.enter()
        passed.append(number)

    crowd = [asyncio.ensure_future(come(number)) for number in range(3)]
    await asyncio.sleep(0)
    crowd[1].cancel()
    await asyncio.gather(*crowd, return_exceptions=True)

    assert passed == [0, 2]
