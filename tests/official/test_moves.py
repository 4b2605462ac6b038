"""Followers move to another account of their owner's, and its server learns what they are called now."""

from __future__ import annotations

from hutong.apps import owners
from hutong.apps import public as apps
from hutong.official import moves
from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Town

CHANGE = "/cgi-bin/changeopenid"


async def two_of_one_owner(town: Town) -> tuple[Account, Account]:
    """An old and a new account."""
    owner = await town.lane.db.run(owners.invent, kind="company")
    made: list[Account] = []
    for _ in range(2):
        app, secret = await town.lane.db.run(
            apps.create, kind="service", owner=owner, name=f"Account {len(made)}", verified=True
        )
        account = Account(town, app.app_id, secret)
        await account.fetch_token()
        made.append(account)
    return made[0], made[1]


async def test_everybody_moves_silently_and_keeps_their_remark(any_town: Town, bot: Bot) -> None:
    town = any_town
    old, new = await two_of_one_owner(town)
    people = [await town.follower(old, f"Person {number}") for number in range(2 * moves.AT_ONCE + 3)]
    await old.post("/cgi-bin/user/info/updateremark", {"openid": people[0].openid(old), "remark": "VIP"})
    await people[1].follow(new)
    await town.settle()
    await new.serve(bot)
    console = new.console()
    begun = await console.post("/moves", json={"from_app_id": old.app_id})
    assert (begun.status_code, begun.json()["moved"]) == (200, 0)
    await town.settle()

    told = (await console.get(f"/moves/{old.app_id}")).json()
    assert (told["moved"], told["ended_at"] is not None) == (len(people), True)
    assert (await old.get("/cgi-bin/user/get"))["total"] == 0
    assert (await new.get("/cgi-bin/user/get"))["total"] == len(people)
    info = await new.get("/cgi-bin/user/info", openid=people[0].openid(new))
    assert (info["remark"], info["subscribe_scene"]) == ("VIP", "ADD_SCENE_ACCOUNT_MIGRATION")
    assert bot.pushed == []

    asked = {"from_appid": old.app_id, "openid_list": [people[0].openid(old), people[2].openid(old)]}
    changed = (await new.post(CHANGE, asked))["result_list"]
    assert changed == [
        {"ori_openid": person.openid(old), "new_openid": person.openid(new), "err_msg": "ok"}
        for person in (people[0], people[2])
    ]


async def test_only_who_moved_is_told_and_only_to_the_new_account(any_town: Town) -> None:
    town = any_town
    old, new = await two_of_one_owner(town)
    person = await town.follower(old)
    asked = {"from_appid": old.app_id, "openid_list": [person.openid(old)]}
    assert (await new.post(CHANGE, asked))["errcode"] == 63178
    await new.console().post("/moves", json={"from_app_id": old.app_id})
    await town.settle()
    stranger = await town.person("Stranger")
    wrong = {"from_appid": old.app_id, "openid_list": [stranger.openid(old), "o123"]}
    assert [one["err_msg"] for one in (await new.post(CHANGE, wrong))["result_list"]] == ["ori_openid error"] * 2
    assert (await old.post(CHANGE, {**asked, "from_appid": new.app_id}))["errcode"] == 63178
    for count in (0, 101):
        assert (await new.post(CHANGE, {**asked, "openid_list": ["o"] * count}))["errcode"] == 63179


async def test_followers_move_between_accounts_of_one_owner_only(any_town: Town) -> None:
    town = any_town
    old, new = await two_of_one_owner(town)
    other = await town.account()
    for console, source, reason in ((other.console(), old, "owner"), (new.console(), new, "same")):
        refused = (await console.post("/moves", json={"from_app_id": source.app_id})).json()
        assert (refused["error"], refused["params"]["reason"]) == ("move_refused", reason)
