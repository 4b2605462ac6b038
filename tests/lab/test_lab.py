"""The lab by its API: people out of nothing, time in one's hand, faults, and starting over."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from hutong.lab import faults
from hutong.wire import inspector
from tests.wire.towns import Account, Town


async def clock(town: Town) -> dict[str, Any]:
    return dict((await town.ours("GET", "/api/lab/clock")).json())


async def test_a_new_lab_is_empty_and_says_where_it_is(town: Town) -> None:
    state = (await town.ours("GET", "/api/lab/state")).json()
    assert state["instance"]["mode"] == "lab"
    assert (state["people"], state["apps"]) == (0, 0)
    assert state["hosts"]["api.weixin.qq.com"] == 9001
    assert (state["clock"]["moved"], state["clock"]["frozen"]) == (False, False)
    assert set(state["rules"].values()) <= {"off", "warn", "enforce"}


async def test_people_are_made_out_of_nothing_and_listed_in_pages(any_town: Town) -> None:
    town = any_town
    await town.person("Li Lei")
    made = (await town.ours("POST", "/api/lab/people", {"count": 24})).json()["items"]
    assert len(made) == 24
    assert all(person["simulated"] for person in made)
    first = (await town.ours("GET", "/api/lab/people", query={"limit": 20})).json()
    rest = (await town.ours("GET", "/api/lab/people", query={"limit": 20, "after": first["next"]})).json()
    listed = [person["id"] for person in [*first["items"], *rest["items"]]]
    assert (len(listed), len(set(listed)), rest["next"], first["total"]) == (25, 25, None, 25)
    found = (await town.ours("GET", "/api/lab/people", query={"q": "li le"})).json()["items"]
    assert "Li Lei" in [person["name"] for person in found]


@pytest.mark.parametrize(("count", "made"), [(0, 1), (-5, 1), (201, 200), (10**15, 200)])
async def test_a_crowd_has_a_bound(town: Town, count: int, made: int) -> None:
    assert len((await town.ours("POST", "/api/lab/people", {"count": count})).json()["items"]) == made


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 61])
async def test_a_name_nobody_could_read_makes_nobody(town: Town, name: str) -> None:
    assert (await town.ours("POST", "/api/lab/people", {"name": name})).refusal == (422, "name_refused")
    assert (await town.ours("GET", "/api/lab/people")).json()["total"] == 0


async def test_a_sign_in_link_on_localhost_is_used_under_the_lanes_own_name(town: Town) -> None:
    person = await town.person()
    url = (await town.ours("POST", f"/api/lab/people/{person}/sign-in-link", {"path": "/"})).json()["url"]
    path = urlsplit(url).path
    sent_on = await town.ask("GET", path, host="localhost:8080")
    assert (sent_on.status, sent_on.headers["location"]) == (303, f"http://lane.localhost:8080{path}")
    assert "set-cookie" not in sent_on.headers
    assert "set-cookie" in (await town.ask("GET", path, host="lane.localhost:8080")).headers


async def test_a_spent_sign_in_link_tells_a_person_where_to_go_on(town: Town) -> None:
    spent = await town.ask("GET", "/sign-in/nothing", headers={"accept": "text/html"})
    assert (spent.status, spent.headers["location"]) == (303, "/sign-in?link=spent")
    assert (await town.ask("GET", "/sign-in/nothing")).refusal == (404, "sign_in_link_not_found")


async def test_a_sign_in_link_opens_the_messenger_once(town: Town) -> None:
    person = await town.person()
    url = (await town.ours("POST", f"/api/lab/people/{person}/sign-in-link", {"path": "/c/1"})).json()["url"]
    path = urlsplit(url).path
    assert (await town.ask("HEAD", path)).status == 200
    opened = await town.ask("GET", path)
    assert (opened.status, opened.headers["location"]) == (303, "/c/1")
    assert (await town.ask("GET", path)).refusal == (404, "sign_in_link_not_found")


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "x"])
async def test_a_sign_in_link_never_leads_away(town: Town, path: str) -> None:
    person = await town.person()
    said = await town.ours("POST", f"/api/lab/people/{person}/sign-in-link", {"path": path})
    assert said.status in (400, 422)


async def test_what_an_app_calls_a_person(town: Town, account: Account) -> None:
    person, openid = await town.follower(account)
    told = await town.api("GET", "/cgi-bin/user/get", query={"access_token": account.token})
    assert told.json()["data"]["openid"] == [openid]
    unknown = await town.ours("GET", f"/api/lab/people/{person}/openids/wx0000000000000000")
    assert unknown.refusal == (400, "unknown_name")
    assert (await town.ours("GET", f"/api/lab/people/7/openids/{account.app_id}")).refusal == (404, "person_not_found")


async def test_waiting_ends_with_news_or_with_time(town: Town, account: Account) -> None:
    person, _ = await town.follower(account)
    path = f"/api/lab/people/{person}/wait"
    asked = {"with_app_id": account.app_id, "after_seq": 0, "timeout_seconds": 5}
    assert (await town.ours("POST", path, asked)).json() == {"newer": True}
    for wait in (0, -1):
        none = {"with_app_id": account.app_id, "after_seq": 99, "timeout_seconds": wait}
        assert (await town.ours("POST", path, none)).json() == {"newer": False}
    other = await town.person("Han Meimei")
    waiting = asyncio.ensure_future(town.ours("POST", path, {"with_person_id": other, "timeout_seconds": 10}))
    await asyncio.sleep(0)
    chat = (await town.ours("POST", f"/api/lab/as/{other}/conversations", {"person_id": person})).json()["id"]
    body = {"client_id": "1", "body": {"kind": "text", "text": "hello"}}
    await town.ours("POST", f"/api/lab/as/{other}/conversations/{chat}/entries", body)
    assert (await waiting).json() == {"newer": True}


async def test_time_is_moved_held_and_let_go(any_town: Town) -> None:
    town = any_town
    before = await clock(town)
    moved = (await town.ours("POST", "/api/lab/clock/advance", {"seconds": 86_400})).json()
    passed = datetime.fromisoformat(moved["now"]) - datetime.fromisoformat(before["now"])
    assert timedelta(days=1) <= passed < timedelta(days=1, minutes=2)
    assert moved["moved_seconds"] == pytest.approx(86_400, abs=60)
    assert moved["frozen"] is False
    held = (await town.ours("POST", "/api/lab/clock/freeze", {})).json()
    assert held["frozen"] is True
    assert (await clock(town))["now"] == held["now"]
    by_half = (await town.ours("POST", "/api/lab/clock/advance", {"seconds": 0.5})).json()
    assert datetime.fromisoformat(by_half["now"]) - datetime.fromisoformat(held["now"]) == timedelta(seconds=0.5)
    assert (await town.ours("POST", "/api/lab/clock/run", {})).json()["frozen"] is False


@pytest.mark.parametrize("seconds", [-1, -0.001, 1e12, 1e308])
async def test_time_goes_forward_and_not_too_far(town: Town, seconds: float) -> None:
    said = await town.ours("POST", "/api/lab/clock/advance", {"seconds": seconds})
    assert said.refusal == (400, "clock_goes_forward")
    assert (await clock(town))["moved_seconds"] == pytest.approx(0, abs=0.1)


async def test_the_next_job_is_visited(town: Town, account: Account) -> None:
    await town.lane.jobs.settle(30)
    nothing = (await town.ours("POST", "/api/lab/clock/next", {})).json()
    assert nothing["moved_seconds"] == pytest.approx(0, abs=1)
    later = town.lane.clock.lane() + timedelta(hours=5)
    await town.lane.db.run(
        lambda tx: tx.job("dialog.typing_ends", {"app_id": account.app_id, "person_id": 1}, due_at=later)
    )
    assert [due["kind"] for due in (await clock(town))["due"]] == ["dialog.typing_ends"]
    moved = (await town.ours("POST", "/api/lab/clock/next", {})).json()
    assert moved["due"] == []
    assert moved["moved_seconds"] == pytest.approx(5 * 3600, abs=60)


async def test_rules_are_switches_with_names(town: Town) -> None:
    turned = (await town.ours("PUT", "/api/lab/rules", {"permissions": "warn", "quotas": "off"})).json()
    assert (turned["permissions"], turned["quotas"]) == ("warn", "off")
    for wrong in ({"levitation": "off"}, {"permissions": "maybe"}, {"permissions": ""}):
        assert (await town.ours("PUT", "/api/lab/rules", wrong)).refusal == (422, "rule_unknown")
    half_wrong = await town.ours("PUT", "/api/lab/rules", {"permissions": "enforce", "x": "off"})
    assert half_wrong.status == 422
    assert (await town.ours("GET", "/api/lab/rules")).json() == turned


async def test_faults_wait_for_their_callbacks(town: Town, account: Account) -> None:
    asked = {"app_id": account.app_id, "kind": "timeout", "times": 2}
    assert (await town.ours("POST", "/api/lab/faults", asked)).json()["items"] == [asked]
    for wrong in ({"kind": "earthquake"}, {"times": 0}, {"times": 1001}, {"times": -1}):
        said = await town.ours("POST", "/api/lab/faults", {**asked, **wrong})
        assert said.refusal == (400, "unknown_name")
    await town.ours("POST", "/api/lab/faults", {"app_id": "other", "kind": "slow"})
    met = [await faults.of(town.lane).next_fault(account.app_id) for _ in range(3)]
    assert met == ["timeout", "timeout", None]
    assert len((await town.ours("GET", "/api/lab/faults")).json()["items"]) == 1
    assert (await town.ours("DELETE", "/api/lab/faults", query={"app_id": account.app_id})).json()["items"] != []
    assert (await town.ours("DELETE", "/api/lab/faults")).json() == {"items": []}


async def test_settling_says_what_does_not_end(town: Town) -> None:
    assert (await town.ours("POST", "/api/lab/settle", {})).json() == {}
    # Held back by a lease of a process that is gone.
    await town.lane.jobs.stop()
    await town.lane.db.run(lambda tx: tx.job("dialog.typing_ends", {"app_id": "wx", "person_id": 1}))
    said = await town.ours("POST", "/api/lab/settle", {"timeout_seconds": 0.05})
    assert said.refusal == (409, "lane_stuck")
    assert said.json()["params"]["due"] == ["dialog.typing_ends"]


async def test_starting_over_forgets_everybody_and_everything(any_town: Town) -> None:
    town = any_town
    empty = await town.rows()
    account = await town.account()
    await town.follower(account)
    await town.rule(permissions="off")
    await town.ours("POST", "/api/lab/faults", {"app_id": account.app_id, "kind": "lost"})
    await town.ours("POST", "/api/lab/clock/advance", {"seconds": 3600})
    await town.ours("POST", "/api/lab/clock/freeze", {})
    before = town.lane.clock.monotonic()
    assert (await town.ours("POST", "/api/lab/reset")).json() == {}
    took = town.lane.clock.monotonic() - before
    assert took < 5
    assert await town.rows() == empty
    assert await town.recorded() == []
    assert (await town.ours("GET", "/api/lab/faults")).json() == {"items": []}
    now = await clock(town)
    assert (now["moved_seconds"], now["frozen"]) == (pytest.approx(0, abs=0.1), False)
    # What was remembered of the time before means nothing any more.
    said = await town.api("GET", "/cgi-bin/getcallbackip", query={"access_token": account.token})
    assert said.errcode in (40001, 40014)
    query = {"grant_type": "client_credential", "appid": account.app_id, "secret": account.secret}
    assert (await town.api("GET", "/cgi-bin/token", query=query)).errcode == 40013


async def test_a_call_under_way_does_not_outlive_a_reset(town: Town, account: Account) -> None:
    """Calls are written a moment later; those of before must not come back after it."""
    recorder = inspector.of(town.lane)
    for _ in range(300):
        await town.api("GET", "/cgi-bin/getcallbackip", query={"access_token": account.token})
    flushing = asyncio.ensure_future(recorder.flush())
    await asyncio.sleep(0)
    await town.ours("POST", "/api/lab/reset")
    await flushing
    assert await town.recorded() == []


@pytest.mark.parametrize("spelled", ["0", "abc", "9" * 30])
async def test_only_callbacks_of_ours_are_sent_again(town: Town, account: Account, spelled: str) -> None:
    assert (await town.ours("POST", f"/api/lab/calls/{spelled}/replay")).refusal == (404, "call_not_found")
    await town.api("GET", "/cgi-bin/getcallbackip", query={"access_token": account.token})
    ours = (await town.recorded())[0]
    assert (await town.ours("POST", f"/api/lab/calls/{ours.id}/replay")).refusal == (409, "not_replayable")
