"""`hutong serve` and `hutong worker` as an operator starts them: any request may go to any process."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest

from hutong.testing import Lane
from tests.support.nats import NatsServer

API = "api.weixin.qq.com"
SOON = 60.0


@contextmanager
def running(*command: str) -> Iterator[dict[str, Any]]:
    """A process of ours; gives its ready line."""
    process = subprocess.Popen(
        [sys.executable, "-m", "hutong", *command, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        ready: dict[str, Any] = json.loads(process.stdout.readline())
        yield ready | {"process": process}
    finally:
        process.terminate()
        process.wait(SOON)


@contextmanager
def two_and_a_worker(database: str, home: Path, nats: str | None) -> Iterator[tuple[Lane, Lane]]:
    """Two processes that serve and one that works."""
    shared = ["--home", str(home), "--database", database, *(["--nats", nats] if nats else [])]
    with ExitStack() as stack:
        one = stack.enter_context(running("serve", "--port", "0", *shared))
        other = stack.enter_context(running("serve", "--port", "0", *shared))
        stack.enter_context(running("worker", "--url", one["url"], *shared))
        yield stack.enter_context(Lane.connect(one["url"])), stack.enter_context(Lane.connect(other["url"]))


def refusal(*command: str) -> str:
    """What a process that does not start says, without line breaks."""
    ended = subprocess.run([sys.executable, "-m", "hutong", *command], capture_output=True, text=True, timeout=SOON)
    assert ended.returncode == 1
    return " ".join(ended.stderr.split())


def asked(lane: Lane, path: str) -> dict[str, Any]:
    """What api.weixin.qq.com answers in one process."""
    with urlopen(lane.base(API) + path, timeout=SOON) as answer:
        told: dict[str, Any] = json.load(answer)
    return told


class Parrot(BaseHTTPRequestHandler):
    """A developer's server that says everything back."""

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query)["echostr"][0])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        said = dict(re.findall(r"<(\w+)><!\[CDATA\[(.*?)\]\]></\1>", body))
        self._answer(
            f"<xml><ToUserName>{said['FromUserName']}</ToUserName><FromUserName>{said['ToUserName']}</FromUserName>"
            f"<CreateTime>1</CreateTime><MsgType>text</MsgType><Content>{said['Content']}!</Content></xml>"
            if said["MsgType"] == "text"
            else "success"
        )

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _answer(self, text: str) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())


@pytest.fixture
def parrot() -> Iterator[str]:
    """Where the parrot listens."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Parrot)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_bot_is_answered_whichever_processes_its_person_and_its_owner_met(
    postgres_url: str, nats: NatsServer, tmp_path: Path, parrot: str
) -> None:
    with two_and_a_worker(postgres_url, tmp_path, nats.url) as (here, there):
        account = here.official_account(name="Parrot")
        account.set_callback(parrot)
        li = here.person("Li Lei")
        li.follow(account)
        for lane, words in ((here, "one"), (there, "two")):
            (known,) = [person for person in lane.people() if person.name == "Li Lei"]
            known.send(account, text=words)
            for reader in (here, there):
                (reading,) = [person for person in reader.people() if person.name == "Li Lei"]
                assert reading.wait(account, text=f"{words}!", timeout=SOON).text == f"{words}!"


@pytest.mark.parametrize("with_nats", [True, False])
def test_a_token_that_died_in_one_process_is_dead_in_all(
    postgres_url: str, with_nats: bool, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    nats = request.getfixturevalue("nats").url if with_nats else None
    with two_and_a_worker(postgres_url, tmp_path, nats) as (here, there):
        account = here.official_account()
        asking = f"/cgi-bin/token?grant_type=client_credential&appid={account.appid}&secret={account.secret}"
        use = f"/cgi-bin/getcallbackip?access_token={asked(here, asking)['access_token']}"
        assert "ip_list" in asked(here, use)
        assert "ip_list" in asked(there, use)
        account.reset_secret()
        reset_at = time.monotonic()
        while (answer := asked(there, use)).get("errcode", 0) == 0:
            # What was read a moment before the reset may be believed for five seconds, with a bus for none.
            assert time.monotonic() - reset_at < (2 if with_nats else 6)
        assert answer["errcode"] == 40001
        assert asked(there, asking)["errcode"] == 40125


def test_two_lanes_on_one_home_fail_clearly_and_a_killed_one_is_no_hindrance(tmp_path: Path) -> None:
    up = ("up", "--port", "0", "--no-demo", "--home", str(tmp_path))
    with running(*up) as first:
        said = refusal(*up)
        assert "Another process is at work on this home" in said
        assert str(first["process"].pid) in said
        first["process"].kill()
        first["process"].wait()
        with running(*up) as second:
            assert second["home"] == str(tmp_path)


@pytest.mark.parametrize("verb", ["serve", "worker"])
def test_several_processes_on_sqlite_are_refused_with_the_way_out(verb: str, tmp_path: Path) -> None:
    assert "need PostgreSQL (--database)" in refusal(verb, "--home", str(tmp_path))


def test_up_beside_serve_is_refused(postgres_url: str, tmp_path: Path) -> None:
    shared = ("--port", "0", "--home", str(tmp_path), "--database", postgres_url)
    with running("serve", *shared):
        assert "several processes are `hutong serve` and `hutong worker`" in refusal("up", *shared)
