"""At which addresses others on the same network find this machine."""

import ipaddress
import socket

from hutong.redirect import names

# Nobody has this address (RFC 5737). A datagram socket that is "connected" to it sends nothing, and is told from which
# address of ours it would.
_FAR_AWAY = ("192.0.2.1", 9)


def addresses_for_others(bound: str) -> list[str]:
    """Addresses at which a socket of ours bound to `bound` answers others, the likeliest first."""
    if names.is_address(bound) and not ipaddress.ip_address(bound).is_unspecified:
        return [] if names.is_loopback(bound) else [bound]
    found = [*_of_the_way_out(), *_of_our_name()]
    return [address for address in dict.fromkeys(found) if not ipaddress.ip_address(address).is_loopback]


def _of_the_way_out() -> list[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_FAR_AWAY)
        except OSError:
            return []
        return [str(asked.getsockname()[0])]


def _of_our_name() -> list[str]:
    try:
        return [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        return []
