"""api.mch.weixin.qq.com, APIv2: XML, signed with a key that merchant and platform share.

The life of a request is `Host.answer`: route, parse, merchant, sign, certificate, endpoint, render, sign, record.
Failures are HTTP 200: `return_code` FAIL where the request was not understood, `result_code` FAIL where it was refused.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar
from urllib.parse import unquote

import msgspec
import structlog

from hutong.kernel.crypto import equal
from hutong.kernel.errors import HutongError
from hutong.kernel.ids import nonce
from hutong.kernel.lane import Lane
from hutong.wire import inspector, mch_params, mch_sign_v2, mch_troubles, mch_why, xml
from hutong.wire import mch_errors as errors
from hutong.wire.api_weixin import Bytes
from hutong.wire.faces import Failure, text_of
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.mch_ports import Caller, CallingMerchant, MerchantPort, SandboxPort
from hutong.wire.mch_sign_v2 import SIGN_TYPES, SignType
from hutong.wire.ports import RuleWarning
from hutong.wire.registry import Endpoint, Function, Registry

__all__ = ["HOST", "Bytes", "Call", "Host", "v2"]

log = structlog.get_logger()

B = TypeVar("B")

HOST = "api.mch.weixin.qq.com"
SANDBOX = "/sandboxnew"

_XML = (b"content-type", b"text/xml; charset=utf-8")
_TEXT = (b"content-type", b"text/plain; charset=utf-8")

Answer = Mapping[str, Any]
Fields = dict[str, Any]


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """What an endpoint of APIv2 may say beyond what every endpoint says."""

    certificate: bool = False
    """The caller shows the merchant's certificate in the TLS connection."""
    signs: tuple[str, ...] = SIGN_TYPES
    """The sign types it takes; the first is meant where the caller names none."""
    signed_answer: bool = True
    text_answer: bool = False
    """It answers text (bills), and failures without result_code."""
    faults_in_result: bool = False
    """Even a wrong sign is told as `result_code` FAIL, as payouts and red packets do."""
    spellings: Mapping[str, str] = {}
    """Codes that this endpoint spells in its own way: the usual spelling to its own."""
    url_encoded: tuple[str, ...] = ()
    """Fields that may be sent url-encoded, and are signed as they read."""
    echoes: tuple[str, ...] = ("appid", "sub_appid", "mch_id", "sub_mch_id", "device_info")
    """Fields of the request that every answer repeats."""
    has_nonce: bool = True


class V2Registry(Registry):
    """Endpoints of APIv2; `v2.post(path, body=..., certificate=..., signs=..., signed_answer=..., aliases=...)`."""

    def _declare(self, method: str, path: str, options: dict[str, Any]) -> Callable[[Function], Function]:
        own = {name: options.pop(name) for name in Manner.__struct_fields__ if name in options}
        return super()._declare(method, path, {**options, "manner": Manner(**own)})


v2 = V2Registry(HOST, auth="merchant")


class Call(Generic[B]):
    """One call as an endpoint sees it."""

    __slots__ = (
        "body",
        "caller_ip",
        "certificate_serial",
        "fields",
        "is_sandbox",
        "key",
        "lane",
        "mchid",
        "merchant",
        "sign_type",
        "warnings",
    )

    def __init__(self, lane: Lane, request: Incoming) -> None:
        self.lane = lane
        self.caller_ip = request.caller_ip
        self.mchid = ""
        self.merchant: CallingMerchant = None  # type: ignore[assignment]  # set before an endpoint runs
        self.fields: dict[str, str] = {}
        """Everything that came, as it came."""
        self.sign_type: SignType = "MD5"
        self.key = ""
        """What signs the answer; "" until the caller is known."""
        self.body: B = None  # type: ignore[assignment]  # set where the endpoint declares a body
        self.certificate_serial = ""
        self.is_sandbox = False
        self.warnings: list[RuleWarning] = []


