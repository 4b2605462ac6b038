"""Calls of an app's server, with the inspector on: a read, a durable send, and a peer that emulates another cloud."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench import load, programs
from bench.measure import Figure, compared, cpu_seconds

_PEOPLE = 400
_SENDS_PER_WINDOW = 5
_READS = 6000
_ROUNDS = 5
_MOTO_CALLS = 200


class Account:
    """An account on a lane whose followers have just written."""

    def __init__(self, lane: programs.Lane) -> None:
        self._lane = lane
        self.port = int(lane.url.rpartition(":")[2])
        self.api_port = lane.hosts["api.weixin.qq.com"]
        made = lane.post("/api/console/apps", {"kind": "service", "owner": {"kind": "company"}, "verified": True})
        self.app_id = made["app_id"]
        lane_rules = {"quotas": "off"}
        programs.put(lane.url + "/api/lab/rules", lane_rules)
        self._people = [
            person["id"]
            for _ in range(_PEOPLE // 200)
            for person in lane.post("/api/lab/people", {"count": 200})["items"]
        ]
        self._talks = list(zip(self._people, self._follow(), strict=True))
        token = f"grant_type=client_credential&appid={self.app_id}&secret={made['secret']}"
        self.token = lane.get(f"http://127.0.0.1:{self.api_port}/cgi-bin/token?{token}")["access_token"]
        url = f"http://127.0.0.1:{self.api_port}/cgi-bin/user/get?access_token={quote(self.token)}"
        self.openids: list[str] = lane.get(url)["data"]["openid"]
        self._said = 0

    def _follow(self) -> list[str]:
        """Everybody follows; answers their conversations."""
        requests = [
            load.request_bytes(f"{self._lane.url}/api/lab/as/{person}/accounts/{self.app_id}/follow", body=b"{}")
            for person in self._people
        ]
        followed = load.run(self.port, requests, expect=b'"conversation"').answers
        return [json.loads(answer)["conversation"]["id"] for answer in followed]

    def everybody_writes(self) -> None:
        """Open every window again."""
        self._said += 1
        said = {"client_id": f"b{self._said}", "body": {"kind": "text", "text": "hello"}}
        body = json.dumps(said).encode()
        requests = [
            load.request_bytes(f"{self._lane.url}/api/lab/as/{person}/conversations/{talk}/entries", body=body)
            for person, talk in self._talks
        ]
        load.run(self.port, requests, expect=b'"seq"')
        self._lane.post("/api/lab/settle", {"timeout_seconds": 60})

    def read(self) -> bytes:
        """A question about one of them."""
        path = f"/cgi-bin/user/info?access_token={quote(self.token)}&openid={self.openids[0]}&lang=zh_CN"
        return load.request_bytes(f"http://127.0.0.1:{self.api_port}{path}")

    def sends(self, port: int, path: str) -> list[bytes]:
        """As many sends as the windows allow."""
        return [
            load.request_bytes(f"http://127.0.0.1:{port}{path}", body=_text_to(openid))
            for _ in range(_SENDS_PER_WINDOW)
            for openid in self.openids
        ]


def figures() -> Iterator[Figure]:
    """Processor time per call, ours over theirs; then calls a second against moto."""
    yield from _reads()
    yield _sends()


def _reads() -> Iterator[Figure]:
    port = programs.free_port()
    with (
        programs.lane() as lane,
        programs.program(*programs.uvicorn("bench.servers.bare:app", port), port=port) as bare,
    ):
        account = Account(lane)
        ours = [account.read()] * _READS
        theirs = [load.request_bytes(f"http://127.0.0.1:{port}/")] * _READS
        yield compared(
            "a read (user/info), processor time",
            lambda: _cpu_microseconds(lane.pid, account.api_port, ours, b'"subscribe":1'),
            lambda: _cpu_microseconds(bare.pid, port, theirs, b'"subscribe":1'),
            baseline_name="bare uvicorn reply",
            bar=3,
            unit="µs",
            rounds=_ROUNDS,
        )
        with _moto() as moto:
            calls = [_moto_call(moto.port)] * _MOTO_CALLS
            yield compared(
                "a read (user/info), calls a second",
                lambda: load.run(account.api_port, ours, expect=b'"subscribe":1').per_second,
                lambda: load.run(moto.port, calls, expect=b"Queue").per_second,
                baseline_name="moto_server, ListQueues of no queues",
                bar=20,
                unit="calls/s",
                rounds=_ROUNDS,
                higher_is_better=True,
            )


def _sends() -> Figure:
    home = Path(tempfile.mkdtemp(prefix="hutong-bench-"))
    path = "/cgi-bin/message/custom/send?access_token="
    with programs.lane() as lane:
        account = Account(lane)

        def ours() -> float:
            account.everybody_writes()
            sends = account.sends(account.api_port, path + quote(account.token))
            return _cpu_microseconds(lane.pid, account.api_port, sends, b'"errmsg":"ok"')

        def theirs() -> float:
            return _skeleton_microseconds(home)

        figure = compared(
            "a durable send (custom/send), processor time",
            ours,
            theirs,
            baseline_name="Starlette skeleton of the same rule",
            bar=2,
            unit="µs",
            rounds=_ROUNDS,
        )
    shutil.rmtree(home, ignore_errors=True)
    return figure


def _skeleton_microseconds(home: Path) -> float:
    # The windows are opened by a lane; the skeleton then takes its place on the same home.
    shutil.rmtree(home, ignore_errors=True)
    with programs.lane(home) as lane:
        account = Account(lane)
        account.everybody_writes()
    port = programs.free_port()
    command = programs.uvicorn(
        "bench.servers.skeleton:app", port, HUTONG_BENCH_HOME=str(home), HUTONG_BENCH_APP=account.app_id
    )
    with programs.program(*command, port=port) as skeleton:
        return _cpu_microseconds(skeleton.pid, port, account.sends(port, "/send"), b'"errmsg":"ok"')


def _cpu_microseconds(pid: int, port: int, requests: list[bytes], expect: bytes) -> float:
    load.run(port, requests[: len(requests) // 10], expect=expect)
    measured = requests[len(requests) // 10 :]
    before = cpu_seconds(pid)
    load.run(port, measured, expect=expect)
    return (cpu_seconds(pid) - before) / len(measured) * 1e6


def _moto() -> Any:
    port = programs.free_port()
    return programs.program(sys.executable, "-m", "moto.server", "-p", str(port), port=port)


def _moto_call(port: int) -> bytes:
    body = b"Action=ListQueues&Version=2012-11-05"
    head = (
        f"POST / HTTP/1.1\r\nhost: sqs.us-east-1.amazonaws.com\r\ncontent-type: application/x-www-form-urlencoded\r\n"
        f"authorization: AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sqs/aws4_request\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _text_to(openid: str) -> bytes:
    return json.dumps({"touser": openid, "msgtype": "text", "text": {"content": "Your bill is ready."}}).encode()
