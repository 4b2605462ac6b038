"""Broadcasting from the console: counting before, sending, lists, previews, deleting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from tests.conformance.stock import a_picture
from tests.dialog.towns import OURS, Account, Person, Town, a_town, refusal
from tests.kernel.sounds import a_film, a_sound
from tests.official.articles.press import an_article, drafted
from tests.official.broadcasts.studio import read_by, tagged, traces
from tests.official.material.desk import a_cover
from tests.official.members.test_members import owned


async def sent(console: httpx.AsyncClient, content: Any, client_id: str, **audience: Any) -> httpx.Response:
    """What sending answers."""
    return await console.post("/broadcasts", json={"content": content, "audience": audience, "client_id": client_id})


async def counted(console: httpx.AsyncClient, **audience: Any) -> tuple[int, int, int]:
    """Total, reached and filtered of an audience."""
    found = (await console.post("/broadcasts/count", json={"audience": audience})).json()
    return found["total"], found["reached"], found["filtered"]


def text(words: str = "Water is back") -> dict[str, str]:
    return {"kind": "text", "text": words}


async def a_crowd(town: Town, account: Account) -> list[Person]:
    """Six followers: English and Chinese, by a code and by search, talkative and silent."""
    made = await account.post(
        "/cgi-bin/qrcode/create",
        {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "bridge"}}},
    )
    people = [await town.person(f"Person {number}", "en" if number < 3 else "zh-CN") for number in range(6)]
    for number, person in enumerate(people):
        await person.follow(account, **({"ticket": made["ticket"]} if number % 2 else {"how": "search"}))
    await people[0].say(account, "hello")
    town.hold(days=10)
    await people[1].say(account, "good morning")
    await account.fetch_token()
    return people


async def test_only_who_shares_a_place_inside_the_circle_is_meant(any_town: Town) -> None:
    town = any_town
    account = await town.account()
    near, far, silent, left = [await town.follower(account, f"Person {number}") for number in range(4)]
    drum_tower, shanghai = {"latitude": 39.9408, "longitude": 116.3896}, {"latitude": 31.2304, "longitude": 121.4737}
    entered, sharing = f"/accounts/{account.app_id}/entered", f"/accounts/{account.app_id}/place-sharing"
    for person, place in ((near, drum_tower), (far, shanghai), (left, drum_tower)):
        assert (await person.phone.post(entered, json=place)).status_code == 200
    assert (await silent.phone.put(sharing, json={"shared": True})).json() == {"shared": True}
    await left.unfollow(account)
    await left.follow(account)

    console = account.console()
    circle = {**drum_tower, "radius_m": 2_000}
    assert await counted(console, area=circle) == (1, 1, 0)
    assert await counted(console, area={**circle, "latitude": 39.96}) == (0, 0, 0)
    assert await counted(console, area={**circle, "radius_m": 200_000}) == (1, 1, 0)
    assert await counted(console, area={**shanghai, "radius_m": 500}) == (1, 1, 0)
    assert (await sent(console, text(), "1", area=circle)).json()["total"] == 1
    await town.settle()
    assert (await near.phone.put(sharing, json={"shared": False})).json() == {"shared": False}
    assert await counted(console, area=circle) == (0, 0, 0)
    for wrong in ({**circle, "radius_m": 99}, {**circle, "radius_m": 200_001}, {**circle, "latitude": 91}):
        refused = await console.post("/broadcasts/count", json={"audience": {"area": wrong}})
        assert refused.json()["error"] == "broadcast_audience_mixed"


async def test_audiences_are_counted_and_reached(any_town: Town) -> None:
    town = any_town
    account = await town.account()
    people = await a_crowd(town, account)
    north = await tagged(account, "North", *people[:4])
    await account.post("/cgi-bin/tags/members/batchblacklist", {"openid_list": [people[3].openid(account)]})
    console = account.console()
    assert await counted(console) == (6, 5, 1)
    assert await counted(console, tag_id=north) == (4, 3, 1)
    assert await counted(console, language="en") == (3, 3, 0)
    assert await counted(console, scene="bridge") == (3, 2, 1)
    assert await counted(console, scene="search") == (3, 3, 0)
    assert await counted(console, active_within_days=5) == (1, 1, 0)
    assert await counted(console, active_within_days=11) == (2, 2, 0)
    assert await counted(console, tag_id=north, language="zh-CN") == (1, 0, 1)
    assert await counted(console, tag_id=north, language="en", scene="search", active_within_days=365) == (1, 1, 0)
    named = [people[4].openid(account), people[5].openid(account), people[5].openid(account)]
    assert await counted(console, openids=named) == (2, 2, 0)
    answer = (await sent(console, text("English"), "1", language="en")).json()
    assert (answer["state"], answer["total"], answer["by"], answer["sent_by"]) == ("sending", 3, "console", "lab")
    await town.settle()
    shown = (await console.get(f"/broadcasts/{answer['id']}")).json()
    assert (shown["state"], shown["sent"], shown["filtered"], shown["audience"]["language"]) == ("sent", 3, 0, "en")
    assert [await read_by(town, one) for one in people] == [["English"]] * 3 + [[]] * 3
    # A filtered part spends of the account's share; people named one by one do not.
    assert (await sent(console, text("to two"), "2", openids=named)).json()["audience"]["openids_count"] == 2
    listed = (await console.get("/broadcasts", params={"limit": 1})).json()
    assert (listed["allowance"]["used"], listed["allowance"]["left"]) == (1, 3)
    assert [one["content"]["text"] for one in listed["items"]] == ["to two"]
    rest = (await console.get("/broadcasts", params={"before": listed["next"]})).json()
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([answer["id"]], None)


async def test_once_is_once_and_what_is_refused_moves_nothing(any_town: Town) -> None:
    town = any_town
    account = await town.account("subscription")
    console = account.console()
    assert refusal(await sent(console, text(), "0")) == (422, "broadcast_audience_empty")
    li = await town.follower(account)
    first = (await sent(console, text("one"), "1")).json()
    assert (await sent(console, text("another"), "1")).json()["id"] == first["id"]
    before = await traces(town, account)
    refused: list[tuple[Any, dict[str, Any], str, tuple[int, str]]] = [
        (text("two"), {}, "2", (409, "no_broadcasts_left")),
        (text(""), {}, "2", (422, "text_missing")),
        (text("x" * 2049), {}, "2", (422, "text_too_long")),
        (text(), {}, "x" * 65, (422, "client_id_refused")),
        (text(), {"tag_id": 99}, "2", (404, "tag_not_found")),
        (text(), {"tag_id": -1}, "2", (404, "tag_not_found")),
        (text(), {"language": "fr"}, "2", (422, "broadcast_audience_mixed")),
        (text(), {"scene": ""}, "2", (422, "broadcast_audience_mixed")),
        (text(), {"active_within_days": 0}, "2", (422, "broadcast_audience_mixed")),
        (text(), {"active_within_days": 366}, "2", (422, "broadcast_audience_mixed")),
        (text(), {"openids": [], "language": "en"}, "2", (422, "broadcast_audience_mixed")),
        (text(), {"openids": [li.openid(account)], "language": "en"}, "2", (422, "broadcast_audience_mixed")),
        (text(), {"openids": ["nobody"]}, "2", (404, "follower_not_found")),
        ({"kind": "image", "media_id": "nothing"}, {}, "2", (422, "media_unknown")),
        ({"kind": "articles", "media_id": "nothing"}, {}, "2", (404, "material_not_found")),
        ({"kind": "images", "media_ids": []}, {}, "2", (422, "broadcast_content_missing")),
    ]
    for content, audience, client_id, expected in refused:
        assert refusal(await sent(console, content, client_id, **audience)) == expected, (content, audience)
    for number in ("7", "x", str(1 << 70)):
        assert refusal(await console.get(f"/broadcasts/{number}")) == (404, "broadcast_not_found")
    await town.settle()
    assert refusal(await console.delete(f"/broadcasts/{first['id']}")) == (409, "broadcast_stays")
    assert refusal(await console.delete(f"/broadcasts/{first['id']}", params={"article": 1})) == (
        409,
        "broadcast_stays",
    )
    assert await traces(town, account) == before
    assert await read_by(town, li) == ["one"]


async def test_media_are_brought_previewed_sent_and_taken_back(town: Town, account: Account) -> None:
    li = await town.follower(account)
    console = account.console()
    media: dict[str, str] = {}
    for kind, data in (("image", a_picture()), ("voice", a_sound("mp3", "mp3")), ("video", a_film())):
        answer = await console.post("/broadcasts/media", params={"kind": kind, "name": "it"}, content=data)
        media[kind] = answer.json()["media_id"]
        assert answer.json()["kind"] == kind
    assert (await console.post("/broadcasts/media", params={"kind": "image"}, content=b"no")).status_code in (415, 422)
    draft = await drafted(account, an_article(await a_cover(town, account), "Boats"))
    contents: list[dict[str, Any]] = [
        {"kind": "image", "media_id": media["image"]},
        {"kind": "voice", "media_id": media["voice"]},
        {"kind": "video", "media_id": media["video"], "title": "Clean water"},
        {"kind": "articles", "media_id": draft},
    ]
    for content in contents:
        answer = await console.post("/broadcasts/preview", json={"content": content, "openid": li.openid(account)})
        assert (answer.status_code, answer.json()) == (200, {})
    kinds = ["image", "voice", "video", "articles"]
    assert [type(body).__name__.lower() for body in await li.heard(account)] == kinds
    made = [(await sent(console, content, content["kind"])).json() for content in contents]
    await town.settle()
    assert await read_by(town, li) == kinds
    articles = made[3]["content"]
    assert (articles["title"], [one["title"] for one in articles["articles"]]) == ("Boats", ["Boats"])
    gone = (await console.delete(f"/broadcasts/{made[3]['id']}", params={"article": 1})).json()
    assert (gone["state"], gone["deleted_articles"]) == ("deleted", [1])
    assert (await console.delete(f"/broadcasts/{made[2]['id']}")).json()["state"] == "deleted"
    assert refusal(await sent(console, text(), "fifth")) == (409, "no_broadcasts_left")


async def test_only_those_who_may_write_for_the_account(tmp_path: Path) -> None:
    async with a_town(tmp_path / "home", mode="live") as town:
        account = await owned(town, await town.person("Owner"))
        stranger = await town.person("Stranger")
        theirs = town.browser(f"{OURS}/api/console/apps/{account.app_id}", who=stranger.id)
        asked = [
            await sent(theirs, text(), "1"),
            await theirs.post("/broadcasts/count", json={}),
            await theirs.post("/broadcasts/media", params={"kind": "image"}, content=a_picture()),
            await theirs.post("/broadcasts/preview", json={"content": text(), "openid": "o"}),
            await theirs.get("/broadcasts"),
            await theirs.get("/broadcasts/1000000001"),
            await theirs.delete("/broadcasts/1000000001"),
        ]
        assert [refusal(answer) for answer in asked] == [(404, "app_not_found")] * len(asked)
        rules = await theirs.put(f"{OURS}/api/lab/apps/{account.app_id}/broadcast-rules", json={"rule_set": "2013"})
        assert rules.status_code == 404
