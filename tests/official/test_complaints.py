"""Complaints: made once, looked at by an operator, and too many of them pause an account."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.official import complaints, safety
from hutong.official.errors.complaints import AccountPaused, PauseRefused
from hutong.official.models import followers
from tests.dialog.towns import OURS, Account, Person, Town, refusal


async def complain(person: Person, account: Account, reason: str = "spam", **more: Any) -> tuple[int, Any]:
    """What a complaint answers: its status, and its code or the complaint."""
    answer = await person.phone.post(f"/accounts/{account.app_id}/complaints", json={"reason": reason, **more})
    return answer.status_code, answer.json() if answer.is_success else answer.json()["error"]


async def own(person: Person, account: Account) -> dict[str, Any]:
    found: dict[str, Any] = (await person.phone.get(f"/accounts/{account.app_id}/complaints")).json()
    return found


async def test_a_complaint_keeps_what_it_is_about_and_is_answered(any_town: Town) -> None:
    account, other = await any_town.account(), await any_town.account()
    person = await any_town.follower(account)
    log = await any_town.lane.db.run(chat.broadcast_log, account.app_id)
    await any_town.lane.db.run(_join, log.id, person.id)
    article = bodies.Article(title="Free gold", description="", url="https://example.com", picture_url="")
    app = chat.Sender.app(account.app_id)
    entry = await any_town.lane.db.run(chat.post, log.id, app, bodies.Articles(items=[article]))
    about = {"conversation_id": str(log.id), "seq": entry.seq}

    status, made = await complain(person, account, "fraud", words="  They want my card.  ", about=about, unfollow=True)
    assert (status, made["state"], made["words"], made["quoted"]) == (200, "open", "They want my card.", "Free gold")
    assert not (await person.phone.get("/directory", params={"q": ""})).json()["accounts"][0]["following"]
    # Who left still may see how it went, and complains of it once.
    assert await complain(person, account) == (409, "complaint_open_already")
    stranger = await any_town.person("Han Meimei")
    assert await complain(stranger, account) == (409, "never_followed")
    assert (await own(stranger, account))["complaints"] == []

    desk = any_town.browser(f"{OURS}/api/console")
    [listed] = (await desk.get("/account-complaints")).json()["items"]
    assert (listed["account"]["app_id"], listed["person"]["id"], listed["people_complaining"]) == (
        account.app_id,
        str(person.id),
        1,
    )
    path = f"/account-complaints/{account.app_id}/{made['id']}/decision"
    assert refusal(await desk.post(path.replace(account.app_id, other.app_id), json={"uphold": True})) == (
        404,
        "complaint_not_found",
    )
    decided = (await desk.post(path, json={"uphold": True, "answer": "They will not do it again."})).json()
    assert (decided["state"], decided["people_complaining"]) == ("upheld", 1)
    assert refusal(await desk.post(path, json={"uphold": False})) == (409, "complaint_decided")
    [kept] = (await own(person, account))["complaints"]
    assert (kept["state"], kept["answer"]) == ("upheld", "They will not do it again.")
    assert (await complain(person, account, "rude"))[0] == 200
    told = (await account.console().get("/safety")).json()
    assert (told["people_complaining"], told["reasons"], told["paused_until"]) == (1, {"fraud": 1, "rude": 1}, None)
    assert str(person.id) not in (await account.console().get("/safety")).text


async def test_enough_complaints_pause_an_account_until_time_or_an_operator_ends_it(any_town: Town) -> None:
    account = await any_town.account("subscription")
    angry = [await any_town.follower(account, f"Neighbour {number}") for number in range(2 * safety.LEAST_PEOPLE)]
    any_town.hold()
    for person in angry[: safety.LEAST_PEOPLE - 1]:
        assert (await complain(person, account))[0] == 200
    assert (await own(angry[0], account))["paused_until"] is None
    await any_town.lane.db.read(safety.require_free, account.app_id)
    dismissed = complaints.of_person
    desk = any_town.browser(f"{OURS}/api/console")
    first = (await any_town.lane.db.read(dismissed, account.app_id, angry[0].id))[0]
    await desk.post(f"/account-complaints/{account.app_id}/{first.id}/decision", json={"uphold": False})
    # One of them does not count, so it takes another one.
    assert (await complain(angry[safety.LEAST_PEOPLE - 1], account))[0] == 200
    assert (await own(angry[0], account))["paused_until"] is None
    assert (await complain(angry[safety.LEAST_PEOPLE], account))[0] == 200
    told = (await account.console().get("/safety")).json()
    assert (told["paused_by"], told["people_complaining"], told["note"]) == ("rule", safety.LEAST_PEOPLE, "")
    with pytest.raises(AccountPaused) as refused:
        await any_town.lane.db.read(safety.require_free, account.app_id)
    assert refused.value.facts["until"] == (any_town.lane.clock.lane() + safety.PAUSE).isoformat()

    # Over by itself; what brought it does not bring the next one.
    any_town.hold(seconds=safety.PAUSE.total_seconds())
    await any_town.lane.db.read(safety.require_free, account.app_id)
    assert (await complain(angry[-1], account))[0] == 200
    assert (await own(angry[-1], account))["paused_until"] is None

    pause = f"/account-pauses/{account.app_id}"
    assert (await desk.put(pause, json={"days": 3, "note": "Gambling"})).json()["paused_by"] == "operator"
    assert (await account.console().get("/safety")).json()["note"] == "Gambling"
    assert (await desk.delete(pause)).json()["paused_until"] is None
    assert (await desk.delete(pause)).status_code == 200
    await any_town.lane.db.read(safety.require_free, account.app_id)


async def test_one_percent_of_many_followers_is_what_it_takes(town: Town) -> None:
    account = await town.account()
    angry = [await town.follower(account, f"Neighbour {number}") for number in range(safety.LEAST_PEOPLE)]
    await town.lane.db.run(_crowd, account.app_id, safety.LEAST_PEOPLE * 100 - safety.LEAST_PEOPLE + 1)
    for person in angry:
        assert (await complain(person, account))[0] == 200
    assert (await own(angry[0], account))["paused_until"] is None
    assert (await complain(await town.follower(account, "One more"), account))[0] == 200
    assert (await own(angry[0], account))["paused_until"] is not None


async def test_odd_complaints_are_refused_and_leave_no_trace(town: Town) -> None:
    account, other = await town.account(), await town.account()
    person = await town.follower(account)
    for refused, told in (
        ((422, "complaint_reason_unknown"), {"reason": "because"}),
        ((422, "complaint_words_missing"), {"reason": "other", "words": "  "}),
        ((422, "complaint_too_long"), {"reason": "spam", "words": "x" * (complaints.MOST_LETTERS + 1)}),
        ((404, "complaint_not_found"), {"reason": "spam", "about": {"conversation_id": "-1", "seq": 1}}),
        ((404, "conversation_not_found"), {"reason": "spam", "about": {"conversation_id": "99", "seq": 1}}),
    ):
        assert await complain(person, account, **told) == refused, told
    assert (await complain(person, account, about={"conversation_id": "1", "seq": -1}))[0] == 400
    assert refusal(await person.phone.get("/accounts/wx0000000000000000/complaints")) == (404, "account_not_found")
    assert (await own(person, account))["complaints"] == []
    # A neighbour's words are not the account's.
    friend = await town.person("Han Meimei")
    opened = (await person.phone.post("/conversations", json={"person_id": str(friend.id)})).json()
    posted = {"client_id": "a", "body": {"kind": "text", "text": "hello"}}
    said = (await person.phone.post(f"/conversations/{opened['id']}/entries", json=posted)).json()
    about = {"conversation_id": opened["id"], "seq": said["seq"]}
    assert (await complain(person, account, about=about))[1]["quoted"] == ""

    desk = town.browser(f"{OURS}/api/console")
    assert refusal(await desk.get("/account-complaints", params={"before": "1.x"})) == (404, "complaint_not_found")
    for days, note in ((0, "x"), (safety.MOST_DAYS + 1, "x"), (1, " "), (1, "x" * (safety.NOTE_LETTERS + 1))):
        assert refusal(await desk.put(f"/account-pauses/{other.app_id}", json={"days": days, "note": note})) == (
            422,
            "pause_refused",
        )
    with pytest.raises(PauseRefused):
        await town.lane.db.run(safety.pause, other.app_id, days=0, note="x", by="person:1")
    assert (await other.console().get("/safety")).json()["paused_until"] is None


async def test_a_person_complains_ten_times_a_day(town: Town) -> None:
    person = await town.person()
    town.hold()
    for _ in range(complaints.MOST_A_DAY):
        account = await town.account()
        await person.follow(account)
        assert (await complain(person, account))[0] == 200
    last = await town.account()
    await person.follow(last)
    assert await complain(person, last) == (429, "too_many_complaints")
    town.hold(days=1)
    assert (await complain(person, last))[0] == 200


def _join(tx: Any, conversation_id: int, person_id: int) -> None:
    chat.join(tx, chat.get_conversation(tx, conversation_id), person_id)


def _crowd(tx: Any, app_id: str, count: int) -> None:
    """Followers who are only numbers."""
    from_id = 10_000_000
    for number in range(count):
        _insert(tx, app_id, from_id + number)


def _insert(tx: Any, app_id: str, person_id: int) -> None:
    tx.insert(
        followers.Follower(
            app_id=app_id,
            person_id=person_id,
            is_following=True,
            followed_at=tx.now,
            how="other",
            scene="",
            scene_is_number=False,
            remark="",
            is_blocked=False,
            language="en",
        )
    )
