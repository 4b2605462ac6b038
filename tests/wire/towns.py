"""A whole instance in this process, and callers who put every byte of a request where they want it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from hutong import app
from hutong.kernel.config import Config, Mode
from hutong.kernel.db import Reader, Transaction, metadata
from hutong.kernel.lane import Lane
from hutong.operate import public as operate
from hutong.people import persons, sessions
from hutong.people.client import doors
from hutong.wire import calls, hosts, inspector
from hutong.wire.addresses import Addresses

API = "api.weixin.qq.com"
HOME = "127.0.0.1:8080"
PORTS = {9001: API, 9002: "mp.weixin.qq.com", 9003: "open.weixin.qq.com"}
JSON = {"content-type": "application/json"}
# Calls are recorded and counted, sessions are seen, and tokens of quotas are spent, whatever comes of it.
CHANGED_BY_LOOKING = ("kernel_", "people_sessions", "people_attempts", "wire_", "apps_quota")

Headers = Mapping[str, str]


class Answer(msgspec.Struct, frozen=True):
    """What came back, as it was."""

    status: int
    raw_headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode("latin-1"): value.decode("latin-1") for name, value in self.raw_headers}

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def errcode(self) -> int:
        """What api.weixin.qq.com made of it: 0 when nothing was refused."""
        assert self.status == 200, (self.status, self.body)
        said = self.json()
        return int(said.get("errcode", 0))

    @property
    def refusal(self) -> tuple[int, str]:
        """The status and code of a refusal of our own APIs, whose shape is checked."""
        said = self.json()
        assert said.keys() == {"error", "params", "request_id"}, said
        return self.status, said["error"]


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An official account, and a token of it."""

    app_id: str
    secret: str
    original_id: str
    link_code: str
    token: str


