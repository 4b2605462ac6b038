"""Calling a developer's server: the check of its address, the push, and the reading of its reply. Pure.

Nothing here sends anything. Times, nonces and the sending belong to whoever calls; the AES salt may be given.
"""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlencode

import msgspec

from hutong.kernel.crypto import equal
from hutong.wire import envelope, passive_replies, push_json, xml
from hutong.wire.diagnosis import ECHO_HINTS, explain_signature
from hutong.wire.envelope import BadEnvelope
from hutong.wire.passive_replies import (
    Acknowledged,
    Article,
    BadReply,
    ImageReply,
    MusicReply,
    NewsReply,
    PassiveReply,
    TextReply,
    TransferReply,
    VideoReply,
    VoiceReply,
)
from hutong.wire.push_json import BadJson
from hutong.wire.xml import BadXml

__all__ = [
    "Acknowledged", "Article", "BadReply", "CallbackSettings", "DataFormat", "EchoMismatch", "ImageReply", "MusicReply",
    "NewsReply", "PassiveReply", "PushRequest", "TextReply", "TransferReply", "VideoReply", "VoiceReply",
    "check_echo", "open_reply", "push_request", "read_reply", "verification_query", "verification_request",
]  # fmt: skip

Mode = Literal["plain", "compatible", "safe"]
DataFormat = Literal["xml", "json"]
EchoFault = Literal["empty", "quoted", "bom", "newline", "html", "json", "surrounded", "mismatch"]

_NOTHING_TO_SAY = (b"", b"success")
_BOM = b"\xef\xbb\xbf"
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_REPLY_LIMIT_BYTES = 1 << 18


class CallbackSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where and how an account is called. `trailing_id` is the appid inside envelopes."""

    url: str
    token: str
    trailing_id: str
    aes_key: str = ""
    previous_aes_key: str | None = None
    mode: Mode = "plain"
    data_format: DataFormat = "xml"


class EchoMismatch(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to the check that is not the echostr; `diagnosis.explain_echo` says more."""

    reason: EchoFault
    expected: str
    got: str
    hint: str


class PushRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A push to be posted; `plain_body` is what it says, for the inspector."""

    url: str
    headers: dict[str, str]
    body: bytes
    plain_body: bytes


def verification_query(settings: CallbackSettings, timestamp: int | str, nonce: str, echostr: str) -> dict[str, str]:
    """The parameters of a check; echostr is plain in every mode."""
    signed = envelope.signature(settings.token, str(timestamp), nonce)
    return {"signature": signed, "timestamp": str(timestamp), "nonce": nonce, "echostr": echostr}


def verification_request(settings: CallbackSettings, timestamp: int | str, nonce: str, echostr: str) -> str:
    """The address to GET before settings are saved; the answer must be exactly `echostr`."""
    return _with_query(settings.url, verification_query(settings, timestamp, nonce, echostr))


def check_echo(answer: bytes, echostr: str) -> EchoMismatch | None:
    """What is wrong with the answer to a check, or None when it is right."""
    if answer == echostr.encode():
        return None
    reason = _echo_fault(answer, echostr.encode())
    got = answer[:200].decode("utf-8", "replace")
    return EchoMismatch(reason=reason, expected=echostr, got=got, hint=ECHO_HINTS[reason])


def push_request(
    settings: CallbackSettings,
    fields: xml.Fields,
    timestamp: int | str,
    nonce: str,
    openid: str | None,
    salt: bytes | None = None,
) -> PushRequest:
    """The request that carries a message or event, signed, and encrypted in compatible and safe mode.

    `fields` are the plain ones from ToUserName on; `openid` is None where the wire has none.
    Raises: BadEnvelope when the mode needs an AES key and there is none.
    """
    build = push_json.build if settings.data_format == "json" else xml.build
    plain = build(fields)
    query = {"signature": envelope.signature(settings.token, str(timestamp), nonce)}
    query |= {"timestamp": str(timestamp), "nonce": nonce}
    if openid is not None:
        query["openid"] = openid
    body = plain
    if settings.mode != "plain":
        sealed = envelope.seal(plain.encode(), settings.aes_key, settings.trailing_id, salt)
        query["encrypt_type"] = "aes"
        query["msg_signature"] = envelope.signature(settings.token, str(timestamp), nonce, sealed)
        shown = fields if settings.mode == "compatible" else fields[:1]
        body = build([*shown, ("Encrypt", sealed)])
    return PushRequest(
        url=_with_query(settings.url, query),
        headers={"Content-Type": "application/json" if settings.data_format == "json" else "text/xml"},
        body=body.encode(),
        plain_body=plain.encode(),
    )


def read_reply(
    settings: CallbackSettings,
    body: bytes,
    content_type: str | None = None,
    *,
    account_id: str,
    openid: str,
    pushed: Mapping[str, str] | None = None,
) -> PassiveReply | Acknowledged:
    """What the developer's server answered to a push from `openid` to `account_id` (gh_...).

    `content_type` is only told, never obeyed: servers name any. `pushed` is the push's own timestamp and nonce,
    so that a signature made with them is recognised. Raises: BadReply.
    """
    plain, fields = _opened(settings, body, content_type, pushed)
    if plain in _NOTHING_TO_SAY:
        return Acknowledged()
    return passive_replies.read(fields, account_id=account_id, openid=openid)


def open_reply(settings: CallbackSettings, body: bytes, pushed: Mapping[str, str] | None = None) -> bytes:
    """The plain body of an answer, decrypted where it was encrypted, for the inspector. Raises: BadReply."""
    return _opened(settings, body, None, pushed)[0]


def _opened(
    settings: CallbackSettings, body: bytes, content_type: str | None, pushed: Mapping[str, str] | None
) -> tuple[bytes, passive_replies.Fields]:
    if body in _NOTHING_TO_SAY:
        return body, {}
    fields = _parsed(settings, body, content_type)
    if "Encrypt" not in fields:
        if settings.mode == "safe":
            raise BadReply("plain_in_safe", "The account is in safe mode, so its replies must be encrypted.", _SAFE)
        return body, fields
    if settings.mode == "plain":
        raise BadReply("encrypted_in_plain", "The reply is encrypted, but the account is in plain mode.", _PLAIN)
    plain = _decrypted(settings, fields, pushed or {})
    return plain, {} if plain in _NOTHING_TO_SAY else _parsed(settings, plain, None)


_SAFE = "Encrypt the reply with the SDK's crypto helper, or choose plain or compatible mode. 'success' may stay plain."
_PLAIN = "Reply in plain XML: pushes without encrypt_type=aes are answered as they came."


def _decrypted(settings: CallbackSettings, fields: passive_replies.Fields, pushed: Mapping[str, str]) -> bytes:
    given = {name: passive_replies.required(fields, name) for name in ("Encrypt", "MsgSignature", "TimeStamp", "Nonce")}
    parts = {"timestamp": given["TimeStamp"], "nonce": given["Nonce"], "Encrypt": given["Encrypt"]}
    if not equal(envelope.signature(settings.token, *parts.values()), given["MsgSignature"]):
        others = {**pushed, "EncodingAESKey": settings.aes_key, "appid": settings.trailing_id}
        why = explain_signature(settings.token, parts, given["MsgSignature"], others)
        raise BadReply("bad_signature", "MsgSignature is wrong. " + why.sentence, why.hint or "", why)
    try:
        return _unsealed(settings, given["Encrypt"])
    except BadEnvelope as error:
        if error.reason == "trailing_id":
            detail = "The envelope ends in another id than the account's appid."
            raise BadReply(
                "wrong_trailing_id", detail, "Give the crypto helper the appid.", expected=settings.trailing_id,
                got=(error.got or "")[:64],
            ) from None  # fmt: skip
        hint = "Compare the EncodingAESKey with the one set here."
        raise BadReply("cannot_open", f"Encrypt cannot be opened: {error.detail}.", hint, fault=error.reason) from None


def _unsealed(settings: CallbackSettings, sealed: str) -> bytes:
    try:
        return envelope.unseal(sealed, settings.aes_key, settings.trailing_id)
    except BadEnvelope as error:
        # A server that has not heard of a new key yet may answer with the old one for a while.
        if error.reason not in ("padding", "length") or settings.previous_aes_key is None:
            raise
    return envelope.unseal(sealed, settings.previous_aes_key, settings.trailing_id)


def _parsed(settings: CallbackSettings, body: bytes, content_type: str | None) -> passive_replies.Fields:
    if settings.data_format == "json" and push_json.is_json(body) and len(body) <= _REPLY_LIMIT_BYTES:
        try:
            return push_json.parse(body)
        except BadJson as error:
            raise BadReply("json", f"The reply is not the JSON we read: {error}.", type=content_type or "") from None
    try:
        return xml.parse(body, limit_bytes=_REPLY_LIMIT_BYTES)
    except BadXml as error:
        raise _not_a_reply(body, error, content_type or "") from None


def _not_a_reply(body: bytes, error: BadXml, content_type: str) -> BadReply:
    """What the bytes are instead; the commonest first."""
    text = body.removeprefix(_BOM).strip()
    if text in _NOTHING_TO_SAY:
        detail = "Blanks or a byte-order mark stand around what should be success or nothing."
        return BadReply("inexact_success", detail, _BARE)
    if text.strip(b"\"'").lower() == b"success":
        return BadReply("quoted", "The answer is success in quotes or capitals; it must be the bare word.", _BARE)
    if text[:1] in (b"{", b"["):
        return BadReply("json", "The answer is JSON; an official account replies in XML.", _XML, type=content_type)
    if _PAGE.match(text):
        hint = "The address reaches a page, or the handler failed and its framework shows an error."
        return BadReply("html", "The answer is a web page, not a reply.", hint, type=content_type)
    if error.reason in ("root", "not_utf8", "too_large"):
        return BadReply(error.reason, f"The reply cannot be read: {error.detail}.", fault=error.reason)
    if text[:1] != b"<":
        return BadReply("not_xml", "The answer is neither XML, nor success, nor empty.", _XML, type=content_type)
    hint = _BLANK_LINE if text.startswith(b"<?xml") and not body.startswith((b"<", _BOM)) else ""
    return BadReply("malformed_xml", f"The reply is not the XML we read: {error.detail}.", hint, fault=error.reason)


_BARE = "Write success with nothing before or after it, or answer nothing at all."
_XML = "Reply with <xml>...</xml>, or acknowledge with success or an empty answer."
_BLANK_LINE = "Nothing may stand before the XML declaration; look for a blank line."


def _echo_fault(answer: bytes, echostr: bytes) -> EchoFault:
    text = answer.removeprefix(_BOM).strip()
    if not text:
        return "empty"
    if answer.startswith(_BOM) and text == echostr:
        return "bom"
    if text == echostr:
        return "newline"
    if text[:1] in (b'"', b"'") and text.strip(b"\"'") == echostr:
        return "quoted"
    if _PAGE.match(text):
        return "html"
    if text[:1] in (b"{", b"["):
        return "json"
    return "surrounded" if echostr in text else "mismatch"


def _with_query(url: str, query: Mapping[str, str]) -> str:
    """The developer's own query stays in front; a fragment never travels."""
    address = url.partition("#")[0]
    separator = "" if address.endswith(("?", "&")) else "&" if "?" in address else "?"
    return f"{address}{separator}{urlencode(query)}"
