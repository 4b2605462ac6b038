"""Registering, as a newcomer does it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hutong.kernel.lane import Lane
from hutong.people import invitations, passwords, persons, public
from tests.people.house import PASSWORD, Browser, a_person, audited, open_house, refusal


def newcomer(**changes: Any) -> dict[str, Any]:
    return {"email": "li@example.com", "name": "Li Lei", "password": PASSWORD, "language": "zh-CN", **changes}


async def an_invitation(lane: Lane, inviter_id: int | None = None) -> str:
    return (await lane.db.run(invitations.invite, role="member", inviter_id=inviter_id)).code


async def register(browser: Browser, **changes: Any) -> Any:
    return await browser.post("/api/client/registrations", newcomer(**changes))


async def test_an_invited_newcomer_is_signed_in_at_once(live: Lane, browser: Browser) -> None:
    han = await a_person(live, "Han Meimei", "han@example.com")
    code = await an_invitation(live, han.id)
    shown = await browser.get(f"/api/client/invitations/{code}")
    assert shown.json() == {"role": "member", "inviter_name": "Han Meimei"}
    answer = await register(browser, invitation=code, email=" Li@Example.com", name=" 李雷 ")
    assert answer.status_code == 200
    me = answer.json()["person"]
    assert (me["name"], me["email"], me["language"], me["simulated"]) == ("李雷", "li@example.com", "zh-CN", False)
    assert await browser.whoami() == "李雷"
    assert refusal(await browser.get(f"/api/client/invitations/{code}")) == (404, "invitation_not_found")
    assert (await Browser(live, "198.51.100.9").sign_in("li@example.com")).status_code == 200


async def test_a_live_instance_takes_nobody_without_an_invitation(live: Lane, browser: Browser) -> None:
    await a_person(live)
    # An address that is taken and one that is not get the same answer.
    for email in ("li@example.com", "new@example.com"):
        assert refusal(await register(browser, email=email)) == (403, "invitation_needed")
        assert refusal(await register(browser, email=email, invitation="forged")) == (404, "invitation_not_found")
    assert await live.db.read(public.count) == 1


async def test_a_stranger_costs_no_hashing(live: Lane, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(password: str) -> str:
        raise AssertionError("nobody was let in")

    monkeypatch.setattr(passwords, "hash_of", refuse)
    assert refusal(await register(browser, invitation="forged")) == (404, "invitation_not_found")


async def test_an_open_instance_takes_everybody(tmp_path: Path) -> None:
    async with open_house(tmp_path, "live", open_registration=True) as lane:
        browser = Browser(lane)
        assert (await browser.get("/api/client/session")).json()["instance"]["registration"] == "open"
        assert (await register(browser)).status_code == 200


async def test_a_lab_takes_everybody(lab: Lane) -> None:
    assert (await register(Browser(lab), invitation=None)).status_code == 200


@pytest.mark.parametrize(
    "changes, status, code",
    [
        ({"name": "\u200b"}, 422, "name_refused"),
        ({"name": "x" * 61}, 422, "name_refused"),
        ({"email": "li"}, 422, "email_refused"),
        ({"password": "seven77"}, 422, "password_refused"),
        ({"password": "password123"}, 422, "password_refused"),
        ({"password": "li@example.com"}, 422, "password_refused"),
        ({"language": "tlh"}, 422, "language_refused"),
        ({"email": "han@example.com"}, 409, "email_taken"),
        ({"email": None}, 400, "invalid_request"),
    ],
)
async def test_a_refused_registration_makes_nobody_and_spends_nothing(
    live: Lane, browser: Browser, changes: dict[str, Any], status: int, code: str
) -> None:
    await a_person(live, "Han Meimei", "han@example.com")
    invitation = await an_invitation(live)
    assert refusal(await register(browser, invitation=invitation, **changes)) == (status, code)
    assert await live.db.read(public.count) == 1
    assert dict(browser.http.cookies) == {}
    assert (await register(browser, invitation=invitation)).status_code == 200


async def test_guessing_invitations_is_braked(live: Lane, browser: Browser) -> None:
    codes = [refusal(await register(browser, invitation=f"guess {number}"))[0] for number in range(31)]
    assert codes == [404] * 30 + [429]
    assert await audited(live) == [("address:203.0.113.7", "people.too_many_tries.registration")]
    answers = [await browser.get(f"/api/client/invitations/guess-{number}") for number in range(12)]
    assert [answer.status_code for answer in answers] == [404] * 9 + [429] * 3


async def test_an_invitation_of_a_moment_ago_may_be_over(live: Lane, browser: Browser) -> None:
    made = await live.db.run(invitations.invite, role="member", lifetime=timedelta(milliseconds=0))
    assert refusal(await register(browser, invitation=made.code)) == (404, "invitation_not_found")


async def test_the_password_is_kept_as_a_hash_only(live: Lane, browser: Browser) -> None:
    await register(browser, invitation=await an_invitation(live))
    person = await live.db.read(persons.find_by_email, "li@example.com")
    assert person is not None
    assert person.password_hash is not None
    assert person.password_hash.startswith("$argon2id$")
    database = live.config.home / "hutong.db"
    kept = database.read_bytes() + database.with_name("hutong.db-wal").read_bytes()
    assert PASSWORD.encode() not in kept
