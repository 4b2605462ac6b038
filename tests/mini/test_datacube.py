"""What a program's server learns of how it is used."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hutong.apps import public as apps
from hutong.kernel.clock import Setting
from tests.dialog.towns import Account, Town
from tests.mini.phones import a_launch, a_released_program
from tests.mini.workshop import a_copying_compiler

MONDAY = datetime(2026, 11, 2, 12, tzinfo=apps.BEIJING)


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def test_figures_are_of_what_happened(any_town: Town) -> None:
    town = any_town
    on(town, 0)
    program = await a_released_program(town)
    li, han = await town.person(), await town.person("Han Meimei")
    opened = await a_launch(program, li)
    await a_launch(program, han)
    await opened.post("measures", {"visits": {"pages/index/index": 4, "pages/more/more": 1}})
    on(town, 1)
    await a_launch(program, li)
    await a_launch(program, await town.person("Lin Tao"))
    on(town, 40)
    await program.fetch_token()
    monday = {"list": [trend("20261102", opens=2, shown=5, people=2, new=2, depth=2.5)]}
    assert await ask(program, "dailyvisittrend", "20261102") == monday
    week = {"list": [trend("20261102-20261108", opens=4, shown=5, people=3, new=3, depth=1.25)]}
    assert await ask(program, "weeklyvisittrend", "20261102", "20261108") == week
    month = {"list": [trend("202611", opens=4, shown=5, people=3, new=3, depth=1.25)]}
    assert await ask(program, "monthlyvisittrend", "20261101", "20261130") == month
    quiet = {"list": [trend("20261110", opens=0, shown=0, people=0, new=0, depth=0)]}
    assert await ask(program, "dailyvisittrend", "20261110") == quiet
    summary = (await ask(program, "dailysummarytrend", "20261102"))["list"][0]
    assert summary == {"ref_date": "20261102", "visit_total": 2, "share_pv": 0, "share_uv": 0}
    assert (await ask(program, "dailysummarytrend", "20261120"))["list"][0]["visit_total"] == 3
    kept = await ask(program, "dailyretaininfo", "20261102")
    assert [(one["key"], one["value"]) for one in kept["visit_uv"]][:3] == [(0, 2), (1, 1), (2, 0)]
    assert [one["value"] for one in kept["visit_uv_new"]] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    pages = (await ask(program, "visitpage", "20261102"))["list"]
    assert [(page["page_path"], page["page_visit_pv"]) for page in pages] == [
        ("pages/index/index", 4),
        ("pages/more/more", 1),
    ]
    ways = (await ask(program, "visitdistribution", "20261103"))["list"]
    assert ways[0] == {"index": "access_source_session_cnt", "item_list": [{"key": 1, "value": 2}]}
    portrait = await ask(program, "userportrait", "20261102", "20261108")
    assert portrait["visit_uv"]["genders"] == [{"id": 0, "name": "未知", "value": 3}]


async def test_how_long_people_stay_where_they_leave_and_what_they_send_on_is_told(any_town: Town) -> None:
    town = any_town
    on(town, 0)
    program = await a_released_program(town)
    li = await a_launch(program, await town.person(), scene=1011)
    han = await a_launch(program, await town.person("Han Meimei"), scene=1047)
    await a_launch(program, han.person, scene=9)
    index, more = "pages/index/index", "pages/more/more"
    stays = {index: {"ms": 4000, "entered": 1}, more: {"ms": 2000, "left": 1, "shared": 2}}
    await li.post("measures", {"visits": {index: 2, more: 1}, "stays": stays})
    await han.post("measures", {"visits": {index: 2}, "stays": {index: {"ms": 6000, "entered": 1, "left": 1}}})
    # What cannot be is bounded, and what was said once more is added.
    await han.post("measures", {"stays": {index: {"ms": -5, "entered": -1, "shared": 1}}})
    on(town, 1)
    await program.fetch_token()
    trends = (await ask(program, "dailyvisittrend", "20261102"))["list"][0]
    assert (trends["stay_time_uv"], trends["stay_time_session"]) == (6.0, 4.0)
    summary = (await ask(program, "dailysummarytrend", "20261102"))["list"][0]
    assert (summary["share_pv"], summary["share_uv"]) == (3, 2)
    pages = (await ask(program, "visitpage", "20261102"))["list"]
    assert pages == [
        page(index, shown=4, people=2, stay=2.5, entered=2, left=1, shared=1, sharers=1),
        page(more, shown=1, people=1, stay=2.0, entered=0, left=1, shared=2, sharers=1),
    ]
    ways = (await ask(program, "visitdistribution", "20261102"))["list"][0]["item_list"]
    assert ways == [{"key": 4, "value": 2}, {"key": 10, "value": 1}]


async def test_only_spans_that_are_over_are_told_of(town: Town) -> None:
    on(town, 10)
    program = await a_released_program(town)
    for name, begin, end, errcode in (
        ("dailyvisittrend", "2026-11-02", "2026-11-02", 61500),
        ("dailyvisittrend", "", "", 61500),
        ("dailyvisittrend", "20261131", "20261131", 61500),
        ("dailyvisittrend", "20261102", "20261103", 61501),
        ("dailyvisittrend", "20261112", "20261112", 61501),
        ("weeklyvisittrend", "20261103", "20261109", 61501),
        ("weeklyvisittrend", "20261102", "20261107", 61501),
        ("monthlyvisittrend", "20261002", "20261031", 61501),
        ("monthlyvisittrend", "20261001", "20261030", 61501),
        ("userportrait", "20261101", "20261105", 61501),
        ("userportrait", "20261105", "20261101", 61501),
    ):
        assert (await ask(program, name, begin, end))["errcode"] == errcode, (name, begin, end)
    assert "list" in await ask(program, "dailyvisittrend", "20261111")
    on(town, 10, hour=7)
    await program.fetch_token()
    assert (await ask(program, "dailyvisittrend", "20261111"))["errcode"] == 61503


def on(town: Town, days: int, hour: int = 12) -> None:
    """So many days after the Monday."""
    town.lane.clock.setting = Setting(held_at=MONDAY.replace(hour=hour) + timedelta(days=days))


async def ask(program: Account, name: str, begin: str, end: str | None = None) -> dict[str, Any]:
    span = {"begin_date": begin, "end_date": begin if end is None else end}
    return await program.post(f"/datacube/getweanalysisappid{name}", span)


def trend(day: str, *, opens: int, shown: int, people: int, new: int, depth: float) -> dict[str, Any]:
    return {
        "ref_date": day, "session_cnt": opens, "visit_pv": shown, "visit_uv": people, "visit_uv_new": new,
        "stay_time_uv": 0.0, "stay_time_session": 0.0, "visit_depth": depth,
    }  # fmt: skip


def page(
    path: str, *, shown: int, people: int, stay: float, entered: int, left: int, shared: int, sharers: int
) -> dict[str, Any]:
    return {
        "page_path": path, "page_visit_pv": shown, "page_visit_uv": people, "page_staytime_pv": stay,
        "entrypage_pv": entered, "exitpage_pv": left, "page_share_pv": shared, "page_share_uv": sharers,
    }  # fmt: skip
