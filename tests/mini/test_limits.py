"""A program's server calls so often a minute and so often a day, where quotas are enforced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.apps import minutes, quotas
from tests.apps.house import set_rule
from tests.dialog.towns import Account, Town
from tests.mini.phones import a_launch, a_released_program
from tests.mini.workshop import a_copying_compiler


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def check(program: Account, openid: str) -> dict[str, Any]:
    body = {"version": 2, "scene": 1, "openid": openid, "content": "tea"}
    return await program.post("/wxa/msg_sec_check", body)


async def test_the_calls_of_a_minute_are_counted(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    program, person = await a_released_program(town), await town.person()
    await a_launch(program, person)
    await set_rule(town.lane, "quotas", "enforce")
    monkeypatch.setitem(minutes.PER_MINUTE, "security.text", 2)
    openid = person.openid(program)
    answers = [await check(program, openid) for _ in range(3)]
    assert [answer["errcode"] for answer in answers] == [0, 0, 45009]
    assert "minute" in answers[2]["errmsg"]
    monotonic = town.lane.clock.monotonic
    monkeypatch.setattr(town.lane.clock, "monotonic", lambda: monotonic() + 60)
    assert (await check(program, openid))["errcode"] == 0


async def test_the_calls_of_a_day_are_counted_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    program, person = await a_released_program(town), await town.person()
    await a_launch(program, person)
    await set_rule(town.lane, "quotas", "enforce")
    monkeypatch.setitem(quotas.DAILY, "security.text", 1)
    openid = person.openid(program)
    answers = [await check(program, openid) for _ in range(2)]
    assert [answer["errcode"] for answer in answers] == [0, 45009]
    assert "daily" in answers[1]["errmsg"]


async def test_a_lab_only_warns_unless_it_is_told_to_enforce(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    program, person = await a_released_program(town), await town.person()
    await a_launch(program, person)
    await set_rule(town.lane, "quotas", "warn")
    monkeypatch.setitem(minutes.PER_MINUTE, "security.text", 1)
    openid = person.openid(program)
    assert [(await check(program, openid))["errcode"] for _ in range(2)] == [0, 0]
