"""A lane that serves chat alone over real sockets; who a request is from stands in its header."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from hutong.chat import client as _client  # noqa: F401 - declares the endpoints
from hutong.chat import jobs as _jobs  # noqa: F401 - declares the jobs
from hutong.chat import public as chat
from hutong.chat import reactions as _reactions  # noqa: F401 - declares the reactions
from hutong.kernel.config import Config
from hutong.kernel.lane import Lane
from hutong.people import public as people
from hutong.wire.hosts import Front, not_found
from hutong.wire.ports import Session, SessionPort
from hutong.wire.product import Product, client
from tests.chat.worlds import Cards


async def whoever_they_say(lane: Lane, cookies: Mapping[str, str], wanted: str | None) -> Session | None:
    """Signs in anybody by their word; in one browser after another."""
    return Session(person_id=int(wanted), session_id=f"session of {wanted}") if wanted else None


class House:
    """What tests do with a served lane."""

    def __init__(self, lane: Lane, url: str, http: httpx.AsyncClient) -> None:
        self.lane = lane
        self.url = url
        self.http = http

    async def people(self, *names: str) -> list[int]:
        return [(await self.lane.db.run(people.register_simulated, name)).id for name in names]

    async def ask(self, person: int, method: str, path: str, body: Any = None, **options: Any) -> httpx.Response:
        options.setdefault("headers", {})["x-hutong-person"] = str(person)
        if body is not None:
            options["json"] = body
        elif method != "GET":
            options["headers"]["x-hutong"] = "1"
        return await self.http.request(method, "/api/client" + path, **options)

    async def get(self, person: int, path: str) -> Any:
        answer = await self.ask(person, "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, person: int, path: str, body: Any) -> Any:
        answer = await self.ask(person, "POST", path, body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def chat_of(self, one: int, other: int) -> str:
        return str((await self.post(one, "/conversations", {"person_id": str(other)}))["id"])

    async def say(self, person: int, conversation: str, text: str, client_id: str = "") -> Any:
        body = {
            "client_id": client_id or f"c{len(text)}-{text[:20]}".replace(" ", "-"),
            "body": {"kind": "text", "text": text},
        }
        return await self.post(person, f"/conversations/{conversation}/entries", body)

    async def upload(self, person: int, kind: str, data: bytes, name: str = "") -> httpx.Response:
        return await self.ask(person, "POST", "/uploads", params={"kind": kind, "name": name}, content=data)

    async def send_upload(self, person: int, conversation: str, kind: str, data: bytes, name: str = "") -> Any:
        uploaded = (await self.upload(person, kind, data, name)).json()
        body = {"client_id": "u" + uploaded["upload_id"], "body": {"kind": kind, "upload_id": uploaded["upload_id"]}}
        return await self.post(person, f"/conversations/{conversation}/entries", body)

    def stream(self, person: int, **options: Any) -> Any:
        address = self.url.replace("http", "ws", 1) + "/api/client/stream"
        return connect(address, additional_headers={"x-hutong-person": str(person)}, proxy=None, **options)


async def heard(stream: ClientConnection) -> Any:
    """The next thing a device is told."""
    return msgspec.json.decode(await asyncio.wait_for(stream.recv(), 5))


@asynccontextmanager
async def a_house(db_url: str, home: Path, **settings: Any) -> AsyncIterator[House]:
    """A served lane, and a client of it."""
    database = None if db_url.startswith("sqlite") else db_url
    lane = await Lane.open(Config(home=home, database=database, **settings), ready=_fill)
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    front = Front(lane, {}, Product(lane, [client]), not_found)
    server = uvicorn.Server(
        uvicorn.Config(front, ws="websockets-sansio", lifespan="off", log_level="warning", timeout_graceful_shutdown=1)
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=10) as http:
            yield House(lane, url, http)
    finally:
        server.should_exit = True
        await serving
        await lane.close()


def _fill(lane: Lane) -> None:
    lane.provide(SessionPort, whoever_they_say)
    lane.provide(chat.PeerPort, Cards())
