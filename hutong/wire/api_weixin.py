"""api.weixin.qq.com: how an app's server talks to us.

The life of a request is `Host.answer`: route, verb, token to app, admission (permission, quota, IP), parse, endpoint,
render, record. Failures are HTTP 200 with `{errcode, errmsg}`; an endpoint that does not exist is a loud 404.
"""

import re
import time
from typing import Any, Generic, TypeVar
from urllib.parse import unquote_plus

import msgspec
import structlog

from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.wire import errors, forms, inspector, xml
from hutong.wire.faces import Errcode, text_of
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.ports import AdmissionPort, CallingApp, RuleWarning, TokenPort
from hutong.wire.registry import Endpoint, Registry

log = structlog.get_logger()

B = TypeVar("B")

HOST = "api.weixin.qq.com"
SUBSCRIPTION, SERVICE = "subscription", "service"
OFFICIAL = frozenset({SUBSCRIPTION, SERVICE})
MINI = "mini"
EVERY = OFFICIAL | {MINI}

api = Registry(HOST)

_JSON = [(b"content-type", b"application/json; encoding=utf-8")]
_encode = msgspec.json.Encoder().encode
_BOM = b"\xef\xbb\xbf"
_SLASHES = re.compile("/{2,}")
# The escape of a NUL, and not of a backslash before the letters u0000.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Text(str):
    """A string that SDKs may send as a number."""

    __slots__ = ()


class Ok(msgspec.Struct, frozen=True):
    """The answer of a write."""

    errcode: int = 0
    errmsg: str = "ok"


class Bytes(msgspec.Struct, frozen=True):
    """A binary answer."""

    content: bytes
    content_type: str
    filename: str | None = None
    status: int = 200
    headers: dict[str, str] = {}


class Call(Generic[B]):
    """One call as an endpoint sees it."""

    __slots__ = ("app", "args", "body", "caller_ip", "files", "form", "host", "lane", "query", "raw", "warnings")

    def __init__(self, lane: Lane, request: Incoming, args: dict[str, str]) -> None:
        self.lane = lane
        self.host = request.host
        self.args = args
        self.raw = request.body
        self.caller_ip = request.caller_ip
        self.app: CallingApp = None  # type: ignore[assignment]  # set before an endpoint that asks for a token runs
        self.query: Any = None
        self.body: B = None  # type: ignore[assignment]  # set where the endpoint declares a body
        self.form: dict[str, str] = {}
        self.files: dict[str, forms.UploadedFile] = {}
        self.warnings: list[RuleWarning] = []


class Host:
    """One host that speaks this manner, over its registry. `app_of` says who calls, in the place of the token."""

    def __init__(self, lane: Lane, registry: Registry, app_of: TokenPort | None = None) -> None:
        self._lane = lane
        self._name = registry.host
        self._routes: dict[str, list[Endpoint]] = {}
        for endpoint in registry.endpoints:
            for path in (endpoint.path, *endpoint.aliases):
                self._routes.setdefault(path, []).append(endpoint)
        self._app_of = app_of or lane.port(TokenPort)
        self._admit = lane.port(AdmissionPort)

    async def handle(self, request: Incoming) -> Outgoing:
        """Answer a request and record it for the inspector."""
        started = time.perf_counter()
        call: Call[Any] = Call(self._lane, request, arguments(request.query_string))
        refusal: HutongError | None = None
        try:
            answer = await self._answer(request, call)
        except HutongError as error:
            refusal = error.kept()
            answer = self._refuse(error, request)
            # What would mend it, where the refusal knows.
            call.warnings = [*call.warnings, *getattr(error, "warnings", ())]
        except Exception as error:
            log.exception("endpoint_failed", path=request.path, request_id=request.request_id)
            refusal = errors.SystemBusy(cause=type(error).__name__)
            answer = self._refuse(refusal, request)
        inspector.of(self._lane).record_incoming(
            request, answer, call.app, refusal, call.warnings, time.perf_counter() - started
        )
        return answer

    async def _answer(self, request: Incoming, call: Call[Any]) -> Outgoing:
        candidates = self._candidates(request)
        endpoint = candidates[0]
        if endpoint.auth == "token":
            call.app = await self._app_of(self._lane, call.args.get("access_token"))
            endpoint = _for_kind(candidates, call.app.kind)
            call.warnings = await self._admit(self._lane, call.app, endpoint, request.caller_ip)
        _parse(endpoint, request, call)
        return _render(await self._run(endpoint, call))

    def _candidates(self, request: Incoming) -> list[Endpoint]:
        path = request.path
        found = self._routes.get(path) or self._routes.get(_SLASHES.sub("/", path).rstrip("/"))
        if found is None:
            raise errors.NotEmulated(host=self._name, path=path)
        method = "GET" if request.method == "HEAD" else request.method
        fitting = [endpoint for endpoint in found if method in endpoint.methods]
        if not fitting:
            raise (errors.MustBeGet if found[0].method == "GET" else errors.MustBePost)()
        return fitting

    async def _run(self, endpoint: Endpoint, call: Call[Any]) -> Any:
        if endpoint.style == "rule":
            return await self._lane.db.run(endpoint.function, call)
        if endpoint.style == "read":
            return await self._lane.db.read(endpoint.function, call)
        return await endpoint.function(call)

    def _refuse(self, error: HutongError, request: Incoming) -> Outgoing:
        face = getattr(error, "api_weixin", None)
        if face is None:
            log.error("error_without_face", error=repr(error), request_id=request.request_id)
            face = errors.SystemBusy.api_weixin
        status = 404 if isinstance(error, errors.NotEmulated) else 200
        return Outgoing(status, _encode(_failure(face, error, request.request_id)), _JSON)


