"""Registering: who may serve in what, names that are taken, and what kinds of owner may do."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.apps import public as apps
from hutong.kernel.errors import HutongError
from hutong.mini import categories
from hutong.mini.errors import categories as errors
from tests.dialog.towns import Town, refusal
from tests.mini.workshop import a_console, a_program

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
