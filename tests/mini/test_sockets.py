"""A program's WebSocket, carried by the messenger's own."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from hutong.apps import public as apps
from tests.dialog.towns import Town
from tests.mini.backends import Backend
from tests.mini.phones import Open
from tests.mini.workshop import a_copying_compiler


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


@pytest.fixture
async def port(town: Town) -> AsyncIterator[int]:
    """Where the lane listens."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        town._front, ws="websockets-sansio", lifespan="off", log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield int(listening.getsockname()[1])
    finally:
        server.should_exit = True
        await serving


async def test_words_and_bytes_go_both_ways(opened: Open, port: int, backend: Backend) -> None:
    async with line(opened, port) as messenger:
        await say(messenger, url=place(backend), header={"X-Own": "1", "Referer": "evil"}, protocols=["chat"])
        told = await heard(messenger)
        assert (told["t"], told["header"]["Sec-WebSocket-Protocol"]) == ("open", "chat")
        await say(messenger, t="message", data="你好")
        assert await heard(messenger) == {"t": "message", "data": "你好你好"}
        await messenger.send(b"\x00\xff")
        assert await messenger.recv() == b"\x00\xff\x00\xff"
        await messenger.send("what no messenger says")
        await say(messenger, t="message", data="bye")
        assert await heard(messenger) == {"t": "close", "code": 4001, "reason": "bye"}
        with pytest.raises(ConnectionClosed):
            await messenger.recv()
    sent = backend.last.headers
    assert (sent["X-Own"], sent["Referer"].split("/")[2]) == ("1", "servicewechat.com")
    assert "cookie" not in sent


async def test_a_program_says_goodbye(opened: Open, port: int, backend: Backend) -> None:
    async with line(opened, port) as messenger:
        await say(messenger, url=place(backend))
        await heard(messenger)
        await say(messenger, t="close", code=3001, reason="enough")
        assert await heard(messenger) == {"t": "close", "code": 3001, "reason": "enough"}


async def test_what_may_not_be_reached_is_told(town: Town, opened: Open, port: int, backend: Backend) -> None:
    for url, errno in (
        (place(backend).replace("ws:", "http:"), 600009),
        ("ws://127.0.0.1:1/", 600001),
        (f"{place(backend)}/nothing", 600001),
        ("wss://api.weixin.qq.com/", 600002),
        ("ws://lane.localhost/api/client/stream", 600002),
    ):
        async with line(opened, port) as messenger:
            await say(messenger, url=url)
            told = await heard(messenger)
            assert (told["t"], told["errno"]) == ("error", errno), url
    await town.lane.db.run(apps.set_rule, "domains", "enforce")
    async with line(opened, port) as messenger:
        await say(messenger, url=place(backend))
        assert await heard(messenger) == {"t": "error", "reason": "url not in domain list", "errno": 600002}


async def test_a_line_is_for_who_has_the_program_open(town: Town, opened: Open, port: int) -> None:
    stranger = await town.person()
    for who, token, code in (
        (stranger.id, opened.token, 4403),
        (opened.person.id, "", 4403),
        (None, opened.token, 4401),
    ):
        async with line(opened, port, who=who, token=token) as messenger:
            with pytest.raises(ConnectionClosed) as closed:
                await messenger.recv()
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == code
    async with line(opened, port) as messenger:
        await messenger.send("nonsense")
        with pytest.raises(ConnectionClosed):
            await messenger.recv()


@asynccontextmanager
async def line(
    opened: Open, port: int, who: int | None = 0, token: str | None = None
) -> AsyncIterator[ClientConnection]:
    """The messenger's own socket."""
    launch = opened.token if token is None else token
    url = f"ws://127.0.0.1:{port}/api/client/mini/{opened.program.app_id}/socket?launch={launch}"
    person_id = opened.person.id if who == 0 else who
    headers = {} if person_id is None else {"cookie": f"who={person_id}"}
    async with connect(url, additional_headers=headers, proxy=None) as messenger:
        yield messenger


async def say(messenger: ClientConnection, **what: Any) -> None:
    await messenger.send(json.dumps(what))


async def heard(messenger: ClientConnection) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(await asyncio.wait_for(messenger.recv(), 10))
    return told


def place(backend: Backend) -> str:
    """Where the program's server talks."""
    return backend.url.replace("http:", "ws:") + "/talk"