class Host:
    """APIv2 over its registry."""

    def __init__(self, lane: Lane, registry: Registry = v2) -> None:
        self._lane = lane
        self._port = lane.port(MerchantPort)
        self._routes: dict[str, Endpoint] = {}
        for endpoint in registry.endpoints:
            for path in (endpoint.path, *endpoint.aliases):
                assert path not in self._routes, f"{path} is declared twice"
                self._routes[path] = endpoint

    async def handle(self, request: Incoming) -> Outgoing:
        """Answer a request and record it for the inspector."""
        started = time.perf_counter()
        call: Call[Any] = Call(self._lane, request)
        manner = Manner()
        refusal: HutongError | None = None
        told: tuple[str, str] | None = None
        try:
            endpoint = self._route(request, call)
            manner = endpoint.manner
            answer = self._render(await self._run(endpoint, request, call), manner, call)
        except HutongError as error:
            refusal = error.kept()
            answer, told = self._refuse(error, manner, request, call)
        except Exception as error:
            log.exception("endpoint_failed", path=request.path, request_id=request.request_id)
            refusal = errors.SystemBusy(cause=type(error).__name__)
            answer, told = self._refuse(refusal, manner, request, call)
        inspector.of(self._lane).record_incoming(
            request,
            answer,
            inspector.Named(call.mchid) if call.mchid else None,
            refusal,
            call.warnings,
            time.perf_counter() - started,
            told=told,
        )
        return answer

    def _route(self, request: Incoming, call: Call[Any]) -> Endpoint:
        path = request.path
        endpoint = self._routes.get(path)
        if endpoint is None and path.startswith(SANDBOX + "/"):
            call.is_sandbox = True
            real = path.removeprefix(SANDBOX)
            # The sandbox leaves out the part that stands for the client certificate, which it wants of nobody.
            endpoint = self._routes.get(real) or self._routes.get(f"/secapi{real}")
        if endpoint is None:
            raise errors.NotEmulated(host=HOST, path=path)
        if request.method not in endpoint.methods:
            raise errors.WrongMethod(allowed=endpoint.method)
        return endpoint

    async def _run(self, endpoint: Endpoint, request: Incoming, call: Call[Any]) -> Any:
        manner: Manner = endpoint.manner
        call.fields = _fields(request.body)
        caller = await self._caller(call)
        call.merchant, call.mchid = caller.merchant, caller.merchant.mchid
        await self._check_sign(manner, caller, call)
        call.certificate_serial = _shown_certificate(caller, request.client_serial)
        if manner.certificate and not call.certificate_serial and not call.is_sandbox:
            raise errors.ClientCertificateNeeded(mchid=call.merchant.mchid, shown=request.client_serial or "none")
        if endpoint.body is not None:
            call.body = mch_params.read_fields(call.fields, endpoint.body)
        if call.is_sandbox:
            return await self._lane.port(SandboxPort).answer(self._lane, endpoint.path, call)
        if endpoint.kinds is not None and call.merchant.kind not in endpoint.kinds:
            raise errors.NotPermitted(kind=call.merchant.kind)
        return await mch_troubles.met(self._port, call.mchid, lambda: self._perform(endpoint, call))

    async def _perform(self, endpoint: Endpoint, call: Call[Any]) -> Any:
        if endpoint.style == "rule":
            return await self._lane.db.run(endpoint.function, call)
        if endpoint.style == "read":
            return await self._lane.db.read(endpoint.function, call)
        return await endpoint.function(call)

    async def _caller(self, call: Call[Any]) -> Caller:
        # Payouts say mchid, everybody else mch_id.
        mchid = call.fields.get("mch_id") or call.fields.get("mchid") or ""
        if not mchid:
            raise errors.MerchantMissing()
        caller = await self._port.caller(mchid[:32])
        if caller is None:
            raise errors.MerchantUnknown(mchid=mchid[:32])
        return caller

    async def _check_sign(self, manner: Manner, caller: Caller, call: Call[Any]) -> None:
        mchid = call.merchant.mchid
        key = await self._lane.port(SandboxPort).key(self._lane, mchid) if call.is_sandbox else caller.v2_key
        if key is None:
            raise errors.V2KeyMissing(mchid=mchid)
        named = call.fields.get("sign_type") or manner.signs[0]
        sign_type = mch_sign_v2.sign_type_of(named)
        if sign_type is None or sign_type not in manner.signs:
            raise errors.SignTypeWrong(sign_type=named[:32], wanted=" / ".join(manner.signs))
        given = call.fields.get("sign", "")
        if not given:
            raise errors.SignatureMissing(mchid=mchid)
        expected = mch_sign_v2.sign(call.fields, key, sign_type)
        if manner.url_encoded and not equal(expected, given):
            call.fields |= {name: unquote(call.fields.get(name, "")) for name in manner.url_encoded}
            expected = mch_sign_v2.sign(call.fields, key, sign_type)
        if not equal(expected, given):
            raise errors.SignatureWrong(
                why=mch_why.explain_v2(
                    shown=mch_sign_v2.string_to_sign(call.fields),
                    expected=expected,
                    got=given,
                    mistakes=mch_sign_v2.mistakes(call.fields, key, sign_type),
                )
            )
        call.key, call.sign_type = key, sign_type

    def _render(self, result: Any, manner: Manner, call: Call[Any]) -> Outgoing:
        if isinstance(result, Bytes):
            own = [(name.lower().encode(), value.encode()) for name, value in result.headers.items()]
            return Outgoing(200, result.content, [(b"content-type", result.content_type.encode()), *own])
        fields = {**_greeting(manner, call), "result_code": "SUCCESS", **_spelled(result or {})}
        return self._sealed(fields, manner, call)

    def _refuse(
        self, error: HutongError, manner: Manner, request: Incoming, call: Call[Any]
    ) -> tuple[Outgoing, tuple[str, str]]:
        face: Failure | None = getattr(error, "api_mch_v2", None)
        if face is None:
            log.error("error_without_face", error=repr(error), request_id=request.request_id)
            face = errors.SystemBusy.api_mch_v2
        words = text_of(face, error)
        code = manner.spellings.get(face.code, face.code)
        told = (code, words)
        if isinstance(error, errors.NotEmulated):
            return Outgoing(404, _whole({"return_code": "FAIL", "return_msg": words}), [_XML]), told
        if manner.text_answer:
            failure = {"return_code": "FAIL", "return_msg": words, "error_code": code}
            return Outgoing(200, _whole(failure), [_TEXT]), told
        if face.is_transport and not (manner.faults_in_result and call.mchid):
            return Outgoing(200, _whole({"return_code": "FAIL", "return_msg": words}), [_XML]), told
        fields = {**_greeting(manner, call), "result_code": "FAIL", "err_code": code, "err_code_des": words}
        fields |= _spelled(error.facts.get("fields", {}))
        return self._sealed(fields, manner, call), told

    def _sealed(self, fields: Fields, manner: Manner, call: Call[Any]) -> Outgoing:
        fields = {name: value for name, value in fields.items() if value != ""}
        if manner.signed_answer and call.key:
            fields["sign"] = mch_sign_v2.sign(fields, call.key, call.sign_type)
        return Outgoing(200, _whole(fields), [_XML])


