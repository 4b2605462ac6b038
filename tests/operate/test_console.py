"""What operators do in the console, and that nobody else does."""

import pytest

from hutong.kernel.lane import Lane
from hutong.people import public as people
from tests.people.house import PASSWORD, Browser, a_person, an_operator, audited, is_wire_time, refusal


@pytest.fixture
async def operator(live: Lane) -> Browser:
    """A browser where an operator is signed in."""
    await an_operator(live)
    browser = Browser(live, "198.51.100.9")
    await browser.sign_in("han@example.com")
    return browser


@pytest.mark.parametrize(
    "method, path",
    [
        ("GET", "/api/console/people"),
        ("POST", "/api/console/people/7/suspension"),
        ("DELETE", "/api/console/people/7/suspension"),
        ("DELETE", "/api/console/people/7/operator"),
        ("GET", "/api/console/invitations"),
        ("POST", "/api/console/invitations"),
        ("DELETE", "/api/console/invitations/7"),
        ("GET", "/api/console/audit"),
        ("GET", "/api/console/health"),
    ],
)
async def test_only_operators_have_operators_powers(live: Lane, browser: Browser, method: str, path: str) -> None:
    assert refusal(await browser.http.request(method, path, content=b"{}")) == (401, "sign_in_needed")
    await a_person(live)
    await browser.sign_in("li@example.com")
    assert refusal(await browser.http.request(method, path, content=b"{}")) == (403, "not_allowed")
    assert await audited(live) == []


async def test_an_operator_finds_people(live: Lane, operator: Browser) -> None:
    li = await a_person(live)
    everybody = (await operator.get("/api/console/people")).json()
    assert [person["name"] for person in everybody["items"]] == ["Han Meimei", "Li Lei"]
    assert (everybody["next"], everybody["total"]) == (None, 2)
    assert [person["operator"] for person in everybody["items"]] == [True, False]
    shown = everybody["items"][1]
    assert is_wire_time(shown.pop("created_at"))
    assert shown == {
        "id": str(li.id),
        "name": "Li Lei",
        "avatar_url": None,
        "link_code": li.link_code,
        "language": "en",
        "simulated": False,
        "email": "li@example.com",
        "suspended_at": None,
        "operator": False,
    }
    for q in ("li", "LI@example.com"):
        found = (await operator.get("/api/console/people", params={"q": q})).json()
        assert [person["id"] for person in found["items"]] == [str(li.id)]


async def test_people_come_in_pages(live: Lane, operator: Browser) -> None:
    await live.db.run(people.register_crowd, 4, "Walker")
    first = (await operator.get("/api/console/people", params={"limit": "3"})).json()
    second = (await operator.get("/api/console/people", params={"limit": "3", "after": first["next"]})).json()
    names = [person["name"] for person in first["items"] + second["items"]]
    assert names == ["Han Meimei", "Walker 1", "Walker 2", "Walker 3", "Walker 4"]
    assert second["next"] is None
    assert refusal(await operator.get("/api/console/people", params={"limit": "many"})) == (400, "invalid_request")


async def test_a_suspended_person_is_out_at_once_and_may_come_back(
    live: Lane, operator: Browser, browser: Browser
) -> None:
    li = await a_person(live)
    await browser.sign_in("li@example.com")
    pushed: list[object] = []
    live.bus.listen(f"person:{li.id}", pushed.append)
    answer = await operator.post(f"/api/console/people/{li.id}/suspension", {"reason": "spam"})
    assert is_wire_time(answer.json()["suspended_at"])
    assert pushed == [{"type": "signed_out"}]
    assert await browser.whoami() is None
    assert refusal(await browser.sign_in("li@example.com")) == (403, "person_suspended")
    answer = await operator.delete(f"/api/console/people/{li.id}/suspension")
    assert answer.json()["suspended_at"] is None
    assert (await browser.sign_in("li@example.com")).status_code == 200
    assert [action for _, action in await audited(live)] == [
        "operate.operator_made",
        "operate.suspended",
        "operate.unsuspended",
    ]
    assert refusal(await operator.post("/api/console/people/404/suspension")) == (404, "person_not_found")
    assert refusal(await operator.post("/api/console/people/x/suspension")) == (404, "person_not_found")


