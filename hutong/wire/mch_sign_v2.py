"""The sign of APIv2: all fields that hold something, sorted by name and joined, and the key behind them."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Literal, cast, get_args

SignType = Literal["MD5", "HMAC-SHA256"]
SIGN_TYPES: tuple[SignType, ...] = get_args(SignType)

_SHOWN_KEY = "(API key)"


def sign_type_of(name: str) -> SignType | None:
    """The sign type of this name; none at all is MD5."""
    return cast(SignType, name or "MD5") if (name or "MD5") in SIGN_TYPES else None


def string_to_sign(fields: Mapping[str, str], key: str = _SHOWN_KEY) -> str:
    """What is digested."""
    pairs = [f"{name}={fields[name]}" for name in sorted(fields) if name != "sign" and fields[name] != ""]
    return "&".join((*pairs, f"key={key}"))


def sign(fields: Mapping[str, str], key: str, sign_type: SignType) -> str:
    """The sign of these fields, in capitals."""
    return _digest(string_to_sign(fields, key), key, sign_type)


def mistakes(fields: Mapping[str, str], key: str, sign_type: SignType) -> dict[str, str]:
    """Wrong signs that are often seen for these fields, and how each of them comes to be."""
    other: SignType = "MD5" if sign_type == "HMAC-SHA256" else "HMAC-SHA256"
    whole = string_to_sign(fields, key)
    with_empty = "&".join((*(f"{name}={fields[name]}" for name in sorted(fields) if name != "sign"), f"key={key}"))
    unsorted = "&".join(
        (*(f"{name}={value}" for name, value in fields.items() if name != "sign" and value), f"key={key}")
    )
    without_type = string_to_sign({name: value for name, value in fields.items() if name != "sign_type"}, key)
    found = {
        sign(fields, key, other): f"It was signed with {other}; sign_type says {sign_type} (MD5 where it is missing).",
        _digest(whole.removesuffix(f"&key={key}"), key, sign_type): "The string ends with &key= and the API key.",
        _digest(with_empty, key, sign_type): "Fields without a value are not signed.",
        _digest(unsorted, key, sign_type): "Fields are sorted by the bytes of their names.",
        _digest(without_type, key, sign_type): "sign_type is a field like any other and is signed with them.",
    }
    if sign_type == "HMAC-SHA256":
        plain = hashlib.sha256(whole.encode()).hexdigest().upper()
        found[plain] = "HMAC-SHA256 takes the API key as its key; this is SHA-256 alone."
    found.pop(sign(fields, key, sign_type), None)
    return found


def _digest(text: str, key: str, sign_type: SignType) -> str:
    if sign_type == "MD5":
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest().upper()
    return hmac.new(key.encode(), text.encode(), "sha256").hexdigest().upper()
