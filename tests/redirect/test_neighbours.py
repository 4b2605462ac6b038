"""At which addresses others find this machine."""

from __future__ import annotations

from hutong.redirect import names
from hutong.redirect.neighbours import addresses_for_others


def test_bound_to_loopback_nobody_finds_us() -> None:
    assert addresses_for_others("127.0.0.1") == []
    assert addresses_for_others("::1") == []


def test_bound_to_one_address_we_are_found_there() -> None:
    assert addresses_for_others("192.168.1.7") == ["192.168.1.7"]


def test_bound_to_every_address_we_are_found_at_those_that_are_not_loopback() -> None:
    found = addresses_for_others("0.0.0.0")
    assert all(names.is_address(address) and not names.is_loopback(address) for address in found)
    assert len(found) == len(set(found))
