"""The built web apps: their files, their index for client-side routes, and what a browser may do in them."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from hutong.kernel.lane import Lane
from hutong.wire import errors, guard, product

_BUILT = Path(__file__).parent.parent / "web"

# Ant Design writes its styles at run time, hence inline styles; scripts are files of ours alone.
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https: http:; "
    "media-src 'self' blob:; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "object-src 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin-allow-popups",
}
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
        response = self._file(path)
        response.headers["content-security-policy"] = f"{_POLICY}; frame-src {self._framed(request)}"
        return response

    def _framed(self, request: Request) -> str:
        """What the messenger may show in a frame: pages of others under their names below ours, and articles."""
        base = urlsplit(guard.base_url(self._lane, request))
        return f"{base.scheme}://*.web.{base.netloc} {base.scheme}://mp.{base.netloc}"

    def _file(self, path: str) -> Response:
        app, inside = ("console", path.removeprefix("/console")) if _is_under(path, "/console") else ("messenger", path)
        root = (self._built / app).resolve()
        try:
            wanted = (root / inside.lstrip("/")).resolve()
            is_there = wanted.is_file()
        except (OSError, ValueError):
            # A path that no file system takes.
            return Response("Not found", 404, media_type="text/plain")
        if is_there and wanted.is_relative_to(root) and wanted.name != "index.html":
            cache = "public, max-age=31536000, immutable" if "/assets/" in inside else "no-cache"
            kind = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
            return FileResponse(wanted, headers={**_HEADERS, "cache-control": cache}, media_type=kind)
        if "." in wanted.name:
            return Response("Not found", 404, media_type="text/plain")
        index = root / "index.html"
        if not index.is_file():
            return Response(_NOT_BUILT, 503, media_type="text/html")
        return FileResponse(index, headers={**_HEADERS, "cache-control": "no-cache"}, media_type="text/html")


def _is_under(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(prefix + "/")
