"""A developer's server for tests: it records what is posted to it, and answers as it is told."""

import hashlib
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

Reply = str | bytes
ReplyRule = Callable[["Push"], Reply]


@dataclass(frozen=True)
class Push:
    """A message or event as it arrived. `fields` are the XML's, by name; of an encrypted one only what is plain."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The MsgType, or the Event of an event."""
        kind = self.fields.get("MsgType", "")
        return self.fields.get("Event", kind) if kind == "event" else kind

    @property
    def text(self) -> str:
        """What a text says."""
        return self.fields.get("Content", "")

    def answer(self, text: str) -> str:
        """A passive reply of text to this push."""
        return self.reply("text", f"<Content><![CDATA[{text}]]></Content>")

    def reply(self, kind: str, content: str) -> str:
        """A passive reply of any kind; `content` is the XML after MsgType."""
        return (
            f"<xml><ToUserName><![CDATA[{self.fields['FromUserName']}]]></ToUserName>"
            f"<FromUserName><![CDATA[{self.fields['ToUserName']}]]></FromUserName>"
            f"<CreateTime>{int(time.time())}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{content}</xml>"
        )


class DeveloperServer:
    """Listens on a free loopback port from `with` on.

    `reply` is what it answers to every push: words, bytes, or a function of the push. With a `token` it checks
    signatures, and answers 403 where they are wrong.
    """

    def __init__(
        self, reply: Reply | ReplyRule = "success", *, token: str | None = None, path: str = "/weixin"
    ) -> None:
        self.reply = reply
        self.token = token
        self.status = 200
        self.pushes: list[Push] = []
        self._came = threading.Condition()
        self._server = _Listener(("127.0.0.1", 0), _handler_of(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}{path}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wait(self, kind: str | None = None, *, count: int = 1, timeout: float = 5) -> Push:
        """The `count`-th push of a kind ("text", "subscribe", …), waiting for it if need be."""
        with self._came:
            if not self._came.wait_for(lambda: len(self._of_kind(kind)) >= count, timeout):
                came = [push.kind for push in self.pushes]
                raise AssertionError(f"no {kind or 'push'} number {count} within {timeout:g} s; there came {came}")
            return self._of_kind(kind)[count - 1]

    def take(self, push: Push) -> Reply:
        """Record a push, and say what to answer."""
        with self._came:
            self.pushes.append(push)
            self._came.notify_all()
        return self.reply(push) if callable(self.reply) else self.reply

    def is_signed(self, query: dict[str, str]) -> bool:
        """Whether the signature is that of our token."""
        words = sorted([self.token or "", query.get("timestamp", ""), query.get("nonce", "")])
        return self.token is None or hashlib.sha1("".join(words).encode()).hexdigest() == query.get("signature")

    def _of_kind(self, kind: str | None) -> list[Push]:
        return [push for push in self.pushes if kind is None or push.kind == kind]


class _Listener(ThreadingHTTPServer):
    # A burst of people may write at once.
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong in a handler; that a lane hung up is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _handler_of(server: DeveloperServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            query = self._query()
            self._answer(query.get("echostr", ""), 200 if server.is_signed(query) else 403)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = self._query()
            if not server.is_signed(query):
                self._answer("", 403)
                return
            path = urlsplit(self.path).path
            push = Push(path=path, query=query, headers=dict(self.headers), body=body, fields=_fields(body))
            self._answer(server.take(push), server.status)

        def log_message(self, format: str, *args: object) -> None:
            return

        def _query(self) -> dict[str, str]:
            return dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))

        def _answer(self, words: Reply, status: int) -> None:
            content = words.encode() if isinstance(words, str) else words
            self.send_response(status)
            self.send_header("Content-Type", "text/xml; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler


def _fields(body: bytes) -> dict[str, str]:
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        return {}
    return {part.tag: part.text or "" for part in root}
