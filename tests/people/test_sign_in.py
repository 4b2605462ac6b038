"""Signing in and out, as a browser does it."""

from datetime import UTC, datetime
from pathlib import Path

import argon2
import httpx
import pytest

from hutong.kernel.lane import Lane
from hutong.people import passwords, persons, public
from hutong.people.client.doors import Doors
from tests.people.house import PASSWORD, Browser, MovedWire, a_person, audited, is_wire_time, open_house, refusal


def cookies_set_by(answer: httpx.Response) -> dict[str, str]:
    """Each Set-Cookie header, by the cookie's name."""
    return {header.partition("=")[0]: header for header in answer.headers.get_list("set-cookie")}


async def test_a_stranger_learns_only_where_they_are(live: Lane, browser: Browser) -> None:
    answer = await browser.get("/api/client/session", headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"})
    body = answer.json()
    assert is_wire_time(body.pop("lane_time"))
    instance = {"id": live.instance.id, "mode": "live", "name": "Hutong", "language": "zh-CN"}
    rules = {"registration": "invitation", "upload_limit_bytes": 2_000_000_000, "picture_limit_bytes": 30_000_000}
    assert body == {"instance": instance | rules, "person": None, "persons": []}
    for path in ("/api/client/me", "/api/client/sessions", "/api/client/people/abc"):
        assert refusal(await browser.get(path)) == (401, "sign_in_needed")


async def test_signing_in_and_out(live: Lane, browser: Browser) -> None:
    li = await a_person(live)
    answer = await browser.sign_in(" LI@Example.com ")
    me = {
        "id": str(li.id),
        "name": "Li Lei",
        "avatar_url": None,
        "link_code": li.link_code,
        "language": "en",
        "simulated": False,
        "email": "li@example.com",
    }
    assert (answer.status_code, answer.json()) == (200, {"person": me})
    assert answer.headers["cache-control"] == "no-store"
    assert (await browser.get("/api/client/me")).json() == me
    looked = (await browser.get("/api/client/session")).json()
    assert (looked["person"], looked["persons"]) == (me, [me])
    out = await browser.delete("/api/client/session")
    assert (out.status_code, out.json()) == (200, {})
    assert dict(browser.http.cookies) == {}
    assert refusal(await browser.get("/api/client/me")) == (401, "sign_in_needed")


async def test_no_script_and_no_other_site_can_read_the_cookies(live: Lane, browser: Browser) -> None:
    li = await a_person(live)
    name = f"hutong_{live.instance.id}"
    cookies = cookies_set_by(await browser.sign_in("li@example.com"))
    assert cookies.keys() == {name, f"{name}_{li.id}"}
    for header in cookies.values():
        assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=7776000"} <= set(header.split("; "))
    assert cookies[name].startswith(f"{name}={li.id};")


async def test_where_people_come_by_https_cookies_stay_on_it(tmp_path: Path) -> None:
    async with open_house(tmp_path, "live", public_url="https://lane.localhost") as lane:
        await a_person(lane)
        cookies = cookies_set_by(await Browser(lane).sign_in("li@example.com"))
        assert all("Secure" in header.split("; ") for header in cookies.values())


async def test_a_token_that_was_stolen_before_the_sign_out_is_dead_after_it(live: Lane, browser: Browser) -> None:
    await a_person(live)
    await browser.sign_in("li@example.com")
    thief = Browser(live, "198.51.100.9")
    thief.http.cookies = httpx.Cookies(browser.http.cookies)
    assert await thief.whoami() == "Li Lei"
    await browser.delete("/api/client/session")
    assert await thief.whoami() is None


async def test_what_is_wrong_is_not_told(live: Lane, browser: Browser) -> None:
    await a_person(live)
    simulated = await live.db.run(public.register_simulated, "Han Meimei")
    answers = [
        await browser.sign_in("li@example.com", "three calm rivers!"),
        await browser.sign_in("nobody@example.com"),
        await browser.sign_in("no address at all"),
        await browser.sign_in("", ""),
        await browser.sign_in(simulated.link_code),
        await browser.sign_in("li@example.com\x01"),
        await browser.sign_in("li@example.com", "x" * 100_000),
    ]
    bodies = [{**answer.json(), "request_id": ""} for answer in answers]
    assert bodies == [{"error": "sign_in_refused", "params": {}, "request_id": ""}] * len(answers)
    assert {answer.status_code for answer in answers} == {401}
    assert dict(browser.http.cookies) == {}


@pytest.mark.parametrize("email, work", [("li@example.com", 1), ("nobody@example.com", 1), ("no address", 1)])
async def test_every_refusal_costs_the_same_work(
    live: Lane, browser: Browser, monkeypatch: pytest.MonkeyPatch, email: str, work: int
) -> None:
    await a_person(live)
    verified: list[str] = []
    real = passwords._verify

    def verify(kept: str | None, spelt: str) -> bool:
        verified.append(spelt)
        return real(kept, spelt)

    monkeypatch.setattr(passwords, "_verify", verify)
    await browser.sign_in(email, "wrong password")
    assert len(verified) == work


async def test_the_ninth_wrong_password_waits_and_so_does_the_right_one(
    live: Lane, browser: Browser, wire: MovedWire
) -> None:
    await a_person(live)
    for _ in range(8):
        assert refusal(await browser.sign_in("li@example.com", "guess number")) == (401, "sign_in_refused")
    answer = await browser.sign_in("li@example.com")
    assert refusal(answer) == (429, "too_many_tries")
    assert 0 < answer.json()["params"]["retry_after_seconds"] <= 15 * 60
    assert await audited(live) == [("address:203.0.113.7", "people.too_many_tries.pair")]
    # Its owner, elsewhere, is not locked out.
    assert (await Browser(live, "198.51.100.9").sign_in("li@example.com")).status_code == 200
    wire.move(minutes=15, seconds=1)
    assert (await browser.sign_in("li@example.com")).status_code == 200


async def test_an_unknown_address_is_braked_like_a_known_one(live: Lane, browser: Browser) -> None:
    await a_person(live)
    for email in ("li@example.com", "nobody@example.com"):
        codes = [refusal(await browser.sign_in(email, "guess number"))[0] for _ in range(9)]
        assert codes == [401] * 8 + [429]


async def test_a_flood_is_stopped_before_it_reaches_the_database(live: Lane, browser: Browser) -> None:
    codes = [refusal(await browser.sign_in(f"p{number}@example.com"))[0] for number in range(42)]
    assert codes == [401] * 40 + [429] * 2
    assert await audited(live) == []


async def test_limits_survive_a_restart(live: Lane, browser: Browser) -> None:
    await a_person(live)
    for _ in range(8):
        await browser.sign_in("li@example.com", "guess number")
    live.port(Doors).pace.forget()
    assert refusal(await Browser(live).sign_in("li@example.com")) == (429, "too_many_tries")


async def test_who_is_suspended_learns_it_only_by_the_right_password(live: Lane, browser: Browser) -> None:
    li = await a_person(live)
    await browser.sign_in("li@example.com")
    await live.db.run(public.suspend, li.id)
    assert refusal(await browser.get("/api/client/me")) == (401, "sign_in_needed")
    assert refusal(await browser.sign_in("li@example.com")) == (403, "person_suspended")
    assert refusal(await browser.sign_in("li@example.com", "wrong password")) == (401, "sign_in_refused")


async def test_signing_in_again_leaves_one_session_in_a_browser(live: Lane, browser: Browser) -> None:
    await a_person(live)
    await browser.sign_in("li@example.com")
    await browser.sign_in("li@example.com")
    items = (await browser.get("/api/client/sessions")).json()["items"]
    assert len(items) == 1


async def test_a_person_sees_where_they_are_signed_in_and_ends_it_there(live: Lane, browser: Browser) -> None:
    await a_person(live)
    await browser.sign_in("li@example.com")
    phone = Browser(live, "198.51.100.9")
    phone.http.headers["user-agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1"
    await phone.sign_in("li@example.com")
    items = (await browser.get("/api/client/sessions")).json()["items"]
    devices = [(item["device"], item["current"]) for item in items]
    assert devices == [("Safari · iPhone", False), ("Firefox · Linux", True)]
    assert all(is_wire_time(item[field]) for item in items for field in ("created_at", "last_seen_at"))
    pushed: list[object] = []
    live.bus.listen(f"person:{(await phone.get('/api/client/me')).json()['id']}", pushed.append)
    assert (await browser.delete(f"/api/client/sessions/{items[0]['id']}")).json() == {}
    assert pushed == [{"type": "signed_out", "session_id": items[0]["id"]}]
    assert (await browser.whoami(), await phone.whoami()) == ("Li Lei", None)


async def test_nobody_reads_or_ends_the_sessions_of_others(live: Lane, browser: Browser) -> None:
    await a_person(live)
    await a_person(live, "Han Meimei", "han@example.com")
    await browser.sign_in("li@example.com")
    mine = (await browser.get("/api/client/sessions")).json()["items"][0]["id"]
    other = Browser(live, "198.51.100.9")
    await other.sign_in("han@example.com")
    assert mine not in (await other.get("/api/client/sessions")).text
    for session_id in (mine, "0", "x", "9" * 40):
        assert refusal(await other.delete(f"/api/client/sessions/{session_id}")) == (404, "session_not_found")
    assert await browser.whoami() == "Li Lei"


async def test_signing_out_everywhere(live: Lane, browser: Browser) -> None:
    await a_person(live)
    await browser.sign_in("li@example.com")
    phone = Browser(live, "198.51.100.9")
    await phone.sign_in("li@example.com")
    assert await phone.whoami() == "Li Lei"
    assert (await browser.delete("/api/client/sessions")).json() == {}
    assert (await browser.whoami(), await phone.whoami()) == (None, None)
    assert dict(browser.http.cookies) == {}


async def test_a_session_is_touched_at_most_once_in_ten_minutes(live: Lane, browser: Browser, wire: MovedWire) -> None:
    await a_person(live)
    await browser.sign_in("li@example.com")

    async def last_seen() -> datetime:
        item = (await browser.get("/api/client/sessions")).json()["items"][0]
        return datetime.fromisoformat(item["last_seen_at"]).astimezone(UTC)

    first = await last_seen()
    wire.move(minutes=9)
    assert await last_seen() == first
    wire.move(minutes=2)
    assert (await last_seen() - first).total_seconds() >= 11 * 60


async def test_a_session_ends_after_ninety_days(live: Lane, browser: Browser, wire: MovedWire) -> None:
    await a_person(live)
    await browser.sign_in("li@example.com")
    assert await browser.whoami() == "Li Lei"
    kept = httpx.Cookies(browser.http.cookies)
    wire.move(days=90)
    browser.http.cookies = kept
    assert await browser.whoami() is None


async def test_other_processes_learn_of_a_sign_out_within_five_seconds(
    live: Lane, browser: Browser, wire: MovedWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_person(live)
    await browser.sign_in("li@example.com")
    kept = httpx.Cookies(browser.http.cookies)
    assert await browser.whoami() == "Li Lei"
    monkeypatch.setattr(live.bus, "tell", lambda topic, payload: None)
    await browser.delete("/api/client/session")
    browser.http.cookies = kept
    wire.move(seconds=5)
    assert await browser.whoami() is None


async def test_a_stronger_hash_replaces_a_weak_one_at_the_next_sign_in(
    live: Lane, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    li = await a_person(live)
    stronger = argon2.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", stronger)
    assert (await browser.sign_in("li@example.com")).status_code == 200
    kept = (await live.db.read(persons.require, li.id)).password_hash
    assert kept is not None
    assert "m=16,t=2" in kept
    assert kept != li.password_hash
    assert stronger.verify(kept, PASSWORD)


async def test_a_page_of_another_site_cannot_sign_anybody_in_or_out(live: Lane, browser: Browser) -> None:
    await a_person(live)
    foreign = {"origin": "https://evil.example"}
    body = {"email": "li@example.com", "password": PASSWORD}
    answer = await browser.post("/api/client/session", body, headers=foreign)
    assert refusal(answer) == (403, "foreign_origin")
    await browser.sign_in("li@example.com")
    assert refusal(await browser.delete("/api/client/sessions", headers=foreign)) == (403, "foreign_origin")
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = await browser.http.post("/api/client/session", content="email=x", headers=form)
    assert refusal(answer) == (415, "json_needed")
    assert await browser.whoami() == "Li Lei"


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"email": 7, "password": "x"}', b'{"email": "x"}', b"\xff\xfe"])
async def test_a_malformed_sign_in_is_refused(browser: Browser, body: bytes) -> None:
    assert refusal(await browser.http.post("/api/client/session", content=body)) == (400, "invalid_request")
