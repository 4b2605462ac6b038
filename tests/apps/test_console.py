"""The console's pages of owners and apps, as a browser calls them."""

import io
import re
from typing import Any

import pytest
from PIL import Image

from hutong.app import load
from hutong.apps import owners, public
from hutong.kernel.audit import AuditEntry, entries
from hutong.kernel.db import Reader, query
from hutong.kernel.lane import Lane
from tests.apps.house import Browser, NewApp, Server, an_app, asking, refusal

_audited = query(entries.select().order_by(entries.c.id), AuditEntry)

COMPANY = {"kind": "company", "name": "Waterworks Ltd", "licence_number": "91350100M000100Y43"}


def audited(read: Reader) -> list[tuple[str, str]]:
    return [(entry.actor, entry.action) for entry in read.many(_audited)]


async def make(browser: Browser, **facts: Any) -> dict[str, Any]:
    answer = await browser.post("/apps", {"kind": "service", **facts})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_a_lab_makes_an_app_of_its_kind_alone(browser: Browser) -> None:
    made = await make(browser)
    assert re.fullmatch(r"[0-9a-f]{32}", made["secret"])
    assert (made["verified"], made["owner"]["kind"]) == (True, "company")
    assert made["link_url"] == f"http://lane.localhost/a/{made['link_code']}"
    assert (made["followers"], made["callback"], made["avatar_url"]) == (0, {"state": "none"}, None)
    shown = (await browser.get(f"/apps/{made['app_id']}")).json()
    assert shown == {key: value for key, value in made.items() if key != "secret"}
    assert (await browser.get("/apps")).json() == {"items": [shown]}
    assert (await browser.get(f"/apps?owner_id={made['owner']['id']}")).json() == {"items": [shown]}


async def test_an_owner_is_made_in_one_call(browser: Browser) -> None:
    company = (await browser.post("/owners", {"kind": "company"})).json()
    assert company.keys() == {"id", "kind", "name", "licence_number", "person_id"}
    assert len(company["licence_number"]) == 18
    person = (await browser.post("/owners", {"kind": "individual", "language": "en"})).json()
    assert (person["kind"], person["licence_number"]) == ("individual", None)
    assert (await browser.get("/owners")).json()["items"] == [person, company]


async def test_an_individual_sees_why_a_service_account_is_not_theirs(browser: Browser) -> None:
    refused = await browser.post("/apps", {"kind": "service", "owner": {"kind": "individual"}})
    assert refusal(refused) == (422, "owner_kind_refused")
    assert refused.json()["params"] == {"kind": "service", "owner_kind": "individual"}
    assert (await browser.get("/owners")).json() == {"items": []}
    made = await make(browser, kind="subscription", owner={"kind": "individual"})
    assert (made["verified"], made["owner"]["kind"]) == (False, "individual")


async def test_a_secret_is_reset_and_shown_once(browser: Browser, server: Server) -> None:
    made = await make(browser)
    answer = await browser.post(f"/apps/{made['app_id']}/secret")
    secret = answer.json()["secret"]
    assert secret != made["secret"]
    assert "access_token" in await server.get("/cgi-bin/token", **asking(NewApp(made["app_id"], secret)))
    old = await server.get("/cgi-bin/token", **asking(NewApp(made["app_id"], made["secret"])))
    assert old["errcode"] == 40125


async def test_a_secret_is_frozen_and_thawed(browser: Browser, server: Server, app: NewApp) -> None:
    frozen = await browser.put(f"/apps/{app.app_id}/secret/frozen", {"frozen": True})
    assert frozen.json()["secret_frozen"] is True
    assert (await server.get("/cgi-bin/token", **asking(app)))["errcode"] == 40243


