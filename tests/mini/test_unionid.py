"""Apps of one owner that are bound to one account call a person by one name."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hutong.apps import owners, registry
from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from tests.dialog.towns import Account, Person, Town, said
from tests.mini.phones import a_launch, a_released_program, session_of
from tests.mini.workshop import a_copying_compiler, a_program
from tests.pay.shops import bought
from tests.pay.stalls import Market, a_market
from tests.support.keys import few_keys as few_keys


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


@pytest.fixture
async def market(tmp_path: Path, db_url: str) -> AsyncIterator[Market]:
    """A market, once on each database."""
    async with a_market(db_url, tmp_path / "home") as made:
        yield made


async def a_sibling(town: Town, other: Account, kind: apps.AppKind = "service") -> Account:
    """Another app of the same owner."""

    def make(tx: Transaction) -> tuple[str, str]:
        view = apps.get(tx, other.app_id)
        assert view is not None
        app, secret = apps.create(tx, kind=kind, owner=owners.found(tx, view.owner_id), verified=True)
        return app.app_id, secret

    made = Account(town, *await town.lane.db.run(make))
    await made.fetch_token()
    return made


async def create(account: Account) -> str:
    told = await account.post("/cgi-bin/open/create", {"appid": account.app_id})
    assert told["errcode"] == 0
    return str(told["open_appid"])


async def bind(account: Account, open_app_id: str, verb: str = "bind") -> int:
    body = {"appid": account.app_id, "open_appid": open_app_id}
    return int((await account.post(f"/cgi-bin/open/{verb}", body))["errcode"])


async def signed_in(town: Town, program: Account, person: Person) -> dict[str, Any]:
    """What code2Session tells of the person."""
    code = await (await a_launch(program, person)).login()
    async with town.browser("https://api.weixin.qq.com") as server:
        return said(await server.get("/sns/jscode2session", params=session_of(program, code)))


async def test_a_program_and_an_account_mean_the_same_person(any_town: Town) -> None:
    town = any_town
    program = await a_released_program(town)
    account = await a_sibling(town, program)
    li, han = await town.person(), await town.person("Han Meimei")
    await li.follow(account)
    assert "unionid" not in await signed_in(town, program, li)
    assert "unionid" not in await account.get("/cgi-bin/user/info", openid=li.openid(account))
    open_app_id = await create(program)
    assert await bind(account, open_app_id) == 0
    unionid = (await signed_in(town, program, li))["unionid"]
    assert len(unionid) == 28
    assert unionid not in (li.openid(program), li.openid(account))
    assert (await account.get("/cgi-bin/user/info", openid=li.openid(account)))["unionid"] == unionid
    stranger = await account.get("/cgi-bin/user/info", openid=han.openid(account))
    assert stranger == {"openid": han.openid(account), "subscribe": 0, "unionid": stranger["unionid"]}
    assert stranger["unionid"] == (await signed_in(town, program, han))["unionid"] != unionid
    batch = {"user_list": [{"openid": li.openid(account)}, {"openid": han.openid(account)}]}
    told = (await account.post("/cgi-bin/user/info/batchget", batch))["user_info_list"]
    assert [one["unionid"] for one in told] == [unionid, stranger["unionid"]]


async def test_what_is_encrypted_carries_it_too(town: Town) -> None:
    program = await a_released_program(town)
    li = await town.person()
    await create(program)
    opened = await a_launch(program, li)
    session = said(await _code2session(town, program, await opened.login()))
    told = (await opened.post("user-info", {"withCredentials": True, "consented": True})).json()
    key, iv, data = (base64.b64decode(text) for text in (session["session_key"], told["iv"], told["encryptedData"]))
    decrypt = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    plain = decrypt.update(data) + decrypt.finalize()
    assert msgspec.json.decode(plain[: -plain[-1]])["unionId"] == session["unionid"]


async def _code2session(town: Town, program: Account, code: str) -> Any:
    async with town.browser("https://api.weixin.qq.com") as server:
        return await server.get("/sns/jscode2session", params=session_of(program, code))


async def test_accounts_are_bound_by_their_owner_and_once(any_town: Town) -> None:
    town = any_town
    program, stranger = await a_program(town), await town.account()
    account = await a_sibling(town, program)
    assert (await program.post("/cgi-bin/open/get", {"appid": program.app_id}))["errcode"] == 89002
    assert (await program.post("/cgi-bin/open/create", {"appid": account.app_id}))["errcode"] == 40013
    assert (await program.get("/cgi-bin/open/have"))["have_open"] is False
    first = await create(program)
    told = await program.post("/cgi-bin/open/get", {"appid": program.app_id})
    assert told == {"open_appid": first, "errcode": 0, "errmsg": "ok"}
    assert (await program.get("/cgi-bin/open/have"))["have_open"] is True
    assert (await program.post("/cgi-bin/open/create", {"appid": program.app_id}))["errcode"] == 89000
    assert await bind(program, first) == 89000
    assert await bind(stranger, first) == 89001
    assert await bind(account, "wx0000000000000000") == 40013
    assert await bind(account, first, "unbind") == 89002
    assert await bind(account, first) == 0
    assert await bind(account, "wx0000000000000000", "unbind") == 40013
    assert await bind(account, first, "unbind") == 0
    assert await bind(account, first) == 0


async def test_an_app_that_changes_hands_leaves_the_account(any_town: Town) -> None:
    town = any_town
    program = await a_program(town)
    account = await a_sibling(town, program)
    first = await create(program)
    assert await bind(account, first) == 0

    def hand_over(tx: Transaction) -> None:
        registry.hand_over(tx, account.app_id, owners.invent(tx, kind="company"))

    await town.lane.db.run(hand_over)
    assert (await account.get("/cgi-bin/open/have"))["have_open"] is False
    assert await bind(account, first) == 89001
    assert await create(account) != first


async def test_who_just_paid_is_known_for_five_minutes(market: Market) -> None:
    program = await a_program(market.town)
    stall, person, other = await market.stall(program), await market.person(), await market.person("Han Meimei")
    order = await bought(market, person, stall, program, "tea-no-1", 800)
    by_ours = {"openid": person.openid(program), "transaction_id": order.transaction_id}
    by_theirs = {"openid": person.openid(program), "mch_id": stall.mchid, "out_trade_no": "tea-no-1"}

    async def ask(query: dict[str, str]) -> Any:
        told = await program.get("/wxa/getpaidunionid", **query)
        return told.get("unionid", told.get("errcode"))

    assert await ask(by_ours) == 89002
    open_app_id = await create(program)
    unionid = apps.openid(market.lane.keys, open_app_id, person.id)
    assert await ask(by_ours) == unionid
    assert await ask(by_theirs) == unionid
    assert await ask({"openid": person.openid(program)}) == 89300
    assert await ask(by_ours | {"openid": other.openid(program)}) == 89300
    assert await ask(by_ours | {"transaction_id": "4200"}) == 89300
    assert await ask(by_ours | {"openid": "oNobody"}) == 40003
    await market.later(minutes=6)
    assert await ask(by_ours) == 89300


async def test_the_console_puts_apps_together(town: Town) -> None:
    program = await a_program(town)
    account, stranger = await a_sibling(town, program), await town.account()
    async with program.console() as console:
        alone = (await console.get("/identity")).json()
        assert (alone["open_app_id"], [one["together"] for one in alone["others"]]) == (None, [False])
        refused = await console.post("/identity", json={"app_id": stranger.app_id})
        assert (refused.status_code, refused.json()["error"]) == (409, "open_account_of_another")
        assert (await console.get("/identity")).json()["open_app_id"] is None
        joined = (await console.post("/identity", json={"app_id": account.app_id})).json()
        assert [(one["app_id"], one["together"]) for one in joined["others"]] == [(account.app_id, True)]
        assert (await account.get("/cgi-bin/open/have"))["have_open"] is True
        left = (await console.delete("/identity")).json()
        assert (left["open_app_id"], left["others"][0]["together"]) == (None, False)
    assert (await account.get("/cgi-bin/open/have"))["have_open"] is True