class Town:
    """An instance and its front door."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.front = app.build(lane)
        self.front.ports = dict(PORTS)

    async def ask(
        self,
        method: str,
        path: str,
        *,
        query: str | Mapping[str, Any] = "",
        body: bytes | Iterable[bytes] = b"",
        host: str | None = HOME,
        headers: Headers | None = None,
        port: int = 8080,
        caller: str = "127.0.0.1",
        scheme: str = "http",
    ) -> Answer:
        """Send exactly this, and read what comes back."""
        parts = [body] if isinstance(body, bytes) else list(body)
        incoming: list[dict[str, Any]] = [
            {"type": "http.request", "body": part, "more_body": place + 1 < len(parts)}
            for place, part in enumerate(parts)
        ]
        sent: list[Any] = []

        async def receive() -> Any:
            if not incoming:
                # This caller stays on the line.
                await asyncio.Event().wait()
            return incoming.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = _scope("http", path, query, host, headers, port, caller)
        await self.front({**scope, "scheme": scheme, "method": method}, receive, send)
        start, *rest = sent
        assert start["type"] == "http.response.start"
        return Answer(start["status"], list(start["headers"]), b"".join(part.get("body", b"") for part in rest))

    async def converse(
        self, path: str, *, host: str = HOME, headers: Headers | None = None, query: str | Mapping[str, Any] = ""
    ) -> Conversation:
        """Open a WebSocket."""
        return Conversation(self, _scope("websocket", path, query, host, headers, 8080, "127.0.0.1"))

    async def api(
        self, method: str, path: str, *, query: str | Mapping[str, Any] = "", body: Any = b"", **how: Any
    ) -> Answer:
        """Call api.weixin.qq.com as a program does; anything but bytes is sent as JSON."""
        said = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self.ask(method, path, query=query, body=said, host=API, **how)

    async def ours(
        self, method: str, path: str, body: Any = None, *, headers: Headers | None = None, **how: Any
    ) -> Answer:
        """Call our own APIs as our pages do."""
        said = b"" if body is None else json.dumps(body).encode()
        return await self.ask(method, path, body=said, headers={**JSON, **(headers or {})}, **how)

    async def account(self, kind: str = "service", *, verified: bool = True) -> Account:
        """A lab's official account."""
        made = (await self.ours("POST", "/api/console/apps", {"kind": kind, "verified": verified})).json()
        query = {"grant_type": "client_credential", "appid": made["app_id"], "secret": made["secret"]}
        token = (await self.api("GET", "/cgi-bin/token", query=query)).json()["access_token"]
        kept = {field: made[field] for field in ("app_id", "secret", "original_id", "link_code")}
        return Account(**kept, token=token)

    async def person(self, name: str = "Li Lei") -> str:
        """A lab's person, by id."""
        made = await self.ours("POST", "/api/lab/people", {"name": name})
        return str(made.json()["items"][0]["id"])

    async def follower(self, account: Account, name: str = "Li Lei") -> tuple[str, str]:
        """A person who follows: their id and openid."""
        person = await self.person(name)
        done = await self.ours("POST", f"/api/lab/as/{person}/accounts/{account.app_id}/follow", {})
        assert done.status == 200, done.body
        known = await self.ours("GET", f"/api/lab/people/{person}/openids/{account.app_id}")
        return person, str(known.json()["openid"])

    async def rule(self, **switches: str) -> None:
        """Turn the lab's switches."""
        assert (await self.ours("PUT", "/api/lab/rules", switches)).status == 200

    async def recorded(self, **wanted: Any) -> list[calls.RecordedCall]:
        """What the inspector has, newest first."""
        await inspector.of(self.lane).flush()
        return await self.lane.db.read(calls.listed, calls.Filter(**wanted), 1000)

    async def rows(self) -> dict[str, list[Any]]:
        """Every row of every table, but for what looking itself changes."""
        names = [name for name in metadata.tables if not name.startswith(CHANGED_BY_LOOKING)]

        def look(read: Reader) -> dict[str, list[Any]]:
            return {name: read._execute(f"SELECT * FROM {name} ORDER BY 1, 2", {}).fetchall() for name in names}

        await self.lane.jobs.settle(30)
        return await self.lane.db.read(look)

    async def signed_in(self, name: str, *, is_operator: bool = False) -> tuple[int, dict[str, str]]:
        """Somebody with an e-mail address who is signed in: their id, and the headers their browser sends."""
        email = f"{name.replace(' ', '.').lower()}@example.com"
        person, cookies = await self.lane.db.run(_sign_in, self.lane, name, email, is_operator)
        return person, {"cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)}


class Conversation:
    """The caller's end of a WebSocket."""

    def __init__(self, town: Town, scope: dict[str, Any]) -> None:
        self._to_server: asyncio.Queue[Any] = asyncio.Queue()
        self._from_server: asyncio.Queue[Any] = asyncio.Queue()
        self._to_server.put_nowait({"type": "websocket.connect"})
        self._serving = asyncio.ensure_future(town.front(scope, self._to_server.get, self._from_server.put))
        self.was_accepted = False
        self.closed_with: int | None = None
        self.heard: list[Any] = []

    async def next(self) -> Any:
        """The next word, or None when the server closed."""
        while self.closed_with is None:
            message = await asyncio.wait_for(self._from_server.get(), 10)
            if message["type"] == "websocket.close":
                self.closed_with = message["code"]
                return None
            if message["type"] == "websocket.send":
                self.heard.append(json.loads(message.get("text") or message["bytes"]))
                return self.heard[-1]
            assert message["type"] == "websocket.accept"
            self.was_accepted = True
        return None

    def say(self, text: str) -> None:
        self._to_server.put_nowait({"type": "websocket.receive", "text": text})

    async def leave(self) -> None:
        self._to_server.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait_for(self._serving, 10)


@contextlib.asynccontextmanager
async def a_town(home: Path, mode: Mode = "lab", **settings: Any) -> AsyncIterator[Town]:
    """An instance of its own, open until the test ends."""
    lane = await app.open_lane(Config(home=home, mode=mode, strict=True, **settings))
    known = {host: port for port, host in PORTS.items()}
    lane.provide(Addresses, Addresses(url=f"http://{HOME}", hosts=known, home=str(home), mode=mode))
    try:
        yield Town(lane)
    finally:
        await app.close(lane)


def handlers(front: hosts.Front) -> dict[str, hosts.Handler]:
    """Which handler each emulated host has."""
    return front._hosts


def _sign_in(tx: Transaction, lane: Lane, name: str, email: str, is_operator: bool) -> tuple[int, tuple[Any, ...]]:
    person = persons.register(tx, name=name, email=email, password_hash="none", language="en")
    if is_operator:
        operate.roles().grant(tx, person_id=person.id, role="operator", inviter_id=None)
    opened = sessions.open_session(tx, person.id, device="a test", at=lane.clock.wire())
    return person.id, doors.cookies_of(lane, opened)


def _scope(
    kind: str,
    path: str,
    query: str | Mapping[str, Any],
    host: str | None,
    headers: Headers | None,
    port: int,
    caller: str,
) -> dict[str, Any]:
    named = [] if host is None else [(b"host", host.encode("latin-1"))]
    more = [(name.lower().encode(), value.encode("latin-1")) for name, value in (headers or {}).items()]
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http" if kind == "http" else "ws",
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "root_path": "",
        "query_string": (query if isinstance(query, str) else urlencode(query)).encode("latin-1"),
        "headers": named + more,
        "client": (caller, 50_000),
        "server": ("127.0.0.1", port),
        "subprotocols": [],
        "state": {},
    }
