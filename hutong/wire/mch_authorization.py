"""Who calls APIv3: the header Authorization, and the signature over the request as it came."""

import base64
import binascii
import re

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from hutong.wire import mch_errors as errors
from hutong.wire import mch_why
from hutong.wire.incoming import Incoming
from hutong.wire.mch_ports import Caller, MerchantPort, ShownCertificate

SCHEME = "WECHATPAY2-SHA256-RSA2048"
WINDOW_SECONDS = 300

_PAIR = re.compile(r'([A-Za-z_]+)\s*=\s*"([^"]*)"')
_PAIRS = re.compile(r'(?:\s*[A-Za-z_]+\s*=\s*"[^"]*"\s*(?:,|$))+')
_NEEDED = ("mchid", "nonce_str", "timestamp", "serial_no", "signature")
_PADDING, _HASH = PKCS1v15(), hashes.SHA256()
_BODY_SHOWN_LETTERS = 8
_REFUSED = {
    "revoked": errors.CertificateRevoked,
    "replaced": errors.CertificateReplaced,
    "expired": errors.CertificateExpired,
}


class Authorization(msgspec.Struct, frozen=True, kw_only=True):
    """What the header says."""

    mchid: str
    nonce: str
    timestamp: str
    serial: str
    signature: str


def parse(header: str) -> Authorization:
    """The header's parts, in any order and with any spaces.

    Raises: AuthorizationMissing · SchemeUnknown · AuthorizationMalformed
    """
    if not header.strip():
        raise errors.AuthorizationMissing()
    scheme, _, rest = header.strip().partition(" ")
    if scheme != SCHEME:
        raise errors.SchemeUnknown(scheme=scheme[:64])
    listed = _PAIR.findall(rest) if _PAIRS.fullmatch(rest) else []
    pairs: dict[str, str] = dict(listed)
    if len(pairs) < len(listed):
        raise errors.AuthorizationMalformed(reason="a name comes twice")
    if not all(map(pairs.get, _NEEDED)):
        missing = sorted(name for name in _NEEDED if not pairs.get(name))
        raise errors.AuthorizationMalformed(missing=", ".join(missing))
    found = Authorization(
        mchid=pairs["mchid"],
        nonce=pairs["nonce_str"],
        timestamp=pairs["timestamp"],
        serial=pairs["serial_no"],
        signature=pairs["signature"],
    )
    _refuse_odd(found)
    return found


def message(method: str, target: bytes, timestamp: str, nonce: str, body: bytes) -> bytes:
    """What a request's signature is over: five lines, each of them ended."""
    return b"%b\n%b\n%b\n%b\n%b\n" % (
        method.encode(),
        target,
        timestamp.encode("latin-1"),
        nonce.encode("latin-1"),
        body,
    )


async def authenticate(port: MerchantPort, request: Incoming, signed_body: bytes, now: float) -> tuple[Caller, str]:
    """The merchant whose signature a request carries, and the serial of the certificate; `now` is wire time.

    Raises: the errors of 401, in the documented order
    """
    said = parse(request.header(b"authorization"))
    caller = await port.caller(said.mchid)
    if caller is None:
        raise errors.MerchantUnknown(mchid=said.mchid)
    certificate = _certificate(caller, said.serial)
    if abs(now - int(said.timestamp)) > WINDOW_SECONDS:
        raise errors.TimestampOff(mchid=said.mchid, timestamp=said.timestamp, server_time=str(int(now)))
    signed = message(request.method, request.target, said.timestamp, said.nonce, signed_body)
    if not verify(certificate.public_key, said.signature, signed):
        raise _mismatch(request, said, certificate, signed, signed_body)
    if port.is_replay(said.mchid, said.nonce, int(said.timestamp)):
        raise errors.NonceUsed(mchid=said.mchid, nonce_str=said.nonce)
    return caller, said.serial


def verify(public_key: RSAPublicKey, signature: str, signed: bytes) -> bool:
    """Whether a signature in base64 is right."""
    try:
        public_key.verify(base64.b64decode(signature, validate=True), signed, _PADDING, _HASH)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _certificate(caller: Caller, serial: str) -> ShownCertificate:
    mchid = caller.merchant.mchid
    if not caller.certificates:
        raise errors.CertificateNeverIssued(mchid=mchid)
    if not caller.has_v3_key:
        raise errors.V3KeyMissing(mchid=mchid)
    # Some tools print a serial in lower case.
    certificate = caller.certificates.get(serial) or caller.certificates.get(serial.upper())
    if certificate is None:
        raise errors.SerialUnknown(mchid=mchid, serial_no=serial)
    if certificate.state in _REFUSED:
        raise _REFUSED[certificate.state](mchid=mchid, serial_no=serial)
    return certificate


def _refuse_odd(said: Authorization) -> None:
    is_time = said.timestamp.isascii() and said.timestamp.isdigit() and len(said.timestamp) <= 12
    if not is_time:
        raise errors.AuthorizationMalformed(timestamp=said.timestamp[:64])
    if len(said.nonce) > 32 or "\n" in said.nonce:
        raise errors.AuthorizationMalformed(nonce_str=said.nonce[:64])
    if len(said.mchid) > 32 or len(said.serial) > 64:
        raise errors.AuthorizationMalformed(mchid=said.mchid[:64], serial_no=said.serial[:64])


def _mismatch(
    request: Incoming, said: Authorization, certificate: ShownCertificate, signed: bytes, body: bytes
) -> errors.SignatureWrong:
    head = signed[: len(signed) - len(body) - 1].decode("utf-8", "replace")
    shown = body.decode("utf-8", "replace")[:_BODY_SHOWN_LETTERS]
    detail = {
        "detail": {"issue": "sign not match"},
        "field": "signature",
        "location": "authorization",
        "sign_information": {
            "method": request.method,
            "url": request.target.decode("utf-8", "replace"),
            "sign_message_length": len(signed),
            "truncated_sign_message": f"{head}{shown}",
        },
    }
    why = mch_why.explain_v3(
        public_key=certificate.public_key,
        signature=said.signature,
        method=request.method,
        target=request.target,
        timestamp=said.timestamp,
        nonce=said.nonce,
        body=body,
        message=message,
    )
    return errors.SignatureWrong(why=why, detail=detail)