async def test_an_app_is_described_anew(browser: Browser, app: NewApp) -> None:
    changed = await browser.patch(f"/apps/{app.app_id}", {"name": "Town Water", "intro": "水费与报修"})
    assert (changed.json()["name"], changed.json()["intro"]) == ("Town Water", "水费与报修")
    await make(browser, name="Gasworks")
    assert refusal(await browser.patch(f"/apps/{app.app_id}", {"name": "GASWORKS"})) == (409, "name_taken")
    refused = await browser.patch(f"/apps/{app.app_id}", {"name": "水"})
    assert refusal(refused) == (422, "name_length_wrong")
    assert refused.json()["params"] == {"min": 4, "max": 30, "width": 2}


async def test_an_avatar_is_shown(browser: Browser, app: NewApp) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    url = f"/api/console/apps/{app.app_id}/avatar"
    answer = await browser.http.put(
        url, content=picture.getvalue(), headers={"x-hutong": "1", "content-type": "image/png"}
    )
    assert answer.json()["avatar_url"]
    assert (await browser.get(f"/apps/{app.app_id}")).json()["avatar_url"] == answer.json()["avatar_url"]
    refused = await browser.http.put(url, content=b"<svg/>", headers={"x-hutong": "1", "content-type": "image/svg+xml"})
    assert refused.status_code in (415, 422)


async def test_permissions_are_listed_with_their_paths_and_granted(browser: Browser, lab: Lane) -> None:
    # Paths of other domains stand in the list as well.
    load()
    app = await an_app(lab, "subscription", verified=False)
    listed = (await browser.get(f"/apps/{app.app_id}/permissions")).json()
    assert listed["rule"] == "enforce"
    media = next(item for item in listed["items"] if item["permission"] == "media")
    assert media == {
        "permission": "media",
        "label_key": "permission.media",
        "granted": False,
        "by": "verification",
        "paths": [
            "/cgi-bin/media/get",
            "/cgi-bin/media/get/jssdk",
            "/cgi-bin/media/upload",
            "/cgi-bin/media/uploadimg",
        ],
        "needs": ["service", "service_verified", "subscription_verified"],
    }
    granted = (await browser.put(f"/apps/{app.app_id}/permissions/media", {"granted": True})).json()
    media = next(item for item in granted["items"] if item["permission"] == "media")
    assert (media["granted"], media["by"]) == (True, "grant")
    unknown = await browser.put(f"/apps/{app.app_id}/permissions/levitate", {"granted": True})
    assert refusal(unknown) == (404, "permission_unknown")


async def test_quotas_are_shown_and_cleared(browser: Browser, server: Server, app: NewApp) -> None:
    await server.token(app)
    shown = (await browser.get(f"/apps/{app.app_id}/quota")).json()
    assert {"path": "/cgi-bin/token", "used": 1, "limit": 2000} in shown["items"]
    assert shown["clears_left"] == 10
    cleared = (await browser.delete(f"/apps/{app.app_id}/quota")).json()
    assert {"path": "/cgi-bin/token", "used": 0, "limit": 2000} in cleared["items"]
    assert cleared["clears_left"] == 9


async def test_the_ip_list_is_replaced(browser: Browser, app: NewApp) -> None:
    assert (await browser.get(f"/apps/{app.app_id}/ip-list")).json() == {"ips": []}
    replaced = await browser.put(f"/apps/{app.app_id}/ip-list", {"ips": ["10.0.0.7", "10.1.0.0/16"]})
    assert replaced.json() == {"ips": ["10.0.0.7", "10.1.0.0/16"]}
    assert refusal(await browser.put(f"/apps/{app.app_id}/ip-list", {"ips": ["x"]})) == (422, "ip_list_wrong")
    assert (await browser.get(f"/apps/{app.app_id}/ip-list")).json() == replaced.json()


async def test_verification_is_withdrawn_and_given(browser: Browser, app: NewApp) -> None:
    url = f"/apps/{app.app_id}/verification"
    assert (await browser.post(url, {"verified": False})).json()["verified"] is False
    assert (await browser.post(url, {"verified": True})).json()["verified"] is True


