"""An app's own server on loopback: it remembers what was pushed to it and answers as told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from lxml import etree

from hutong.wire import envelope
from tests.support.listening import listening

TOKEN = "waterworks1"
AES_KEY = envelope.new_aes_key(b"a key that tests may know, forty-eight bytes ..."[:48])


class Pushed:
    """One post to the server: its query, its raw body, and its fields, decrypted where it was encrypted."""

    def __init__(self, request: web.Request, body: bytes, app_id: str) -> None:
        self.query = dict(request.query)
        self.headers = dict(request.headers)
        self.body = body
        self.app_id = app_id
        self.outer = fields_of(body)
        self.fields = self.outer
        if "Encrypt" in self.outer:
            self.fields = fields_of(envelope.unseal(self.outer["Encrypt"], AES_KEY, app_id))

    def reply(self, kind: str, inner: str, **other: Any) -> bytes:
        """A passive reply to this push, in plain XML."""
        ends = {"ToUserName": self.fields["FromUserName"], "FromUserName": self.fields["ToUserName"], **other}
        spelt = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in ends.items())
        said = f"<xml>{spelt}<CreateTime>1</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{inner}</xml>"
        return said.encode()


Answer = Callable[[Pushed], Awaitable[web.StreamResponse]]


class Bot:
    """What a test sees of the server. `answer` may be replaced at any time."""

    def __init__(self) -> None:
        self.url = ""
        self.app_id = ""
        self.pushed: list[Pushed] = []
        self.answer: Answer = saying(b"success")

    async def handle(self, request: web.Request) -> web.StreamResponse:
        pushed = Pushed(request, await request.read(), self.app_id)
        self.pushed.append(pushed)
        return await self.answer(pushed)


@asynccontextmanager
async def a_bot() -> AsyncIterator[Bot]:
    """A server that says success to everything."""
    bot = Bot()
    async with listening(bot.handle) as url:
        bot.url = f"{url}/weixin"
        yield bot


def saying(body: bytes, status: int = 200, **headers: str) -> Answer:
    """The same answer to everything."""

    async def answer(_pushed: Pushed) -> web.StreamResponse:
        return web.Response(body=body, status=status, headers=headers)

    return answer


def replying(kind: str, inner: str, **other: Any) -> Answer:
    """A passive reply to everything, in plain XML."""

    async def answer(pushed: Pushed) -> web.StreamResponse:
        return web.Response(body=pushed.reply(kind, inner, **other), content_type="text/xml")

    return answer


def replying_sealed(kind: str, inner: str, app_id: str) -> Answer:
    """A passive reply to everything, encrypted."""

    async def answer(pushed: Pushed) -> web.StreamResponse:
        sealed = envelope.seal(pushed.reply(kind, inner), AES_KEY, app_id)
        signed = envelope.signature(TOKEN, "1700000000", "n0nce", sealed)
        body = (
            f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt><MsgSignature><![CDATA[{signed}]]></MsgSignature>"
            "<TimeStamp>1700000000</TimeStamp><Nonce><![CDATA[n0nce]]></Nonce></xml>"
        )
        return web.Response(body=body.encode())

    return answer


def hanging(seconds: float = 30) -> Answer:
    """No answer in time."""

    async def answer(_pushed: Pushed) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return web.Response(body=b"success")

    return answer


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other, then the last one for ever."""
    left = list(answers)

    async def answer(pushed: Pushed) -> web.StreamResponse:
        return await (left.pop(0) if len(left) > 1 else left[0])(pushed)

    return answer


def fields_of(body: bytes) -> dict[str, Any]:
    """XML as nested dicts of text, or JSON as it is."""
    if body.startswith(b"{"):
        told: dict[str, Any] = json.loads(body)
        return told
    found = _value(etree.fromstring(body))
    assert isinstance(found, dict)
    return found


def _value(element: Any) -> Any:
    if len(element) == 0:
        return element.text or ""
    found: dict[str, Any] = {}
    for child in element:
        value = _value(child)
        if child.tag in found:
            there = found[child.tag]
            found[child.tag] = [*there, value] if isinstance(there, list) else [there, value]
        else:
            found[child.tag] = value
    return found
