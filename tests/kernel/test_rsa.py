"""RSA in other processes: right, quick, and not missed when a worker dies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from hutong.kernel import rsa
from hutong.kernel.rsa import RsaWorks
from hutong.kernel.rsa_worker import drawn, loaded
from tests.kernel.lanes import a_lane


@pytest.fixture
async def works(tmp_path: Path) -> AsyncIterator[RsaWorks]:
    async with a_lane(f"sqlite:///{tmp_path / 'hutong.db'}", tmp_path) as lane:
        made = RsaWorks(lane, most_workers=1)
        yield made
        made.close()


def verify(pem: bytes, signature: bytes, message: bytes) -> None:
    loaded(pem).public_key().verify(signature, message, PKCS1v15(), hashes.SHA256())


async def working(works: RsaWorks, pem: bytes) -> None:
    """Sign until a worker has come."""
    async with asyncio.timeout(30):
        while not works._workers:
            await works.sign(pem, b"once more")
            await asyncio.sleep(0.01)


async def test_signatures_are_right_in_place_and_by_a_worker(works: RsaWorks) -> None:
    first, second = drawn(), drawn()
    verify(first, await works.sign(first, b"in place"), b"in place")
    assert not works._workers
    await working(works, first)
    messages = [b"%d" % number * number for number in range(100)]
    for pem in (first, second):
        signed = await asyncio.gather(*(works.sign(pem, message) for message in messages))
        for signature, message in zip(signed, messages, strict=True):
            verify(pem, signature, message)


async def test_a_worker_that_dies_takes_nothing_with_it(works: RsaWorks) -> None:
    pem = drawn()
    await working(works, pem)
    asked = [asyncio.ensure_future(works.sign(pem, b"%d" % number)) for number in range(50)]
    await asyncio.sleep(0)
    works._workers[0]._process.kill()
    for number, signature in enumerate(await asyncio.gather(*asked)):
        verify(pem, signature, b"%d" % number)
    await working(works, pem)


async def test_keys_are_drawn_ahead_of_time(works: RsaWorks) -> None:
    several = await asyncio.gather(*(works.new_key() for _ in range(3)))
    assert len(set(several)) == 3
    async with asyncio.timeout(30):
        while len(works.spares) < rsa.SPARES:
            await asyncio.sleep(0.01)
    spare = works.spares[0]
    assert await works.new_key() == spare
    assert loaded(spare).key_size == 2048
