"""Where requests may go: lists, their bounds, and filings that take their weeks."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.apps import public as apps
from hutong.kernel.errors import HutongError
from hutong.mini import domains, filings, privacy, programs
from hutong.mini.errors import domains as errors
from hutong.mini.models.programs import PrivacyUse
from tests.dialog.towns import Town, refusal
from tests.mini.workshop import a_console, a_program

WRONG: list[tuple[str, str]] = [
    ("request", "http://api.example.com"),
    ("request", "https://127.0.0.1"),
    ("request", "https://[::1]"),
    ("request", "https://10.1.2.3:443"),
    ("request", "https://api.example.com/path"),
    ("request", "https://api.example.com?x=1"),
    ("request", "https://me@api.example.com"),
    ("request", "https://localhost"),
    ("request", "https://api.weixin.qq.com"),
    ("request", "https://*.example.com"),
    ("request", "https://example.com:99999"),
    ("request", "https://example..com"),
    ("request", "https://-example.com"),
    ("request", "https://[oops"),
    ("request", "example.com"),
    ("request", ""),
    ("socket", "https://api.example.com"),
    ("socket", "ws://api.example.com"),
    ("webview", "http://example.com"),
    ("udp", "tcp://example.com:80"),
]


async def _refused(town: Town, rule: Any, *args: Any, **named: Any) -> type[HutongError] | None:
    try:
        await town.lane.db.run(rule, *args, **named)
    except HutongError as refused:
        return type(refused)
    return None


@pytest.mark.parametrize("kind, entry", WRONG)
async def test_what_no_list_may_hold_is_refused_by_name(town: Town, kind: str, entry: str) -> None:
    program = await a_program(town)
    wanted = {kind: ["https://good.example.com" if kind in ("request", "webview") else "wss://good.example.com", entry]}
    assert await _refused(town, domains.change, program.app_id, "add", wanted) is errors.DomainWrong
    assert not any((await town.lane.db.read(domains.of_app, program.app_id)).values())


async def test_lists_are_added_to_set_and_taken_from(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    run = town.lane.db.run
    added = await run(
        domains.change,
        program.app_id,
        "add",
        {
            "request": [" https://API.Example.com:443/ ", "https://api.example.com"],
            "socket": ["wss://s.example.com:8443"],
        },
    )
    assert added["request"] == ["https://api.example.com"]
    assert added["socket"] == ["wss://s.example.com:8443"]
    more = await run(domains.change, program.app_id, "set", {"request": ["https://b.example.com", "https://饺子.cn"]})
    assert more["request"] == ["https://b.example.com", "https://xn--i8sp06l.cn"]
    assert more["socket"] == ["wss://s.example.com:8443"]
    fewer = await run(domains.change, program.app_id, "delete", {"request": ["https://b.example.com/"]})
    assert fewer["request"] == ["https://xn--i8sp06l.cn"]
    assert await _refused(town, domains.change, program.app_id, "add", {"request": []}) is errors.NoDomainChange
    assert await town.lane.db.read(domains.changes_left, program.app_id) == domains.MONTHLY_CHANGES - 3


async def test_lists_have_ends_and_so_have_months(town: Town) -> None:
    program, run = await a_program(town), town.lane.db.run
    full = [f"https://a{number}.example.com" for number in range(domains.MOST_OF_A_KIND)]
    await run(domains.change, program.app_id, "set", {"request": full})
    one: domains.Lists = {"request": ["https://one.example.com"]}
    assert await _refused(town, domains.change, program.app_id, "add", one) is errors.TooManyDomains
    pages = {"webview": full[: domains.MOST_WEB_PAGES + 1]}
    assert await _refused(town, domains.change, program.app_id, "set", pages) is errors.TooManyWebDomains
    for _ in range(domains.MONTHLY_CHANGES - 1):
        await run(domains.change, program.app_id, "set", one)
    assert await _refused(town, domains.change, program.app_id, "set", one) is errors.DomainChangesUsedUp
    town.hold(days=32)
    await run(domains.change, program.app_id, "set", one)


async def test_an_individuals_program_shows_no_web_pages(town: Town) -> None:
    program = await a_program(town, owner="individual")
    pages = {"webview": ["https://example.com"]}
    assert await _refused(town, domains.change, program.app_id, "add", pages) is errors.WebPagesClosed
    assert await _refused(town, domains.change, program.app_id, "add", {"request": ["https://example.com"]}) is None


async def test_a_filing_takes_two_weeks_to_a_month(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    run, read = town.lane.db.run, town.lane.db.read
    town.hold()
    await run(apps.set_rule, "filings", "enforce")
    wanted = {"request": ["https://api.example.com"]}
    assert await _refused(town, domains.change, program.app_id, "add", wanted) is errors.DomainNotFiled
    async with a_console(town, program) as console:
        filed = (await console.post("/filings", json={"name": "Example.com"})).json()
        assert (filed["name"], filed["state"], filed["number"]) == ("example.com", "waiting", "")
        assert refusal(await console.post("/filings", json={"name": "example.com"})) == (409, "filing_there")
        assert refusal(await console.post("/filings", json={"name": "10.0.0.1"})) == (422, "filing_name_wrong")
        owner_id = (await read(programs.app_of, program.app_id)).owner_id
        (waiting,) = await read(filings.of_owner, owner_id)
        assert filings.LEAST <= waiting.due_at - waiting.applied_at <= filings.MOST
        town.hold(days=13)
        await town.settle()
        assert await _refused(town, domains.change, program.app_id, "add", wanted) is errors.DomainNotFiled
        town.hold(days=16)
        await town.settle()
        (granted,) = (await console.get("/filings")).json()["items"]
        assert (granted["state"], granted["number"][:5]) == ("granted", "虚ICP备")
        changed = (await console.put("/domains", json={"action": "add", "lists": wanted})).json()
        assert (changed["lists"]["request"], changed["unfiled"]) == (["https://api.example.com"], [])
        other = {"action": "add", "lists": {"request": ["https://example.org"]}}
        assert refusal(await console.put("/domains", json=other)) == (409, "domain_not_filed")
        await run(apps.set_rule, "filings", "warn")
        assert (await console.put("/domains", json=other)).json()["unfiled"] == ["example.org"]


async def test_an_operator_may_decide_a_filing_and_it_stays_decided(town: Town) -> None:
    program, run = await a_program(town), town.lane.db.run
    owner_id = (await town.lane.db.read(programs.app_of, program.app_id)).owner_id
    town.hold()
    await run(filings.apply, owner_id, "example.com")
    async with town.browser("http://lane.localhost/api/console/mini/filings") as operator:
        (waiting,) = (await operator.get("")).json()["items"]
        path = f"/{waiting['owner_id']}/example.com"
        refused = (await operator.post(path, json={"granted": False, "reason": "Not yours."})).json()
        assert (refused["state"], refused["reason"]) == ("refused", "Not yours.")
        assert refusal(await operator.post(path, json={"granted": True})) == (409, "filing_decided")
    town.hold(days=40)
    await town.settle()
    (filing,) = await town.lane.db.read(filings.of_owner, owner_id)
    assert filing.state == "refused"
    assert (await run(filings.apply, owner_id, "example.com")).state == "waiting"


async def test_a_privacy_declaration_names_what_and_whom(town: Town) -> None:
    program = await a_program(town)
    phone = PrivacyUse("PhoneNumber", "to deliver")
    wrong: list[dict[str, Any]] = [
        {"uses": [phone], "contact": {}},
        {"uses": [phone, phone], "contact": {"contact_email": "us@example.com"}},
        {"uses": [PrivacyUse("Levitation", "to fly")], "contact": {"contact_email": "us@example.com"}},
        {"uses": [PrivacyUse("PhoneNumber", " ")], "contact": {"contact_email": "us@example.com"}},
        {"uses": [], "contact": {"contact_pigeon": "coo"}},
    ]
    for told in wrong:
        assert await _refused(town, privacy.declare, program.app_id, **told) is errors.PrivacyWrong
    async with a_console(town, program) as console:
        told = {
            "uses": [{"key": "PhoneNumber", "text": "to deliver"}],
            "contact": {"contact_email": "us@example.com"},
        }
        assert (await console.put("/privacy", json=told)).status_code == 200
        shown = (await console.get("/privacy")).json()
        assert (shown["uses"], shown["contact"]) == (told["uses"], told["contact"])
