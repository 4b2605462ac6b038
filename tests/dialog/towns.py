"""A town for tests: the whole lane, accounts with servers, people with phones."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import httpx
import msgspec

from hutong import app
from hutong.apps import callbacks, owners
from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.kernel.clock import Setting
from hutong.kernel.config import Config
from hutong.kernel.lane import Lane
from hutong.lab import faults
from hutong.official import public as official
from hutong.people import public as people
from hutong.wire import calls, inspector
from hutong.wire.addresses import Addresses
from hutong.wire.ports import Session, SessionPort
from tests.dialog.bots import AES_KEY, TOKEN, Bot

OURS = "http://lane.localhost"


class Account:
    """An account, its server's side of the wire and its owner's console."""

    def __init__(self, town: Town, app_id: str, secret: str) -> None:
        self._town = town
        self.app_id = app_id
        self.secret = secret
        self.token = ""

    async def fetch_token(self) -> None:
        """Ask for an access token, as once every two hours."""
        query = {"grant_type": "client_credential", "appid": self.app_id, "secret": self.secret}
        self.token = (await self._town.api.get("/cgi-bin/token", params=query)).json()["access_token"]

    async def get(self, path: str, **query: Any) -> dict[str, Any]:
        """Call api.weixin.qq.com with this account's token."""
        return said(await self._town.api.get(path, params={"access_token": self.token, **query}))

    async def post(self, path: str, body: Any) -> dict[str, Any]:
        sent: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
        return said(await self._town.api.post(path, params={"access_token": self.token}, **sent))

    async def send(self, person: Person, kind: str = "text", **part: Any) -> dict[str, Any]:
        """message/custom/send."""
        body = {"touser": person.openid(self), "msgtype": kind, kind: part}
        return await self.post("/cgi-bin/message/custom/send", body)

    async def serve(self, bot: Bot, mode: str = "plain", data_format: str = "xml") -> None:
        """Have pushes sent to the bot."""
        bot.app_id = self.app_id
        settings = {"url": bot.url, "token": TOKEN, "aes_key": AES_KEY, "mode": mode, "data_format": data_format}
        await self._town.lane.db.run(callbacks.keep, self.app_id, **settings)

    async def upload(self, kind: Any, data: bytes) -> str:
        """A temporary medium; its media id."""
        blob = await self._town.lane.media.put(data, 20 << 20)
        return (await self._town.lane.db.run(apps.add_media, self.app_id, kind, blob, "a file")).media_id

    def console(self) -> httpx.AsyncClient:
        return self._town.browser(f"{OURS}/api/console/apps/{self.app_id}")


class Person:
    """A person and their phone."""

    def __init__(self, town: Town, person_id: int) -> None:
        self._town = town
        self.id = person_id
        self.phone = town.browser(f"{OURS}/api/client", who=person_id)

    def openid(self, account: Account) -> str:
        return apps.openid(self._town.lane.keys, account.app_id, self.id)

    async def follow(self, account: Account, **how: Any) -> None:
        await self._town.lane.db.run(official.follow, account.app_id, self.id, **how)

    async def unfollow(self, account: Account) -> None:
        await self._town.lane.db.run(official.unfollow, account.app_id, self.id)

    async def say(self, account: Account, body: bodies.AnyBody | str) -> chat.Entry:
        """Write to the account, and wait until nothing is under way."""
        said = bodies.Text(text=body) if isinstance(body, str) else body
        thread = await self._town.lane.db.run(chat.app_thread, account.app_id, self.id)
        entry = await self._town.lane.db.run(chat.post, thread.id, chat.Sender.person(self.id), said)
        await self._town.settle()
        return entry

    async def inbox(self, account: Account) -> list[chat.Entry]:
        """What the account and the product said to this person, oldest first."""
        thread = await self._town.lane.db.run(chat.app_thread, account.app_id, self.id)
        entries = await self._town.lane.db.read(chat.entries_of, thread.id, limit=100)
        return [entry for entry in entries if entry.sender_kind != "person"]

    async def heard(self, account: Account) -> list[Any]:
        """The bodies of what the account said, without what the product says."""
        return [entry.body for entry in await self.inbox(account) if entry.sender_kind == "app"]

    async def notices(self, account: Account) -> list[str]:
        return [entry.body.code for entry in await self.inbox(account) if isinstance(entry.body, bodies.Notice)]


class Town:
    """The lane and everybody in it."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self._front = app.build(lane)
        self.api = self.browser("http://api.weixin.qq.com")
        self.mp = self.browser("http://mp.weixin.qq.com")

    def browser(self, base_url: str, who: int | None = None) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self._front, client=("127.0.0.1", 50_000))
        cookies = {} if who is None else {"who": str(who)}
        headers = {"content-type": "application/json"}
        return httpx.AsyncClient(transport=transport, base_url=base_url, cookies=cookies, headers=headers)

    async def account(self, kind: apps.AppKind = "service", *, verified: bool = True) -> Account:
        owner = await self.lane.db.run(owners.invent, kind="company")
        made, secret = await self.lane.db.run(apps.create, kind=kind, owner=owner, verified=verified)
        account = Account(self, made.app_id, secret)
        await account.fetch_token()
        return account

    async def person(self, name: str = "Li Lei", language: str = "zh-CN") -> Person:
        return Person(self, (await self.lane.db.run(people.register_simulated, name, language=language)).id)

    async def follower(self, account: Account, name: str = "Li Lei") -> Person:
        person = await self.person(name)
        await person.follow(account)
        await self.settle()
        return person

    async def settle(self) -> None:
        await self.lane.jobs.settle(60)

    async def calls_out(self) -> list[calls.RecordedCall]:
        """What was posted to apps' servers, oldest first."""
        await inspector.of(self.lane).flush()
        return (await self.lane.db.read(calls.listed, calls.Filter(direction="out")))[::-1]

    def fault(self, account: Account, kind: str, times: int = 1) -> None:
        faults.of(self.lane).add(account.app_id, kind, times)

    def hold(self, **later: float) -> None:
        """Hold lane time, or move it on from where it is held."""
        self.lane.clock.setting = Setting(held_at=self.lane.clock.lane() + timedelta(**later))


@asynccontextmanager
async def a_town(
    home: Path, database: str | None = None, *, mode: Literal["lab", "live"] = "lab"
) -> AsyncIterator[Town]:
    """A town on an empty database."""
    lane = await app.open_lane(Config(home=home, mode=mode, strict=True, database=database))
    lane.provide(Addresses, Addresses(url=OURS, hosts={}, home=str(home), mode=mode))
    lane.provide(SessionPort, _session_of)
    try:
        yield Town(lane)
    finally:
        await app.close(lane)


def said(answer: httpx.Response) -> dict[str, Any]:
    """A JSON answer of the API, whose errmsg loses the id of its request."""
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = msgspec.json.decode(answer.content)
    if "errmsg" in body:
        body["errmsg"] = body["errmsg"].partition(" rid: ")[0]
    return body


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """The status and code of a refusal of our own API."""
    return answer.status_code, answer.json()["error"]


async def _session_of(lane: Lane, cookies: Mapping[str, str], wanted: str | None) -> Session | None:
    who = cookies.get("who")
    return None if who is None else Session(person_id=int(who), session_id="1")