async def test_a_live_owner_manages_their_own_apps_and_no_others(live: Lane) -> None:
    owner, other = Browser(live, 7), Browser(live, 8)
    assert refusal(await owner.post("/apps", {"kind": "service"})) == (422, "owner_incomplete")
    made = await make(owner, name="Waterworks", owner=COMPANY)
    assert (made["verified"], made["owner"]["person_id"]) == (False, "7")
    path = f"/apps/{made['app_id']}"
    assert (await owner.get(path)).status_code == 200
    assert (await other.get("/apps")).json() == {"items": []}
    assert (await other.get("/owners")).json() == {"items": []}
    refusals = [
        await other.get(path),
        await other.patch(path, {"name": "Mine now"}),
        await other.post(f"{path}/secret"),
        await other.put(f"{path}/secret/frozen", {"frozen": True}),
        await other.get(f"{path}/callback"),
        await other.put(f"{path}/callback", {"url": "http://127.0.0.1:1/"}),
        await other.post(f"{path}/callback/check", {"url": "http://127.0.0.1:1/"}),
        await other.delete(f"{path}/callback"),
        await other.get(f"{path}/permissions"),
        await other.get(f"{path}/quota"),
        await other.delete(f"{path}/quota"),
        await other.get(f"{path}/ip-list"),
        await other.put(f"{path}/ip-list", {"ips": []}),
    ]
    assert [refusal(answer) for answer in refusals] == [(404, "app_not_found")] * len(refusals)
    stolen = await other.post("/apps", {"kind": "service", "name": "Mine", "owner_id": made["owner"]["id"]})
    assert refusal(stolen) == (404, "owner_not_found")
    assert (await owner.get(path)).json()["name"] == "Waterworks"


async def test_what_an_operator_decides_a_live_owner_cannot(live: Lane) -> None:
    owner, operator = Browser(live, 7), Browser(live, 1, is_operator=True)
    made = await make(owner, name="Waterworks", owner=COMPANY)
    path = f"/apps/{made['app_id']}"
    claimed = await owner.post("/apps", {"kind": "service", "name": "Gasworks", "owner": COMPANY, "verified": True})
    refusals = [
        claimed,
        await owner.post(f"{path}/verification", {"verified": True}),
        await owner.put(f"{path}/permissions/oauth", {"granted": True}),
    ]
    assert [refusal(answer) for answer in refusals] == [(403, "not_allowed")] * 3
    assert (await operator.post(f"{path}/verification", {"verified": True})).json()["verified"] is True
    assert (await operator.put(f"{path}/permissions/oauth", {"granted": False})).status_code == 200
    assert await live.db.read(public.count) == 1


async def test_nobody_signed_in_sees_nothing_of_a_live_console(live: Lane) -> None:
    assert (await Browser(live).get("/apps")).status_code == 401


async def test_a_live_company_states_a_right_licence_number(live: Lane) -> None:
    owner = Browser(live, 7)
    wrong = {**COMPANY, "licence_number": "91350100M000100Y44"}
    assert refusal(await owner.post("/owners", wrong)) == (422, "licence_number_wrong")
    assert await live.db.read(owners.listed, person_id=7) == []


async def test_what_owners_do_is_remembered(live: Lane) -> None:
    owner = Browser(live, 7)
    made = await make(owner, name="Waterworks", owner=COMPANY)
    await owner.post(f"/apps/{made['app_id']}/secret")
    assert await live.db.read(audited) == [
        ("person:7", "apps.owner_created"),
        ("person:7", "apps.app_created"),
        ("person:7", "apps.secret_reset"),
    ]


@pytest.mark.parametrize("spelled", ["0", "x", "9" * 30, "-1"])
async def test_an_owner_that_does_not_exist_is_not_found(browser: Browser, spelled: str) -> None:
    assert refusal(await browser.get(f"/apps?owner_id={spelled}")) == (404, "owner_not_found")
