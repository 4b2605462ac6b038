"""Merchants in a town, who sign what they send and check what they get, with nothing of ours but the numbers."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from hutong import app
from hutong.kernel.rsa import RsaWorks
from hutong.kernel.rsa_worker import drawn
from hutong.wire import api_mch
from hutong.wire.incoming import Incoming
from tests.pay.lanes import prepare
from tests.wire.towns import Answer, Town, a_town

MCH = api_mch.HOST
SCHEME = "WECHATPAY2-SHA256-RSA2048"


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """A merchant, with the keys they keep."""

    mchid: str
    api_v2_key: str
    api_v3_key: str
    private_key: str
    certificate: str
    serial: str
    platform_certificate: str
    platform_serial: str
    public_key: str
    public_key_id: str

    def authorization(self, method: str, target: str, body: bytes = b"", **other: Any) -> str:
        """The header of a call; `other` replaces parts of it."""
        timestamp = str(other.get("timestamp", int(time.time())))
        nonce = other.get("nonce", secrets.token_hex(16).upper())
        signed = other.get("signed", five_lines(method, target, timestamp, nonce, body))
        signature = other.get("signature") or sign(other.get("key", self.private_key), signed)
        mchid, serial = other.get("mchid", self.mchid), other.get("serial", self.serial)
        return (
            f'{SCHEME} mchid="{mchid}",nonce_str="{nonce}",signature="{signature}",'
            f'timestamp="{timestamp}",serial_no="{serial}"'
        )


@contextlib.asynccontextmanager
async def a_market(home: Path, db_url: str = "sqlite", **settings: Any) -> AsyncIterator[Town]:
    """A town with every table that money needs."""
    database = None if db_url.startswith("sqlite") else db_url
    _prepared(home, database)
    async with a_town(home, database=database, **settings) as town:
        yield town
        await town.recorded()


async def a_shop(town: Town, **wanted: Any) -> Shop:
    """A merchant of the lab."""
    lend_keys(town)
    made = await town.ours("POST", "/api/lab/merchants", wanted)
    assert made.status == 200, made.body
    return msgspec.convert(made.json(), Shop)


def _prepared(home: Path, database: str | None) -> None:
    home.mkdir(parents=True, exist_ok=True)
    app.load()
    prepare(database or f"sqlite:///{home / 'hutong.db'}")


def lend_keys(town: Town) -> None:
    """Keys that were drawn once for all tests of this process; what is tested is not their chance."""
    spares = town.lane.port(RsaWorks).spares
    if not spares:
        spares.extend(_stock())


@cache
def _stock() -> tuple[bytes, ...]:
    return tuple(drawn() for _ in range(6))


async def call_v3(
    town: Town,
    shop: Shop,
    method: str,
    target: str,
    body: Any = b"",
    *,
    headers: dict[str, str] | None = None,
    signed_body: bytes | None = None,
    **other: Any,
) -> Answer:
    """Call APIv3 as a merchant does; anything but bytes is sent as JSON. `other` as for `Shop.authorization`."""
    said = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    shown = said if signed_body is None else signed_body
    whole = {
        "host": MCH,
        "accept": "application/json",
        "content-type": "application/json",
        "authorization": shop.authorization(method, target, shown, **other),
        **(headers or {}),
    }
    return await send(town, method, target, said, whole)


async def send(town: Town, method: str, target: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Send exactly this to a merchant's host, and read what comes back."""
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode("utf-8")) for name, value in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8080),
    }
    answer = await town.front._hosts[MCH](Incoming(scope, MCH, unquote(path), body))
    return Answer(answer.status, answer.headers, answer.body)


def five_lines(method: str, target: str, timestamp: str, nonce: str, body: bytes) -> bytes:
    """What a request's signature is over."""
    return f"{method}\n{target}\n{timestamp}\n{nonce}\n".encode() + body + b"\n"


def sign(private_key: str, message: bytes) -> str:
    """A signature in base64."""
    key = load_pem_private_key(private_key.encode(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return base64.b64encode(key.sign(message, padding.PKCS1v15(), hashes.SHA256())).decode()


def check_signed(answer: Answer, shop: Shop, *, by: str | None = None, pem: str | None = None) -> None:
    """The answer is the platform's, by the key of the id `by` (default: the certificate), whose PEM is `pem`."""
    headers = answer.headers
    assert headers["wechatpay-serial"] == (by or shop.platform_serial)
    assert headers["wechatpay-signature-type"] == SCHEME
    assert len(headers["wechatpay-nonce"]) == 32
    assert abs(int(headers["wechatpay-timestamp"]) - time.time()) < 60
    lines = f"{headers['wechatpay-timestamp']}\n{headers['wechatpay-nonce']}\n".encode() + answer.body + b"\n"
    default = shop.public_key if by and by.startswith("PUB_KEY_ID_") else shop.platform_certificate
    key = public_key(pem or default)
    key.verify(base64.b64decode(headers["wechatpay-signature"]), lines, padding.PKCS1v15(), hashes.SHA256())


def public_key(pem: str) -> rsa.RSAPublicKey:
    """The key in a certificate or in a bare public key."""
    is_certificate = "CERTIFICATE" in pem
    key: Any = x509.load_pem_x509_certificate(pem.encode()).public_key() if is_certificate else None
    key = key or load_pem_public_key(pem.encode())
    assert isinstance(key, rsa.RSAPublicKey)
    return key


def v2_sign(fields: dict[str, str], key: str, sign_type: str = "MD5") -> str:
    """The sign of APIv2, written from its description."""
    text = "&".join(f"{name}={fields[name]}" for name in sorted(fields) if fields[name] and name != "sign")
    text += f"&key={key}"
    if sign_type == "MD5":
        return hashlib.md5(text.encode()).hexdigest().upper()
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest().upper()
