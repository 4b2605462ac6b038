"""The pizza shop's own server: the menu, who is asking, orders paid by WeChat Pay APIv3, and how far each one is.

It is what any shop would write, with wechatpayv3 as it is published. HUTONG_API_BASE and HUTONG_PAY_BASE say where the
platform is; without them it is WeChat's own. README.md says how to run it.
"""

import json
import os
import secrets
import sqlite3
import threading
import time
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from wechatpayv3 import WeChatPay, WeChatPayType

API_BASE = os.environ.get("HUTONG_API_BASE", "https://api.weixin.qq.com")
PAY_BASE = os.environ.get("HUTONG_PAY_BASE")
PORT = int(os.environ.get("PIZZA_PORT", "9200"))
HERE = os.environ.get("PIZZA_URL", f"http://127.0.0.1:{PORT}")
APPID, SECRET = os.environ["PIZZA_APPID"], os.environ["PIZZA_SECRET"]
STEP_SECONDS = float(os.environ.get("PIZZA_STEP_SECONDS", "20"))
STEPS = 4

PIZZAS = [
    {
        "id": "margherita",
        "price_fen": 4800,
        "names": {"en": "Margherita", "zh": "玛格丽特"},
        "words": {"en": "Tomato, mozzarella, basil", "zh": "番茄、马苏里拉、罗勒"},
    },
    {
        "id": "mushroom",
        "price_fen": 5600,
        "names": {"en": "Mushroom", "zh": "双菇"},
        "words": {"en": "Shiitake, oyster mushroom, cream", "zh": "香菇、平菇、奶油"},
    },
    {
        "id": "pepperoni",
        "price_fen": 6200,
        "names": {"en": "Pepperoni", "zh": "香肠"},
        "words": {"en": "Spicy sausage, chili honey", "zh": "辣香肠、辣蜂蜜"},
    },
    {
        "id": "garden",
        "price_fen": 5200,
        "names": {"en": "Garden", "zh": "田园"},
        "words": {"en": "Peppers, corn, spinach", "zh": "彩椒、玉米、菠菜"},
    },
]


class NotAllowed(Exception):
    """What the shop refuses, with a status and a word."""

    def __init__(self, status, word):
        super().__init__(word)
        self.status, self.word = status, word


class Book:
    """Customers and orders, in one file."""

    def __init__(self, path):
        self._db = sqlite3.connect(path, check_same_thread=False)
        self._lock = threading.Lock()
        with self._lock, self._db:
            self._db.execute("CREATE TABLE IF NOT EXISTS sessions (key TEXT PRIMARY KEY, openid TEXT NOT NULL)")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS orders (number TEXT PRIMARY KEY, openid TEXT NOT NULL, pizza TEXT NOT NULL,"
                " total_fen INTEGER NOT NULL, address TEXT NOT NULL, paid_at REAL)"
            )

    def run(self, text, *values):
        """Run one statement. Answers its rows."""
        with self._lock, self._db:
            return self._db.execute(text, values).fetchall()


book = Book(os.environ.get("PIZZA_STATE", "pizza.sqlite3"))


def new_pay():
    """The merchant's client, calling PAY_BASE instead of the address in its code where that is set."""
    client = WeChatPay(
        wechatpay_type=WeChatPayType.MINIPROG,
        mchid=os.environ["PIZZA_MCHID"],
        private_key=os.environ["PIZZA_PRIVATE_KEY"],
        cert_serial_no=os.environ["PIZZA_CERT_SERIAL"],
        apiv3_key=os.environ["PIZZA_APIV3_KEY"],
        appid=APPID,
        notify_url=f"{HERE}/paid",
        public_key=os.environ["PIZZA_PUBLIC_KEY"],
        public_key_id=os.environ["PIZZA_PUBLIC_KEY_ID"],
    )
    if PAY_BASE:
        client._core._gate_way = PAY_BASE
    return client


pay = new_pay()