def arguments(query_string: bytes) -> dict[str, str]:
    """The query as text; of a name given twice the last counts."""
    found = {}
    for part in query_string.decode("utf-8", "replace").split("&"):
        name, _, value = part.partition("=")
        if name:
            is_plain = "%" not in part and "+" not in part
            found[name if is_plain else _unquoted(name)] = value if is_plain else _unquoted(value)
    return found


def _unquoted(text: str) -> str:
    # No database holds a NUL in a text; what held one means nothing here.
    return unquote_plus(text).replace("\0", "\ufffd")


def _for_kind(candidates: list[Endpoint], kind: str) -> Endpoint:
    for endpoint in candidates:
        if endpoint.kinds is None or kind in endpoint.kinds:
            return endpoint
    raise errors.KindNotPermitted()


def _parse(endpoint: Endpoint, request: Incoming, call: Call[Any]) -> None:
    if endpoint.query is not None:
        call.query = convert(call.args, endpoint.query)
    if endpoint.form:
        call.form, call.files = forms.parse(request.header(b"content-type"), request.body)
    elif endpoint.body is not None:
        call.body = read_body(request.body, endpoint.body)


def read_body(raw: bytes, kind: type[B]) -> B:
    """A body as `kind`, JSON or XML, whatever content type was named; a byte-order mark is no harm.

    Raises: BodyEmpty · BodyMalformed
    """
    text = raw.removeprefix(_BOM).strip()
    if not text:
        raise errors.BodyEmpty()
    if text.startswith(b"<"):
        return convert(xml.parse(text), kind)
    refuse_nul(text)
    try:
        return msgspec.json.decode(text, type=kind, strict=False, dec_hook=_from_text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise errors.BodyMalformed(detail=str(error)) from None


def refuse_nul(json: bytes) -> None:
    """No text that is kept or sent on may hold a NUL. Raises: BodyMalformed"""
    if b"\\u0000" in json and _NUL.search(json):
        raise errors.BodyMalformed(detail="a text holds the character NUL (\\u0000)")


def convert(values: Any, kind: type[B]) -> B:
    """Loose values (a query, parsed XML) as `kind`. Raises: BodyMalformed"""
    try:
        return msgspec.convert(values, kind, strict=False, dec_hook=_from_text)
    except msgspec.ValidationError as error:
        raise errors.BodyMalformed(detail=str(error)) from None


def _from_text(kind: type, value: Any) -> Any:
    assert kind is Text, kind
    if isinstance(value, bool | dict | list) or value is None:
        raise TypeError(f"Expected text, got {type(value).__name__}")
    return Text(value)


def _render(result: Any) -> Outgoing:
    if not isinstance(result, Bytes):
        return Outgoing(200, _encode(result), _JSON)
    headers = [(b"content-type", result.content_type.encode())]
    if result.filename is not None:
        headers.append((b"content-disposition", f'attachment; filename="{result.filename}"'.encode()))
    headers += [(name.lower().encode(), value.encode()) for name, value in result.headers.items()]
    return Outgoing(result.status, result.content, headers)


def _failure(face: Errcode, error: HutongError, request_id: str) -> dict[str, Any]:
    rid = f"{request_id[:8]}-{request_id[8:16]}-{request_id[16:24]}"
    more = {name: error.facts[name] for name in face.tells if name in error.facts}
    return {"errcode": face.code, "errmsg": f"{text_of(face, error)} rid: {rid}", **more}
