"""Registering: who may serve in what, names that are taken, and what kinds of owner may do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.apps import public as apps
from hutong.kernel.errors import HutongError
from hutong.mini import categories
from hutong.mini.errors import categories as errors
from tests.dialog.towns import Town, a_town, refusal
from tests.mini.workshop import a_console, a_picture, a_program

FINANCE, DELIVERY, RECIPES = (11, 1101), (3, 304), (3, 301)


async def _refused(town: Town, rule: Any, *args: Any, **named: Any) -> type[HutongError] | None:
    try:
        await town.lane.db.run(rule, *args, **named)
    except HutongError as refused:
        return type(refused)
    return None


async def test_a_program_is_registered_with_its_name_and_category(any_town: Town) -> None:
    async with any_town.browser("http://lane.localhost/api/console") as console:
        wanted: dict[str, Any] = {"name": "Pizza Corner", "intro": "Pizza", "categories": [{"first": 3, "second": 304}]}
        made = (await console.post("/mini", json=wanted)).json()
        assert (made["name"], made["owner_kind"], made["verified"]) == ("Pizza Corner", "company", True)
        assert made["original_id"].startswith("gh_")
        assert [one["name_en"] for one in made["categories"]] == ["Orders and delivery"]
        again = await console.post("/mini", json={**wanted, "name": "pizza corner"})
        assert refusal(again) == (409, "name_taken")
        table = (await console.get("/mini/categories")).json()
        assert {"first": 11, "second": 1101} not in [
            {"first": one["first"], "second": one["second"]} for one in table["items"] if one["for_individuals"]
        ]
        # It is an app like others: its page of keys, and no followers.
        (shown,) = [one for one in (await console.get("/apps")).json()["items"] if one["app_id"] == made["app_id"]]
        assert (shown["kind"], shown["followers"]) == ("mini", 0)


async def test_an_individual_cannot_choose_finance_and_sees_who_can(any_town: Town) -> None:
    async with any_town.browser("http://lane.localhost/api/console") as console:
        wanted = {"owner": {"kind": "individual"}, "categories": [{"first": 11, "second": 1101}]}
        refused = await console.post("/mini", json=wanted)
        assert refusal(refused) == (403, "category_closed")
        assert refused.json()["params"]["needs"] == "company"
        assert (await console.get("/mini")).json()["items"] == []
        unknown = await console.post("/mini", json={"categories": [{"first": 99, "second": 1}]})
        assert refusal(unknown) == (422, "category_unknown")


async def test_categories_come_and_go_within_bounds(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    run = town.lane.db.run
    assert await _refused(town, categories.add, program.app_id, *categories.FIRST_OF_ALL) is errors.CategoryThere
    assert await _refused(town, categories.add, program.app_id, *DELIVERY) is errors.PapersMissing
    waiting = await run(categories.add, program.app_id, *DELIVERY, papers=["0" * 64])
    assert waiting.services[-1].state == "waiting"
    decided = await run(categories.decide, program.app_id, *DELIVERY, passed=False, reason="Out of date.")
    assert (decided.services[-1].state, decided.services[-1].reason) == ("refused", "Out of date.")
    for second in (301, 302, 303):
        await run(categories.add, program.app_id, 3, second)
    assert await _refused(town, categories.add, program.app_id, 1, 101) is errors.TooManyCategories
    async with a_console(town, program) as console:
        left = (await console.delete("/categories/3/304")).json()["items"]
        assert [(one["first"], one["second"]) for one in left] == [(1, 106), (3, 301), (3, 302), (3, 303)]
        assert refusal(await console.delete("/categories/3/304")) == (404, "category_not_held")


MINIS = {
    "login": "icv", "subscribe_message": "icv", "custom_message": "icv", "mini_code": "icv", "mini_link": "cv",
    "web_view": "cv", "phone_number": "v", "payment": "v", "shipping": "v", "menu": "", "oauth": "", "draft": "",
}  # fmt: skip


@pytest.mark.parametrize("permission", MINIS)
async def test_programs_have_permissions_by_whose_they_are(town: Town, permission: str) -> None:
    run, read = town.lane.db.run, town.lane.db.read
    having = ""
    owners: tuple[tuple[str, apps.OwnerKind, bool], ...] = (
        ("i", "individual", False),
        ("c", "company", False),
        ("v", "company", True),
    )
    for letter, kind, verified in owners:
        owner = await run(apps.invent_owner, kind=kind)
        app, _ = await run(apps.create, kind="mini", owner=owner, verified=verified)
        view = await read(apps.get, app.app_id)
        assert view is not None
        having += letter if apps.may(view, permission) else ""
    assert having == MINIS[permission]


async def test_the_console_shows_a_program_the_permissions_of_programs(town: Town) -> None:
    program = await a_program(town, owner="individual")
    async with program.console() as console:
        told = {one["permission"]: one for one in (await console.get("/permissions")).json()["items"]}
        assert "menu" not in told
        assert (told["phone_number"]["granted"], told["phone_number"]["needs"]) == (False, ["mini_verified"])
        assert (told["login"]["granted"], told["login"]["by"]) == (True, "kind")
        await console.put("/permissions/phone_number", json={"granted": True})
        told = {one["permission"]: one for one in (await console.get("/permissions")).json()["items"]}
        assert (told["phone_number"]["granted"], told["phone_number"]["by"]) == (True, "grant")
    official = await town.account()
    async with official.console() as console:
        assert "login" not in {one["permission"] for one in (await console.get("/permissions")).json()["items"]}


async def test_programs_are_not_among_the_accounts_that_people_follow(any_town: Town) -> None:
    town = any_town
    program, account, person = await a_program(town, name="Pizza"), await town.account(), await town.person()
    found = (await person.phone.get("/directory")).json()["accounts"]
    assert [one["app_id"] for one in found] == [account.app_id]
    refused = await person.phone.post(f"/accounts/{program.app_id}/follow", json={})
    assert refusal(refused) == (404, "account_not_found")
    async with program.console() as console:
        assert refusal(await console.get("/menu")) == (404, "app_not_found")
    # An official account's endpoint is not a program's.
    assert (await program.get("/cgi-bin/menu/get"))["errcode"] == 48001


async def test_an_individuals_program_takes_no_payments(town: Town) -> None:
    own, companys = await a_program(town, owner="individual"), await a_program(town)
    async with town.browser("http://lane.localhost/api/console") as console:
        refused = await console.post("/merchants", json={"app_ids": [own.app_id]})
        assert refusal(refused) == (403, "individual_cannot_take_payments")
        merchant = (await console.post("/merchants", json={"app_ids": [companys.app_id]})).json()["mchid"]
        binding = {"app_id": own.app_id}
        assert refusal(await console.post(f"/merchants/{merchant}/apps", json=binding))[0] == 403
        await town.lane.db.run(apps.set_rule, "merchant_owners", "off")
        assert (await console.post(f"/merchants/{merchant}/apps", json=binding)).status_code == 200


async def test_an_operator_looks_at_papers(tmp_path: Path) -> None:
    async with a_town(tmp_path / "live", mode="live") as town:
        owner = await town.person("Owner")
        program = await a_program(town, person_id=owner.id, name="Pizza")
        async with a_console(town, program, owner.id) as console:
            raw = {"x-hutong": "1", "content-type": "image/png"}
            assert refusal(await console.post("/papers", content=b"text", headers=raw))[1] == "category_paper_refused"
            kept = (await console.post("/papers", content=a_picture(), headers=raw)).json()["digest"]
            wanted = {"first": 3, "second": 304, "papers": [kept]}
            added = (await console.post("/categories", json=wanted)).json()["items"]
            assert [one["state"] for one in added] == ["passed", "waiting"]
        async with town.browser("http://lane.localhost/api/console/mini", who=owner.id) as console:
            assert (await console.get("/papers")).status_code == 403
            path = f"/papers/{program.app_id}/3/304"
            assert (await console.post(path, json={"passed": True})).status_code == 403
            assert (await console.put("/reviewer", json={"mode": "auto"})).status_code == 403
        (waiting,) = await town.lane.db.read(categories.waiting)
        assert waiting.app_id == program.app_id


async def test_papers_are_shown_and_decided_in_a_lab_too(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town, name="Pizza")
    blob = await town.lane.media.put(a_picture(), 1 << 20)
    await town.lane.db.run(categories.add, program.app_id, *DELIVERY, papers=[blob.digest])
    async with town.browser("http://lane.localhost/api/console/mini") as operator:
        (waiting,) = (await operator.get("/papers")).json()["items"]
        assert (waiting["name"], waiting["category"]["name_en"]) == ("Pizza", "Orders and delivery")
        shown = await operator.get("http://lane.localhost" + waiting["papers"][0])
        assert (shown.content, shown.headers["content-type"]) == (a_picture(), "image/png")
        elsewhere = await operator.get(f"/papers/{program.app_id}/{'0' * 64}")
        assert refusal(elsewhere) == (404, "category_not_held")
        await operator.post(f"/papers/{program.app_id}/3/304", json={"passed": True})
        assert (await operator.get("/papers")).json()["items"] == []
        held = (await operator.get(f"/{program.app_id}/categories")).json()["items"]
        assert [one["state"] for one in held] == ["passed", "passed"]
        assert (await operator.get("/reviewer")).json()["mode"] == "auto"
        assert (await operator.put("/reviewer", json={"mode": "human"})).json()["mode"] == "human"
        assert refusal(await operator.put("/reviewer", json={"mode": "bribed"})) == (422, "reviewer_wrong")
    drawn = await town.browser("http://lane.localhost").get(f"/qr/mini/{program.app_id}.svg?version=trial")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    missing = await town.browser("http://lane.localhost").get("/qr/mini/wx0000000000000000.svg")
    assert refusal(missing) == (404, "program_not_found")


async def test_an_individual_founds_a_company_and_the_program_keeps_its_people(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town, owner="individual")
    person = await town.person()
    openid = person.openid(program)
    async with program.console() as console:
        moved = (await console.put("/owner", json={"owner": {"kind": "company", "name": "Pizza Ltd"}})).json()
        assert (moved["app_id"], moved["owner"]["kind"], moved["owner"]["name"]) == (
            program.app_id,
            "company",
            "Pizza Ltd",
        )
        assert moved["verified"] is True
        told = {one["permission"]: one for one in (await console.get("/permissions")).json()["items"]}
        assert told["phone_number"]["granted"] is True
        back = (await console.put("/owner", json={"owner": {"kind": "individual"}})).json()
        assert (back["owner"]["kind"], back["verified"]) == ("individual", False)
        unknown = await console.put("/owner", json={"owner_id": "12"})
        assert refusal(unknown) == (404, "owner_not_found")
    assert person.openid(program) == openid
    service = await town.account()
    async with service.console() as console:
        refused = await console.put("/owner", json={"owner": {"kind": "individual"}})
        assert refusal(refused) == (422, "owner_kind_refused")
