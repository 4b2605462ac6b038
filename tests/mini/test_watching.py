"""Whoever has a development version before them is told of a newer one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.mini import testers, visits
from tests.dialog.towns import Person, Town
from tests.mini.workshop import a_copying_compiler, a_program, a_version, a_zip


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def test_messengers_that_have_the_program_open_hear_of_a_newer_one(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    watcher, elsewhere = await town.person("Watcher"), await town.person("Elsewhere")
    heard: list[tuple[int, dict[str, Any]]] = []

    def listen(person: Person) -> None:
        town.lane.bus.listen(f"person:{person.id}", lambda news: heard.append((person.id, news)))

    listen(watcher)
    listen(elsewhere)
    await town.lane.db.run(visits.opened, watcher.id, program.app_id)
    version = await a_version(town, program, "0.2.0", kind="preview")
    await town.settle()
    told = [news for _, news in heard if news.get("type") == "mini"]
    assert told == [
        {
            "type": "mini",
            "app_id": program.app_id,
            "version": "develop",
            "number": "0.2.0",
            "digest": version.digest,
        }
    ]
    assert {who for who, news in heard if news.get("type") == "mini"} == {watcher.id}
    # A version that could not be compiled is no news, and neither is one that they may not open.
    await a_version(town, program, packed=a_zip(app_js="fail"))
    await town.lane.db.run(testers.add, program.app_id, elsewhere.id)
    await a_version(town, program, "0.3.0", kind="preview")
    await town.settle()
    assert len([news for _, news in heard if news.get("type") == "mini"]) == 1
