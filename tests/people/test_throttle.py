"""Tries are counted by wire time, in the database, and the audit hears when it is too much."""

from datetime import timedelta

import pytest

from hutong.kernel.db import Reader, query
from hutong.kernel.lane import Lane
from hutong.people import throttle
from hutong.people.models import Attempts, attempts
from hutong.people.throttle import Limit, Refusal, forgive, sign_in_limits
from tests.people.house import audited

ADDRESS = "203.0.113.7"
_all = query(attempts.select(), Attempts)


def counted(read: Reader) -> list[Attempts]:
    return read.many(_all)


def limits_of(lane: Lane, email: str = "li@example.com", address: str = ADDRESS) -> list[Limit]:
    return sign_in_limits(lane.keys, email=email, address=address)


async def tries(lane: Lane, times: int, limits: list[Limit], **moved: float) -> list[str]:
    """What refused each of so many tries, "" for those that were let through."""
    at = lane.clock.wire() + timedelta(**moved)
    refusals: list[Refusal | None] = [
        await lane.db.run(throttle.count, limits, address=ADDRESS, at=at) for _ in range(times)
    ]
    return [refusal.what if refusal else "" for refusal in refusals]


async def test_the_ninth_try_from_one_place_at_one_account_waits(lane: Lane) -> None:
    assert await tries(lane, 10, limits_of(lane)) == [""] * 8 + ["pair"] * 2
    assert await tries(lane, 1, limits_of(lane), minutes=14) == ["pair"]
    assert await tries(lane, 1, limits_of(lane), minutes=16) == [""]


async def test_many_accounts_tried_from_one_address_wait(lane: Lane) -> None:
    for number in range(60):
        assert await tries(lane, 1, limits_of(lane, f"p{number}@example.com")) == [""]
    assert await tries(lane, 1, limits_of(lane, "p60@example.com")) == ["address"]
    assert await tries(lane, 1, limits_of(lane, "p60@example.com", "198.51.100.1")) == [""]


async def test_one_account_tried_from_everywhere_waits(lane: Lane) -> None:
    for number in range(100):
        assert await tries(lane, 1, limits_of(lane, address=f"198.51.100.{number}")) == [""]
    assert await tries(lane, 1, limits_of(lane, address="198.51.100.200")) == ["email"]
    assert await tries(lane, 1, limits_of(lane, "han@example.com")) == [""]


@pytest.mark.parametrize(
    "address, network",
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("a socket", "a socket"),
    ],
)
def test_a_whole_network_of_ipv6_is_one_stranger(address: str, network: str) -> None:
    assert throttle.network_of(address) == network


async def test_a_success_wipes_the_failures_of_its_account_out(lane: Lane) -> None:
    limits = limits_of(lane)
    await tries(lane, 8, limits)
    await lane.db.run(forgive, limits)
    assert await tries(lane, 9, limits) == [""] * 8 + ["pair"]
    left = {row.key: row.count for row in await lane.db.read(counted)}
    # Of the first eight, the address is forgiven only the one that succeeded.
    assert [left[limit.key] for limit in limits] == [9, 16, 9]


async def test_the_audit_hears_of_each_limit_once(lane: Lane) -> None:
    await tries(lane, 12, limits_of(lane))
    assert await audited(lane) == [(f"address:{ADDRESS}", "people.too_many_tries.pair")]


async def test_what_strangers_type_is_not_kept(lane: Lane) -> None:
    await tries(lane, 1, limits_of(lane, "my secret password"))
    kept = b"".join(row.key for row in await lane.db.read(counted))
    assert len(kept) == 48
    assert b"secret" not in kept


async def test_counts_that_ended_are_swept(lane: Lane) -> None:
    await tries(lane, 1, limits_of(lane))
    await tries(lane, 1, limits_of(lane, "han@example.com", "198.51.100.1"), minutes=61)
    assert len(await lane.db.read(counted)) == 3
