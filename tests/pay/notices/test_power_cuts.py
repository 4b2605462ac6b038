"""The power fails again and again while people pay and are refunded: the money is right to the fen, what was
acknowledged stands, and merchants were told of every payment and refund, and of nothing else.
"""

from __future__ import annotations

import base64
import http.client
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hutong.testing import Lane, Person
from hutong.testing.errors import Refused
from hutong.testing.merchants import Merchant
from tests.support.power_cuts import Busy, live_through, seeded

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

CUTS = 21
IN_ONE_LIFE = 20
LATEST_CUT_SECONDS = 0.4
PRICE, PART, FEE = 250, 100, 2
BORN_FEN = 100_000


def test_payments_and_notices_survive_every_power_cut() -> None:
    with Ears() as ears, Lane.start() as lane:
        account = lane.official_account(kind="service", name="Waterworks")
        merchant = lane.merchant(apps=[account])
        buyers = [
            Buyer(lane, merchant, account.appid, lane.person(name), ears.url) for name in ("Li Lei", "Han Meimei")
        ]
        live_through(lane, buyers, CUTS, seeded(), latest_seconds=LATEST_CUT_SECONDS)
        books = lane.ledger.trial_balance()
        assert (books.is_balanced, books.total_fen, books.faults) == (True, 0, ())
        paid = [number for buyer in buyers for number in buyer.paid]
        refunded = [number for buyer in buyers for number in buyer.refunded]
        print(f"{len(paid)} payments, {len(refunded)} refunds, {len(ears.heard)} notices, {CUTS} cuts")
        assert len(paid) >= CUTS
        for buyer in buyers:
            assert buyer.person.balance_fen == BORN_FEN - PRICE * len(buyer.paid) + PART * len(buyer.refunded)
        # Two fen of each fee stay, less what goes back with a part: 2 * 100 // 250 is nothing.
        assert merchant.money["unsettled_fen"] == len(paid) * (PRICE - FEE) - len(refunded) * PART
        told = ears.opened(merchant)
        assert {event: sorted(set(numbers)) for event, numbers in told.items()} == {
            "TRANSACTION.SUCCESS": sorted(paid),
            "REFUND.SUCCESS": sorted(refunded),
        }
        # Around a cut a notice may come twice, but it is the same event.
        assert len(ears.events) == len(paid) + len(refunded)


class Buyer(Busy):
    """A shop's server and its customer, who try every step again until it is answered."""

    def __init__(self, lane: Lane, merchant: Merchant, appid: str, person: Person, notify_url: str) -> None:
        super().__init__(IN_ONE_LIFE)
        self.person = person
        self.paid: list[str] = []
        self.refunded: list[str] = []
        self._lane = lane
        self._merchant = merchant
        self._appid = appid
        self._notify_url = notify_url
        key = serialization.load_pem_private_key(merchant.private_key.encode(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        self._key = key

    def step(self, number: int) -> None:
        """Pay for one thing more; every other one is half refunded."""
        self._buy(f"{self.person.id}-{number:04d}", gives_back=number % 2 == 0)

    def _buy(self, number: str, *, gives_back: bool) -> None:
        order = {
            "appid": self._appid,
            "mchid": self._merchant.mchid,
            "description": "Tea",
            "out_trade_no": number,
            "notify_url": self._notify_url,
            "amount": {"total": PRICE},
        }
        status, told = self._ask("POST", "/v3/pay/transactions/native", order)
        if status == 200:
            self._pay(told["code_url"])
        else:
            # The payment's answer was lost with the power.
            assert (status, told["code"]) == (400, "ORDER_PAID"), told
        if number not in self.paid:
            self.paid.append(number)
        if gives_back:
            amount = {"refund": PART, "total": PRICE, "currency": "CNY"}
            body = {"out_trade_no": number, "out_refund_no": f"{number}-r", "amount": amount}
            status, told = self._ask("POST", "/v3/refund/domestic/refunds", body | {"notify_url": self._notify_url})
            assert status == 200, told
            self.refunded.append(f"{number}-r")

    def _pay(self, code_url: str) -> None:
        try:
            self.person.pay(code_url)
        except Refused as refused:
            if refused.error != "order_paid":
                raise

    def _ask(self, method: str, target: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        content, stamp, once = json.dumps(body).encode(), str(int(time.time())), secrets.token_hex(16).upper()
        message = f"{method}\n{target}\n{stamp}\n{once}\n".encode() + content + b"\n"
        signature = base64.b64encode(self._key.sign(message, padding.PKCS1v15(), hashes.SHA256())).decode()
        shown = (
            f'WECHATPAY2-SHA256-RSA2048 mchid="{self._merchant.mchid}",nonce_str="{once}",timestamp="{stamp}",'
            f'serial_no="{self._merchant.cert_serial}",signature="{signature}"'
        )
        where = urlsplit(self._lane.base("api.mch.weixin.qq.com"))
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)
        try:
            headers = {"Authorization": shown, "Content-Type": "application/json", "Accept": "application/json"}
            connection.request(method, target, content, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()


class Ears:
    """The merchant's server for notices; it lives through every cut."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                heard.append(json.loads(body))
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """In silence."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/notify"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Ears:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def events(self) -> set[str]:
        return {envelope["id"] for envelope in self.heard}

    def opened(self, merchant: Merchant) -> dict[str, list[str]]:
        """The numbers each kind of event named."""
        key, told = AESGCM(merchant.api_v3_key.encode()), dict[str, list[str]]()
        for envelope in self.heard:
            sealed = envelope["resource"]
            plain = key.decrypt(
                sealed["nonce"].encode(),
                base64.b64decode(sealed["ciphertext"]),
                sealed["associated_data"].encode(),
            )
            fields = json.loads(plain)
            number = fields.get("out_refund_no") or fields["out_trade_no"]
            told.setdefault(envelope["event_type"], []).append(number)
        return told
