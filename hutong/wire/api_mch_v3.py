"""api.mch.weixin.qq.com, APIv3: how a merchant's server talks to us.

The life of a request is `Host.answer`: route, signature to merchant, parse, endpoint, render, sign, record. Failures
have HTTP statuses and `{code, message, detail}`; an endpoint that does not exist is a loud 404.
"""

import base64
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
import structlog
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP

from hutong.kernel.errors import HutongError
from hutong.kernel.ids import nonce
from hutong.kernel.lane import Lane
from hutong.wire import api_weixin, inspector, mch_authorization, mch_params, mch_troubles, mch_uploads
from hutong.wire import mch_errors as errors
from hutong.wire.api_weixin import Bytes
from hutong.wire.faces import Fault, text_of
from hutong.wire.forms import UploadedFile
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.mch_ports import Caller, CallingMerchant, MerchantPort
from hutong.wire.paths import Paths
from hutong.wire.ports import RuleWarning
from hutong.wire.registry import Endpoint, Function, Registry

__all__ = ["HOST", "Accepted", "Bytes", "Call", "Host", "v3"]

log = structlog.get_logger()

B = TypeVar("B")

HOST = "api.mch.weixin.qq.com"

_encode = msgspec.json.Encoder().encode
_JSON = (b"content-type", b"application/json; charset=utf-8")
_SIGNATURE_TYPE = (b"wechatpay-signature-type", mch_authorization.SCHEME.encode())
_OAEP = OAEP(mgf=MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)
_LONGEST_SECRET_BYTES = 214
_JSON_ACCEPTED = ("application/json", "application/*", "*/*", "text/*")
# What WeChat's own numbers at the end of Request-ID say of a refusal.
_NUMBERS = {
    "PARAM_ERROR": 268435461,
    "SIGN_ERROR": 268443699,
    "APPID_MCHID_NOT_MATCH": 268445527,
    "ORDER_NOT_EXIST": 268512771,
    "FREQUENCY_LIMITED": 268447840,
}


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """What an endpoint of APIv3 may say beyond what every endpoint says."""

    upload: bool = False
    """Multipart: `call.body` is the part `meta`, `call.file` the file."""
    unsigned_answer: bool = False
    names: tuple[str, ...] = ()
    """Fields of the body or the query that must equal the mchid of the signature."""
    rate: int | None = None
    """How many calls a second it takes of one merchant."""


class V3Registry(Registry):
    """Endpoints of APIv3; `v3.post(path, body=..., names=..., upload=..., unsigned_answer=..., rate=...)`."""

    def _declare(self, method: str, path: str, options: dict[str, Any]) -> Callable[[Function], Function]:
        own = {name: options.pop(name) for name in Manner.__struct_fields__ if name in options}
        if own.get("upload"):
            options.setdefault("body", mch_uploads.Meta)
        return super()._declare(method, path, {**options, "manner": Manner(**own)})


v3 = V3Registry(HOST, auth="merchant")


class Accepted(msgspec.Struct, frozen=True):
    """An answer with status 202: it has begun, and is not over."""

    body: Any


