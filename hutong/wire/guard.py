"""Who may reach our own APIs at all: known host names, our own origin, and a token where a lab is not on loopback."""

import ipaddress
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.websockets import WebSocket

from hutong.kernel import secret_files
from hutong.kernel.crypto import equal
from hutong.kernel.ids import nonce
from hutong.kernel.lane import Lane
from hutong.wire import errors
from hutong.wire.mp_weixin import is_article_origin
from hutong.wire.ports import Actor, Session
from hutong.wire.registry import Endpoint

FOR_ARTICLES = "for articles"
"""The manner of an endpoint that pages of articles, an origin of their own, may ask in the reader's name."""

_LAB_DOOR = "/api/lab/enter"
_TOKEN_FILE = "lab-token"
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "lane.localhost"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?")
# Who stands in front of us and hands others' requests on says so in one of these.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


def check_request(lane: Lane, request: Request, endpoint: Endpoint) -> None:
    """Raises: UnknownHost · ForeignOrigin · MustBeJson"""
    check_host(lane, request)
    if request.method in _SAFE_METHODS:
        return
    if not (endpoint.manner is FOR_ARTICLES and asks_from_article(lane, request)):
        _check_origin(lane, request)
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
    _check_origin(lane, socket)


def check_host(lane: Lane, connection: HTTPConnection) -> None:
    """Refuse names that are not ours, so that no foreign name can be pointed at a laptop. Raises: UnknownHost

    Names below ours belong to pages and programs of others, which must not share our origin.
    """
    host = connection.headers.get("host", "")
    name = _name_of(host)
    if name in _LOCAL_NAMES:
        return
    if name and lane.config.public_url and name == urlsplit(lane.config.public_url).hostname:
        return
    # Bound to more than loopback, a laptop is reached by its address.
    bound = lane.config.host
    if name.strip("[]") == bound or (not is_loopback(bound) and _is_address(name)):
        return
    raise errors.UnknownHost(host=name)


def asks_from_article(lane: Lane, connection: HTTPConnection) -> bool:
    """Whether a page of an article asks, which has the host name that goes before the one it asks."""
    ours = _netloc_of(lane.config.public_url or "") or connection.headers.get("host", "")
    return is_article_origin(connection.headers.get("origin", ""), ours)


def check_lab(lane: Lane, headers: Mapping[str, str], cookies: Mapping[str, str]) -> None:
    """Lab powers: anybody on loopback; elsewhere whoever holds the token of the instance's home. Raises: NotAllowed"""
    assert lane.mode == "lab", "lab endpoints are mounted in labs only"
    if is_loopback(lane.config.host):
        return
    given = headers.get("x-hutong-token") or cookies.get(lab_cookie(lane), "")
    if not equal(given, lab_token(lane)):
        raise errors.NotAllowed(needs="X-Hutong-Token", file=_TOKEN_FILE, page=f"{_LAB_DOOR}?token=")


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
    return secret_files.kept(lane.config.home / _TOKEN_FILE, lambda: nonce(24).encode()).decode()


def lab_cookie(lane: Lane) -> str:
    """The cookie by which a browser shows the token. Cookies ignore ports, so an instance has its own."""
    return f"hutong_lab_{lane.instance.id}"


def lab_link(lane: Lane, base_url: str) -> str:
    """The link that leads to a lab; to one that others can reach, with the token."""
    is_ours_alone = is_loopback(lane.config.host)
    return f"{base_url}/console/lab" if is_ours_alone else f"{base_url}{_LAB_DOOR}?token={lab_token(lane)}"


def base_url(lane: Lane, connection: HTTPConnection) -> str:
    """Where a caller reaches our pages: by the Host header used, and by HTTPS if that is how they came."""
    if lane.config.public_url:
        return lane.config.public_url.rstrip("/")
    scheme = "https" if is_https(lane, connection) else "http"
    return f"{scheme}://{connection.headers.get('host') or f'lane.localhost:{lane.config.port}'}"


def is_https(lane: Lane, connection: HTTPConnection) -> bool:
    """Whether browsers reach us by HTTPS, be it through somebody who ends TLS in front of us."""
    return connection.url.scheme in ("https", "wss") or (lane.config.public_url or "").startswith("https:")


def is_from_here(connection: HTTPConnection) -> bool:
    """Whether a program on this machine asks for itself, and not somebody through one that hands requests on."""
    is_handed_on = any(name in connection.headers for name in _FORWARDED)
    asked_of = _name_of(connection.headers.get("host", ""))
    caller = connection.client.host if connection.client else ""
    return is_loopback(caller) and asked_of in _LOCAL_NAMES and not is_handed_on


def is_loopback(host: str) -> bool:
    """Whether an address to bind is of this machine alone."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host.strip("[]")).is_loopback)


def _check_origin(lane: Lane, connection: HTTPConnection) -> None:
    origin = connection.headers.get("origin")
    ours = {connection.headers.get("host", "").lower(), _netloc_of(lane.config.public_url or "")}
    if origin is not None and _netloc_of(origin) not in ours - {""}:
        raise errors.ForeignOrigin(origin=origin[:200])
    if origin is None and connection.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise errors.ForeignOrigin(origin="")


def _netloc_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _name_of(host: str) -> str:
    """The name in a Host header without its port; "" for what is no name."""
    spelled = _HOST.fullmatch(host.lower())
    return spelled[1].removesuffix(".") if spelled else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
