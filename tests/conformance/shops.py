"""A shop as a developer has it: a merchant bound to an account, somebody to pay, and a server that is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from wechatpayv3 import WeChatPay, WeChatPayType

from hutong.testing import DeveloperServer, Lane, Merchant, OfficialAccount, Person

OK = json.dumps({"code": "SUCCESS", "message": "OK"})
MODES = ("certificate", "public_key")


@dataclass
class Shop:
    """Who sells, who pays, and what the seller's server heard."""

    lane: Lane
    account: OfficialAccount
    merchant: Merchant
    li: Person
    server: DeveloperServer

    @property
    def openid(self) -> str:
        return self.li.openid(self.account)

    def credentials(self, mode: str) -> dict[str, Any]:
        """What the stock SDK is told of a merchant, and nothing else."""
        told = {
            "mchid": self.merchant.mchid,
            "private_key": self.merchant.private_key,
            "cert_serial_no": self.merchant.cert_serial,
            "appid": self.account.appid,
            "apiv3_key": self.merchant.api_v3_key,
            "notify_url": self.server.url,
        }
        if mode == "public_key":
            told |= {"public_key": self.merchant.public_key, "public_key_id": self.merchant.public_key_id}
        return told

    def pay_sdk(self, mode: str = "certificate", kind: WeChatPayType = WeChatPayType.JSAPI, **more: Any) -> Any:
        """The stock SDK, its hosts hard-coded as published."""
        return WeChatPay(wechatpay_type=kind, **self.credentials(mode), **more)

    def notice(self, count: int = 1) -> tuple[dict[str, str], bytes]:
        """Headers and body of the `count`-th notice, waited for."""
        push = self.server.wait(count=count)
        return push.headers, push.body


@contextmanager
def a_shop(lane: Lane) -> Iterator[Shop]:
    """A shop in this lane."""
    account = lane.official_account(kind="service", name="Teahouse")
    merchant = lane.merchant(apps=[account], name="Teahouse")
    with DeveloperServer(OK, path="/paid") as server:
        yield Shop(lane, account, merchant, lane.person("Li Lei"), server)
