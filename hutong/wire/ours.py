"""Which addresses are this instance's own: a gateway never asks itself, nor what listens beside it."""

import ipaddress
from urllib.parse import urlsplit

from hutong.kernel.lane import Lane
from hutong.wire.addresses import Addresses

_LAB_NAME = "lane.localhost"
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def is_ours(lane: Lane, origin: str) -> bool:
    """Whether an origin is this instance, under whatever name it is reached from here."""
    parts = urlsplit(origin)
    host = parts.hostname or ""
    public = urlsplit(lane.config.public_url or "").hostname
    if public and (host == public or host.endswith(f".{public}")):
        return True
    if host == _LAB_NAME or host.endswith(f".{_LAB_NAME}"):
        return True
    return (parts.port or _PORTS[parts.scheme]) in _ports(lane) and (_is_here(host) or host == lane.config.host)


def _ports(lane: Lane) -> set[int]:
    at = lane.port(Addresses)
    main = urlsplit(at.url)
    own = main.port or (443 if main.scheme == "https" else 80)
    return {own, at.proxy, at.tls, *at.hosts.values()} - {0}


def _is_here(host: str) -> bool:
    """A machine's own addresses are many; whoever names one by number with our port means us."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
