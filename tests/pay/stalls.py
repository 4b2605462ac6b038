"""A market for tests: a whole lane with merchants who call APIv2 and APIv3 as their servers would."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import msgspec
from aiohttp import web
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from lxml import etree

from hutong import app
from hutong.kernel import lanetime
from hutong.kernel.clock import Setting
from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane
from hutong.pay.ledger import balances, names, transfers
from hutong.pay.orders import codes, paying
from hutong.pay.wallet import passwords, wallets
from hutong.pay.wallet.means import Means
from hutong.wire.addresses import Addresses
from hutong.wire.ports import SessionPort
from tests.dialog.towns import OURS, Account, Person, Town, _session_of
from tests.pay.lanes import a_lane
from tests.support.listening import listening

HOST = "http://api.mch.weixin.qq.com"
PASSWORD = "123456"
BORN_FEN = 100_000

Fields = dict[str, str]


class Stall:
    """A merchant, and its server's side of the wire."""

    def __init__(self, market: Market, told: dict[str, Any]) -> None:
        self.market = market
        self.told = told
        self.mchid: str = told["mchid"]
        self.key: str = told["api_v2_key"]
        self.serial: str = told["serial"]

    async def v2(self, path: str, *, sign_type: Any = "MD5", key: Any = None, **fields: Any) -> Fields:
        """Post signed XML with the merchant's certificate; the answer's fields, its sign checked where it has one."""
        answer = await self.market.ask(path, self.signed(fields, sign_type, key), serial=self.serial)
        assert answer.status_code == 200, answer.text
        found = fields_of(answer.content)
        if "sign" in found:
            assert found["sign"] == sign_of(found, key or self.key, sign_type), "the answer is signed as we signed"
        return found

    def signed(self, fields: Mapping[str, Any], sign_type: Any = "MD5", key: Any = None) -> bytes:
        """The XML of a request."""
        told: dict[str, Any] = {"mch_id": self.mchid, "nonce_str": "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"}
        if "mchid" in fields:
            del told["mch_id"]
        if sign_type != "MD5":
            told["sign_type"] = sign_type
        told |= {name: str(value) for name, value in fields.items() if value is not None}
        told["sign"] = sign_of(told, key or self.key, sign_type)
        inner = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in told.items())
        return f"<xml>{inner}</xml>".encode()

    async def v3(self, method: str, target: str, body: Any = None, **headers: str) -> httpx.Response:
        """Ask APIv3, signed by the merchant's key."""
        content = b"" if body is None else httpx.Request("POST", HOST, json=body).content
        timestamp = str(int(self.market.lane.clock.wire().timestamp()))
        once = f"NONCE{self.market.number():027d}"
        message = f"{method}\n{target}\n{timestamp}\n{once}\n".encode() + content + b"\n"
        signature = self._private_key().sign(message, padding.PKCS1v15(), hashes.SHA256())
        value = (
            f'WECHATPAY2-SHA256-RSA2048 mchid="{self.mchid}",nonce_str="{once}",timestamp="{timestamp}",'
            f'serial_no="{self.serial}",signature="{_base64(signature)}"'
        )
        sent = {"authorization": value, "content-type": "application/json", **headers}
        async with self.market.browser() as browser:
            return await browser.request(method, f"{HOST}{target}", content=content, headers=sent)

    async def fund(self, fen: int) -> None:
        """Give the merchant money to pay out."""
        await self.market.lane.db.run(_fund, f"fund:{self.mchid}:{self.market.number()}", self.mchid, fen)

    async def available_fen(self) -> int:
        return (await self.market.lane.db.read(balances.balance, names.merchant_available(self.mchid))).available_fen

    async def unsettled_fen(self) -> int:
        return (await self.market.lane.db.read(balances.balance, names.merchant(self.mchid))).available_fen

    def encrypted(self, text: str) -> str:
        """A name as the merchant encrypts it for the platform."""
        key = serialization.load_pem_public_key(self.told["public_key"].encode())
        assert isinstance(key, rsa.RSAPublicKey)
        return _base64(key.encrypt(text.encode(), _OAEP))

    def decrypted(self, text: str) -> str:
        """What the platform encrypted for the merchant."""
        return self._private_key().decrypt(_bytes(text), _OAEP).decode()

    def opened(self, body: bytes) -> dict[str, Any]:
        """A notice of APIv3, with its resource in clear as `plain`."""
        notice: dict[str, Any] = msgspec.json.decode(body)
        resource = notice["resource"]
        aes = AESGCM(self.told["api_v3_key"].encode())
        associated = resource["associated_data"].encode()
        plain = aes.decrypt(resource["nonce"].encode(), _bytes(resource["ciphertext"]), associated)
        return {**notice, "plain": msgspec.json.decode(plain)}

    def _private_key(self) -> rsa.RSAPrivateKey:
        key = serialization.load_pem_private_key(self.told["private_key"].encode(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        return key


class Server:
    """A merchant's own server on loopback, which remembers what it was told and understands all of it."""

    def __init__(self) -> None:
        self.url = ""
        self.heard: list[bytes] = []

    async def handle(self, request: web.Request) -> web.Response:
        self.heard.append(await request.read())
        return web.Response(status=204)


class Market:
    """The lane and everybody in it."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.town = Town(lane)
        self._front = app.build(lane)
        self._numbers = itertools.count(1)

    def number(self) -> int:
        return next(self._numbers)

    def browser(self, serial: str = "") -> httpx.AsyncClient:
        async def front(scope: Any, receive: Any, send: Any) -> None:
            # What our TLS front says of the certificate it was shown.
            await self._front({**scope, "hutong.client_serial": serial}, receive, send)

        return httpx.AsyncClient(transport=httpx.ASGITransport(front, client=("127.0.0.1", 50_000)))

    async def ask(self, path: str, body: bytes, serial: str = "") -> httpx.Response:
        async with self.browser(serial) as browser:
            return await browser.post(f"{HOST}{path}", content=body, headers={"content-type": "text/xml"})

    async def stall(self, *accounts: Account, **wanted: Any) -> Stall:
        """A merchant who takes payments in these apps."""
        async with self.browser() as browser:
            body = {"app_ids": [account.app_id for account in accounts], **wanted}
            answer = await browser.post(f"{OURS}/api/lab/merchants", json=body)
        assert answer.status_code == 200, answer.text
        return Stall(self, answer.json())

    async def account(self) -> Account:
        return await self.town.account()

    async def person(self, name: str = "Li Lei") -> Person:
        return await self.town.person(name)

    async def balance_fen(self, person: Person) -> int:
        return (await self.lane.db.run(_opened, person.id)).balance_fen

    async def pay(self, person: Person, stall: Stall, out_trade_no: str) -> None:
        """Pay an order from the balance, as the sheet does."""
        await self.lane.db.run(wallets.open_, person.id)
        proof = await passwords.prove(self.lane, person.id, PASSWORD)
        await self.lane.db.run(paying.pay, proof, stall.mchid, out_trade_no, Means(kind="balance", id=None))
        await self.town.settle()

    async def code(self, person: Person) -> str:
        """A payment code that the person shows."""
        await self.lane.db.run(wallets.open_, person.id)
        proof = await passwords.prove(self.lane, person.id, PASSWORD)
        await self.lane.db.run(codes.activate, proof)
        return (await self.lane.db.run(codes.show, person.id)).code

    async def freeze(self, person: Person) -> None:
        await self.lane.db.run(wallets.freeze, person.id)

    async def settle(self) -> None:
        await self.town.settle()

    async def later(self, **by: float) -> None:
        """Move lane time on, whatever is due on the way."""
        await lanetime.advance(self.lane, timedelta(**by))

    async def is_balanced(self) -> bool:
        return (await self.lane.db.read_long(balances.trial_balance)).is_balanced


@asynccontextmanager
async def a_market(url: str, home: Path) -> AsyncIterator[Market]:
    """A market on an empty database; when the test is over, every fen is accounted for."""
    async with a_lane(url, home, mode="lab", strict=True) as lane:
        lane.provide(Addresses, Addresses(url=OURS, hosts={}, home=str(home), mode="lab"))
        lane.provide(SessionPort, _session_of)
        lane.clock.setting = Setting(held_at=lane.clock.lane())
        market = Market(lane)
        yield market
        assert await market.is_balanced()


@asynccontextmanager
async def a_server() -> AsyncIterator[Server]:
    """A merchant's server."""
    server = Server()
    async with listening(server.handle) as url:
        server.url = f"{url}/notify"
        yield server


def sign_of(fields: Mapping[str, str], key: str, sign_type: str) -> str:
    """The sign of APIv2, written out once more."""
    pairs = sorted((name, value) for name, value in fields.items() if name != "sign" and value)
    text = "&".join(f"{name}={value}" for name, value in pairs) + f"&key={key}"
    if sign_type == "MD5":
        return hashlib.md5(text.encode()).hexdigest().upper()
    return hmac.new(key.encode(), text.encode(), "sha256").hexdigest().upper()


def fields_of(body: bytes) -> Fields:
    """The fields of an XML answer; elements in elements as their text."""
    return {str(child.tag): (child.text or "").strip() for child in etree.fromstring(body)}


def outcome(answer: Fields) -> tuple[str, ...]:
    """How an answer ended: the three codes."""
    return tuple(answer.get(name, "") for name in ("return_code", "result_code", "err_code"))


REFUSED = ("SUCCESS", "FAIL")
_OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)


def _fund(tx: Transaction, number: str, mchid: str, fen: int) -> None:
    credit = names.merchant_available(mchid)
    transfers.move(tx, number, debit=names.bank(), credit=credit, amount_fen=fen, kind="funding", subject=number)


def _opened(tx: Transaction, person_id: int) -> balances.Balance:
    wallets.open_(tx, person_id)
    return balances.balance(tx, names.person(person_id))
