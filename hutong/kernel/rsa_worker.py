"""A program that signs and draws RSA keys for the process that started it, which would have to stand still for either.

Both hold Python's lock all along, so a thread would not do. Frames come and go on the socket given as the first
argument: the length of the rest, a number, a word for what is asked, and its content.
"""

import os
import signal
import socket
import struct
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

HEADER = struct.Struct(">IIBI")
"""Length of the content, number of the request, what is asked, number of the key."""
ANSWER = struct.Struct(">II")
LEARN, SIGN, DRAW = 1, 2, 3

_BITS, _EXPONENT = 2048, 65537
_NICE = 10
_TOGETHER = 4


class Worker:
    """Answers one request after another."""

    def __init__(self) -> None:
        self._keys: dict[int, rsa.RSAPrivateKey] = {}

    def answer(self, asked: int, key: int, content: bytes) -> bytes:
        """What is answered to one request; nothing to LEARN."""
        if asked == SIGN:
            return self._keys[key].sign(content, PKCS1v15(), hashes.SHA256())
        if asked == LEARN:
            self._keys[key] = loaded(content)
            return b""
        return drawn()


def loaded(pem: bytes) -> rsa.RSAPrivateKey:
    """A private key that we drew ourselves, without the checks that take tens of milliseconds."""
    key = load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey), "our keys are RSA"
    return key


def drawn() -> bytes:
    """A new private key, as PEM."""
    key = rsa.generate_private_key(_EXPONENT, _BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def main() -> None:
    """Serve until the other end hangs up."""
    # Who stops the server from the keyboard stops us too; the server hangs up when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICE)
    with socket.socket(fileno=int(sys.argv[1])) as line:
        worker, came = Worker(), bytearray()
        while more := line.recv(1 << 18):
            came += more
            place, going = 0, []
            while len(came) - place >= HEADER.size:
                size, number, asked, key = HEADER.unpack_from(came, place)
                if len(came) - place < HEADER.size + size:
                    break
                content = bytes(came[place + HEADER.size : place + HEADER.size + size])
                place += HEADER.size + size
                said = worker.answer(asked, key, content)
                going.append(ANSWER.pack(len(said), number) + said)
                # A few at once save half the work of sending; more would keep the first waiting.
                if len(going) == _TOGETHER:
                    line.sendall(b"".join(going))
                    going.clear()
            line.sendall(b"".join(going))
            del came[:place]


if __name__ == "__main__":
    main()
