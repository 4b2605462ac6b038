"""Endpoints that stand for any, so that what all of APIv3 does is tried without a story."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.errors import HutongError
from hutong.wire import api_mch_v3
from hutong.wire.api_mch_v3 import Accepted, Bytes, Call
from hutong.wire.faces import Fault
from tests.wire.shops import Shop

ECHO = "/v3/test/echo"
CERTIFICATES = "/v3/certificates"


class Amount(msgspec.Struct):
    total: Annotated[int, msgspec.Meta(ge=1)]
    currency: str = "CNY"


class Order(msgspec.Struct):
    mchid: str
    description: Annotated[str, msgspec.Meta(min_length=1, max_length=127)]
    amount: Amount
    goods: list[Amount] = []


class Wanted(msgspec.Struct):
    mchid: str
    limit: int = 20


class Nothing(HutongError):
    """For the tests."""

    api_mch_v3 = Fault(404, "ORDER_NOT_EXIST", "订单不存在：{number}")


def declare(test: api_mch_v3.V3Registry) -> None:
    @test.post(ECHO, body=Order, names=("mchid",))
    def echo(tx: Transaction, call: Call[Order]) -> dict[str, Any]:
        return {"mchid": call.merchant.mchid, "description": call.body.description, "total": call.body.amount.total}

    @test.get("/v3/test/orders/{number}", query=Wanted, names=("mchid",))
    def show(read: Reader, call: Call[None]) -> dict[str, Any]:
        if call.path["number"] == "none":
            raise Nothing(number="none", detail={"field": "number"})
        return {"number": call.path["number"], "limit": call.query.limit}

    @test.post("/v3/test/orders/{number}/close", body=Wanted)
    async def close(call: Call[Wanted]) -> None:
        return None

    @test.post("/v3/test/begin")
    async def begin(call: Call[None]) -> Accepted:
        return Accepted({"state": "USERPAYING"})

    @test.get("/v3/test/file", unsigned_answer=True)
    async def file(call: Call[None]) -> Bytes:
        return Bytes(b"a,b\r\n", "text/plain")

    @test.post("/v3/test/secret", body=dict[str, str])
    async def secret(call: Call[dict[str, str]]) -> dict[str, str]:
        return {"heard": call.decrypt(call.body["name"], "/name"), "whispered": call.encrypt("张三")}


def declare_odd_ones(test: api_mch_v3.V3Registry) -> None:
    @test.get("/v3/test/crash")
    async def crash(call: Call[None]) -> None:
        raise ZeroDivisionError

    @test.get("/v3/test/rare", rate=2)
    async def rare(call: Call[None]) -> dict[str, str]:
        return {}

    @test.get("/v3/test/partners", kinds=("partner",))
    async def partners(call: Call[None]) -> dict[str, str]:
        return {}


def order(shop: Shop, **other: Any) -> dict[str, Any]:
    return {"mchid": shop.mchid, "description": "茶", "amount": {"total": 100}, **other}
