"""`/proxy/<launch token>/<kind>?url=…`: pictures, sounds, films and fonts of others, as a frame sees them.

The frame itself reaches nobody. What it shows of others is fetched here, from the hosts that the program named for
requests or downloads, and only what is of the kind it asked for.
"""

import re
from urllib.parse import parse_qs

from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.kernel.media import sniff
from hutong.kernel.outbound import OutboundError
from hutong.mini import launches
from hutong.mini.errors.launches import RequestRefused
from hutong.mini.web_lane import asking, documents, outlet
from hutong.wire.incoming import Incoming, Outgoing

BEFORE = "/proxy/"

_TIMEOUT_SECONDS = 60
_LIMIT_BYTES = 32 << 20
_PART_BYTES = 4 << 20
"""The most that is answered of a sound or a film at once; players come back for the rest."""
_SHOWN = {"image": ("image/",), "media": ("audio/", "video/"), "font": ("font/", "application/font-")}
_FONT_STARTS = (b"wOFF", b"wOF2", b"OTTO", b"\x00\x01\x00\x00", b"true")
_OPEN_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
_PASSED_ON = ("content-range", "accept-ranges", "last-modified", "etag")


async def answer(lane: Lane, request: Incoming, app_id: str, path: str) -> Outgoing:
    """Answer a request for something of somebody else's."""
    token, _, kind = path.removeprefix(BEFORE).partition("/")
    launch = launches.of_token(lane.keys, token, at=lane.clock.wire().timestamp())
    if launch is None or launch.app_id != app_id or kind not in _SHOWN:
        return documents.refused(404)
    url = parse_qs(request.query_string.decode("latin-1")).get("url", [""])[0]
    headers = {"accept": "*/*"}
    if kind == "media" and (part := _part_of(request.header(b"range"))):
        headers["range"] = part
    try:
        gate = await outlet.gate(lane, launch, "download", also="request")
        async with outlet.in_line(lane, launch, "shown"):
            way = await outlet.way(lane, launch, gate, url)
            found = await lane.outbound.send(
                "GET",
                way.url,
                headers=asking.headers(headers, launch),
                timeout_seconds=_TIMEOUT_SECONDS,
                limit_bytes=_LIMIT_BYTES,
                follow_redirects=not way.is_emulated,
                check_redirect=gate.check_redirect,
                policy=way.policy,
            )
    except RequestRefused as refusal:
        return documents.refused(403 if refusal.errno == outlet.NOT_LISTED else 400)
    except OutboundError:
        return documents.refused(502)
    except HutongError:
        # Closed by now, or a tester who left.
        return documents.refused(403)
    if found.status not in (200, 206):
        return documents.refused(found.status if 400 <= found.status < 600 else 502)
    shown = _kind_of(kind, found.header("Content-Type") or "", found.body)
    if shown is None:
        return documents.refused(415)
    told = [*documents.shared(shown), (b"cache-control", b"private, max-age=3600")]
    told += [
        (name.encode(), value.encode("latin-1", "replace"))
        for name in _PASSED_ON
        if (value := found.header(name)) is not None
    ]
    return Outgoing(found.status, found.body, told)


def _part_of(asked: str) -> str | None:
    """The range to ask for: no more than a part, so that a long film is not held whole."""
    spelled = _OPEN_RANGE.fullmatch(asked)
    if spelled is None:
        return None
    first = int(spelled[1])
    last = int(spelled[2]) if spelled[2] else first + _PART_BYTES - 1
    return f"bytes={first}-{min(last, first + _PART_BYTES - 1)}"


def _kind_of(kind: str, told: str, body: bytes) -> str | None:
    """The content type of what came, if it is of the kind that was asked for."""
    named = told.partition(";")[0].strip().lower()
    if named.startswith(_SHOWN[kind]):
        return named
    if kind == "font":
        return "font/sfnt" if body.startswith(_FONT_STARTS) else None
    # Many servers say nothing of what they send.
    sniffed = sniff(body[:512])
    return sniffed if sniffed.startswith(_SHOWN[kind]) else None
