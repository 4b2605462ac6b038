"""How programs do: told by the messengers they run in, read by those who make them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hutong.kernel.clock import Setting
from hutong.mini import measuring
from tests.dialog.towns import Town, refusal
from tests.mini.phones import a_launch, a_released_program
from tests.mini.workshop import a_console, a_copying_compiler


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def test_what_is_reported_adds_up(any_town: Town) -> None:
    town = any_town
    program = await a_released_program(town)
    opened = await a_launch(program, await town.person())
    await a_launch(program, opened.person)
    await a_launch(program, await town.person("Han Meimei"))
    report = {
        "missing": {"getWeRunData": 2},
        "failures": {"request": 1},
        "visits": {"pages/index/index": 3},
        "errors": [{"message": "x is not defined", "stack": "at a.js:1", "page": "pages/index/index", "count": 2}],
        "timings": [{"page": "pages/index/index", "kind": "start", "ms": ms} for ms in (90, 110.4, 120, 3000)],
        "version": "1.0.0",
    }
    for _ in range(2):
        assert (await opened.post("measures", report)).json() == {}
    told = (await a_console(town, program).get("measures", params={"days": 2})).json()
    assert [(day["opens"], day["people"], day["newcomers"]) for day in told["days"]] == [(0, 0, 0), (3, 2, 2)]
    (page,) = told["pages"]
    assert (page["page"], page["shown"]) == ("pages/index/index", 6)
    assert page["timings"] == {"start": {"count": 8, "middle_ms": 128, "mean_ms": 830, "longest_ms": 3000}}
    (error,) = told["errors"]
    assert (error["message"], error["count"], error["version"]) == ("x is not defined", 4, "1.0.0")
    assert [(api["kind"], api["api"], api["count"]) for api in told["apis"]] == [
        ("missing", "getWeRunData", 4),
        ("failed", "request", 2),
    ]


async def test_how_pages_are_used_and_where_visits_come_from_is_told(any_town: Town) -> None:
    town = any_town
    program = await a_released_program(town)
    li = await a_launch(program, await town.person())
    index, more = "pages/index/index", "pages/more/more"
    stays = {index: {"ms": 4000, "entered": 1}, more: {"ms": 2000, "left": 1, "shared": 2}}
    await li.post("measures", {"visits": {index: 2, more: 1}, "stays": stays})
    town.lane.clock.setting = Setting(held_at=town.lane.clock.lane() + timedelta(days=1))
    await a_launch(program, li.person)
    han = await a_launch(program, await town.person("Han Meimei"))
    for opened in (li, han):
        await opened.post("measures", {"visits": {index: 1}, "stays": {index: {"ms": 500, "entered": 1, "left": 1}}})
    told = (await a_console(town, program).get("measures", params={"days": 2})).json()
    assert told["totals"] == {
        **{"opens": 3, "people": 2, "newcomers": 2, "shown": 5},
        **{"stayed_ms": 7000, "shared": 2, "sharers": 1},
    }
    first, second = ({name: told for name, told in page.items() if name != "timings"} for page in told["pages"])
    used = {"people": 2, "stayed_ms": 5000, "entered": 3, "left": 2, "shared": 0, "sharers": 0}
    assert first == {"page": index, "shown": 4, **used}
    used = {"people": 1, "stayed_ms": 2000, "entered": 0, "left": 1, "shared": 2, "sharers": 1}
    assert second == {"page": more, "shown": 1, **used}
    assert sum(source["opens"] for source in told["sources"]) == 3
    assert {source["source"] for source in told["sources"]} <= set(range(1, 24))
    today = (await a_console(town, program).get("measures", params={"days": 1})).json()
    assert (today["totals"]["opens"], today["totals"]["people"], today["totals"]["shared"]) == (2, 2, 0)


async def test_what_nobody_opened_has_empty_measures(town: Town) -> None:
    program = await a_released_program(town)
    told = (await a_console(town, program).get("measures")).json()
    assert set(told["totals"].values()) == {0}
    assert (told["sources"], told["pages"]) == ([], [])


async def test_a_report_has_bounds(town: Town) -> None:
    program = await a_released_program(town)
    opened = await a_launch(program, await town.person())
    many = {f"api{number}": 1 for number in range(measuring.MOST_AT_ONCE + 1)}
    for report in (
        {"missing": many},
        {"visits": many},
        {"errors": [{"message": str(number)} for number in range(101)]},
        {"timings": [{"page": "p", "kind": "k", "ms": 1}] * 1001},
    ):
        assert refusal(await opened.post("measures", report)) == (422, "mini_measures_wrong")
    wild = {
        "missing": {"a" * 9000: -5, "b": 10**15},
        "timings": [{"page": "p" * 9000, "kind": "k", "ms": 1e300}, {"page": "p" * 9000, "kind": "k", "ms": -1}],
        "errors": [{"message": "m" * 90_000, "stack": "s" * 90_000, "count": 10**15}],
    }
    assert (await opened.post("measures", wild)).status_code == 200
    told = (await a_console(town, program).get("measures")).json()
    assert [(len(api["api"]), api["count"]) for api in told["apis"]] == [(1, 1_000_000), (80, 0)]
    assert told["pages"][0]["timings"]["k"]["longest_ms"] == measuring.LONGEST_MS
    assert (len(told["errors"][0]["message"]), len(told["errors"][0]["stack"])) == (1_000, 4_000)


async def test_names_that_a_program_makes_up_are_counted_together(town: Town) -> None:
    program = await a_released_program(town)
    opened = await a_launch(program, await town.person())
    for batch in range(7):
        await opened.post("measures", {"missing": {f"api{batch}.{number}": 1 for number in range(100)}})
    kept = await town.lane.db.read(measuring.apis_of, program.app_id, limit=1_000)
    assert len(kept) <= measuring.MOST_ERRORS + 100
    assert kept[0].api == "*"


def test_the_middle_is_the_end_of_its_slot() -> None:
    assert measuring.middle_ms([0] * measuring.SLOTS) == 0
    assert measuring.middle_ms([4]) == 1
    assert measuring.middle_ms([0, 0, 1, 0, 1]) == 4