def _fields(body: bytes) -> dict[str, str]:
    """The flat fields of a request. Raises: XmlMalformed"""
    try:
        found = xml.parse(body)
    except xml.BadXml as error:
        raise errors.XmlMalformed(reason=error.reason, detail=error.detail) from None
    fields = {name: value for name, value in found.items() if isinstance(value, str)}
    if len(fields) != len(found):
        raise errors.XmlMalformed(reason="not_flat", detail="an element holds others, or comes twice")
    return fields


def _shown_certificate(caller: Caller, serial: str) -> str:
    """The serial that our front verified, if it is that of a certificate in force of this very merchant."""
    certificate = caller.certificates.get(serial.upper().rjust(40, "0")) if serial else None
    return certificate.serial if certificate is not None and certificate.state == "active" else ""


def _greeting(manner: Manner, call: Call[Any]) -> Fields:
    """What every answer begins with. Fields of the endpoint's own take their place; None leaves one out."""
    said = {"return_code": "SUCCESS", "return_msg": "OK"}
    said |= {name: call.fields[name] for name in manner.echoes if call.fields.get(name)}
    return {**said, "nonce_str": nonce(16)} if manner.has_nonce else said


def _spelled(result: Answer) -> Fields:
    """An endpoint's fields as text; what is None leaves out even what every answer begins with.

    Unsigned answers may hold elements in elements, as a packet's list of shares does.
    """
    return {
        name: "" if value is None else value if isinstance(value, dict | list) else str(value)
        for name, value in result.items()
    }


def _whole(fields: Fields) -> bytes:
    return xml.build(fields.items()).encode()
