"""A house with nothing but people and apps in it, the way an app's server and an owner's browser reach it."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from hutong.apps import owners, public
from hutong.apps.api_weixin import (
    admission,
    callback,
    clear_quota,
    get_api_domain_ip,
    getcallbackip,
    media,
    openapi,
    stable_token,
    token,
)
from hutong.apps.console import apps, ip_list, permissions, quota
from hutong.apps.console import callback as console_callback
from hutong.apps.console import owners as console_owners
from hutong.apps.days import day_of
from hutong.apps.models import Owner, QuotaCount
from hutong.apps.pages import media as media_pages
from hutong.kernel.clock import Setting
from hutong.kernel.config import Config, Mode
from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane
from hutong.wire import api_weixin, hosts, product
from hutong.wire.addresses import Addresses
from hutong.wire.ports import AdmissionPort, Session, SessionPort, TokenPort

# Importing a host folder's module is what declares its endpoints.
DECLARED = (
    callback, clear_quota, get_api_domain_ip, getcallbackip, media, openapi, stable_token, token,
    apps, ip_list, permissions, quota, console_callback, console_owners, media_pages,
)  # fmt: skip

ORIGIN = "http://lane.localhost"


class NewApp:
    """An app just made, with its secret."""

    def __init__(self, app_id: str, secret: str) -> None:
        self.app_id = app_id
        self.secret = secret


class Server:
    """An app's server, calling api.weixin.qq.com."""

    def __init__(self, lane: Lane, address: str = "203.0.113.7") -> None:
        handler = api_weixin.Host(lane, api_weixin.api).handle
        front = hosts.Front(lane, {api_weixin.HOST: handler}, product.Product(lane, []), hosts.not_found)
        transport = httpx.ASGITransport(front, client=(address, 50_000))
        self.http = httpx.AsyncClient(transport=transport, base_url=f"http://{api_weixin.HOST}")

    async def get(self, path: str, **query: Any) -> dict[str, Any]:
        return said(await self.http.get(path, params=query))

    async def post(self, path: str, body: Any = None, **query: Any) -> dict[str, Any]:
        content = body if isinstance(body, bytes) else None
        return said(await self.http.post(path, params=query, content=content, json=None if content else body))

    async def token(self, app: NewApp) -> str:
        """A new plain token."""
        answer = await self.get("/cgi-bin/token", **asking(app))
        return str(answer["access_token"])

    async def stable_token(self, app: NewApp, **more: Any) -> dict[str, Any]:
        return await self.post("/cgi-bin/stable_token", {**asking(app), **more})

    async def state_of(self, token: str) -> int:
        """0 while a token lives, else the errcode."""
        return int((await self.get("/cgi-bin/getcallbackip", access_token=token)).get("errcode", 0))


class Browser:
    """A console in a browser; in a live house it is signed in as `person_id`."""

    def __init__(self, lane: Lane, person_id: int | None = None, *, is_operator: bool = False) -> None:
        front = hosts.Front(lane, {}, product.Product(lane, [product.console, product.pages]), hosts.not_found)
        cookies = {} if person_id is None else {"who": f"{person_id}{'!' if is_operator else ''}"}
        headers = {"content-type": "application/json", "origin": ORIGIN}
        transport = httpx.ASGITransport(front, client=("127.0.0.1", 50_000))
        self.http = httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers, cookies=cookies)

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get("/api/console" + path)

    async def post(self, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return await self.http.post("/api/console" + path, json=body or {})

    async def put(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return await self.http.put("/api/console" + path, json=body)

    async def patch(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return await self.http.patch("/api/console" + path, json=body)

    async def delete(self, path: str) -> httpx.Response:
        return await self.http.delete("/api/console" + path)


@contextlib.asynccontextmanager
async def open_house(home: Path, mode: Mode, **settings: Any) -> AsyncIterator[Lane]:
    """A lane with people and apps."""
    lane = await Lane.open(Config(home=home, mode=mode, strict=True, **settings), ready=_fill_ports)
    try:
        yield lane
    finally:
        await public.close(lane)
        await lane.close()


async def an_owner(lane: Lane, kind: public.OwnerKind = "company", **facts: Any) -> Owner:
    """An owner out of nothing."""
    return await lane.db.run(owners.invent, kind=kind, **facts)


async def an_app(lane: Lane, kind: public.AppKind = "service", *, verified: bool = True, **facts: Any) -> NewApp:
    """An app of a company out of nothing."""
    owner = await an_owner(lane)
    made, secret = await lane.db.run(public.create, kind=kind, owner=owner, verified=verified, **facts)
    return NewApp(made.app_id, secret)


async def set_rule(lane: Lane, rule: str, state: str) -> None:
    """Turn one of the instance's switches."""
    await lane.db.run(public.set_rule, rule, state)


def hold(lane: Lane, **later: float) -> None:
    """Hold lane time, or move it on from where it is held."""
    lane.clock.setting = Setting(held_at=lane.clock.lane() + timedelta(**later))


def asking(app: NewApp) -> dict[str, Any]:
    """What an app's server says to get a token."""
    return {"grant_type": "client_credential", "appid": app.app_id, "secret": app.secret}


def said(answer: httpx.Response) -> dict[str, Any]:
    """A JSON answer of the API, whose errmsg loses the id of its request."""
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    if "errmsg" in body:
        body["errmsg"] = body["errmsg"].partition(" rid: ")[0]
    return body


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """The status and code of a refusal of our own API."""
    return answer.status_code, answer.json()["error"]


def set_used(tx: Transaction, app_id: str, path: str, used: int) -> None:
    """As if an app had called a path so often today."""
    tx.insert(QuotaCount(app_id=app_id, day=day_of(tx.now), path=path, used=used))


async def _session_of(lane: Lane, cookies: Mapping[str, str], wanted: str | None) -> Session | None:
    who = cookies.get("who")
    if who is None:
        return None
    return Session(person_id=int(who.rstrip("!")), session_id="1", is_operator=who.endswith("!"))


def _fill_ports(lane: Lane) -> None:
    public.open_on(lane)
    lane.provide(TokenPort, admission.app_of)
    lane.provide(AdmissionPort, admission.admit)
    lane.provide(SessionPort, _session_of)
    lane.provide(Addresses, Addresses(url=ORIGIN, hosts={}, home=str(lane.config.home), mode=lane.mode))
