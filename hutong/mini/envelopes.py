"""What a program is told about a person in a form that only its server reads: AES-128-CBC under the session key."""

import base64
import hashlib
from typing import Any

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

from hutong.kernel.crypto import random_bytes

_BLOCK_BYTES = 16


class Envelope(msgspec.Struct, frozen=True):
    """The encrypted text and the vector it began with, both base64."""

    encrypted_data: str
    iv: str


def seal(key_text: str, data: dict[str, Any], *, app_id: str, at: int) -> Envelope:
    """Encrypt `data` with a watermark that says for whom and when it was made."""
    plain = msgspec.json.encode({**data, "watermark": {"timestamp": at, "appid": app_id}})
    iv = random_bytes(_BLOCK_BYTES)
    padder = PKCS7(_BLOCK_BYTES * 8).padder()
    encryptor = Cipher(AES(base64.b64decode(key_text)), CBC(iv)).encryptor()
    sealed = encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()
    return Envelope(base64.b64encode(sealed).decode(), base64.b64encode(iv).decode())


def signature(key_text: str, raw_data: str) -> str:
    """What proves that `raw_data` is as we gave it."""
    return hashlib.sha1((raw_data + key_text).encode(), usedforsecurity=False).hexdigest()
