"""What the inspector's page needs to tell a story: names, causes of their own, and what a replay became."""

from __future__ import annotations

from pathlib import Path

from tests.dialog.bots import a_bot
from tests.dialog.towns import OURS, a_town


async def test_a_replay_tells_which_call_it_became_and_calls_name_their_person(tmp_path: Path) -> None:
    async with a_town(tmp_path / "home") as town, a_bot() as bot, town.browser(f"{OURS}/api/lab") as lab:
        account = await town.account()
        await account.serve(bot)
        li = await town.follower(account, "Li Lei")
        await li.say(account, "Hello")
        said = (await lab.get("/calls", params={"direction": "out"})).json()["items"][0]
        assert (said["cause"], said["person_name"]) == ("text", "Li Lei")

        became = (await lab.post(f"/calls/{said['id']}/replay", json={})).json()["id"]
        again = (await lab.get(f"/calls/{became}")).json()

    assert became != said["id"]
    assert (again["cause_id"], again["person_name"]) == (said["cause_id"], "Li Lei")


async def test_people_tell_how_many_accounts_they_follow(tmp_path: Path) -> None:
    async with a_town(tmp_path / "home") as town, town.browser(f"{OURS}/api/lab") as lab:
        await town.follower(await town.account(), "Li Lei")
        await town.person("Han Meimei")
        seen = (await lab.get("/people")).json()
    assert {one["name"]: one["following"] for one in seen["items"]} == {"Li Lei": 1, "Han Meimei": 0}
