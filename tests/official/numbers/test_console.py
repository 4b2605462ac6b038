"""What an account's owner sees of its figures, its codes and one follower."""

from __future__ import annotations

from typing import Any

from hutong.official import public as official
from hutong.official import qrcodes
from hutong.official.articles import reading
from hutong.official.numbers import funnel
from tests.dialog.bots import Bot
from tests.dialog.towns import Town, refusal
from tests.official.numbers.test_datacube import DAY_BEFORE, TODAY, YESTERDAY, an_article, at


async def test_the_last_days_are_told_with_today_in_them(any_town: Town, bot: Bot) -> None:
    town = any_town
    at(town, DAY_BEFORE)
    account = await town.account()
    await account.serve(bot)
    li = await town.follower(account, "Li Lei")
    at(town, YESTERDAY)
    await li.say(account, "Hello")
    await li.unfollow(account)
    await town.settle()
    at(town, TODAY, 0)
    await li.follow(account, how="search")
    code = await town.lane.db.run(an_article, account.app_id, way="published")
    await town.lane.db.run(reading.count_read, code, li.id, "chat")
    await town.settle()
    async with account.console() as console:
        told = (await console.get("/numbers", params={"days": "3"})).json()
        assert len((await console.get("/numbers", params={"days": "1000"})).json()["days"]) == 90
        assert len((await console.get("/numbers", params={"days": "-1"})).json()["days"]) == 1
    shown = ("on", "came", "left", "following", "writers", "messages", "readers", "pushes", "failed_pushes")
    assert [tuple(day[name] for name in shown) for day in told["days"]] == [
        (DAY_BEFORE, 1, 0, 1, 0, 0, 0, 1, 0),
        (YESTERDAY, 0, 1, 0, 1, 1, 0, 2, 0),
        (TODAY, 1, 0, 1, 0, 0, 1, 1, 0),
    ]
    assert told["ways"] == [{"how": "other", "came": 1, "left": 1}, {"how": "search", "came": 1, "left": 0}]
    assert told["kinds"] == [{"kind": "text", "people": 1, "messages": 1}]
    assert [(one["title"], one["code"], one["reads"], one["likes"]) for one in told["articles"]] == [
        ("Water", code, 1, 0)
    ]


async def test_a_funnel_tells_how_far_they_went_who_scanned_a_code(any_town: Town) -> None:
    town = any_town
    account = await town.account()
    run = town.lane.db.run
    door = await run(qrcodes.create_permanent, account.app_id, "7")
    seven = await run(qrcodes.create_permanent, account.app_id, 7)
    people = [await town.person(f"Walker {number}") for number in range(4)]
    for person in (*people, people[0]):
        await run(official.scan, person.id, qrcodes.address_of(door), our_hosts=())
    await run(official.scan, people[3].id, seven.ticket, our_hosts=())
    for person in people[:3]:
        await person.follow(account, ticket=door.ticket)
    await people[3].follow(account)
    for person in people:
        await town.settle()
        if person is not people[2]:
            await person.say(account, "Hello")
    await people[0].say(account, "Again")
    await run(funnel.paid, account.app_id, people[0].id)
    async with account.console() as console:
        told = (await console.get("/scenes")).json()["items"]
    # Who followed by themselves is nobody's catch, though they had scanned a code.
    steps = ("scene", "is_number", "scans", "scanned", "followed", "wrote", "paid")
    assert [tuple(one[step] for step in steps) for one in told] == [
        ("7", False, 5, 4, 3, 2, 1),
        ("7", True, 1, 1, 0, 0, 0),
    ]


async def test_a_followers_card_tells_everything_and_changes_their_tags(any_town: Town) -> None:
    town = any_town
    at(town, DAY_BEFORE)
    account, other = await town.account(), await town.account()
    code = await town.lane.db.run(qrcodes.create_permanent, account.app_id, "front door")
    li = await town.person("Li Lei")
    await li.follow(account, ticket=code.ticket)
    await town.settle()
    at(town, YESTERDAY)
    await li.say(account, "Hello")
    await account.fetch_token()
    await account.send(li, content="Hello to you")
    place = f"/followers/{li.openid(account)}"
    async with account.console() as console:

        async def tagged(*tag_ids: int) -> Any:
            answer = await console.put(f"{place}/tags", json={"tag_ids": tag_ids})
            return [tag["id"] for tag in answer.json()["tags"]] if answer.status_code == 200 else refusal(answer)

        made = [(await console.post("/tags", json={"name": name})).json()["id"] for name in ("North", "South")]
        assert await tagged(made[0], 2) == [made[0], 2]
        assert await tagged(made[1], 2, 2) == [2, made[1]]
        assert await tagged(99) == (404, "tag_not_found")
        assert await tagged(*range(100, 121)) == (409, "follower_has_too_many_tags")
        assert (await console.patch(f"/tags/{made[1]}", json={"name": "Far south"})).json()["items"][-1] == {
            "id": made[1],
            "name": "Far south",
            "count": 1,
        }
        for path, method, expected in (
            ("/tags/2", "DELETE", (409, "tag_of_the_house")),
            ("/tags/9999", "DELETE", (404, "tag_not_found")),
            ("/tags/north", "DELETE", (404, "tag_not_found")),
        ):
            assert refusal(await console.request(method, path)) == expected
        assert refusal(await console.post("/tags", json={"name": "Far south"})) == (409, "tag_name_taken")
        assert refusal(await console.post("/tags", json={"name": "n" * 31})) == (422, "tag_name_too_long")
        at(town, TODAY)
        await li.unfollow(account)
        card = (await console.get(place)).json()
        assert refusal(await console.get(f"/followers/{li.openid(other)}")) == (404, "follower_not_found")
        assert refusal(await console.put(f"{place}/tags", json={"tag_ids": []})) == (404, "follower_not_found")
    assert (card["person"]["name"], card["following"], card["how"], card["scene"]) == (
        "Li Lei",
        False,
        "qr_code",
        "front door",
    )
    assert (card["written"], card["answered"], card["conversation_window_until"]) == (1, 1, None)
    assert card["last_written_at"].startswith(YESTERDAY)
    assert [(one["kind"], one["at"][:10], one["scene"]) for one in card["history"]] == [
        ("left", TODAY, "front door"),
        ("wrote", YESTERDAY, "front door"),
        ("followed", DAY_BEFORE, "front door"),
        ("scanned", DAY_BEFORE, "front door"),
    ]
