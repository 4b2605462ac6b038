"""Tags: names for followers, who holds them, and whom an account wants no messages from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialog.towns import Account, Person, Town

OK = {"errcode": 0, "errmsg": "ok"}
STAR = {"id": 2, "name": "星标组", "count": 0}


async def made(account: Account, name: str = "Neighbours") -> int:
    """A new tag's number."""
    number: int = (await account.post("/cgi-bin/tags/create", {"tag": {"name": name}}))["tag"]["id"]
    return number


async def tag(account: Account, number: int, *people: Person) -> dict[str, Any]:
    """What tagging these people answers."""
    body = {"tagid": number, "openid_list": [person.openid(account) for person in people]}
    return await account.post("/cgi-bin/tags/members/batchtagging", body)


async def held(account: Account, person: Person) -> list[int]:
    """The tags a person holds."""
    found: list[int] = (await account.post("/cgi-bin/tags/getidlist", {"openid": person.openid(account)}))["tagid_list"]
    return found


async def test_a_tag_is_made_renamed_held_and_deleted(any_town: Town) -> None:
    account = await any_town.account()
    person, other = await any_town.follower(account), await any_town.follower(account)
    assert await account.post("/cgi-bin/tags/create", {"tag": {"name": "Neighbours"}}) == {
        "tag": {"id": 100, "name": "Neighbours"}
    }
    assert await tag(account, 100, person, other) == OK
    assert await tag(account, 100, person) == OK
    assert await account.get("/cgi-bin/tags/get") == {"tags": [STAR, {"id": 100, "name": "Neighbours", "count": 2}]}
    openids = sorted([person.openid(account), other.openid(account)])
    holders = await account.post("/cgi-bin/user/tag/get", {"tagid": 100, "next_openid": ""})
    assert (holders["count"], sorted(holders["data"]["openid"])) == (2, openids)
    last = holders["next_openid"]
    assert last == holders["data"]["openid"][-1]
    assert await account.post("/cgi-bin/user/tag/get", {"tagid": "100", "next_openid": last}) == {
        "count": 0,
        "next_openid": "",
    }
    info = await account.get("/cgi-bin/user/info", openid=person.openid(account))
    assert (info["tagid_list"], info["groupid"]) == ([100], 100)
    assert await account.post("/cgi-bin/tags/update", {"tag": {"id": 100, "name": "Next door"}}) == OK
    body = {"tagid": 100, "openid_list": [other.openid(account)]}
    assert await account.post("/cgi-bin/tags/members/batchuntagging", body) == OK
    assert await held(account, other) == []
    assert await account.post("/cgi-bin/tags/delete", {"tag": {"id": 100}}) == OK
    assert await held(account, person) == []
    assert await account.get("/cgi-bin/tags/get") == {"tags": [STAR]}


async def test_a_follower_who_leaves_and_returns_keeps_their_tags(any_town: Town) -> None:
    account = await any_town.account()
    person = await any_town.follower(account)
    kept, lost = await made(account, "Kept"), await made(account, "Lost")
    await tag(account, kept, person)
    await tag(account, lost, person)
    await person.unfollow(account)
    counts = {one["id"]: one["count"] for one in (await account.get("/cgi-bin/tags/get"))["tags"]}
    assert counts == {2: 0, kept: 0, lost: 0}
    await account.post("/cgi-bin/tags/delete", {"tag": {"id": lost}})
    # A new tag takes another number, so nobody comes back to a tag they never had.
    assert await made(account, "New") == lost + 1
    await person.follow(account)
    assert await held(account, person) == [kept]


@pytest.mark.parametrize(
    ("path", "tag", "code"),
    [
        ("create", {"name": ""}, 45157),
        ("create", {"name": "Neighbours"}, 45157),
        ("create", {"name": "n" * 31}, 45158),
        ("update", {"id": 2, "name": "Mine"}, 45058),
        ("update", {"id": 99, "name": "Mine"}, 45159),
        ("update", {"id": 101, "name": "Neighbours"}, 45157),
        ("delete", {"id": 0}, 45058),
        ("delete", {"id": 99}, 45159),
    ],
)
async def test_a_tag_that_cannot_be_is_refused(
    town: Town, account: Account, path: str, tag: dict[str, Any], code: int
) -> None:
    assert [await made(account), await made(account, "字" * 30)] == [100, 101]
    before = await account.get("/cgi-bin/tags/get")
    assert (await account.post(f"/cgi-bin/tags/{path}", {"tag": tag}))["errcode"] == code
    assert await account.get("/cgi-bin/tags/get") == before


async def test_an_account_has_a_hundred_tags_and_a_follower_twenty(town: Town, account: Account) -> None:
    person = await town.follower(account)
    numbers = [await made(account, f"Tag {count}") for count in range(100)]
    assert (await account.post("/cgi-bin/tags/create", {"tag": {"name": "One more"}}))["errcode"] == 45056
    for number in numbers[:20]:
        assert await tag(account, number, person) == OK
    assert (await tag(account, numbers[20], person))["errcode"] == 45059
    assert await tag(account, numbers[0], person) == OK
    assert await held(account, person) == numbers[:20]


async def test_a_list_is_tagged_whole_or_not_at_all(town: Town, account: Account) -> None:
    person = await town.follower(account)
    other = await town.account()
    number = await made(account)
    path = "/cgi-bin/tags/members/batchtagging"
    lists: list[tuple[list[str], int]] = [
        ([], 40032),
        ([person.openid(account)] * 51, 40032),
        ([person.openid(account), "nobody"], 40003),
        ([person.openid(account), person.openid(other)], 49003),
        ([person.openid(account), (await town.person()).openid(account)], 40003),
    ]
    for openids, code in lists:
        assert (await account.post(path, {"tagid": number, "openid_list": openids}))["errcode"] == code
    assert (await tag(account, 7, person))["errcode"] == 45159
    assert await held(account, person) == []


async def test_the_blacklist_is_filled_told_and_emptied(any_town: Town) -> None:
    account = await any_town.account()
    person, other = await any_town.follower(account), await any_town.follower(account)
    openids = [person.openid(account), other.openid(account)]
    assert await account.post("/cgi-bin/tags/members/batchblacklist", {"openid_list": openids}) == OK
    told = await account.post("/cgi-bin/tags/members/getblacklist", {"begin_openid": ""})
    assert (told["total"], told["count"], sorted(told["data"]["openid"])) == (2, 2, sorted(openids))
    begin = told["data"]["openid"][0]
    assert (await account.post("/cgi-bin/tags/members/getblacklist", {"begin_openid": begin}))["count"] == 1
    path = "/cgi-bin/tags/members/batchunblacklist"
    assert await account.post(path, {"openid_list": openids[:1]}) == OK
    assert (await account.post("/cgi-bin/tags/members/getblacklist", {}))["data"]["openid"] == openids[1:]
    for count in (0, 21):
        body = {"openid_list": openids[:1] * count}
        assert (await account.post("/cgi-bin/tags/members/batchblacklist", body))["errcode"] == 40032