async def test_an_operator_invites_and_withdraws(live: Lane, operator: Browser, browser: Browser) -> None:
    made = (await operator.post("/api/console/invitations", {"role": "member", "note": "for Li Lei"})).json()
    address, _, code = made["url"].rpartition("/")
    assert address == "http://lane.localhost/invite"
    shown = (await browser.get(f"/api/client/invitations/{code}")).json()
    assert shown == {"role": "member", "inviter_name": "Han Meimei"}
    body = {"invitation": code, "email": "li@example.com", "name": "Li Lei", "password": PASSWORD}
    assert (await browser.post("/api/client/registrations", body)).status_code == 200
    second = (await operator.post("/api/console/invitations", {"role": "operator"})).json()
    assert "/operator/" in second["url"]
    assert (await operator.delete(f"/api/console/invitations/{second['id']}")).json() == {}
    listed = (await operator.get("/api/console/invitations")).json()
    assert [(item["role"], item["state"], item["note"]) for item in listed["items"]] == [
        ("operator", "revoked", ""),
        ("member", "used", "for Li Lei"),
    ]
    assert listed["items"][1]["used_by"]["name"] == "Li Lei"
    assert listed["items"][1]["inviter"]["name"] == "Han Meimei"
    assert "url" not in listed["items"][0]
    assert code not in str(listed)
    assert refusal(await operator.delete(f"/api/console/invitations/{made['id']}")) == (404, "invitation_not_found")
    assert refusal(await operator.post("/api/console/invitations", {"role": "king"})) == (422, "role_unknown")


async def test_an_invited_operator_is_one_at_once(live: Lane, operator: Browser, browser: Browser) -> None:
    made = (await operator.post("/api/console/invitations", {"role": "operator"})).json()
    code = made["url"].rpartition("/")[2]
    body = {"invitation": code, "email": "li@example.com", "name": "Li Lei", "password": PASSWORD}
    assert (await browser.post("/api/client/registrations", body)).status_code == 200
    assert (await browser.get("/api/console/people")).status_code == 200


async def test_the_audit_is_read_in_pages_the_newest_first(live: Lane, operator: Browser) -> None:
    li = await a_person(live)
    for _ in range(2):
        await operator.post(f"/api/console/people/{li.id}/suspension", {"reason": "spam"})
        await operator.delete(f"/api/console/people/{li.id}/suspension")
    first = (await operator.get("/api/console/audit", params={"limit": "2"})).json()
    assert [item["action"] for item in first["items"]] == ["operate.unsuspended", "operate.suspended"]
    entry = first["items"][1]
    assert is_wire_time(entry["at"])
    assert (entry["subject"], entry["detail"]) == (f"person:{li.id}", {"reason": "spam"})
    assert entry["actor"].startswith("operator:")
    rest = (await operator.get("/api/console/audit", params={"before": first["next"]})).json()
    assert [item["action"] for item in rest["items"]] == [
        "operate.unsuspended",
        "operate.suspended",
        "operate.operator_made",
    ]
    assert rest["next"] is None
    about = (await operator.get("/api/console/audit", params={"subject": f"person:{li.id}"})).json()
    assert len(about["items"]) == 4


async def test_the_console_knows_whom_it_serves(live: Lane, lab: Lane, operator: Browser, browser: Browser) -> None:
    await a_person(live)
    assert refusal(await browser.get("/api/console/session")) == (401, "sign_in_needed")
    await browser.sign_in("li@example.com")
    served = (await browser.get("/api/console/session")).json()
    assert is_wire_time(served["lane_time"])
    assert served["instance"] == {"id": live.instance.id, "mode": "live", "name": "Hutong", "language": "en"}
    assert (served["actor"]["kind"], served["actor"]["person"]["name"]) == ("person", "Li Lei")
    served = (await operator.get("/api/console/session")).json()
    assert (served["actor"]["kind"], served["actor"]["person"]["name"]) == ("operator", "Han Meimei")
    served = (await Browser(lab).get("/api/console/session")).json()
    assert (served["instance"]["mode"], served["actor"]) == ("lab", {"kind": "lab", "person": None})


async def test_the_audit_is_narrowed_by_how_an_act_or_an_actor_begins(live: Lane, operator: Browser) -> None:
    li = await a_person(live)
    await operator.post(f"/api/console/people/{li.id}/suspension", {"reason": "spam"})
    for narrowed, acts in [
        ({"action": "operate.susp"}, ["operate.suspended"]),
        ({"actor": "operator:"}, ["operate.suspended"]),
        ({"action": "operate_"}, []),
        ({"action": "%"}, []),
    ]:
        found = (await operator.get("/api/console/audit", params=narrowed)).json()
        assert [item["action"] for item in found["items"]] == acts, narrowed


async def test_an_operator_sees_how_the_instance_is(live: Lane, operator: Browser) -> None:
    await a_person(live)
    seen = (await operator.get("/api/console/health")).json()
    assert (seen["status"], seen["mode"], seen["database"], seen["people"]) == ("ok", "live", live.db.dialect, 2)
    assert seen["jobs"] == {"due": 0, "waiting": 0, "failed": 0}
    assert 0 < seen["disk"]["free_bytes"] < seen["disk"]["total_bytes"]
    assert seen["limits"] == {
        "upload_limit_bytes": 2_000_000_000,
        "picture_limit_bytes": 30_000_000,
        "unfinished_uploads": 8,
    }
