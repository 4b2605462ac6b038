"""`{appid}.mini.<ours>/cloud/`: files of a program, for whoever has a link; and forms that upload one."""

import hashlib
import mimetypes
import re
from pathlib import Path

from hutong.cloud import environments
from hutong.cloud.errors.base import CloudError
from hutong.cloud.files import asking, keeping, links
from hutong.cloud.models.files import File
from hutong.kernel.crypto import equal
from hutong.kernel.db import Reader
from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.wire import forms
from hutong.wire.incoming import Incoming, Outgoing

_BEFORE = "/cloud/"
_UPLOADS = "/cloud/upload"
_MOST_FIELD_BYTES = 4096
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
# What is shown as what it is. Everything else comes as bytes without a meaning.
_SHOWN = ("image/", "audio/", "video/", "font/", "text/plain", "application/json", "application/pdf")


class ProgramFiles:
    """Answers for what lies below "/cloud/" in the place of each program."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane

    async def __call__(self, request: Incoming, app_id: str, path: str) -> Outgoing:
        """Answer a request."""
        if path == _UPLOADS:
            return await self._upload(request, app_id)
        if request.method not in ("GET", "HEAD"):
            return Outgoing(405, b"", _told("text/plain"))
        token = path.removeprefix(_BEFORE).partition("/")[0]
        lane = self._lane
        allowed = links.passed(lane.keys, token, app_id, at=lane.clock.lane().timestamp())
        found = None if allowed is None else await lane.db.read(_found, app_id, allowed)
        if found is None or not lane.media.exists(found.digest):
            # A link that is over says so, as one that never was.
            return Outgoing(
                403 if allowed is None else 404, b"", [*_told("text/plain"), (b"cache-control", b"no-store")]
            )
        etag = f'"{found.digest}"'.encode()
        if request.header(b"if-none-match") == etag.decode():
            return Outgoing(304, b"", [(b"etag", etag)])
        name = found.path.rpartition("/")[2]
        return _part(request, lane.media.path(found.digest), _type_of(name, found.content_type), etag)

    async def _upload(self, request: Incoming, app_id: str) -> Outgoing:
        """What a developer's server sends after /tcb/uploadfile: the form of a cloud's object store."""
        if request.method != "POST":
            return Outgoing(405, b"", _told("text/plain"))
        lane = self._lane
        try:
            form, file = _form(request)
        except HutongError:
            return _refused(400, "MalformedPOSTRequest")
        allowed = links.upload_passed(lane.keys, form.get("Signature", ""), app_id, at=lane.clock.lane().timestamp())
        if allowed is None or form.get("key", "").removeprefix("/") != allowed:
            return _refused(403, "AccessDenied")
        shown = form.get("x-cos-meta-fileid", ""), form.get("x-cos-security-token", "")
        wanted = links.storage_id(lane.keys, app_id, allowed), links.upload_token(lane.keys, form["Signature"])
        if not all(map(equal, shown, wanted)):
            return _refused(403, "AccessDenied")
        try:
            environment = await lane.db.read(environments.require, app_id)
            await asking.upload(lane, environment, allowed, file, keeping.ADMINISTRATOR)
        except CloudError as refusal:
            return _refused(400, type(refusal).__name__)
        etag = f'"{hashlib.md5(file, usedforsecurity=False).hexdigest()}"'
        return Outgoing(204, b"", [*_told("text/plain"), (b"etag", etag.encode())])


def _form(request: Incoming) -> tuple[dict[str, str], bytes]:
    """What stands in a form, and the file. Some clients send every part as if it were a file. Raises: MediaMissing"""
    form, files = forms.parse(request.header(b"content-type"), request.body)
    file = files.pop("file", None)
    told = {name: part.data[:_MOST_FIELD_BYTES].decode("utf-8", "replace") for name, part in files.items()}
    return {**told, **form}, file.data if file is not None else form.get("file", "").encode()


def _found(read: Reader, app_id: str, path: str) -> File | None:
    try:
        environments.require(read, app_id)
        return keeping.found(read, app_id, path)
    except CloudError:
        return None


def _type_of(name: str, sniffed: str) -> str:
    kind = mimetypes.guess_type(name)[0] or sniffed
    return kind if kind.startswith(_SHOWN) else "application/octet-stream"


def _part(request: Incoming, file: Path, kind: str, etag: bytes) -> Outgoing:
    """The file, or the part of it that was asked for."""
    size = file.stat().st_size
    # What lies at a path may change under a link that goes on.
    told = [(b"accept-ranges", b"bytes"), *_told(kind), (b"cache-control", b"private, no-cache"), (b"etag", etag)]
    spelled = _RANGE.fullmatch(request.header(b"range"))
    if spelled is None or not (spelled[1] or spelled[2]):
        return Outgoing(200, file.read_bytes(), told)
    first = int(spelled[1]) if spelled[1] else max(0, size - int(spelled[2]))
    last = min(size - 1, int(spelled[2])) if spelled[1] and spelled[2] else size - 1
    if first > last:
        return Outgoing(416, b"", [(b"content-range", f"bytes */{size}".encode()), *told])
    with file.open("rb") as opened:
        opened.seek(first)
        body = opened.read(last - first + 1)
    return Outgoing(206, body, [(b"content-range", f"bytes {first}-{last}/{size}".encode()), *told])


def _told(kind: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", kind.encode()),
        (b"access-control-allow-origin", b"*"),
        (b"cross-origin-resource-policy", b"cross-origin"),
        # Opened as a page it does nothing, whatever is in it.
        (b"content-security-policy", b"sandbox; default-src 'none'; style-src 'unsafe-inline'"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    ]


def _refused(status: int, code: str) -> Outgoing:
    body = f'<?xml version="1.0" encoding="utf-8"?>\n<Error><Code>{code}</Code><Message>{code}</Message></Error>'
    return Outgoing(status, body.encode(), _told("application/xml"))
