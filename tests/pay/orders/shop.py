"""Words that tests of orders share."""

from __future__ import annotations

from typing import Any

import httpx

from tests.dialog.towns import Account, Person
from tests.pay.stalls import PASSWORD, Stall

JSAPI = "/v3/pay/transactions/jsapi"
NATIVE = "/v3/pay/transactions/native"
REFUNDS = "/v3/refund/domestic/refunds"
NUMBER = "1217752501201407033233368018"
NOTIFY = "https://shop.example/notify"
BALANCE = {"kind": "balance", "id": None}


def an_order(stall: Stall, account: Account, **other: Any) -> dict[str, Any]:
    """A whole body; `None` leaves a field out."""
    body = {
        "appid": account.app_id,
        "mchid": stall.mchid,
        "description": "Image形象店-深圳腾大-QQ公仔",
        "out_trade_no": NUMBER,
        "notify_url": NOTIFY,
        "amount": {"total": 100, "currency": "CNY"},
        **other,
    }
    return {name: value for name, value in body.items() if value is not None}


def by(person: Person, account: Account) -> dict[str, Any]:
    """The payer of a JSAPI order."""
    return {"payer": {"openid": person.openid(account)}}


async def placed(stall: Stall, account: Account, **other: Any) -> str:
    """A native order; its code_url."""
    answer = await stall.v3("POST", NATIVE, an_order(stall, account, **other))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["code_url"])


async def opened(person: Person, text: str) -> dict[str, Any]:
    """The sheet a person sees."""
    answer = await person.phone.post("/payments/open", json={"text": text})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def tapped(
    person: Person, sheet: dict[str, Any], request_id: str = "tap-1", password: str | None = PASSWORD, **other: Any
) -> httpx.Response:
    """The person confirms."""
    way = {"means": BALANCE, "password": password, "request_id": request_id, **other}
    return await person.phone.post(f"/payments/{sheet['sheet_id']}/pay", json=way)


async def bought(stall: Stall, account: Account, person: Person, **other: Any) -> dict[str, Any]:
    """A native order, paid; its receipt."""
    answer = await tapped(person, await opened(person, await placed(stall, account, **other)), "tap-1")
    assert answer.status_code == 200, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


async def state_of(stall: Stall, number: str = NUMBER) -> str:
    """An order's state as its merchant sees it."""
    answer = await stall.v3("GET", f"/v3/pay/transactions/out-trade-no/{number}?mchid={stall.mchid}")
    return str(answer.json()["trade_state"])


def said(answer: httpx.Response) -> tuple[int, str]:
    """A refusal, on either face."""
    told = answer.json()
    return answer.status_code, told.get("code") or told["error"]


def a_refund(stall: Stall, **other: Any) -> dict[str, Any]:
    """A whole refund; `None` leaves a field out."""
    body = {
        "out_trade_no": NUMBER,
        "out_refund_no": "1217752501201407033233368018-r1",
        "reason": "商品已售完",
        "amount": {"refund": 30, "total": 100, "currency": "CNY"},
        **other,
    }
    return {name: value for name, value in body.items() if value is not None}
