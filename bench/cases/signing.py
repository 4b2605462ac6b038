"""Signed calls of merchants: how close they come to the RSA signature they end with, and what others notice of them."""

import base64
import secrets
import socket
import statistics
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from bench import load, pace, programs
from bench.cases.wire import Account
from bench.measure import Figure, compared, cpu_seconds

_HOST = "api.mch.weixin.qq.com"
_CALLS = 3000
_SIGNATURES = 2000
_ROUNDS = 5
_PROBES = 1000
_LOAD_SECONDS = 10
_LIMIT_SHARE = 0.6


class _Shop:
    """A merchant of a lane, who signs calls ahead of time."""

    def __init__(self, lane: programs.Lane) -> None:
        self._told: dict[str, Any] = lane.post("/api/lab/merchants", {})
        self.port = lane.hosts[_HOST]
        key = load_pem_private_key(self._told["private_key"].encode(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        self._key = key

    def calls(self, number: int) -> list[bytes]:
        """As many questions about an order, each signed."""
        return [self._call() for _ in range(number)]

    def _call(self) -> bytes:
        target = f"/v3/pay/transactions/out-trade-no/bench0001?mchid={self._told['mchid']}"
        timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
        message = f"GET\n{target}\n{timestamp}\n{nonce}\n\n".encode()
        signature = base64.b64encode(self._key.sign(message, PKCS1v15(), hashes.SHA256())).decode()
        head = (
            f"GET {target} HTTP/1.1\r\nhost: {_HOST}\r\naccept: application/json\r\n"
            f'authorization: WECHATPAY2-SHA256-RSA2048 mchid="{self._told["mchid"]}",nonce_str="{nonce}",'
            f'signature="{signature}",timestamp="{timestamp}",serial_no="{self._told["serial"]}"\r\n\r\n'
        )
        return head.encode()


def figures() -> Iterator[Figure]:
    """Calls a second, and for each second of processor time; then how long others wait beside them (99th of a hundred).

    A lane signs on another core than the one it answers on, so it reaches more calls a second than one core would.
    """
    with programs.lane() as lane:
        shop = _Shop(lane)
        load.run(shop.port, shop.calls(300), expect=b"ORDER_NOT_EXIST")
        yield compared(
            "signed v3 calls (order query) that one lane answers, the caller on the same machine",
            lambda: load.run(shop.port, shop.calls(_CALLS), expect=b"ORDER_NOT_EXIST").per_second,
            _signatures_per_second,
            baseline_name="RSA-2048 signatures of one core",
            bar=_LIMIT_SHARE,
            unit="calls/s",
            rounds=_ROUNDS,
            higher_is_better=True,
        )
        yield compared(
            "a signed v3 call (order query), calls for a second of processor",
            lambda: _calls_per_processor_second(lane, shop),
            _signatures_per_second,
            baseline_name="RSA-2048 signatures of one core",
            bar=_LIMIT_SHARE,
            unit="calls/s",
            rounds=_ROUNDS,
            higher_is_better=True,
        )
        account = Account(lane)
        beside = {
            "an unrelated read (user/info)": (account.api_port, account.read()),
            "an unrelated turn of the writer (healthz)": (account.port, load.request_bytes(f"{lane.url}/healthz")),
        }
        for name, (port, request) in beside.items():
            yield compared(
                f"{name} while signed calls come at 60 % of the limit, 99th of a hundred",
                partial(_beside_load, shop, port, request),
                partial(_wait, port, request),
                baseline_name="the same on an idle lane",
                bar=3,
                unit="ms",
                rounds=_ROUNDS,
            )


def _calls_per_processor_second(lane: programs.Lane, shop: _Shop) -> float:
    calls = shop.calls(_CALLS)
    before = _family_seconds(lane.pid)
    load.run(shop.port, calls, expect=b"ORDER_NOT_EXIST")
    return _CALLS / (_family_seconds(lane.pid) - before)


def _signatures_per_second() -> float:
    key = rsa.generate_private_key(65537, 2048)
    padding, digest = PKCS1v15(), hashes.SHA256()
    started = time.thread_time()
    for _ in range(_SIGNATURES):
        key.sign(b"a message", padding, digest)
    return _SIGNATURES / (time.thread_time() - started)


def _beside_load(shop: _Shop, port: int, request: bytes) -> float:
    """Milliseconds of something unrelated while signed calls come at a steady pace."""
    per_second = _LIMIT_SHARE * _signatures_per_second()
    calls = shop.calls(int(per_second * _LOAD_SECONDS))
    with pace.beside(shop.port, calls, per_second=per_second):
        return _wait(port, request)


def _wait(port: int, request: bytes) -> float:
    """The 99th of a hundred waits for the answer to one request after another, in milliseconds."""
    waits = []
    with socket.create_connection(("127.0.0.1", port)) as line, line.makefile("rb") as answers:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(_PROBES):
            started = time.perf_counter()
            line.sendall(request)
            head = b"".join(iter(answers.readline, b"\r\n"))
            answers.read(int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]))
            waits.append((time.perf_counter() - started) * 1000)
            time.sleep(0.002)
    return statistics.quantiles(waits, n=100)[98]


def _family_seconds(pid: int) -> float:
    """Processor time of a process and of the workers it started."""
    return cpu_seconds(pid) + sum(cpu_seconds(child) for child in _children(pid))


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]
