"""Shops for tests: merchants at a market whose clock stands at noon, with the shorthand of their servers."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hutong.kernel.clock import Setting
from hutong.kernel.db import Transaction
from hutong.pay.ledger import balances, names, transfers
from hutong.pay.models.orders import Order
from hutong.pay.orders import paying
from hutong.pay.wallet import passwords, wallets
from hutong.pay.wallet.means import Means
from tests.dialog.towns import OURS, Account, Person
from tests.pay.stalls import HOST, PASSWORD, Market, Server, Stall, a_market

# A Monday, noon in Beijing.
NOON = datetime(2027, 1, 4, 4, tzinfo=UTC)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@asynccontextmanager
async def a_square(url: str, home: Path) -> AsyncIterator[Market]:
    """A market whose clock stands at noon of a Monday."""
    async with a_market(url, home) as market:
        market.lane.clock.setting = Setting(held_at=NOON)
        yield market


async def said(asked: Any) -> tuple[int, Any]:
    """Status and body of an answer, without the words of an error."""
    answer: httpx.Response = await asked
    if answer.status_code == 204:
        return 204, None
    body = answer.json()
    return (answer.status_code, body["code"]) if answer.status_code >= 400 else (answer.status_code, body)


async def ok(asked: Any) -> Any:
    """The body of an answer that went well."""
    answer: httpx.Response = await asked
    assert answer.status_code in (200, 204), answer.text
    return answer.json() if answer.content else None


async def placed(stall: Stall, account: Account, number: str, total: int, **extra: Any) -> str:
    """An order drawn as a code."""
    body = {
        "appid": account.app_id,
        "mchid": stall.mchid,
        "description": "Noodles",
        "out_trade_no": number,
        "notify_url": "http://127.0.0.1:1/nobody",
        "amount": {"total": total, "currency": "CNY"},
        **extra,
    }
    return str((await ok(stall.v3("POST", "/v3/pay/transactions/native", body)))["code_url"])


async def paid(market: Market, person: Person, stall: Stall, number: str, coupons: tuple[str, ...] = ()) -> Order:
    """The order, paid from the balance with these coupons."""
    await market.lane.db.run(wallets.open_, person.id)
    proof = await passwords.prove(market.lane, person.id, PASSWORD)
    means = Means(kind="balance", id=None)
    order = await market.lane.db.run(paying.pay, proof, stall.mchid, number, means, coupons)
    await market.settle()
    return order


async def bought(market: Market, person: Person, stall: Stall, account: Account, number: str, total: int) -> Order:
    """An order, placed and paid."""
    await placed(stall, account, number, total)
    return await paid(market, person, stall, number)


async def refunded(market: Market, stall: Stall, number: str, refund: str, fen: int, total: int) -> Any:
    """Some of an order, given back."""
    body = {
        "out_trade_no": number,
        "out_refund_no": refund,
        "amount": {"refund": fen, "total": total, "currency": "CNY"},
    }
    done = await ok(stall.v3("POST", "/v3/refund/domestic/refunds", body))
    await market.settle()
    return done


async def uploaded(market: Market, stall: Stall, path: str, data: bytes, name: str = "a.png") -> httpx.Response:
    """A picture, uploaded with its meta signed."""
    meta = json.dumps({"filename": name, "sha256": hashlib.sha256(data).hexdigest()})
    timestamp, once = str(int(market.lane.clock.wire().timestamp())), f"UPLOAD{market.number():026d}"
    message = f"POST\n{path}\n{timestamp}\n{once}\n{meta}\n".encode()
    signature = base64.b64encode(stall._private_key().sign(message, padding.PKCS1v15(), hashes.SHA256())).decode()
    value = (
        f'WECHATPAY2-SHA256-RSA2048 mchid="{stall.mchid}",nonce_str="{once}",timestamp="{timestamp}",'
        f'serial_no="{stall.serial}",signature="{signature}"'
    )
    async with market.browser() as browser:
        return await browser.post(
            f"{HOST}{path}",
            headers={"authorization": value, "accept": "application/json"},
            data={"meta": meta},
            files={"file": (name, data, "image/png")},
        )


def opened(server: Server, stall: Stall) -> list[tuple[str, Any]]:
    """What a merchant's server was told: kinds of events and what was in them."""
    found = []
    for raw in server.heard:
        notice = json.loads(raw)
        box = notice["resource"]
        plain = AESGCM(stall.told["api_v3_key"].encode()).decrypt(
            box["nonce"].encode(), base64.b64decode(box["ciphertext"]), box["associated_data"].encode()
        )
        found.append((notice["event_type"], json.loads(plain)))
    return found


def console(market: Market) -> httpx.AsyncClient:
    """The console of a lab."""
    return market.town.browser(f"{OURS}/api/console")


async def a_sub(market: Market, partner: Stall, account: Account, name: str = "Stall seven") -> Stall:
    """A merchant of a partner's."""
    async with console(market) as browser:
        answer = await browser.post(
            f"/merchants/{partner.mchid}/subs", json={"name": name, "app_ids": [account.app_id]}
        )
    assert answer.status_code == 200, answer.text
    return Stall(market, answer.json())


async def by_partner(
    market: Market, person: Person, partner: Stall, sub: Stall, account: Account, number: str, total: int, **extra: Any
) -> Order:
    """An order of a partner's for one of its merchants, paid."""
    body = {
        "sp_appid": account.app_id,
        "sp_mchid": partner.mchid,
        "sub_mchid": sub.mchid,
        "description": "Noodles",
        "out_trade_no": number,
        "notify_url": "http://127.0.0.1:1/nobody",
        "amount": {"total": total, "currency": "CNY"},
        **extra,
    }
    await ok(partner.v3("POST", "/v3/pay/partner/transactions/native", body))
    return await paid(market, person, partner, number)


async def emptied(market: Market, stall: Stall) -> None:
    """A merchant who spent everything."""
    for name in (names.merchant(stall.mchid), names.merchant_available(stall.mchid)):
        await market.lane.db.run(_emptied, name, f"spent:{market.number()}")


def _emptied(tx: Transaction, name: names.Name, number: str) -> None:
    fen = balances.balance(tx, name).available_fen
    if fen > 0:
        transfers.move(tx, number, debit=name, credit=names.bank(), amount_fen=fen, kind="spent", subject=number)
