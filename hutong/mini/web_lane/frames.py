"""`{appid}.mini.<ours>`: the document that a mini program runs in, its files, and pictures of others.

Every name is an origin of its own, and the document gives even that up (`sandbox`): it has no network, no cookies and
no storage, and runs only the script of the engine. Nothing here knows who asks; what is not for everybody lies under
addresses that only who opened the program was told.

Where we are reached by an address, which has no names below it, the same lies under `/mini-frames/{appid}/`; the
document is as much on its own there, as its origin is nobody's in either place.
"""

import mimetypes
import re
from typing import Protocol
from urllib.parse import unquote

from hutong.kernel.lane import Lane
from hutong.mini import launches
from hutong.mini.packages import store
from hutong.mini.web_lane import documents, proxy
from hutong.wire import engine_files, hosts
from hutong.wire.incoming import Incoming, Outgoing

_LABEL = re.compile(r"wx[0-9a-f]{16}")
_BEFORE_OURS = "mini."
_FILES = "/files/"
_CLOUD = "/cloud/"
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
# What a program may show. Everything else comes as bytes without a meaning.
_SHOWN = ("image/", "audio/", "video/", "font/", "text/plain", "application/json")
_FONTS = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}


class CloudPort(Protocol):
    """What answers for the files that a program keeps; `hutong.app` fills it."""

    async def __call__(self, request: Incoming, app_id: str, path: str) -> Outgoing: ...


class Frames:
    """Answers for every name `{appid}.mini.<ours>`."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane

    async def handle(self, request: Incoming) -> Outgoing:
        """Answer a request."""
        app_id, path, here, messenger = self._place(request)
        if not _LABEL.fullmatch(app_id):
            return documents.refused(404 if request.is_by_first_segment else 421)
        if path.startswith(_CLOUD):
            return await self._lane.port(CloudPort)(request, app_id, path)
        if request.method not in ("GET", "HEAD"):
            return documents.refused(405)
        if request.header(b"service-worker"):
            return documents.refused(403)
        if path == "/frame":
            return documents.frame(here, messenger)
        if path.startswith(engine_files.BEFORE):
            return _engine(request, path)
        if path.startswith(_FILES):
            return self._file(request, app_id, path)
        if path.startswith(proxy.BEFORE):
            return await proxy.answer(self._lane, request, app_id, path)
        return documents.refused(404)

    def _place(self, request: Incoming) -> tuple[str, str, str, str]:
        """The program, the path within it, where the browser may load from, and the messenger's origin."""
        scheme, host = self._scheme(request), request.header(b"host").lower()
        if request.is_by_first_segment:
            app_id, _, rest = request.path[1:].partition("/")
            origin = f"{scheme}://{host}"
            return app_id, f"/{rest}", f"{origin}/{hosts.FRAMES_BY_PATH}/{app_id}/", origin
        app_id, _, below = host.partition(".")
        return app_id, request.path, f"{scheme}://{host}", f"{scheme}://{below.removeprefix(_BEFORE_OURS)}"

    def _file(self, request: Incoming, app_id: str, path: str) -> Outgoing:
        """A file of a version, for whoever was told where it lies."""
        proof, _, path = path.removeprefix(_FILES).partition("/")
        digest = launches.passed(self._lane.keys, proof, app_id)
        found = None if digest is None else store.find(self._lane, digest, f"files/{unquote(path)}")
        if found is None:
            return documents.refused(404)
        return ranged(request, found.read_bytes(), content_type(found.name))

    def _scheme(self, request: Incoming) -> str:
        is_https = request.scheme == "https" or (self._lane.config.public_url or "").startswith("https:")
        return "https" if is_https else "http"


def content_type(name: str) -> str:
    """What a program's file is shown as, by its name."""
    ending = f".{name.rpartition('.')[2].lower()}"
    guessed = _FONTS.get(ending) or mimetypes.guess_type(name)[0] or ""
    return guessed if guessed.startswith(_SHOWN) else "application/octet-stream"


def ranged(request: Incoming, body: bytes, kind: str) -> Outgoing:
    """A file that never changes, or the part of it that was asked for."""
    told = [(b"accept-ranges", b"bytes"), *documents.shared(kind), *documents.FOR_EVER]
    spelled = _RANGE.fullmatch(request.header(b"range"))
    if spelled is None or not (spelled[1] or spelled[2]):
        return Outgoing(200, body, told)
    size = len(body)
    first = int(spelled[1]) if spelled[1] else max(0, size - int(spelled[2]))
    last = min(size - 1, int(spelled[2])) if spelled[1] and spelled[2] else size - 1
    if first > last:
        return Outgoing(416, b"", [(b"content-range", f"bytes */{size}".encode()), *documents.shared(kind)])
    part = f"bytes {first}-{last}/{size}".encode()
    return Outgoing(206, body[first : last + 1], [(b"content-range", part), *told])


def _engine(request: Incoming, path: str) -> Outgoing:
    found = engine_files.file_at(path, request.header(b"accept-encoding"))
    if found is None:
        return documents.refused(404)
    told = [*documents.shared(found.content_type), *documents.FOR_EVER, (b"vary", b"accept-encoding")]
    if found.encoding:
        told.append((b"content-encoding", found.encoding.encode()))
    return Outgoing(200, found.body, told)
