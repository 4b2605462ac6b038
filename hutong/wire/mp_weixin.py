"""mp.weixin.qq.com: public pages and pictures of official accounts, without tokens.

Articles also have a host name of ours, "mp." before the lane's own: an origin apart from people's sessions, so that
what an account writes can never act in a reader's name.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec
import structlog

from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.wire import api_weixin, errors
from hutong.wire.addresses import Addresses
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.paths import Paths
from hutong.wire.registry import Endpoint, Registry

log = structlog.get_logger()

HOST = "mp.weixin.qq.com"

mp = Registry(HOST, auth="none")
# What people open. It is nobody's call, so the inspector does not keep it.
reading = Registry(HOST, auth="none")

_BEFORE_OURS = "mp."
_LAB_NAME = "lane.localhost"


class Page(msgspec.Struct, frozen=True):
    """A document, a picture or a script, with the headers that belong to it."""

    body: bytes
    headers: list[tuple[bytes, bytes]]
    status: int = 200


class Visit:
    """One opening of a page as an endpoint sees it."""

    __slots__ = ("args", "lane", "path", "request")

    def __init__(self, lane: Lane, request: Incoming, path: dict[str, str]) -> None:
        self.lane = lane
        self.request = request
        self.path = path
        self.args: Mapping[str, str] = api_weixin.arguments(request.query_string)

    @property
    def lane_url(self) -> str:
        """Where the reader finds the messenger; "" when this page came from there."""
        named = self.request.header(b"host").lower()
        if named.startswith(_BEFORE_OURS) and not named.startswith(HOST):
            is_https = self.request.scheme == "https" or (self.lane.config.public_url or "").startswith("https:")
            return f"{'https' if is_https else 'http'}://{named.removeprefix(_BEFORE_OURS)}"
        if self.request.is_by_first_segment:
            return ""
        return (self.lane.config.public_url or self.lane.port(Addresses).url).rstrip("/")


class Host:
    """Pages for readers; everything else here is answered in the manner of the API."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._pages = Paths(reading.endpoints)
        self._others = api_weixin.Host(lane, mp)

    async def handle(self, request: Incoming) -> Outgoing:
        """Answer a request."""
        found = self._pages.find(request.path)
        if found is None or request.method not in ("GET", "HEAD"):
            return await self._others.handle(request)
        endpoints, values = found
        try:
            page = await self._run(endpoints["GET"], Visit(self._lane, request, values))
        except HutongError as error:
            face = getattr(error, "product", None)
            return Outgoing(face.status if face else 404, b"", [])
        except Exception:
            log.exception("endpoint_failed", path=request.path, request_id=request.request_id)
            return Outgoing(errors.SystemBusy.product.status, b"", [])
        return Outgoing(page.status, page.body, page.headers)

    async def _run(self, endpoint: Endpoint, visit: Visit) -> Any:
        if endpoint.style == "read":
            return await self._lane.db.read(endpoint.function, visit)
        return await endpoint.function(visit)


def own_name(lane: Lane) -> str:
    """The host name under which articles are read here."""
    public = urlsplit(lane.config.public_url or "").hostname
    return _BEFORE_OURS + (public or _LAB_NAME)


def is_article_origin(origin: str, host: str) -> bool:
    """Whether a page of this origin is one of the articles that belong to this host of ours."""
    try:
        return urlsplit(origin).netloc.lower() == _BEFORE_OURS + host.lower()
    except ValueError:
        return False
