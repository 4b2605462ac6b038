"""What a follower has to read of an account: all of it, its tags' part of it, and nothing from while they were away."""

from __future__ import annotations

from typing import Any

from tests.dialog.towns import Account, Person, Town


async def log_of(person: Person) -> dict[str, Any] | None:
    """The account's broadcasts as a fresh device of this person gets them; None while there is nothing of them."""
    synced = (await person.phone.post("/sync", json={"personal_seq": 0, "positions": {}})).json()
    logs: list[dict[str, Any]] = [one for one in synced["conversations"] if one["kind"] == "broadcast"]
    return logs[0] if logs else None


async def waiting(person: Person) -> tuple[int, list[str]]:
    """How many broadcasts a person has not read, and what all that they see say."""
    log = await log_of(person)
    if log is None:
        return 0, []
    return log["unread"], [entry["body"]["text"] for entry in log["entries"]]


async def send(town: Town, account: Account, text: str, tag_id: int | None = None) -> None:
    whom = {"is_to_all": True} if tag_id is None else {"is_to_all": False, "tag_id": tag_id}
    body = {"filter": whom, "text": {"content": text}, "msgtype": "text"}
    assert (await account.post("/cgi-bin/message/mass/sendall", body))["errcode"] == 0
    await town.settle()


async def test_unread_counts_what_is_for_the_follower_and_nothing_else(any_town: Town) -> None:
    account = await any_town.account("service")
    any_town.hold()
    neighbour, other = await any_town.follower(account), await any_town.follower(account, "Han Meimei")
    tag_id = (await account.post("/cgi-bin/tags/create", {"tag": {"name": "Neighbours"}}))["tag"]["id"]
    named = {"tagid": tag_id, "openid_list": [neighbour.openid(account)]}
    await account.post("/cgi-bin/tags/members/batchtagging", named)
    assert await waiting(other) == (0, [])

    await send(any_town, account, "to all")
    await send(any_town, account, "to neighbours", tag_id)
    assert await waiting(neighbour) == (2, ["to all", "to neighbours"])
    assert await waiting(other) == (1, ["to all"])
    late = await any_town.follower(account, "Uncle Wang")
    assert await waiting(late) == (0, [])

    # Reading to the end reads what came in between as well.
    log = await log_of(other)
    assert log is not None
    await other.phone.post(f"/conversations/{log['id']}/read", json={"seq": log["head_seq"]})
    assert await waiting(other) == (0, ["to all"])
    await send(any_town, account, "to neighbours again", tag_id)
    assert (await waiting(other))[0] == 0
    assert (await waiting(neighbour))[0] == 3

    # Whoever leaves hears nothing, sees nothing, and has nothing to catch up with when they are back.
    await neighbour.unfollow(account)
    assert await log_of(neighbour) is None
    await send(any_town, account, "while they were away")
    await neighbour.follow(account)
    assert await waiting(neighbour) == (0, ["to all", "to neighbours", "to neighbours again"])
    assert await waiting(late) == (1, ["while they were away"])
    any_town.hold(days=32)
    await account.fetch_token()
    await send(any_town, account, "to neighbours at last", tag_id)
    assert await waiting(neighbour) == (1, ["to all", "to neighbours", "to neighbours again", "to neighbours at last"])
    assert (await waiting(late))[0] == 1


async def test_an_account_that_many_complained_of_sends_nothing(town: Town) -> None:
    account = await town.account("subscription")
    angry = [await town.follower(account, f"Neighbour {number}") for number in range(5)]
    for person in angry:
        answer = await person.phone.post(f"/accounts/{account.app_id}/complaints", json={"reason": "spam"})
        assert answer.status_code == 200
    body = {"filter": {"is_to_all": True}, "text": {"content": "Again"}, "msgtype": "text"}
    assert await account.post("/cgi-bin/message/mass/sendall", body) == {"errcode": 50002, "errmsg": "user limited"}
    await town.settle()
    assert await waiting(angry[0]) == (0, [])
    town.hold(days=7, minutes=1)
    await account.fetch_token()
    assert (await account.post("/cgi-bin/message/mass/sendall", body))["errcode"] == 0
    await town.settle()
    assert await waiting(angry[0]) == (1, ["Again"])
