"""The page gateway: `{label}.web.<ours>`, where a site is seen inside the messenger.

Whatever a site's page does here it does under a name of its own, in a frame that only the messenger may show. The
gateway asks the site in the browser's stead, never for an address of ours, and in a live instance never in a private
network. Where a page leads elsewhere, it is the messenger that is told, and goes.
"""

from html import escape

import structlog

from hutong.apps import public
from hutong.apps.browser import headers, rewriting, sites, visits
from hutong.apps.browser.visits import Visit
from hutong.apps.web_lane import documents
from hutong.kernel.lane import Lane
from hutong.kernel.outbound import OutboundError
from hutong.wire import scripts
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.ours import is_ours

log = structlog.get_logger()

_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_OURS = "/.hutong/"
_TIMEOUT_SECONDS = 20
_LIMIT_BYTES = 24 << 20
_FRAMES = frozenset(("document", "iframe", "frame"))
# WeChat's own hosts that a page may name; what they mean here is the messenger's to know.
_KNOWN_HOSTS = frozenset(("open.weixin.qq.com", "mp.weixin.qq.com"))


class Gateway:
    """Answers for every name `{label}.web.<ours>`."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane

    async def handle(self, request: Incoming) -> Outgoing:
        """Answer a request."""
        host = request.header(b"host").lower()
        label, _, below = host.partition(".")
        here, messenger = (
            f"{self._scheme(request)}://{host}",
            f"{self._scheme(request)}://{below.removeprefix(sites.BEFORE_OURS)}",
        )
        if not sites.is_label(label):
            return documents.unknown_host(host)
        if request.method not in _METHODS:
            return documents.refused(405)
        if request.header(b"service-worker"):
            # Whoever could stand between us and the browser would see tickets.
            return documents.refused(403)
        if request.path.startswith(_OURS):
            return self._own(request, label, messenger)
        tokens = [value for name, value in headers.cookies_in(request.headers) if name == headers.VISIT_COOKIE]
        visit = visits.find(self._lane.keys, tokens, label, at=self._lane.clock.wire().timestamp())
        if visit is None:
            return documents.handover(messenger, "again") if _opens_page(request) else documents.refused(403)
        if _comes_from_elsewhere(request, here):
            return documents.refused(403)
        return await self._fetched(request, visit, here, messenger)

    def _own(self, request: Incoming, label: str, messenger: str) -> Outgoing:
        """What lies under /.hutong/: the way in, the bridge, and WeChat's hosts as a page reaches them."""
        path = request.path.removeprefix(_OURS)
        if path == "enter":
            return self._enter(request, label)
        if path == "bridge.js":
            return documents.script(scripts.bridge())
        host, _, rest = path.removeprefix("at/").partition("/")
        if path.startswith("at/") and host == "res.wx.qq.com":
            found = scripts.at_res(f"/{rest}")
            return documents.refused(404) if found is None else documents.script(found)
        if path.startswith("at/") and host in _KNOWN_HOSTS and _opens_page(request):
            query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
            return documents.handover(messenger, "go", f"https://{host}/{rest}{query}")
        return documents.refused(404)

    def _enter(self, request: Incoming, label: str) -> Outgoing:
        text = request.query_string.decode("latin-1").removeprefix("ticket=")
        entered = visits.enter(self._lane.keys, text, label, at=self._lane.clock.wire().timestamp())
        if entered is None:
            return documents.refused(403)
        token, target = entered
        secure = "; Secure" if self._scheme(request) == "https" else ""
        cookie = (
            f"{headers.VISIT_COOKIE}={token}; Path=/; Max-Age={visits.VISIT_SECONDS}; HttpOnly; SameSite=Lax{secure}"
        )
        # A target with two slashes at its start would be another host's.
        place = target if not target.startswith("//") else f"/.{target}"
        told = [(b"location", place.encode()), (b"set-cookie", cookie.encode()), (b"referrer-policy", b"no-referrer")]
        return Outgoing(302, b"", [*told, *documents.NEVER_KEPT])

    async def _fetched(self, request: Incoming, visit: Visit, here: str, messenger: str) -> Outgoing:
        address = sites.parse(visit.origin + request.target.decode("latin-1"))
        if address is None or address.origin != visit.origin:
            return documents.refused(400)
        if is_ours(self._lane, visit.origin):
            return documents.handover(messenger, "go", address.url)
        sent = headers.to_site(request.headers, origin=visit.origin, here=here, page="")
        try:
            answer = await self._lane.outbound.send(
                request.method,
                address.url,
                headers=sent,
                body=request.body or None,
                timeout_seconds=_TIMEOUT_SECONDS,
                limit_bytes=_LIMIT_BYTES,
                policy=await public.network_policy(self._lane),
            )
        except OutboundError as error:
            if error.kind != "redirect" or error.answer is None:
                log.info("page_unreachable", kind=error.kind)
                return documents.unreachable(messenger, error.kind, escape(address.host))
            answer = error.answer
        told = headers.from_site(answer.headers, here=here, origin=visit.origin, frame_of=messenger)
        if answer.status in _REDIRECTS:
            location = answer.header("Location") or ""
            return self._redirected(answer.status, location, address, told, messenger)
        body, kind = answer.body, rewriting.kind_of(answer.header("Content-Type") or "")
        if kind:
            body = rewriting.hosts_to_lane(body, here)
        if kind == "html" and _opens_page(request):
            body = rewriting.with_bridge(body, page=address.url)
        return Outgoing(answer.status, b"" if request.method == "HEAD" else body, told)

    def _redirected(
        self, status: int, location: str, address: sites.Address, told: list[tuple[bytes, bytes]], messenger: str
    ) -> Outgoing:
        """Within the site a redirect stays one; one that leads elsewhere is the messenger's to follow."""
        joined = sites.join(address, location)
        if joined is None:
            return documents.refused(502)
        if joined.origin == address.origin:
            fragment = f"#{joined.fragment}" if joined.fragment else ""
            target = joined.target if not joined.target.startswith("//") else f"/.{joined.target}"
            return Outgoing(status, b"", [*told, (b"location", f"{target}{fragment}".encode())])
        cookies = [(name, value) for name, value in told if name == b"set-cookie"]
        fragment = f"#{joined.fragment}" if joined.fragment else ""
        handed = documents.handover(messenger, "go", joined.url + fragment)
        return Outgoing(handed.status, handed.body, [*handed.headers, *cookies])

    def _scheme(self, request: Incoming) -> str:
        is_https = request.scheme == "https" or (self._lane.config.public_url or "").startswith("https:")
        return "https" if is_https else "http"


def _opens_page(request: Incoming) -> bool:
    """Whether a browser asks in order to show what comes as a page. Those that don't say are believed."""
    return request.header(b"sec-fetch-dest") in (*_FRAMES, "")


def _comes_from_elsewhere(request: Incoming, here: str) -> bool:
    """Whether a page of another name makes the browser ask. All our names are one site to it, which they are not.

    Following a link is let through, as cookies with SameSite=Lax are; posting a form, fetching or embedding is not.
    """
    site, origin = request.header(b"sec-fetch-site"), request.header(b"origin")
    if not site:
        return bool(origin) and origin != here
    if site in ("same-origin", "none"):
        return False
    return not (request.method == "GET" and request.header(b"sec-fetch-mode") == "navigate" and _opens_page(request))