class Call(Generic[B]):
    """One call as an endpoint sees it."""

    __slots__ = (
        "_caller",
        "_port",
        "body",
        "caller_ip",
        "file",
        "key_id",
        "lane",
        "mchid",
        "merchant",
        "named_key_id",
        "path",
        "query",
        "raw",
        "serial",
        "warnings",
    )

    def __init__(self, lane: Lane, request: Incoming) -> None:
        self.lane = lane
        self.raw = request.body
        self.caller_ip = request.caller_ip
        self.mchid = ""
        self.merchant: CallingMerchant = None  # type: ignore[assignment]  # set before an endpoint runs
        self.serial = ""
        """Of the certificate whose key signed the request."""
        self.path: dict[str, str] = {}
        self.query: Any = None
        self.body: B = None  # type: ignore[assignment]  # set where the endpoint declares a body
        self.file: UploadedFile = None  # type: ignore[assignment]  # set where the endpoint takes an upload
        self.key_id = ""
        """The platform's key that signs the answer; "" until the caller is known."""
        self.named_key_id = ""
        self.warnings: list[RuleWarning] = []
        self._caller: Caller | None = None
        self._port = lane.port(MerchantPort)

    @property
    def meta(self) -> B:
        """What an upload says of its file."""
        return self.body

    def decrypt(self, text: str, field: str = "") -> str:
        """What the merchant encrypted for us under the key that Wechatpay-Serial names. Raises: ParamError"""
        assert self._caller is not None, "an endpoint runs for a known merchant"
        if self.named_key_id not in self._caller.key_ids:
            raise errors.ParamError(
                field="Wechatpay-Serial",
                value=self.named_key_id[:64],
                issue="names no key of the platform's",
                location="header",
                message="平台证书序列号Wechatpay-Serial错误",
            )
        try:
            ciphertext = base64.b64decode(text, validate=True)
            plain = self._port.decrypt(self.named_key_id, ciphertext)
            if plain is not None:
                return plain.decode()
        except ValueError:
            pass
        raise errors.ParamError(field=field, issue="cannot be decrypted", message="敏感信息解密失败")

    def encrypt(self, text: str) -> str:
        """A text that only the calling merchant reads, with the key of the certificate that signed the request."""
        assert self._caller is not None, "an endpoint runs for a known merchant"
        plain = text.encode()
        assert len(plain) <= _LONGEST_SECRET_BYTES, "one block of RSA holds it"
        return base64.b64encode(self._caller.certificates[self.serial].public_key.encrypt(plain, _OAEP)).decode()

    def _come(self, caller: Caller, serial: str, request: Incoming) -> None:
        self._caller = caller
        self.merchant, self.mchid = caller.merchant, caller.merchant.mchid
        self.serial = serial
        self.named_key_id = request.header(b"wechatpay-serial")
        is_theirs = self.named_key_id in caller.key_ids
        self.key_id = self.named_key_id if is_theirs else caller.answering_key_id


class Host:
    """APIv3 over its registry."""

    def __init__(self, lane: Lane, registry: Registry = v3) -> None:
        self._lane = lane
        self._paths = Paths(registry.endpoints)
        self._port = lane.port(MerchantPort)

    async def handle(self, request: Incoming) -> Outgoing:
        """Answer a request, sign the answer and record both for the inspector."""
        started = time.perf_counter()
        call: Call[Any] = Call(self._lane, request)
        refusal: HutongError | None = None
        code = "0"
        signs = True
        try:
            endpoint, call.path = self._route(request)
            signs = not endpoint.manner.unsigned_answer
            answer = _render(await self._run(endpoint, request, call))
        except HutongError as error:
            refusal = error.kept()
            answer, code = self._refuse(error, request)
        except Exception as error:
            log.exception("endpoint_failed", path=request.path, request_id=request.request_id)
            refusal = errors.SystemBusy(cause=type(error).__name__)
            answer, code = self._refuse(refusal, request)
        await self._finish(request, answer, call, code, signs=signs)
        inspector.of(self._lane).record_incoming(
            request,
            answer,
            inspector.Named(call.mchid) if call.mchid else None,
            refusal,
            call.warnings,
            time.perf_counter() - started,
            told=None if refusal is None else (code, getattr(refusal, "said", "")),
        )
        return answer

    def _route(self, request: Incoming) -> tuple[Endpoint, dict[str, str]]:
        found = self._paths.find(request.path)
        if found is None or any("\0" in value for value in found[1].values()):
            raise errors.NotEmulated(host=HOST, path=request.path)
        by_method, values = found
        endpoint = by_method.get(request.method)
        if endpoint is None:
            raise errors.WrongMethod(allowed=", ".join(sorted(by_method)))
        return endpoint, values

    async def _run(self, endpoint: Endpoint, request: Incoming, call: Call[Any]) -> Any:
        manner: Manner = endpoint.manner
        _check_accept(request)
        upload = None
        signed_body = request.body
        if manner.upload:
            upload = mch_uploads.parse(request.header(b"content-type"), request.body)
            signed_body = upload.meta
        now = self._lane.clock.wire().timestamp()
        caller, serial = await mch_authorization.authenticate(self._port, request, signed_body, now)
        call._come(caller, serial, request)
        await self._port.heard(call.mchid, call.named_key_id)
        _parse(endpoint, request, call, upload)
        _check_names(manner, call)
        if endpoint.kinds is not None and call.merchant.kind not in endpoint.kinds:
            raise errors.NotPermitted(kind=call.merchant.kind)
        if manner.rate is not None:
            await self._check_rate(endpoint.path, manner.rate, call)
        return await mch_troubles.met(self._port, call.mchid, lambda: self._perform(endpoint, call))

    async def _perform(self, endpoint: Endpoint, call: Call[Any]) -> Any:
        if endpoint.style == "rule":
            return await self._lane.db.run(endpoint.function, call)
        if endpoint.style == "read":
            return await self._lane.db.read(endpoint.function, call)
        return await endpoint.function(call)

    async def _check_rate(self, path: str, most: int, call: Call[Any]) -> None:
        state = await self._port.too_often(call.mchid, path, most)
        if state == "enforce":
            raise errors.TooOften(limit=most)
        if state == "warn":
            words = f"WeChat takes {most} of these calls a second of one merchant."
            call.warnings.append(RuleWarning(rule="quotas", sentence=words))

    async def _finish(self, request: Incoming, answer: Outgoing, call: Call[Any], code: str, *, signs: bool) -> None:
        """Name the answer, and sign it for whoever was shown to call."""
        number = _NUMBERS.get(code, 0 if code == "0" else 268435456)
        answer.headers.append((b"request-id", f"{request.request_id.upper()}-{number}".encode()))
        if call.key_id and signs:
            answer.headers += await signature_headers(self._lane, call.key_id, answer.body)

    def _refuse(self, error: HutongError, request: Incoming) -> tuple[Outgoing, str]:
        face: Fault | None = getattr(error, "api_mch_v3", None)
        if face is None:
            log.error("error_without_face", error=repr(error), request_id=request.request_id)
            face = errors.SystemBusy.api_mch_v3
        said: dict[str, Any] = {"code": face.code, "message": text_of(face, error)}
        if "detail" in error.facts:
            said["detail"] = error.facts["detail"]
        error.said = said["message"]  # type: ignore[attr-defined]  # for the record
        return Outgoing(face.status, _encode(said), [_JSON]), face.code


