"""Accounts lead to the programs they are linked with, and to no others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from hutong.apps import owners
from hutong.apps import public as apps
from hutong.apps.linking import program_links
from hutong.kernel.db import Transaction
from tests.dialog.fixtures import any_town as any_town
from tests.dialog.fixtures import town as town
from tests.dialog.test_custom_send import a_program_of_its_owner
from tests.dialog.towns import OURS, Account, Town, a_town

LINK, UNLINK, GET = "/cgi-bin/wxopen/wxamplink", "/cgi-bin/wxopen/wxampunlink", "/cgi-bin/wxopen/wxamplinkget"


async def a_program(town: Town, owner_id: int | None = None) -> str:
    """A program of an owner, or of one of its own."""

    def make(tx: Transaction) -> str:
        owner = owners.invent(tx, kind="company") if owner_id is None else owners.found(tx, owner_id)
        return apps.create(tx, kind="mini", owner=owner)[0].app_id

    return await town.lane.db.run(make)


def page(town: Town, app_id: str) -> httpx.AsyncClient:
    return town.browser(f"{OURS}/api/console/apps/{app_id}")


async def statuses(account: Account) -> dict[str, int]:
    items = (await account.post(GET, {}))["wxopens"]["items"]
    return {item["appid"]: item["status"] for item in items}


async def menu(account: Account, program_id: str) -> int:
    button = {"type": "miniprogram", "name": "Tea", "url": "http://u", "appid": program_id, "pagepath": "pages/a"}
    return int((await account.post("/cgi-bin/menu/create", {"button": [button]}))["errcode"])


async def link(account: Account, program_id: str, verb: str = LINK) -> int:
    return int((await account.post(verb, {"appid": program_id, "notify_users": "0", "show_profile": "1"}))["errcode"])


async def test_a_program_of_another_owner_is_linked_once_both_agree(any_town: Town) -> None:
    town = any_town
    account, program_id = await town.account(), await a_program(any_town)
    assert await menu(account, program_id) == 45064
    assert await link(account, "wx0000000000000000") == 40013
    assert await link(account, account.app_id) == 40013
    assert await link(account, program_id, UNLINK) == 40166
    assert await link(account, program_id) == 0
    assert await statuses(account) == {program_id: 2}
    assert await menu(account, program_id) == 45064
    async with page(town, account.app_id) as asking, page(town, program_id) as asked:
        own = await asking.put(f"/links/{program_id}", json={"agreed": True})
        assert (own.status_code, own.json()["error"]) == (409, "app_link_not_asked")
        (shown,) = (await asked.get("/links")).json()["items"]
        assert (shown["app_id"], shown["state"], shown["asked_by"]) == (account.app_id, "asked", "them")
        (agreed,) = (await asked.put(f"/links/{account.app_id}", json={"agreed": True})).json()["items"]
        assert agreed["state"] == "linked"
        again = await asked.put(f"/links/{account.app_id}", json={"agreed": False})
        assert again.status_code == 409
    assert await statuses(account) == {program_id: 1}
    (item,) = (await account.post(GET, {}))["wxopens"]["items"]
    assert (item["selected"], item["func_infos"][0]["status"]) == (1, 0)
    assert await menu(account, program_id) == 0
    assert await link(account, program_id, UNLINK) == 0
    assert await menu(account, program_id) == 45064


async def test_either_side_may_ask_and_either_may_say_no(town: Town) -> None:
    account, program_id = await town.account(), await a_program(town)
    async with page(town, program_id) as asking, page(town, account.app_id) as asked:
        (mine,) = (await asking.post("/links", json={"app_id": account.app_id})).json()["items"]
        assert (mine["state"], mine["asked_by"]) == ("asked", "us")
        assert await statuses(account) == {program_id: 12}
        (refused,) = (await asked.put(f"/links/{program_id}", json={"agreed": False})).json()["items"]
        assert refused["state"] == "refused"
        assert await statuses(account) == {program_id: 3}
        assert await menu(account, program_id) == 45064
        await asking.post("/links", json={"app_id": account.app_id})
        # Who asks for what the other asked for agrees by it.
        assert await link(account, program_id) == 0
        assert await statuses(account) == {program_id: 1}
        gone = await asking.delete(f"/links/{account.app_id}")
        assert gone.json()["items"] == []
        assert (await asking.delete(f"/links/{account.app_id}")).status_code == 404


async def test_programs_of_the_same_owner_need_nobody(town: Town) -> None:
    account = await town.account()
    program_id = await a_program_of_its_owner(town, account)
    assert await menu(account, program_id) == 0
    assert await statuses(account) == {}
    async with page(town, account.app_id) as console:
        (shown,) = (await console.get("/links")).json()["items"]
        assert (shown["app_id"], shown["state"]) == (program_id, "own")
    assert await link(account, program_id) == 0
    assert await statuses(account) == {program_id: 1}
    assert await link(account, program_id, UNLINK) == 0
    assert await menu(account, program_id) == 0


async def test_there_is_room_for_some_programs_only(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    account = await town.account()
    for _ in range(program_links.MOST_OF_OTHERS):
        assert await link(account, await a_program(town)) == 0
    assert await link(account, await a_program(town)) == 89407
    monkeypatch.setattr(program_links, "MOST_OWN", 1)
    assert await link(account, await a_program_of_its_owner(town, account)) == 0
    assert await link(account, await a_program_of_its_owner(town, account)) == 89009
    monkeypatch.setattr(program_links, "MOST_ACCOUNTS", 0)
    assert await link(await town.account(), await a_program(town)) == 89009


async def test_strangers_decide_nothing(tmp_path: Path) -> None:
    async with a_town(tmp_path / "live", mode="live") as town:

        def make(tx: Transaction) -> tuple[str, str]:
            of_account, of_program = (owners.invent(tx, kind="company") for _ in range(2))
            account = apps.create(tx, kind="service", owner=of_account, verified=True)[0].app_id
            program = apps.create(tx, kind="mini", owner=of_program)[0].app_id
            program_links.ask(tx, account, program, by="account")
            return account, program

        account_id, program_id = await town.lane.db.run(make)
        nobody = (await town.person()).id
        async with town.browser(f"{OURS}/api/console/apps/{program_id}", nobody) as stranger:
            for answer in (
                await stranger.get("/links"),
                await stranger.put(f"/links/{account_id}", json={"agreed": True}),
                await stranger.post("/links", json={"app_id": account_id}),
                await stranger.delete(f"/links/{account_id}"),
                await stranger.get("/identity"),
                await stranger.delete("/identity"),
            ):
                assert answer.status_code == 404, answer.text
        link = await town.lane.db.read(program_links.find, account_id, program_id)
        assert link is not None
        assert link.state == "asked"


async def test_an_article_leads_to_linked_programs_only(town: Town) -> None:
    account, program_id = await town.account(), await a_program(town)

    async def draft() -> Any:
        card = (
            f'<mp-miniprogram data-miniprogram-appid="{program_id}" data-miniprogram-path="pages/a"></mp-miniprogram>'
        )
        article = {"title": "Tea", "content": f"<p>Tea</p>{card}", "thumb_media_id": "none"}
        return (await account.post("/cgi-bin/draft/add", {"articles": [article]}))["errcode"]

    assert await draft() == 45086
    assert await link(account, program_id) == 0
    async with page(town, program_id) as console:
        await console.put(f"/links/{account.app_id}", json={"agreed": True})
    # The card is good now; the cover it names is not.
    assert await draft() == 40007
