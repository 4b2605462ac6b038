"""A merchant's server for notices: it verifies and opens each as an SDK does, and answers as told."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.pay.stalls import Stall, fields_of
from tests.support.listening import listening


class Heard:
    """One notice as it came: headers, raw body, and what it says once it is verified and opened."""

    def __init__(self, headers: dict[str, str], body: bytes, path: str) -> None:
        self.headers = headers
        self.body = body
        self.path = path

    @property
    def envelope(self) -> dict[str, Any]:
        told: dict[str, Any] = msgspec.json.decode(self.body)
        return told

    @property
    def fields(self) -> dict[str, str]:
        """The fields of APIv2."""
        return fields_of(self.body)

    def is_signed(self, stall: Stall) -> bool:
        """Whether the platform's signature is right, by whichever of its keys is named."""
        if self.headers["Wechatpay-Serial"] == stall.told["public_key_id"]:
            key = serialization.load_pem_public_key(stall.told["public_key"].encode())
        else:
            assert self.headers["Wechatpay-Serial"] == stall.told["platform_serial"]
            key = x509.load_pem_x509_certificate(stall.told["platform_certificate"].encode()).public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        head = f"{self.headers['Wechatpay-Timestamp']}\n{self.headers['Wechatpay-Nonce']}\n".encode()
        try:
            signature = base64.b64decode(self.headers["Wechatpay-Signature"])
            key.verify(signature, head + self.body + b"\n", padding.PKCS1v15(), hashes.SHA256())
        except Exception:
            return False
        return True

    def opened(self, stall: Stall) -> dict[str, Any]:
        """What is sealed in it."""
        resource = self.envelope["resource"]
        key = AESGCM(stall.told["api_v3_key"].encode())
        sealed = base64.b64decode(resource["ciphertext"])
        plain = key.decrypt(resource["nonce"].encode(), sealed, resource["associated_data"].encode())
        told: dict[str, Any] = msgspec.json.decode(plain)
        return told

    def opened_v2(self, stall: Stall) -> dict[str, str]:
        """What is encrypted in req_info; its root element is <root>."""
        key = hashlib.md5(stall.key.encode()).hexdigest().encode()
        decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()
        padded = decryptor.update(base64.b64decode(self.fields["req_info"])) + decryptor.finalize()
        plain = padded[: -padded[-1]]
        assert plain.startswith(b"<root>")
        return fields_of(plain)


Answer = Callable[[Heard], Awaitable[web.StreamResponse]]


class Listener:
    """What a test sees of the server. `answer` may be replaced at any time."""

    def __init__(self) -> None:
        self.base = ""
        self.heard: list[Heard] = []
        self.answer: Answer = saying(200)

    @property
    def url(self) -> str:
        return f"{self.base}/notify"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        heard = Heard(dict(request.headers), await request.read(), request.path)
        self.heard.append(heard)
        return await self.answer(heard)


def saying(status: int, body: bytes = b"") -> Answer:
    """The same answer to everything."""

    async def answer(_heard: Heard) -> web.StreamResponse:
        return web.Response(status=status, body=body)

    return answer


V2_OK = saying(200, b"<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>")


def hanging(seconds: float = 30) -> Answer:
    """No answer in time."""

    async def answer(_heard: Heard) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return web.Response()

    return answer


def verifying(stall: Stall) -> Answer:
    """Refuses what is not the platform's, as every server should."""

    async def answer(heard: Heard) -> web.StreamResponse:
        return web.Response(status=200 if heard.is_signed(stall) else 401)

    return answer


@asynccontextmanager
async def a_listener() -> AsyncIterator[Listener]:
    """A server that takes every notice."""
    listener = Listener()
    async with listening(listener.handle) as listener.base:
        yield listener