def open_session(said):
    """Who is asking: what wx.login gave is worth an openid, once."""
    query = {"appid": APPID, "secret": SECRET, "js_code": said.get("code", ""), "grant_type": "authorization_code"}
    with urllib.request.urlopen(f"{API_BASE}/sns/jscode2session?{urllib.parse.urlencode(query)}", timeout=10) as answer:
        told = json.load(answer)
    if "openid" not in told:
        raise NotAllowed(401, told.get("errmsg", "login"))
    key = secrets.token_urlsafe(24)
    book.run("INSERT INTO sessions VALUES (?, ?)", key, told["openid"])
    return {"session": key}


def place_order(openid, said):
    """An order waits for its payment; what it costs is the menu's to say."""
    pizza = next((one for one in PIZZAS if one["id"] == said.get("pizza")), None)
    address = said.get("address") or {}
    if pizza is None or not address.get("userName"):
        raise NotAllowed(422, "order_incomplete")
    number = time.strftime("P%y%m%d") + secrets.token_hex(5).upper()
    code, told = pay.pay(
        description=pizza["names"]["en"],
        out_trade_no=number,
        amount={"total": pizza["price_fen"]},
        payer={"openid": openid},
    )
    if code != 200:
        raise NotAllowed(502, told)
    where = json.dumps(address, ensure_ascii=False)
    book.run("INSERT INTO orders VALUES (?, ?, ?, ?, ?, NULL)", number, openid, pizza["id"], pizza["price_fen"], where)
    package = "prepay_id=" + json.loads(told)["prepay_id"]
    timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
    signature = pay.sign([APPID, timestamp, nonce, package])
    return {
        "number": number,
        "payment": {
            "timeStamp": timestamp,
            "nonceStr": nonce,
            "package": package,
            "signType": "RSA",
            "paySign": signature,
        },
    }


def see_order(openid, number):
    """How far an order is; nobody sees another's."""
    rows = book.run("SELECT paid_at FROM orders WHERE number = ? AND openid = ?", number, openid)
    if not rows:
        raise NotAllowed(404, "order_not_found")
    paid_at = rows[0][0]
    step = -1 if paid_at is None else min(STEPS - 1, int((time.time() - paid_at) / STEP_SECONDS))
    return {"number": number, "step": step}


def take_payment(headers, body):
    """The platform says that an order was paid; only what it signed is believed."""
    told = pay.callback(headers, body)
    if not told or told.get("event_type") != "TRANSACTION.SUCCESS":
        raise NotAllowed(400, "not_signed")
    number = told["resource"]["out_trade_no"]
    book.run("UPDATE orders SET paid_at = ? WHERE number = ? AND paid_at IS NULL", time.time(), number)
    return {"code": "SUCCESS", "message": "OK"}


class Shop(BaseHTTPRequestHandler):
    """The routes."""

    def do_GET(self):
        if self.path == "/menu":
            return self.answer(lambda: {"pizzas": PIZZAS})
        if self.path.startswith("/orders/"):
            return self.answer(lambda: see_order(self.customer(), self.path.removeprefix("/orders/")))
        return self.answer(not_here)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.path == "/sessions":
            return self.answer(lambda: open_session(json.loads(body)))
        if self.path == "/orders":
            return self.answer(lambda: place_order(self.customer(), json.loads(body)))
        if self.path == "/paid":
            return self.answer(lambda: take_payment(self.headers, body.decode()))
        return self.answer(not_here)

    def customer(self):
        """The openid behind the session that the program shows."""
        rows = book.run(
            "SELECT openid FROM sessions WHERE key = ?", self.headers.get("authorization", "").removeprefix("Bearer ")
        )
        if not rows:
            raise NotAllowed(401, "session")
        return rows[0][0]

    def answer(self, make):
        try:
            status, said = 200, make()
        except NotAllowed as refused:
            status, said = refused.status, {"error": refused.word}
        except (ValueError, KeyError, TypeError):
            status, said = 400, {"error": "malformed"}
        content = json.dumps(said, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json; charset=utf-8")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def not_here():
    raise NotAllowed(404, "not_here")


if __name__ == "__main__":
    print(f"Pizza answers at {HERE}", flush=True)
    ThreadingHTTPServer(("127.0.0.1", PORT), Shop).serve_forever()
