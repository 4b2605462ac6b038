"""Groups: started, named, joined, left, and told in their own thread."""

from __future__ import annotations

from typing import Any

from tests.chat.houses import House


async def a_group(house: House, by: int, *others: int, title: str | None = None) -> Any:
    return await house.post(by, "/conversations", {"person_ids": [str(other) for other in others], "title": title})


async def told(house: House, person: int, conversation: str) -> list[Any]:
    page = await house.get(person, f"/conversations/{conversation}/entries")
    return [entry["body"].get("code") or entry["body"].get("text") for entry in page["entries"]]


async def test_a_group_has_a_title_and_tells_who_started_it(house: House) -> None:
    li, han, sun = await house.people("Li Lei", "Han Meimei", "孙师傅")
    group = await a_group(house, li, han, sun, title="  Dumplings \n on Sunday ")
    assert (group["kind"], group["peer"]["kind"], group["peer"]["title"]) == ("group", "group", "Dumplings on Sunday")
    assert [person["name"] for person in group["peer"]["people"]] == ["Han Meimei", "孙师傅"]
    assert group["last"]["body"] == {
        "kind": "notice",
        "code": "group_started",
        "params": {"by": "Li Lei", "by_id": str(li), "names": "Han Meimei\n孙师傅", "title": "Dumplings on Sunday"},
    }
    await house.say(han, group["id"], "I bring the vinegar")
    seen = await house.get(sun, f"/conversations/{group['id']}")
    assert (seen["unread"], seen["last"]["sender"]) == (1, {"kind": "person", "id": str(han)})
    assert {person["name"] for person in seen["peer"]["people"]} == {"Li Lei", "Han Meimei"}


async def test_a_group_begins_with_two_others_who_exist(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    for people, status, error in (
        ([han], 422, "group_too_small"),
        ([han, li], 422, "group_too_small"),
        ([han, 1], 404, "person_not_found"),
    ):
        refused = await house.ask(li, "POST", "/conversations", {"person_ids": [str(person) for person in people]})
        assert (refused.status_code, refused.json()["error"]) == (status, error)
    long = {"person_ids": [str(han), str(li)], "title": "x" * 61}
    assert (await house.ask(li, "POST", "/conversations", long)).status_code == 422


async def test_a_member_brings_others_who_read_from_then_on(house: House) -> None:
    li, han, sun, zhao = await house.people("Li Lei", "Han Meimei", "Sun", "Zhao")
    group = (await a_group(house, li, han, sun))["id"]
    await house.say(han, group, "before")
    joined = await house.post(han, f"/conversations/{group}/members", {"person_ids": [str(zhao), str(sun)]})
    assert len(joined["peer"]["people"]) == 3
    await house.say(han, group, "after")
    assert await told(house, zhao, group) == ["group_joined", "after"]
    assert await told(house, sun, group) == ["group_started", "before", "group_joined", "after"]


async def test_who_left_reads_what_was_theirs_and_writes_no_more(house: House) -> None:
    li, han, sun = await house.people("Li Lei", "Han Meimei", "Sun")
    group = (await a_group(house, li, han, sun))["id"]
    left = await house.ask(sun, "DELETE", f"/conversations/{group}/members", {})
    assert left.json()["can_write"] is False
    await house.say(li, group, "without Sun")
    assert await told(house, sun, group) == ["group_started", "group_left"]
    for method, path, body in (
        ("POST", "members", {"person_ids": [str(sun)]}),
        ("PUT", "title", {"title": "Mine"}),
        ("DELETE", "members", {}),
    ):
        refused = await house.ask(sun, method, f"/conversations/{group}/{path}", body)
        assert refused.json()["error"] == "writing_not_allowed"
    assert len((await house.get(li, f"/conversations/{group}"))["peer"]["people"]) == 1


async def test_a_new_title_is_everybodys(house: House) -> None:
    li, han, sun = await house.people("Li Lei", "Han Meimei", "Sun")
    group = (await a_group(house, li, han, sun, title="One"))["id"]
    for title, code in (("Two", "group_renamed"), ("Two", None), ("", "group_unnamed"), ("Three", "group_renamed")):
        renamed = await house.ask(han, "PUT", f"/conversations/{group}/title", {"title": title})
        assert renamed.json()["peer"]["title"] == (title or None), code
    synced = await house.post(sun, "/sync", {})
    assert synced["conversations"][0]["peer"]["title"] == "Three"
    codes = [code for code in await told(house, sun, group) if code.startswith("group")]
    assert codes == ["group_started", "group_renamed", "group_unnamed", "group_renamed"]
    assert synced["conversations"][0]["unread"] == 0


async def test_what_is_no_group_is_neither_joined_nor_renamed(house: House) -> None:
    li, han, sun = await house.people("Li Lei", "Han Meimei", "Sun")
    chat = await house.chat_of(li, han)
    for method, path, body in (
        ("POST", "members", {"person_ids": [str(sun)]}),
        ("PUT", "title", {"title": "Mine"}),
        ("DELETE", "members", {}),
    ):
        refused = await house.ask(li, method, f"/conversations/{chat}/{path}", body)
        assert (refused.status_code, refused.json()["error"]) == (422, "not_a_group")
        outsider = await house.ask(sun, method, f"/conversations/{chat}/{path}", body)
        assert (outsider.status_code, outsider.json()["error"]) == (404, "conversation_not_found")
