"""Who may reach our own APIs at all: known host names, our own origin, and a token where a lab is not on loopback."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.websockets import WebSocket

from hutong.kernel import secret_files
from hutong.kernel.crypto import equal
from hutong.kernel.ids import nonce
from hutong.kernel.lane import Lane
from hutong.wire import errors
from hutong.wire.ports import Actor, Session
from hutong.wire.registry import Endpoint

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "lane.localhost"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def check_request(lane: Lane, request: Request, endpoint: Endpoint) -> None:
    """Raises: UnknownHost · ForeignOrigin · MustBeJson"""
    check_host(lane, request)
    if request.method in _SAFE_METHODS:
        return
    _check_origin(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    has_body = endpoint.raw or endpoint.body is not None
    # A form of another site can send neither JSON nor a header of ours.
    if not (kind == "application/json" or "x-hutong" in request.headers) and (
        has_body or "origin" not in request.headers
    ):
        raise errors.MustBeJson()


def check_socket(lane: Lane, socket: WebSocket, endpoint: Endpoint) -> None:
    """Raises: UnknownHost · ForeignOrigin"""
    check_host(lane, socket)
    _check_origin(socket)


def check_host(lane: Lane, connection: HTTPConnection) -> None:
    """Refuse names that are not ours, so that no foreign name can be pointed at a laptop. Raises: UnknownHost"""
    host = connection.headers.get("host", "")
    name = _name_of(host)
    if name in _LOCAL_NAMES or name.endswith(".lane.localhost"):
        return
    public = lane.config.public_url and urlsplit(lane.config.public_url).hostname
    if public and (name == public or name.endswith("." + public)):
        return
    # Bound to more than loopback, a laptop is reached by its address.
    if not is_loopback(lane.config.host) and _is_address(name):
        return
    raise errors.UnknownHost(host=name)


def check_lab(lane: Lane, headers: Mapping[str, str], cookies: Mapping[str, str]) -> None:
    """Lab powers: anybody on loopback; elsewhere whoever holds the token of the instance's home. Raises: NotAllowed"""
    assert lane.mode == "lab", "lab endpoints are mounted in labs only"
    if is_loopback(lane.config.host):
        return
    given = headers.get("x-hutong-token") or cookies.get("hutong_lab", "")
    if not equal(given, lab_token(lane)):
        raise errors.NotAllowed(needs="X-Hutong-Token")


def actor(lane: Lane, session: Session | None, headers: Mapping[str, str], cookies: Mapping[str, str]) -> Actor:
    """Who uses the console. Raises: SignInNeeded"""
    if lane.mode == "lab":
        check_lab(lane, headers, cookies)
        return Actor(kind="lab", person_id=session.person_id if session else None)
    if session is None:
        raise errors.SignInNeeded()
    return Actor(kind="operator" if session.is_operator else "person", person_id=session.person_id)


def lab_token(lane: Lane) -> str:
    """The secret in the instance's home that opens a lab from elsewhere; made when first asked for."""
    return secret_files.kept(lane.config.home / "lab-token", lambda: nonce(24).encode()).decode()


def base_url(lane: Lane, host: str) -> str:
    """Where a caller who used the Host header `host` reaches our pages."""
    if lane.config.public_url:
        return lane.config.public_url.rstrip("/")
    return f"http://{host or f'lane.localhost:{lane.config.port}'}"


def is_https(lane: Lane, connection: HTTPConnection) -> bool:
    """Whether browsers reach us by HTTPS, be it through somebody who ends TLS in front of us."""
    return connection.url.scheme == "https" or (lane.config.public_url or "").startswith("https:")


def is_loopback(host: str) -> bool:
    """Whether an address to bind is of this machine alone."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host.strip("[]")).is_loopback)


def _check_origin(connection: HTTPConnection) -> None:
    origin = connection.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != connection.headers.get("host", ""):
        raise errors.ForeignOrigin(origin=origin)
    if origin is None and connection.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise errors.ForeignOrigin(origin="")


def _name_of(host: str) -> str:
    name = host.lower().rstrip(".")
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0].rstrip(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
