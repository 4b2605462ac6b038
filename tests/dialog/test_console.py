"""What an account's owner sees of its conversations and its last days."""

from __future__ import annotations

from typing import Any

from tests.dialog.towns import Account, Town


async def test_a_conversation_waits_until_the_account_has_answered(town: Town, account: Account) -> None:
    li = await town.follower(account, "Li Lei")
    han = await town.follower(account, "Han Meimei")
    await li.say(account, "Is the water safe?")
    await li.say(account, "It looks yellow.")
    await han.say(account, "Thank you.")
    await account.send(han, content="You are welcome.")

    async with account.console() as console:
        everybody = (await console.get("/threads")).json()
        waiting = (await console.get("/threads", params={"waiting": "true"})).json()
        await console.post("/messages", json={"openid": li.openid(account), "text": "It is."})
        answered = (await console.get("/threads", params={"waiting": "true"})).json()

    assert {one["person"]["name"]: one["unanswered"] for one in everybody["items"]} == {"Han Meimei": 0, "Li Lei": 2}
    assert everybody["next"] is None
    assert [(one["openid"], one["unanswered"]) for one in waiting["items"]] == [(li.openid(account), 2)]
    assert waiting["items"][0]["conversation_window_until"] is not None
    assert answered["items"] == []


async def test_conversations_come_in_pages_though_time_stands_still(town: Town, account: Account) -> None:
    town.hold()
    for number in range(43):
        await town.follower(account, f"Walker {number}")
    async with account.console() as console:
        first = (await console.get("/threads")).json()
        second = (await console.get("/threads", params={"before": first["next"]})).json()
    names = [one["person"]["name"] for one in first["items"] + second["items"]]
    assert (len(first["items"]), second["next"]) == (40, None)
    assert sorted(names) == sorted(f"Walker {number}" for number in range(43))


async def test_the_last_days_are_counted_by_the_owners_own_midnight(town: Town, account: Account) -> None:
    town.hold()
    li = await town.follower(account)
    await li.say(account, "Hello")
    await account.send(li, content="Hello to you")
    town.hold(days=1)
    await li.say(account, "Good morning")
    async with account.console() as console:
        seen = (await console.get("/activity", params={"days": "3", "offset_minutes": "480"})).json()
    assert [(day["written"], day["answered"], day["came"]) for day in seen["days"]] == [(0, 0, 0), (1, 1, 1), (1, 0, 0)]
    assert (seen["followers"], seen["callbacks"]) == (1, {"sent": 0, "answered": 0, "median_ms": None})


async def test_the_console_hears_that_something_was_said_and_not_what(town: Town, account: Account) -> None:
    li = await town.follower(account)
    heard: list[Any] = []
    town.lane.bus.listen("apps", heard.append)
    await li.say(account, "A secret")
    assert heard == [{"app_id": account.app_id, "person_id": li.id}] * 2


async def test_looking_at_a_secret_is_written_down(town: Town, account: Account) -> None:
    async with account.console() as console:
        assert (await console.post("/reveals", json={"what": "token"})).status_code == 200
        assert (await console.post("/reveals", json={"what": "password"})).status_code == 400
    async with town.browser("http://lane.localhost/api/console") as console:
        told = (await console.get("/audit", params={"action": "apps.secret_revealed"})).json()["items"]
    assert [(one["actor"], one["subject"], one["detail"]) for one in told] == [
        ("lab", f"app:{account.app_id}", {"what": "token"})
    ]


async def test_words_are_found_in_every_conversation(town: Town, account: Account) -> None:
    li = await town.follower(account, "Li Lei")
    han = await town.follower(account, "Han Meimei")
    await li.say(account, 'The water looks "Yellow",\n100% of it')
    await han.say(account, "水是黄色的")
    await account.send(li, content="Yellow is not good.")
    async with account.console() as console:

        async def found(q: str) -> list[Any]:
            items = (await console.get("/messages/search", params={"q": q})).json()["items"]
            return [(one["person_name"], one["direction"]) for one in items]

        assert await found("yellow") == [("Li Lei", "out"), ("Li Lei", "in")]
        assert await found('"yellow", 100%') == [("Li Lei", "in")]
        assert await found("黄色") == [("Han Meimei", "in")]
        for nothing in ("", " ", "kind", "100%it", "y_llow", "%"):
            assert await found(nothing) == ([("Li Lei", "in")] if nothing == "%" else []), nothing
