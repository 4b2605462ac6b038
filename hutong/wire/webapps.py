"""The built web apps: their files, their index for client-side routes, and what a browser may do in them."""

import base64
import functools
import hashlib
import mimetypes
import re
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from hutong.kernel.lane import Lane
from hutong.wire import engine_files, errors, guard, product
from hutong.wire.hosts import FRAMES_BY_PATH

_BUILT = Path(__file__).parent.parent / "web"

# Ant Design writes its styles at run time, hence inline styles; scripts are files of ours alone, and those that stand
# in a page itself when they are what was built, which their hash says.
_POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob: https: http:; media-src 'self' blob:{frames}; "
    "connect-src 'self' ws: wss: blob:{frames}; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin-allow-popups",
}
# What the build laid beside a file, the smallest first.
_ENCODINGS = {"br": ".br", "gzip": ".gz"}
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Hutong</title>
<p>The web apps are not built. Run <code>make setup</code> in the checkout, or install the wheel.</p>"""


class WebApps:
    """Serves the messenger at `/` and the console at `/console`."""

    def __init__(self, lane: Lane, built: Path = _BUILT) -> None:
        self._lane = lane
        self._built = built

    async def __call__(self, request: Request, request_id: str) -> Response:
        try:
            guard.check_host(self._lane, request)
        except errors.UnknownHost as error:
            return product.problem(error, request_id)
        path: str = request.scope["path"]
        if request.method not in ("GET", "HEAD") or path.startswith("/api/"):
            return product.problem(errors.NotEmulated(path=path), request_id)
        # One name for the people's faces, so that cookies and links agree.
        if self._lane.mode == "lab" and request.url.hostname == "localhost":
            return RedirectResponse(str(request.url.replace(hostname="lane.localhost")), 307)
        if path.startswith(engine_files.BEFORE):
            return self._engine(path, request)
        root = (self._built / ("console" if _is_under(path, "/console") else "messenger")).resolve()
        response = self._file(root, path, request)
        base = urlsplit(guard.base_url(self._lane, request))
        programs = f"{base.scheme}://*.mini.{base.netloc} {base.scheme}://{base.netloc}/{FRAMES_BY_PATH}/"
        policy = _POLICY.format(scripts=_inline_scripts(root / "index.html"), frames=f" {programs}")
        # Pages of others and mini programs under their names below ours, and articles; a frame that wants to go
        # anywhere else stays empty.
        framed = f"{programs} {base.scheme}://*.web.{base.netloc} {base.scheme}://mp.{base.netloc}"
        response.headers["content-security-policy"] = f"{policy}; frame-src {framed}"
        return response

    def _engine(self, path: str, request: Request) -> Response:
        """A file of the engine, which its name keeps apart from every other."""
        found = engine_files.file_at(path, request.headers.get("accept-encoding", ""), self._built / "engine")
        if found is None:
            return Response("Not found", 404, media_type="text/plain")
        headers = {**_HEADERS, "cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
        if found.encoding:
            headers["content-encoding"] = found.encoding
        return Response(found.body, headers=headers, media_type=found.content_type)

    def _file(self, root: Path, path: str, request: Request) -> Response:
        inside = path.removeprefix("/console") if _is_under(path, "/console") else path
        try:
            wanted = (root / inside.lstrip("/")).resolve()
            is_there = wanted.is_file()
        except (OSError, ValueError):
            # A path that no file system takes.
            return Response("Not found", 404, media_type="text/plain")
        if is_there and wanted.is_relative_to(root) and wanted.name != "index.html":
            cache = "public, max-age=31536000, immutable" if "/assets/" in inside else "no-cache"
            return _answer(wanted, request, cache)
        if "." in wanted.name:
            return Response("Not found", 404, media_type="text/plain")
        index = root / "index.html"
        if not index.is_file():
            return Response(_NOT_BUILT, 503, media_type="text/html")
        return _answer(index, request, "no-cache")


def _answer(file: Path, request: Request, cache: str) -> Response:
    """A file as it is, or as the build has compressed it when the browser takes that and asks for the whole."""
    headers = {**_HEADERS, "cache-control": cache, "vary": "accept-encoding"}
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    accepted = {word.split(";")[0].strip() for word in request.headers.get("accept-encoding", "").split(",")}
    for encoding, suffix in _ENCODINGS.items():
        small = file.with_name(file.name + suffix)
        if encoding in accepted and "range" not in request.headers and small.is_file():
            return FileResponse(small, headers={**headers, "content-encoding": encoding}, media_type=kind)
    return FileResponse(file, headers=headers, media_type=kind)


def _inline_scripts(index: Path) -> str:
    """The hashes of the scripts that stand in a page itself, as its policy names them."""
    return _hashes(index, index.stat().st_mtime_ns) if index.is_file() else ""


@functools.lru_cache(maxsize=8)
def _hashes(index: Path, _built_at: int) -> str:
    scripts = (hashlib.sha256(script).digest() for script in _INLINE_SCRIPT.findall(index.read_bytes()))
    return "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in scripts)


def _is_under(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(prefix + "/")
