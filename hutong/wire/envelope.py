"""Signatures and the AES envelope between the platform and a developer's server.

The signature is the SHA-1 of its parts, sorted and joined. The envelope is AES-256-CBC under the account's
EncodingAESKey, around: 16 random bytes, the message's length in 4, the message, the id of its recipient, and
PKCS#7 padding to blocks of 32.
"""

import base64
import binascii
import functools
import hashlib
import re
from typing import Literal

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from hutong.kernel.crypto import random_bytes
from hutong.kernel.errors import HutongError

EnvelopeFault = Literal["key", "base64", "block", "padding", "length", "trailing_id"]

KEY_LETTERS = 43
_BLOCK_BYTES = 32
_SALT_BYTES = 16
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_KEY = re.compile(r"[A-Za-z0-9]{43}")
_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
# A 43rd letter carries four bits of the key and two spare ones; these letters leave the spare bits zero.
_LAST_LETTERS = "AEIMQUYcgkosw048"


class BadEnvelope(HutongError):
    """An envelope that cannot be opened: `reason` is an EnvelopeFault.

    A wrong key shows as `padding` or `length`. For `trailing_id`, `expected` and `got` are the ids.
    """

    def __init__(self, reason: EnvelopeFault, detail: str, expected: str | None = None, got: str | None = None) -> None:
        super().__init__(reason=reason, detail=detail)
        self.reason: EnvelopeFault = reason
        self.detail = detail
        self.expected = expected
        self.got = got


def string_to_sign(token: str, *parts: str) -> str:
    """What is hashed: the parts sorted as text and joined."""
    return "".join(sorted((token, *parts)))


def signature(token: str, *parts: str) -> str:
    """The signature of a request (timestamp, nonce) or of an envelope (timestamp, nonce, Encrypt), in hex."""
    return hashlib.sha1(string_to_sign(token, *parts).encode(), usedforsecurity=False).hexdigest()


def seal(message: bytes, aes_key: str, trailing_id: str, salt: bytes | None = None) -> str:
    """Encrypt `message` for the owner of `aes_key`. Raises: BadEnvelope when the key is none."""
    salt = random_bytes(_SALT_BYTES) if salt is None else salt
    assert len(salt) == _SALT_BYTES, "an envelope begins with 16 random bytes"
    plain = b"".join((salt, len(message).to_bytes(4), message, trailing_id.encode()))
    padding = _BLOCK_BYTES - len(plain) % _BLOCK_BYTES
    encryptor = _cipher(aes_key).encryptor()
    sealed = encryptor.update(plain + bytes((padding,)) * padding) + encryptor.finalize()
    return base64.b64encode(sealed).decode("ascii")


def unseal(sealed: str, aes_key: str, trailing_id: str | None) -> bytes:
    """The message in an envelope; any recipient will do when `trailing_id` is None. Raises: BadEnvelope."""
    ciphertext = _decoded(sealed)
    decryptor = _cipher(aes_key).decryptor()
    plain = _without_padding(decryptor.update(ciphertext) + decryptor.finalize())
    end = _SALT_BYTES + 4 + int.from_bytes(plain[_SALT_BYTES : _SALT_BYTES + 4])
    if len(plain) < _SALT_BYTES + 4 or end > len(plain):
        raise BadEnvelope("length", "the length inside does not fit the envelope; most often the key is another")
    got = plain[end:].decode("utf-8", "replace")
    if trailing_id is not None and got != trailing_id:
        raise BadEnvelope("trailing_id", f"the envelope is for {got!r}", expected=trailing_id, got=got)
    return plain[_SALT_BYTES + 4 : end]


@functools.lru_cache(maxsize=4_096)
def parse_aes_key(aes_key: str) -> bytes:
    """The 32 bytes of an EncodingAESKey; spare bits in its last letter are let pass, as everywhere.

    Raises: BadEnvelope.
    """
    if not _KEY.fullmatch(aes_key):
        raise BadEnvelope("key", f"an EncodingAESKey has {KEY_LETTERS} letters of A-Z, a-z, 0-9")
    return binascii.a2b_base64(aes_key + "=")


def new_aes_key(drawn: bytes | None = None) -> str:
    """A fresh EncodingAESKey that strict decoders accept too; `drawn` gives 48 random bytes of one's own."""
    number = int.from_bytes(random_bytes(48) if drawn is None else drawn)
    number, last = divmod(number, len(_LAST_LETTERS))
    letters = []
    for _ in range(KEY_LETTERS - 1):
        number, letter = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[letter])
    return "".join(letters) + _LAST_LETTERS[last]


def is_token(token: str) -> bool:
    """Whether a developer may choose this callback token: 3 to 32 letters and digits."""
    return _TOKEN.fullmatch(token) is not None


def is_aes_key(aes_key: str) -> bool:
    """Whether this is an EncodingAESKey."""
    return _KEY.fullmatch(aes_key) is not None


@functools.lru_cache(maxsize=4_096)
def _cipher(aes_key: str) -> Cipher[CBC]:
    key = parse_aes_key(aes_key)
    return Cipher(AES(key), CBC(key[:16]))


def _decoded(sealed: str) -> bytes:
    try:
        ciphertext = binascii.a2b_base64(sealed.encode("ascii"), strict_mode=True)
    except ValueError:
        raise BadEnvelope("base64", "not standard base64 on one line") from None
    if not ciphertext or len(ciphertext) % _BLOCK_BYTES:
        raise BadEnvelope("block", f"{len(ciphertext)} bytes are no whole number of {_BLOCK_BYTES}-byte blocks")
    return ciphertext


def _without_padding(padded: bytes) -> bytes:
    padding = padded[-1]
    if not 1 <= padding <= _BLOCK_BYTES or padded[-padding:] != bytes((padding,)) * padding:
        raise BadEnvelope("padding", "the padding is not PKCS#7 of 32-byte blocks; most often the key is another")
    return padded[:-padding]
