"""Which addresses this instance may talk to when somebody else chose the address."""

import ipaddress
from collections.abc import Iterator
from functools import lru_cache

import msgspec

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Refused in every mode unless named: neighbours without a router, everybody at once, and the doors by which
# clouds hand out credentials (three of them outside the link-local range).
_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "169.254.0.0/16",
        "fe80::/10",
        "224.0.0.0/4",
        "ff00::/8",
        "240.0.0.0/4",
        "100.100.100.200/32",
        "192.0.0.192/32",
        "fd00:ec2::254/128",
    )
)
# `is_global` has changed between releases of Python, so what matters most is also spelt out.
_PRIVATE = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "::/96",
        "64:ff9b:1::/48",
        "fc00::/7",
        "fec0::/10",
    )
)
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class NetworkPolicy(msgspec.Struct, frozen=True):
    """A lab talks to private networks, a live instance only to those in `allowed` (CIDR)."""

    allow_private: bool
    allowed: tuple[str, ...] = ()

    def allows(self, address: str) -> bool:
        """Whether a connection to this IP address may be opened."""
        return _allows(self, address)


LAB = NetworkPolicy(allow_private=True)
LIVE = NetworkPolicy(allow_private=False)


@lru_cache(maxsize=4_096)
def _allows(policy: NetworkPolicy, address: str) -> bool:
    try:
        reached = list(_reached(ipaddress.ip_address(address.partition("%")[0])))
    except ValueError:
        return False
    return all(_is_named(policy, one) or _is_harmless(policy, one) for one in reached)


def _reached(address: Address) -> Iterator[Address]:
    """The address, and the IPv4 address that a tunnel or translator would send it on to."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
        return
    yield address
    if address.sixtofour is not None:
        yield address.sixtofour
    elif address in _TRANSLATED:
        yield ipaddress.IPv4Address(address.packed[-4:])


def _is_named(policy: NetworkPolicy, address: Address) -> bool:
    return any(address in network for network in _networks(policy.allowed))


def _is_harmless(policy: NetworkPolicy, address: Address) -> bool:
    if any(address in network for network in _NEVER):
        return False
    if policy.allow_private:
        return True
    return address.is_global and not any(address in network for network in _PRIVATE)


@lru_cache(maxsize=64)
def _networks(allowed: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(network, strict=False) for network in allowed)
