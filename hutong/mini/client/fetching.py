"""/api/client/mini/{app_id}/request, upload, download: what a program asks of others, through us."""

import base64
import binascii
from typing import Any

import msgspec

from hutong.kernel.crypto import random_bytes
from hutong.kernel.outbound import Answer
from hutong.mini.client.shapes import launch_of
from hutong.mini.errors.launches import RequestRefused
from hutong.mini.web_lane import asking, outlet
from hutong.mini.web_lane.fetching import LIMIT_BYTES, Asked, fetch
from hutong.wire import errors, forms
from hutong.wire.api_weixin import Bytes
from hutong.wire.product import Call, client

_BODY_BYTES = 10 << 20
_UPLOAD_BYTES = LIMIT_BYTES["download"] + (1 << 20)
_encode = msgspec.json.Encoder().encode


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """Text, or bytes in base64."""

    text: str | None = None
    base64: str | None = None


class RequestWish(msgspec.Struct, frozen=True, rename="camel"):
    """What `wx.request` was given."""

    url: str
    method: str = "GET"
    header: dict[str, str] = {}
    data: Content | None = None
    timeout_ms: float | None = None


class RequestAnswer(msgspec.Struct, frozen=True, rename="camel"):
    """What came back. Headers of one name are joined; `cookies` are those it set, each as it was said."""

    status_code: int
    header: dict[str, str]
    cookies: list[str]
    data: Content


class UploadWish(msgspec.Struct, frozen=True, rename="camel"):
    """What `wx.uploadFile` was given; the file is the form's part "file"."""

    url: str
    name: str
    header: dict[str, str] = {}
    form_data: dict[str, str] = {}
    file_name: str = "file"
    timeout_ms: float | None = None


class DownloadWish(msgspec.Struct, frozen=True, rename="camel"):
    url: str
    header: dict[str, str] = {}
    timeout_ms: float | None = None


class WebViewWish(msgspec.Struct, frozen=True):
    url: str


class WebViewAnswer(msgspec.Struct, frozen=True):
    url: str
    warnings: list[str]


@client.post("/mini/{app_id}/request", raw=True)
async def request(call: Call[None]) -> RequestAnswer:
    """Ask somebody in a program's name. WeChat's hosts that are emulated here are asked here.

    Request:  {"url": "https://api.example.com/menu", "method": "POST", "header": {"content-type": "application/json"},
               "data": {"text": "{}"}, "timeoutMs": 60000}
    Response: {"statusCode": 200, "header": {"Content-Type": "application/json"}, "cookies": [], "data": {"text": "…"}}
    Errors:   LaunchMissing · ProgramNotFound · ProgramClosed · NotATester · RequestRefused, whose `reason` and `errno`
              are what the program is told
    """
    launch, wish = launch_of(call), await _wish(call, RequestWish)
    body = _bytes(wish.data)
    asked = Asked(
        kind="request", method=wish.method.upper(), url=wish.url, headers=wish.header, body=body,
        timeout_ms=wish.timeout_ms,
    )  # fmt: skip
    return _answered(await fetch(call.lane, launch, asked))


@client.post("/mini/{app_id}/upload", form=True, raw=True)
async def upload(call: Call[None]) -> RequestAnswer:
    """Send a file to somebody in a program's name.

    Request:  a form: "ask" {"url", "name": "picture", "header": {}, "formData": {}, "fileName": "a.png"}, and "file"
    Response: as for request
    Errors:   as for request; MediaMissing
    """
    launch = launch_of(call)
    form, files = forms.parse(call.headers.get("content-type", ""), await call.read(_UPLOAD_BYTES))
    wish, file = _decoded(form.get("ask", "").encode(), UploadWish), files.get("file")
    if file is None:
        raise errors.MediaMissing()
    boundary = f"----hutong{random_bytes(12).hex()}"
    kind = file.content_type if asking.is_plain(file.content_type) else "application/octet-stream"
    body = asking.form_of(boundary, wish.form_data, name=wish.name, file_name=wish.file_name, kind=kind, data=file.data)
    own = {name: value for name, value in wish.header.items() if name.lower() != "content-type"}
    headers = {**own, "content-type": f"multipart/form-data; boundary={boundary}"}
    asked = Asked(kind="upload", method="POST", url=wish.url, headers=headers, body=body, timeout_ms=wish.timeout_ms)
    return _answered(await fetch(call.lane, launch, asked))


@client.post("/mini/{app_id}/download", raw=True)
async def download(call: Call[None]) -> Bytes:
    """Fetch a file in a program's name: its bytes, and in headers (base64 of JSON) what was said of it.

    Request:  {"url": "https://files.example.com/a.png", "header": {}, "timeoutMs": 60000}
    Response: the bytes, with x-hutong-status, x-hutong-header and x-hutong-cookies
    Errors:   as for request
    """
    launch, wish = launch_of(call), await _wish(call, DownloadWish)
    asked = Asked(
        kind="download", method="GET", url=wish.url, headers=wish.header, body=None, timeout_ms=wish.timeout_ms
    )
    answer = await fetch(call.lane, launch, asked)
    header, cookies = asking.told(answer.headers)
    told = {
        "x-hutong-status": str(answer.status),
        "x-hutong-header": base64.b64encode(_encode(header)).decode(),
        "x-hutong-cookies": base64.b64encode(_encode(cookies)).decode(),
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        # Whatever it is, on our own origin it is bytes.
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return Bytes(answer.body, "application/octet-stream", headers=told)


@client.post("/mini/{app_id}/web-view", body=WebViewWish)
async def web_view(call: Call[WebViewWish]) -> WebViewAnswer:
    """Whether a program may show a page of others: its list of web-view domains says so.

    Request:  {"url": "https://www.example.com/help"}
    Response: {"url": "https://www.example.com/help", "warnings": ["… is not in the program's webview domains …"]}
    Errors:   as for request
    """
    launch = launch_of(call)
    gate = await outlet.gate(call.lane, launch, "webview")
    _, warnings = gate.check(call.body.url)
    return WebViewAnswer(call.body.url, warnings)


def _answered(answer: Answer) -> RequestAnswer:
    header, cookies = asking.told(answer.headers)
    try:
        data = Content(text=answer.body.decode())
    except UnicodeDecodeError:
        data = Content(base64=base64.b64encode(answer.body).decode())
    return RequestAnswer(answer.status, header, cookies, data)


async def _wish(call: Call[None], kind: type[Any]) -> Any:
    # Larger than what other endpoints take: pictures travel in here as text.
    return _decoded(await call.read(_BODY_BYTES * 4 // 3 + (1 << 16)), kind)


def _decoded(body: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(body or b"{}", type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise errors.BodyMalformed(detail=str(error)) from None


def _bytes(data: Content | None) -> bytes | None:
    if data is None or (data.text is None and data.base64 is None):
        return None
    try:
        body = data.text.encode() if data.text is not None else base64.b64decode(data.base64 or "", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise errors.BodyMalformed(detail="data is not base64") from None
    if len(body) > _BODY_BYTES:
        raise RequestRefused("exceed max size", outlet.NETWORK)
    return body
