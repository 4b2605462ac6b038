"""Openids: what an app calls a person.

`o`, five characters of the app, and 22 characters that are AES-128 of (person id, check) under a key of the app:
stable, unlinkable across apps, and read back without a table. Only the one right spelling is accepted.
"""

import binascii
import functools
import threading

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

from hutong.kernel.crypto import Keys

LENGTH = 28
_MARK_LETTERS = 5
# Servers ask again and again about those who write.
_MOST_KEPT = 4096
# The second half of the block: an openid that decrypts to anything else was not made by us.
_CHECK = b"openid.1"
_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_+/", b"+/\xff\xff")


class Openids:
    """The openids of one app."""

    def __init__(self, keys: Keys, app_id: str) -> None:
        self._key = keys.derive("apps.openid", app_id, length=16)
        self.start = "o" + _spell(keys.derive("apps.openid_mark", app_id, length=16))[:_MARK_LETTERS]
        # A cipher context is not for two threads at once.
        self._per_thread = threading.local()
        self.person_of = functools.lru_cache(maxsize=_MOST_KEPT)(self._person_of)

    def of(self, person_id: int) -> str:
        """What the app calls this person."""
        encrypt, _ = self._contexts()
        return self.start + _spell(encrypt.update(person_id.to_bytes(8) + _CHECK))

    def _person_of(self, openid: str) -> int | None:
        """The person an openid means; None when it is none of this app's."""
        if len(openid) != LENGTH or not openid.startswith(self.start):
            return None
        block = _read(openid[len(self.start) :])
        if block is None:
            return None
        _, decrypt = self._contexts()
        plain = decrypt.update(block)
        return int.from_bytes(plain[:8]) if plain[8:] == _CHECK else None

    def _contexts(self) -> tuple[CipherContext, CipherContext]:
        # A context of the block cipher itself keeps no state between blocks, so one serves for all.
        found: tuple[CipherContext, CipherContext] | None = getattr(self._per_thread, "contexts", None)
        if found is None:
            # One block of a permutation, where a mode with chaining would add nothing.
            cipher = Cipher(algorithms.AES(self._key), modes.ECB())
            found = self._per_thread.contexts = (cipher.encryptor(), cipher.decryptor())
        return found


@functools.lru_cache(maxsize=4096)
def of_app(keys: Keys, app_id: str) -> Openids:
    """The openids of an app, with its key made ready once."""
    return Openids(keys, app_id)


def _spell(data: bytes) -> str:
    return binascii.b2a_base64(data, newline=False).translate(_TO_URL).rstrip(b"=").decode("ascii")


def _read(text: str) -> bytes | None:
    """The 16 bytes that `text` is the one right spelling of."""
    try:
        block = binascii.a2b_base64(text.encode("ascii").translate(_FROM_URL) + b"==")
    except ValueError:
        return None
    # The last character has spare bits: two spellings would mean the same person.
    return block if len(block) == 16 and _spell(block) == text else None