async def signature_headers(lane: Lane, key_id: str, body: bytes) -> list[tuple[bytes, bytes]]:
    """The headers that show an answer to be the platform's."""
    timestamp, once = b"%d" % lane.clock.wire().timestamp(), nonce(16).encode()
    signature = await lane.port(MerchantPort).sign(key_id, b"%b\n%b\n%b\n" % (timestamp, once, body))
    return [
        (b"wechatpay-timestamp", timestamp),
        (b"wechatpay-nonce", once),
        (b"wechatpay-signature", signature.encode()),
        (b"wechatpay-serial", key_id.encode()),
        _SIGNATURE_TYPE,
    ]


def _check_accept(request: Incoming) -> None:
    accepted = request.header(b"accept")
    # Who says nothing takes what comes.
    if accepted and not any(kind in accepted for kind in _JSON_ACCEPTED):
        raise errors.NotAcceptable(accept=accepted[:128])


def _parse(endpoint: Endpoint, request: Incoming, call: Call[Any], upload: mch_uploads.Upload | None) -> None:
    if endpoint.query is not None:
        call.query = mch_params.read_query(api_weixin.arguments(request.query_string), endpoint.query)
    if upload is not None:
        call.body = mch_params.read_json(upload.meta, endpoint.body)
        call.file = mch_uploads.check(upload.file, call.body)
    elif endpoint.body is not None:
        call.body = mch_params.read_json(request.body, endpoint.body)


def _check_names(manner: Manner, call: Call[Any]) -> None:
    for name in manner.names:
        for source, location in ((call.body, "body"), (call.query, "query")):
            value = getattr(source, name, None)
            if value is not None and value != call.merchant.mchid:
                raise errors.ParamError(
                    field=f"/{name}" if location == "body" else name,
                    value=value,
                    issue=f"differs from the mchid of Authorization, {call.merchant.mchid}",
                    location=location,
                    message="Http头中的商户号与请求参数中的商户号不一致",
                )


def _render(result: Any) -> Outgoing:
    if result is None:
        return Outgoing(204, b"", [])
    if isinstance(result, Bytes):
        headers = [(b"content-type", result.content_type.encode())]
        if result.filename is not None:
            headers.append((b"content-disposition", f'attachment; filename="{result.filename}"'.encode()))
        return Outgoing(result.status, result.content, headers)
    if isinstance(result, Accepted):
        return Outgoing(202, _encode(result.body), [_JSON])
    return Outgoing(200, _encode(result), [_JSON])
