"""Keys of an instance, and the few operations on them that the rest of the house needs.

Every key derives from the instance's master key by HKDF, so a backup holds one secret. Nothing here stores
anything; what is kept at rest is either sealed (we need it back) or hashed (we only compare it).
"""

import binascii
import functools
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hutong.kernel.errors import HutongError

_SALT = b"hutong.keys.1"
_SEAL_VERSION = b"\x01"
_GCM_NONCE_BYTES = 12
_GCM_TAG_BYTES = 16
_MAC_BYTES = 16
_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_+/", b"+/\xff\xff")


class SealBroken(HutongError):
    """What was sealed cannot be opened: another instance's key, another purpose, or damaged bytes."""


class Keys:
    """All keys of one instance, derived from its master key and remembered."""

    def __init__(self, master: bytes) -> None:
        assert len(master) >= 32, "a master key has at least 32 bytes"
        self._master = master
        self._derived = functools.lru_cache(maxsize=16_384)(self._derive)
        self._signers = functools.lru_cache(maxsize=1_024)(self._make_signer)

    def derive(self, purpose: str, *parts: str, length: int = 32) -> bytes:
        """The key for `purpose` and `parts`: the same each time, unrelated to every other."""
        return self._derived(length, purpose, *parts)

    def signer(self, purpose: str, *parts: str) -> "Signer":
        """Signs and verifies short tokens for one purpose."""
        return self._signers(purpose, *parts)

    def sign(self, purpose: str, payload: bytes) -> str:
        """A token carrying `payload`, readable by anyone and made only by us."""
        return self._signers(purpose).sign(payload)

    def verify(self, purpose: str, token: str) -> bytes | None:
        """The payload of a token that `sign` made for the same purpose, else None."""
        return self._signers(purpose).verify(token)

    def seal(self, purpose: str, secret: bytes) -> bytes:
        """Encrypt a secret that we must be able to read again, for keeping at rest."""
        nonce = os.urandom(_GCM_NONCE_BYTES)
        return _SEAL_VERSION + nonce + self._sealer(purpose).encrypt(nonce, secret, purpose.encode())

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """What `seal` was given for the same purpose. Raises: SealBroken."""
        if sealed[:1] != _SEAL_VERSION or len(sealed) < 1 + _GCM_NONCE_BYTES + _GCM_TAG_BYTES:
            raise SealBroken(purpose=purpose)
        nonce, ciphertext = sealed[1 : 1 + _GCM_NONCE_BYTES], sealed[1 + _GCM_NONCE_BYTES :]
        try:
            return self._sealer(purpose).decrypt(nonce, ciphertext, purpose.encode())
        except InvalidTag:
            raise SealBroken(purpose=purpose) from None

    def _sealer(self, purpose: str) -> AESGCM:
        return AESGCM(self.derive("seal", purpose))

    def _make_signer(self, purpose: str, *parts: str) -> "Signer":
        return Signer(self.derive("sign", purpose, *parts))

    def _derive(self, length: int, purpose: str, *parts: str) -> bytes:
        # Each part goes in with its length, so that ("a", "bc") and ("ab", "c") are different keys.
        encoded = [part.encode() for part in (purpose, *parts)]
        info = b"".join(len(part).to_bytes(4) + part for part in encoded)
        return HKDF(algorithm=hashes.SHA256(), length=length, salt=_SALT, info=info).derive(self._master)


class Signer:
    """Short tokens: base64url of the payload and the first 16 bytes of its HMAC-SHA256, without padding."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sign(self, payload: bytes) -> str:
        """A token carrying `payload`."""
        return _spell(payload + hmac.digest(self._key, payload, "sha256")[:_MAC_BYTES]).decode("ascii")

    def verify(self, token: str) -> bytes | None:
        """The payload, if this very spelling came from `sign` under our key; else None."""
        try:
            given = token.encode("ascii")
            signed = binascii.a2b_base64(given.translate(_FROM_URL) + b"=" * (-len(given) % 4))
        except ValueError:
            return None
        if len(signed) < _MAC_BYTES:
            return None
        payload = signed[:-_MAC_BYTES]
        expected = _spell(payload + hmac.digest(self._key, payload, "sha256")[:_MAC_BYTES])
        # Comparing the whole spelling refuses a token whose spare bits or stray characters were changed.
        return payload if hmac.compare_digest(expected, given) else None


def equal(first: str | bytes, second: str | bytes) -> bool:
    """Compare in a time that tells nothing about where the two differ."""
    return hmac.compare_digest(_as_bytes(first), _as_bytes(second))


def hash_secret(secret: str) -> bytes:
    """A hash for secrets we drew ourselves; a person's password needs argon2 instead."""
    return hashlib.sha256(secret.encode()).digest()


def verify_secret(secret: str, hashed: bytes) -> bool:
    """Whether `hashed` came from `hash_secret(secret)`."""
    return hmac.compare_digest(hash_secret(secret), hashed)


def random_bytes(size_bytes: int) -> bytes:
    """Bytes for salts and nonces, which must never repeat and are therefore never seeded."""
    return os.urandom(size_bytes)


@functools.lru_cache(maxsize=1_024)
def private_key(pem: bytes) -> PrivateKeyTypes:
    """A private key from its PEM, parsed once: the checks of an RSA key cost tens of milliseconds."""
    return serialization.load_pem_private_key(pem, password=None)


@functools.lru_cache(maxsize=4_096)
def public_key(pem: bytes) -> PublicKeyTypes:
    """A public key from its PEM, parsed once."""
    return serialization.load_pem_public_key(pem)


def _spell(data: bytes) -> bytes:
    return binascii.b2a_base64(data, newline=False).translate(_TO_URL).rstrip(b"=")


def _as_bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value
