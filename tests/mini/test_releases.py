"""Who gets which version: trial, development, released, a share of people first, and back again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.apps import members
from hutong.kernel.db import Transaction
from hutong.kernel.errors import HutongError
from hutong.mini import programs, public, releasing, testers
from hutong.mini.errors import versions as errors
from hutong.mini.errors.testers import AlreadyTester, TooManyTesters, UnknownTester
from hutong.mini.models.versions import Version
from hutong.mini.reviews import asking
from hutong.mini.versions import choosing
from tests.dialog.towns import Account, Town, refusal
from tests.mini.workshop import a_console, a_copying_compiler, a_program, a_version


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def _passed(town: Town, program: Account, number: str) -> Version:
    """A version that passed its review."""
    version = await a_version(town, program, number)
    await town.lane.db.run(asking.wave_through, program.app_id, version.version_id, by="test")
    return version


async def _released(town: Town, program: Account, number: str) -> Version:
    version = await _passed(town, program, number)
    await town.lane.db.run(releasing.release, program.app_id)
    return version


async def _gets(town: Town, program: Account, person_id: int, wanted: Any = "release") -> str:
    """The number of the version a person gets, or the error they see."""
    try:
        return (await town.lane.db.read(public.current_version, program.app_id, person_id, wanted)).number
    except HutongError as refused:
        return type(refused).__name__


async def _refused(town: Town, rule: Any, *args: Any, **named: Any) -> type[HutongError] | None:
    try:
        await town.lane.db.run(rule, *args, **named)
    except HutongError as refused:
        return type(refused)
    return None


async def test_a_release_is_what_people_get_at_their_next_start(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    person = await town.person()
    assert await _gets(town, program, person.id) == "NotReleased"
    assert await _refused(town, releasing.release, program.app_id) is errors.NothingToRelease
    await _released(town, program, "1.0.0")
    assert await _gets(town, program, person.id) == "1.0.0"
    assert await _refused(town, releasing.release, program.app_id) is errors.AlreadyReleased
    await a_version(town, program, "1.1.0")
    assert await _gets(town, program, person.id) == "1.0.0"
    await _released(town, program, "1.2.0")
    assert await _gets(town, program, person.id) == "1.2.0"
    await town.lane.db.run(programs.set_open, program.app_id, is_open=False)
    assert await _gets(town, program, person.id) == "ProgramClosed"


async def test_a_share_of_people_get_it_first_and_the_share_only_grows(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    run = town.lane.db.run
    people = [await town.person(f"Person {number}") for number in range(24)]
    await _passed(town, program, "1.0.0")
    assert await _refused(town, releasing.begin_grey, program.app_id, 10) is errors.NotReleased
    await run(releasing.release, program.app_id)
    await _passed(town, program, "2.0.0")

    async def newer() -> set[int]:
        return {one.id for one in people if await _gets(town, program, one.id) == "2.0.0"}

    places = {one.id: choosing.place_of(program.app_id, one.id) for one in people}
    before: set[int] = set()
    for percent in (10, 50, 99):
        await run(releasing.begin_grey, program.app_id, percent)
        now = await newer()
        assert now == {person_id for person_id, place in places.items() if place < percent}
        assert before <= now
        before = now
    assert await _refused(town, releasing.begin_grey, program.app_id, 99) is errors.GreyMustGrow
    assert await _refused(town, releasing.begin_grey, program.app_id, 101) is errors.GreyPercentWrong
    assert await _refused(town, releasing.go_back, program.app_id) is errors.ReleaseRunsInShares
    await run(releasing.end_grey, program.app_id)
    assert await newer() == set()
    assert await _refused(town, releasing.end_grey, program.app_id) is errors.NoGreyRelease
    await run(releasing.begin_grey, program.app_id, 1)
    await run(releasing.begin_grey, program.app_id, 100)
    assert await newer() == {one.id for one in people}
    assert (await town.lane.db.read(programs.found, program.app_id)).grey is None


async def test_members_and_testers_may_get_it_before_the_rest(town: Town) -> None:
    program, run = await a_program(town), town.lane.db.run
    member, tester, stranger = [await town.person(name) for name in ("Member", "Tester", "Stranger")]
    await run(members.invite, program.app_id, member.id, "editor")
    await run(members.accept, program.app_id, member.id)
    await run(testers.add, program.app_id, tester.id)
    await _released(town, program, "1.0.0")
    await _passed(town, program, "2.0.0")
    for one in (member, tester, stranger):
        assert choosing.place_of(program.app_id, one.id) >= 0
    grey: dict[str, Any] = {"members_first": True, "testers_first": True}
    await run(releasing.begin_grey, program.app_id, 1, **grey)
    assert await _gets(town, program, member.id) == "2.0.0"
    assert await _gets(town, program, tester.id) == "2.0.0"
    expected = "2.0.0" if choosing.place_of(program.app_id, stranger.id) < 1 else "1.0.0"
    assert await _gets(town, program, stranger.id) == expected


async def test_one_may_go_back_and_further_back_but_not_forward_again(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    run, person = town.lane.db.run, await town.person()
    assert await _refused(town, releasing.go_back, program.app_id) is errors.NotReleased
    one = await _released(town, program, "1.0.0")
    assert await _refused(town, releasing.go_back, program.app_id) is errors.NoOlderRelease
    two = await _released(town, program, "2.0.0")
    three = await _released(town, program, "3.0.0")
    assert await _refused(town, releasing.go_back, program.app_id, three.version_id) is errors.NoOlderRelease
    await run(releasing.go_back, program.app_id)
    assert await _gets(town, program, person.id) == "2.0.0"
    assert await _refused(town, releasing.go_back, program.app_id, three.version_id) is errors.NoOlderRelease
    await run(releasing.go_back, program.app_id, one.version_id)
    assert await _gets(town, program, person.id) == "1.0.0"
    history = await town.lane.db.read(releasing.history_of, program.app_id)
    assert [(then.version_id, then.how) for then in history] == [
        (one.version_id, "rollback"),
        (two.version_id, "rollback"),
        (three.version_id, "release"),
        (two.version_id, "release"),
        (one.version_id, "release"),
    ]


async def test_trial_and_development_are_for_those_who_were_named(any_town: Town) -> None:
    town = any_town
    owner, member, tester, stranger = [await town.person(name) for name in ("Owner", "Member", "Tester", "Stranger")]
    program = await a_program(town, person_id=owner.id)
    run = town.lane.db.run
    first = await a_version(town, program, "1.0.0", person_id=owner.id)
    assert await _gets(town, program, owner.id, "trial") == "NoTrialVersion"
    await run(releasing.set_trial, program.app_id, first.version_id)
    assert await _gets(town, program, stranger.id, "trial") == "NotATester"
    await run(testers.add, program.app_id, tester.id)
    await run(members.invite, program.app_id, member.id, "editor")
    assert await _gets(town, program, member.id, "trial") == "NotATester"
    await run(members.accept, program.app_id, member.id)
    assert [await _gets(town, program, one.id, "trial") for one in (owner, member, tester)] == ["1.0.0"] * 3
    assert await _gets(town, program, tester.id, "develop") == "NotATester"
    await a_version(town, program, "1.1.0", person_id=member.id)
    # Everybody's own newest; who has none of their own gets the newest of all.
    assert await _gets(town, program, owner.id, "develop") == "1.0.0"
    assert await _gets(town, program, member.id, "develop") == "1.1.0"
    # What a terminal sends to a lab is for whoever looks.
    await a_version(town, program, "1.2.0", person_id=None)
    assert await _gets(town, program, owner.id, "develop") == "1.2.0"
    await run(testers.remove, program.app_id, tester.id)
    assert await _gets(town, program, tester.id, "trial") == "NotATester"


async def test_a_program_of_nobody_in_a_lab_may_be_tried_by_everybody(town: Town) -> None:
    program, person = await a_program(town), await town.person()
    await a_version(town, program, "0.1.0")
    assert await _gets(town, program, person.id, "develop") == "0.1.0"
    await town.lane.db.run(testers.add, program.app_id, (await town.person("Tester")).id)
    assert await _gets(town, program, person.id, "develop") == "NotATester"


async def test_an_individual_names_fifteen_testers(town: Town) -> None:
    program = await a_program(town, owner="individual")
    person = await town.person()

    def fill(tx: Transaction) -> None:
        for number in range(testers.MOST_OF_INDIVIDUALS):
            testers.add(tx, program.app_id, number + 1)

    await town.lane.db.run(fill)
    assert await _refused(town, testers.add, program.app_id, person.id) is TooManyTesters
    await town.lane.db.run(testers.remove, program.app_id, 1)
    await town.lane.db.run(testers.add, program.app_id, person.id)
    assert await _refused(town, testers.remove, program.app_id, 1) is UnknownTester
    await town.lane.db.run(testers.remove, program.app_id, 2)
    assert await _refused(town, testers.add, program.app_id, person.id) is AlreadyTester


async def test_the_console_does_all_of_it(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town, name="Pizza")
    person = await town.person()
    one, two = await _passed(town, program, "1.0.0"), None
    async with a_console(town, program) as console:
        assert refusal(await console.put("/trial", json={"version_id": "12"})) == (404, "version_not_found")
        shown = (await console.put("/trial", json={"version_id": str(one.version_id)})).json()
        assert shown["trial"]["number"] == "1.0.0"
        released = (await console.post("/releases", json={})).json()
        assert (released["release"]["number"], released["release"]["parts"]) == ("1.0.0", ["trial", "release"])
        two = await _passed(town, program, "2.0.0")
        grey = (await console.put("/grey", json={"percent": 10})).json()["grey"]
        assert (grey["percent"], grey["version_id"]) == (10, str(two.version_id))
        assert (await console.delete("/grey")).json()["grey"] is None
        assert (await console.post("/releases", json={})).json()["release"]["number"] == "2.0.0"
        older = (await console.get("/releases")).json()["older"]
        assert [version["number"] for version in older] == ["1.0.0"]
        assert (await console.post("/rollback", json={})).json()["release"]["number"] == "1.0.0"
        listed = (await console.get("/versions")).json()["items"]
        assert [version["number"] for version in listed] == ["2.0.0", "1.0.0"]
        added = (await console.post("/testers", json={"openid": person.openid(program)})).json()
        assert [tester["person"]["name"] for tester in added["items"]] == ["Li Lei"]
        assert (await console.delete(f"/testers/{person.openid(program)}")).json()["items"] == []
        assert refusal(await console.post("/testers", json={"link_code": "nobody"})) == (404, "tester_not_found")
        closed = (await console.patch("", json={"is_open": False, "is_searchable": False})).json()
        assert (closed["is_open"], closed["is_searchable"]) == (False, False)
    async with town.browser("http://lane.localhost/api/console") as console:
        (mine,) = (await console.get("/mini")).json()["items"]
        assert (mine["name"], mine["release"]["number"]) == ("Pizza", "1.0.0")
        official = (await console.get(f"/mini/{(await town.account()).app_id}")).json()
        assert official["error"] == "program_not_found"
