"""Why the signature of a merchant's call is wrong, in words that lead to the mistake.

A signature of RSA tells those who hold the public key which digest was signed. So the usual mistakes are made here once
more, until one leads to that very digest.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from hutong.wire.diagnosis import Why, first_difference

_SHOWN_LETTERS = 4096

Message = Callable[[str, bytes, str, str, bytes], bytes]


class _Mistake(NamedTuple):
    code: str
    hint: str
    signed: bytes


def explain_v3(
    *,
    public_key: RSAPublicKey,
    signature: str,
    method: str,
    target: bytes,
    timestamp: str,
    nonce: str,
    body: bytes,
    message: Message,
) -> Why:
    """Why `signature` is not that of this request under the certificate's key; `message` makes the five lines."""
    right = message(method, target, timestamp, nonce, body)
    expected = hashlib.sha256(right).hexdigest()
    got = _digest_in(public_key, signature)
    code, hint, difference = "signature.v3_key", _WRONG_KEY, None
    if got is not None:
        code, hint = "signature.v3_message", _WRONG_MESSAGE
        for mistake in _mistakes_v3(method, target, timestamp, nonce, body, message):
            if hashlib.sha256(mistake.signed).hexdigest() == got:
                code, hint, difference = mistake.code, mistake.hint, first_difference(right, mistake.signed)
                break
        difference = difference or first_difference(expected, got)
    return Why(
        code="signature.v3_mismatch",
        sentence="The signature is not that of this request under the certificate that serial_no names.",
        string_to_sign=right.decode("utf-8", "replace")[:_SHOWN_LETTERS],
        expected=f"SHA-256 {expected}",
        got=f"SHA-256 {got}" if got else signature[:200],
        first_difference=difference,
        hint_code=code,
        hint=hint,
    )


def explain_v2(*, shown: str, expected: str, got: str, mistakes: Mapping[str, str]) -> Why:
    """Why `sign` is wrong.

    `shown` is what is signed, without the key; `mistakes` leads from wrong signs to sentences.
    """
    given = got.strip()
    code, hint = "signature.v2_key", "Compare the string, then the key: it is the APIv2 key, not the APIv3 key."
    if given.upper() == expected:
        code, hint = "signature.v2_spelling", "It is right but spelt otherwise: upper-case hex, nothing around it."
    elif given.upper() in mistakes:
        code, hint = "signature.v2_mistake", mistakes[given.upper()]
    return Why(
        code="signature.v2_mismatch",
        sentence="The sign is not the digest of the sorted fields followed by the API key.",
        string_to_sign=shown[:_SHOWN_LETTERS],
        expected=expected,
        got=given[:200],
        first_difference=first_difference(expected, given),
        hint_code=code,
        hint=hint,
    )


_WRONG_KEY = (
    "It was made with another private key than that of this certificate, or it is no signature at all: "
    "check that apiclient_key.pem and serial_no belong together."
)
_WRONG_MESSAGE = (
    "The key is right and something else was signed: compare each line; the body must be signed exactly as it is sent."
)


def _digest_in(public_key: RSAPublicKey, signature: str) -> str | None:
    try:
        given = base64.b64decode(signature, validate=True)
        return public_key.recover_data_from_signature(given, PKCS1v15(), hashes.SHA256()).hex()
    except (InvalidSignature, binascii.Error, ValueError):
        return None


def _mistakes_v3(
    method: str, target: bytes, timestamp: str, nonce: str, body: bytes, message: Message
) -> Iterator[_Mistake]:
    right = message(method, target, timestamp, nonce, body)
    yield _Mistake("signature.v3_last_line", "The last line, the body, ends with a line feed as well.", right[:-1])
    path = target.partition(b"?")[0]
    for code, hint, other in (
        ("signature.v3_query", "The query belongs to the signed address, behind a question mark.", path),
        (
            "signature.v3_host",
            "The signed address begins with the path: no scheme, no host.",
            b"https://api.mch.weixin.qq.com" + target,
        ),
        ("signature.v3_encoding", "The address is signed as it is sent, percent signs and all.", _decoded(target)),
        ("signature.v3_encoding", "The address is signed as it is sent, percent signs and all.", _encoded(target)),
        ("signature.v3_query", "The signed address was without its path.", target.partition(b"?")[2]),
    ):
        yield _Mistake(code, hint, message(method, other, timestamp, nonce, body))
    yield _Mistake(
        "signature.v3_method",
        "The method is signed in capitals.",
        message(method.lower(), target, timestamp, nonce, body),
    )
    yield _Mistake(
        "signature.v3_order",
        "The order is method, address, timestamp, nonce, body.",
        message(method, target, nonce, timestamp, body),
    )
    for other in _spellings(body):
        yield _Mistake(
            "signature.v3_body",
            "Another spelling of this body was signed: serialise it once, sign that, and send those very bytes.",
            message(method, target, timestamp, nonce, other),
        )


def _spellings(body: bytes) -> Iterator[bytes]:
    """How else the same JSON is often written."""
    if body:
        yield b""
    else:
        yield from (b"{}", b"null")
        return
    yield body.strip()
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return
    for is_sorted in (False, True):
        for ascii_only in (False, True):
            for separators in ((",", ":"), (", ", ": ")):
                said = json.dumps(value, ensure_ascii=ascii_only, separators=separators, sort_keys=is_sorted)
                yield said.encode("utf-8", "surrogatepass")


def _decoded(target: bytes) -> bytes:
    return unquote_to_bytes(target)


def _encoded(target: bytes) -> bytes:
    return quote(target, safe="/?&=%:").encode()
