"""/api/lab/phone: what a phone on the same network needs to come in by HTTPS."""

import msgspec

from hutong.kernel.lane import Lane
from hutong.redirect.authority import Authority
from hutong.redirect.neighbours import addresses_for_others
from hutong.wire import guard, qr
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import Bytes
from hutong.wire.product import Call, lab

_ROOT = "/api/lab/phone/root.crt"
_RESTART = "hutong up --host 0.0.0.0 --tls --tls-port 8443"


class Link(msgspec.Struct, frozen=True):
    """An address to type, or to scan."""

    url: str
    qr_svg: str


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """How to come by one of this machine's addresses. `open` is missing until HTTPS is on."""

    address: str
    trust: Link
    open: Link | None


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """The lane's root, to be compared before it is trusted."""

    name: str
    fingerprint: str
    url: str


class Phone(msgspec.Struct, frozen=True, kw_only=True):
    """What there is, and `missing`, codes of what keeps a phone out.

    "bind": not bound to the network. "tls": no HTTPS. "network": this machine has no address for others.
    "address": it has one that its authority, which is older, may not sign for; `hutong ca rotate` makes one that may.
    """

    ways: list[Way]
    root: Root
    missing: list[str]
    restart_with: str
    warning: str | None


@lab.get("/phone")
async def phone(call: Call[None]) -> Phone:
    """How a phone on this network comes in, in two scans: trust the lane's root, then open the lane.

    Microphone, camera, push and passkeys need HTTPS. `restart_with` is the command that turns on what is missing;
    `warning` "open_to_the_network" says that everybody on the network may come too.

    Response: {"ways": [{"address", "trust": {"url", "qr_svg"}, "open": {"url", "qr_svg"}}],
               "root": {"name", "fingerprint", "url"}, "missing": [], "restart_with", "warning"}
    """
    lane, at, authority = call.lane, call.lane.port(Addresses), _authority(call.lane)
    is_bound = not guard.is_loopback(lane.config.host)
    addresses = addresses_for_others(lane.config.host) if is_bound else []
    ways = [_way(at, address) for address in addresses if authority.covers(address)]
    found = {
        "bind": is_bound,
        "tls": bool(at.tls),
        "network": bool(addresses) or not is_bound,
        "address": bool(ways) or not addresses,
    }
    return Phone(
        ways=ways,
        root=Root(name=authority.name, fingerprint=authority.fingerprint, url=_ROOT),
        missing=[what for what, is_there in found.items() if not is_there],
        restart_with=_RESTART,
        warning="open_to_the_network" if is_bound else None,
    )


@lab.get("/phone/root.crt", auth="public")
async def root(call: Call[None]) -> Bytes:
    """The lane's root certificate, as phones install it. It is no secret."""
    return Bytes(_authority(call.lane).root_pem, "application/x-x509-ca-cert")


def _way(at: Addresses, address: str) -> Way:
    name = f"[{address}]" if ":" in address else address
    port = at.url.rpartition(":")[2]
    return Way(
        address=address,
        trust=_link(f"http://{name}:{port}{_ROOT}"),
        open=_link(f"https://{name}:{at.tls}/") if at.tls else None,
    )


def _link(url: str) -> Link:
    return Link(url, qr.svg(url).decode())


def _authority(lane: Lane) -> Authority:
    return Authority.open(lane.config.home / "ca")
