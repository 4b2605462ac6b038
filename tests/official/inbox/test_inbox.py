"""The inbox of those who work on an account: what is unread, what was starred, who answered."""

from __future__ import annotations

from typing import Any

import httpx

from tests.dialog.towns import Town, refusal


async def waiting(console: httpx.AsyncClient) -> list[tuple[str, int]]:
    """Who wrote something that nobody has read, and how much."""
    items = (await console.get("/threads", params={"unread": "true"})).json()["items"]
    return [(one["person"]["name"], one["unread"]) for one in items]


async def counted(console: httpx.AsyncClient) -> tuple[int, int, int]:
    told = (await console.get("/inbox")).json()
    return told["unread_messages"], told["unread_threads"], told["starred"]


async def test_what_people_write_is_unread_until_somebody_has_seen_it(any_town: Town) -> None:
    account = await any_town.account()
    li, han = await any_town.follower(account, "Li Lei"), await any_town.follower(account, "Han Meimei")
    any_town.hold()
    for text in ("Is the water safe?", "It looks yellow."):
        first_or_second = await li.say(account, text)
    any_town.hold(seconds=1)
    last = await han.say(account, "Thank you.")
    async with account.console() as console:
        assert await waiting(console) == [("Han Meimei", 1), ("Li Lei", 2)]
        assert await counted(console) == (3, 2, 0)
        path = f"/threads/{li.openid(account)}/read"
        seen = (await console.post(path, json={"seq": first_or_second.seq - 1})).json()
        assert (seen["unread_messages"], seen["unread_threads"]) == (2, 2)
        # A mark never goes back, and never beyond the end.
        await console.post(path, json={"seq": 1})
        await console.post(f"/threads/{han.openid(account)}/read", json={"seq": 2**70})
        assert await waiting(console) == [("Li Lei", 1)]
        await han.say(account, "One thing more.")
        assert await waiting(console) == [("Han Meimei", 1), ("Li Lei", 1)]
        # Who answers has read; what a server answers by itself was read by nobody.
        await console.post("/messages", json={"openid": li.openid(account), "text": "It is safe."})
        await account.send(han, content="We are looking into it.")
        assert await waiting(console) == [("Han Meimei", 1)]
        assert refusal(await console.post("/threads/nobody/read", json={"seq": 1})) == (404, "person_not_found")
    assert last.seq > 0


async def test_a_starred_message_is_found_again(any_town: Town) -> None:
    account, other = await any_town.account(), await any_town.account()
    li = await any_town.follower(account, "Li Lei")
    said = [await li.say(account, text) for text in ("First", "Second", "Third")]
    async with account.console() as console:

        async def starred() -> list[str]:
            return [one["body"]["text"] for one in (await console.get("/stars")).json()["items"]]

        def place(entry: Any) -> str:
            return f"/messages/{li.openid(account)}/{entry.seq}/star"

        any_town.hold()
        for entry in (said[2], said[0], said[0]):
            assert (await console.put(place(entry), json={"starred": True})).json()["starred"] is True
            any_town.hold(seconds=1)
        assert await starred() == ["First", "Third"]
        assert (await counted(console))[2] == 2
        thread = (await console.get("/messages", params={"openid": li.openid(account)})).json()["items"]
        marked = {one["body"]["text"]: one["starred"] for one in thread if one["direction"] == "in"}
        assert marked == {"First": True, "Second": False, "Third": True}
        assert (await console.put(place(said[0]), json={"starred": False})).json()["starred"] is False
        assert await starred() == ["Third"]
        for seq in ("0", "99", "x", str(2**64)):
            answer = await console.put(f"/messages/{li.openid(account)}/{seq}/star", json={"starred": True})
            assert refusal(answer)[0] == 404, seq
    async with other.console() as console:
        # Another account knows nobody by this openid.
        assert refusal(await console.put(place(said[1]), json={"starred": True})) == (404, "person_not_found")
        assert (await counted(console))[2] == 0


async def test_the_owner_sees_which_agent_answered_and_the_person_sees_the_account(town: Town) -> None:
    account = await town.account()
    agent, li = await town.person("Agent Smith"), await town.follower(account, "Li Lei")
    await li.say(account, "Hello")
    base = f"http://lane.localhost/api/console/apps/{account.app_id}"
    async with town.browser(base, who=agent.id) as console:
        mine = (await console.post("/messages", json={"openid": li.openid(account), "text": "Hello to you"})).json()
    async with account.console() as console:
        await console.post("/messages", json={"openid": li.openid(account), "text": "And a nice day"})
        items = (await console.get("/messages", params={"openid": li.openid(account)})).json()["items"]
    await account.send(li, content="From the server")
    assert mine["agent"] == {"kind": "lab", "name": "Agent Smith"}
    assert [one["agent"] for one in items if one["direction"] == "out" and one["body"]["kind"] == "text"] == [
        {"kind": "lab", "name": None},
        {"kind": "lab", "name": "Agent Smith"},
    ]
    heard = [entry.sender for entry in await li.inbox(account) if entry.sender_kind == "app"]
    assert heard == [f"app:{account.app_id}"] * 3
    async with town.browser("http://lane.localhost/api/console") as console:
        told = (await console.get("/audit", params={"action": "dialog.answered"})).json()["items"]
    assert [(one["actor"], one["detail"]["openid"]) for one in told] == [
        ("lab", li.openid(account)),
        (f"lab:{agent.id}", li.openid(account)),
    ]


async def test_outside_the_window_nobody_answers_and_nothing_is_marked(town: Town) -> None:
    account = await town.account()
    li = await town.follower(account, "Li Lei")
    await li.say(account, "Hello")
    town.hold(hours=48, seconds=1)
    async with account.console() as console:
        answer = await console.post("/messages", json={"openid": li.openid(account), "text": "Too late"})
        assert refusal(answer) == (409, "message_window_closed")
        assert await counted(console) == (1, 1, 0)
