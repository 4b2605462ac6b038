"""Who is an operator, and the way in of the first."""

from pathlib import Path

import pytest

from hutong.kernel.lane import Lane
from hutong.operate import errors, members, operators, public
from hutong.people import errors as people_errors
from hutong.people import public as people
from tests.people.house import PASSWORD, Browser, a_person, an_operator, audited, open_house, refusal


async def register(browser: Browser, code: str, email: str = "han@example.com") -> int:
    body = {"invitation": code, "email": email, "name": "Han Meimei", "password": PASSWORD, "language": "en"}
    return (await browser.post("/api/client/registrations", body)).status_code


async def test_the_first_start_leads_the_first_operator_in(live: Lane, browser: Browser) -> None:
    link = await public.first_start_link(live, "https://hutong.example/")
    assert link is not None
    assert link.startswith("https://hutong.example/operator/")
    code = link.rpartition("/")[2]
    assert len(code) == 40
    shown = (await browser.get(f"/api/client/invitations/{code}")).json()
    assert shown == {"role": "operator", "inviter_name": None}
    assert await register(browser, code) == 200
    assert (await browser.get("/api/console/people")).status_code == 200
    assert await public.first_start_link(live) is None
    assert await register(Browser(live), code, "li@example.com") == 404
    assert ("system", "operate.operator_made") in await audited(live)


async def test_every_start_prints_the_same_link_until_it_is_used(tmp_path: Path) -> None:
    links = []
    for _ in range(2):
        async with open_house(tmp_path, "live", port=9090) as lane:
            links.append(await public.first_start_link(lane))
    assert links[0] == links[1]
    assert links[0] is not None
    assert links[0].startswith("http://localhost:9090/operator/")
    async with open_house(tmp_path / "other", "live", public_url="https://lane.example") as lane:
        other = await public.first_start_link(lane)
        assert other is not None
        assert other.startswith("https://lane.example/operator/")
        assert other.rpartition("/")[2] != links[0].rpartition("/")[2]


async def test_a_lab_has_no_operator_and_needs_none(lab: Lane) -> None:
    assert await public.first_start_link(lab) is None
    assert (await Browser(lab).get("/api/console/people")).status_code == 200


async def test_the_last_operator_stays(lane: Lane) -> None:
    han = await an_operator(lane)
    with pytest.raises(errors.LastOperator):
        await lane.db.run(operators.withdraw, person_id=han.id, actor="system")
    li = await an_operator(lane, "Li Lei", "li@example.com")
    assert [each.person_id for each in await lane.db.read(operators.everybody)] == [han.id, li.id]
    await lane.db.run(operators.withdraw, person_id=han.id, actor="system")
    await lane.db.run(operators.withdraw, person_id=han.id, actor="system")
    assert [each.person_id for each in await lane.db.read(operators.everybody)] == [li.id]


async def test_an_operator_is_made_once(lane: Lane) -> None:
    han = await an_operator(lane)
    await lane.db.run(operators.grant, person_id=han.id, role="operator", inviter_id=7)
    await lane.db.run(operators.grant, person_id=404, role="member", inviter_id=7)
    assert await lane.db.read(operators.count) == 1
    assert await audited(lane) == [("system", "operate.operator_made")]
    with pytest.raises(people_errors.PersonNotFound):
        await lane.db.run(operators.grant, person_id=404, role="operator", inviter_id=7)


async def test_operators_are_not_suspended(lane: Lane) -> None:
    han = await an_operator(lane)
    with pytest.raises(errors.OperatorNotSuspended):
        await lane.db.run(members.suspend, han.id, reason="", actor="operator:1")
    assert (await lane.db.read(people.require, han.id)).suspended_at is None


async def test_a_withdrawn_role_is_gone_at_once(live: Lane, browser: Browser) -> None:
    await an_operator(live)
    li = await an_operator(live, "Li Lei", "li@example.com")
    await browser.sign_in("han@example.com")
    other = Browser(live, "198.51.100.9")
    await other.sign_in("li@example.com")
    assert (await other.get("/api/console/audit")).status_code == 200
    answer = await browser.delete(f"/api/console/people/{li.id}/operator")
    assert answer.json()["operator"] is False
    assert refusal(await other.get("/api/console/audit")) == (403, "not_allowed")


async def test_a_stale_session_has_no_powers(live: Lane, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    han = await an_operator(live)
    await an_operator(live, "Li Lei", "li@example.com")
    await browser.sign_in("han@example.com")
    assert (await browser.get("/api/console/audit")).status_code == 200
    # Another process takes the role away, and its word is lost.
    monkeypatch.setattr(live.bus, "tell", lambda topic, payload: None)
    await live.db.run(operators.withdraw, person_id=han.id, actor="system")
    li = await a_person(live, "Lucy", "lucy@example.com")
    for path in ("/api/console/audit", "/api/console/people", "/api/console/invitations"):
        assert refusal(await browser.get(path)) == (403, "not_allowed")
    assert refusal(await browser.post(f"/api/console/people/{li.id}/suspension")) == (403, "not_allowed")
    assert refusal(await browser.post("/api/console/invitations")) == (403, "not_allowed")
    assert (await live.db.read(people.require, li.id)).suspended_at is None
