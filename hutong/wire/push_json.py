"""Pushes and replies as JSON, which programs may choose instead of XML: the same names, numbers as numbers.

What XML wraps, as `SubscribeMsgPopupEvent` wraps its `List`, stands bare; a list of one is that one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from hutong.wire.xml import Fields, Parsed, Value

_encode = msgspec.json.Encoder().encode
_WRAPPERS = frozenset({"SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent"})
# Answers spell these in small letters too.
_OF_ENVELOPE = {name.lower(): name for name in ("Encrypt", "MsgSignature", "TimeStamp", "Nonce")}
_DEEPEST = 16
_BLANK = b"\xef\xbb\xbf \t\r\n"


class BadJson(Exception):
    """Bytes that are no JSON object; the text says why."""


def build(fields: Fields) -> str:
    """An object of the fields in their order; a field that is None is left out."""
    told: dict[str, Any] = {}
    for name, value in fields:
        if name in _WRAPPERS and isinstance(value, Mapping):
            told |= {inner: _bare(held) for inner, held in value.items()}
        elif value is not None:
            told[name] = value
    return _encode(told).decode()


def is_json(data: bytes) -> bool:
    """Whether bytes can only be meant as an object."""
    return data.lstrip(_BLANK)[:1] == b"{"


def read(data: bytes) -> dict[str, Any]:
    """The members of an object. Raises: BadJson"""
    try:
        told = msgspec.json.decode(data.lstrip(_BLANK))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadJson(str(error)[:200]) from None
    if not isinstance(told, dict):
        raise BadJson("the answer is no object")
    return told


def parse(data: bytes) -> dict[str, Parsed]:
    """The same as XML would tell them: everything is text, or holds text. Raises: BadJson"""
    named = {_OF_ENVELOPE.get(name, name): value for name, value in read(data).items()}
    return {name: _text(value, 1) for name, value in named.items()}


def _bare(value: Value) -> Value:
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return value[0] if is_list and len(value) == 1 else value  # type: ignore[index,arg-type]


def _text(value: Any, depth: int) -> Parsed:
    if depth > _DEEPEST:
        raise BadJson("the answer is too deep")
    if isinstance(value, dict):
        return {name: _text(held, depth + 1) for name, held in value.items()}
    if isinstance(value, list):
        return [_text(held, depth + 1) for held in value]
    return "" if value is None else str(value)
