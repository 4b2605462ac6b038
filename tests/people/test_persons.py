"""Persons: made, found, changed, suspended."""

from pathlib import Path

import pytest

from hutong.kernel.db import Reader, Transaction, query
from hutong.kernel.lane import Lane
from hutong.people import errors, events, persons, public, sessions
from hutong.people.models import Person
from hutong.people.models import persons as rows
from tests.people.house import a_person, open_house

_everybody = query(rows.select().order_by(rows.c.id), Person)


def everybody(read: Reader) -> list[Person]:
    return read.many(_everybody)


async def test_a_simulated_person_needs_only_a_name(lane: Lane) -> None:
    li = await lane.db.run(public.register_simulated, "李雷")
    assert (li.name, li.language, li.is_simulated, li.email, li.avatar) == ("李雷", "en", True, None, None)
    assert await lane.db.read(public.get, li.id) == li
    assert await lane.db.read(public.by_link_code, li.link_code.upper()) == li
    assert len(li.link_code) == 10


async def test_a_crowd_shares_a_name_by_numbers(lane: Lane) -> None:
    crowd = await lane.db.run(public.register_crowd, 3, "Walker")
    assert [person.name for person in crowd] == ["Walker 1", "Walker 2", "Walker 3"]
    assert len({person.link_code for person in crowd}) == 3
    unnamed = await lane.db.run(public.register_crowd, 2)
    assert all(person.name.isascii() for person in unnamed)
    assert not (await lane.db.run(public.register_simulated, language="zh-CN")).name.isascii()
    assert await lane.db.read(public.count) == 6
    with pytest.raises(errors.CrowdRefused):
        await lane.db.run(public.register_crowd, public.MOST_AT_ONCE + 1)
    assert await lane.db.read(public.count) == 6


async def test_many_simulated_persons_share_having_no_address(lane: Lane) -> None:
    first, second = await lane.db.run(public.register_crowd, 2, "Walker")
    assert first.id != second.id
    found = await lane.db.read(public.get_many, [second.id, first.id, second.id, 404])
    assert found == {first.id: first, second.id: second}
    assert await lane.db.read(public.get_many, []) == {}


async def test_an_address_registers_once(lane: Lane) -> None:
    li = await a_person(lane)
    with pytest.raises(errors.EmailTaken):
        await a_person(lane, "Somebody Else")
    assert await lane.db.read(everybody) == [li]


async def test_a_name_is_found_by_how_it_begins(lane: Lane) -> None:
    names = ["Li Lei", "LI Na", "Lin Tao", "雷 Li", "ſtrange", "100% Li", "李雷"]
    made = {name: await lane.db.run(public.register_simulated, name) for name in names}

    async def found(prefix: str) -> list[str]:
        return [person.name for person in await lane.db.read(public.search, prefix=prefix)]

    assert await found("li ") == ["Li Lei", "LI Na", "Lin Tao"]
    assert await found("LI L") == ["Li Lei"]
    assert await found("李") == ["李雷"]
    assert await found("%") == []
    assert await found("100%") == ["100% Li"]
    assert await found("_") == []
    assert await found("") == names
    page = await lane.db.read(public.search, after=made["LI Na"].id, limit=2)
    assert [person.name for person in page] == ["Lin Tao", "雷 Li"]


async def test_a_whole_address_finds_its_person(lane: Lane) -> None:
    li = await a_person(lane)
    assert [person.id for person in await lane.db.read(public.search, prefix=" LI@example.com ")] == [li.id]
    assert await lane.db.read(public.search, prefix="li@example") == []
    assert await lane.db.read(public.search, prefix="li@example.com", after=li.id) == []


async def test_a_link_outlives_a_rename(lane: Lane) -> None:
    li = await lane.db.run(public.register_simulated, "Li Lei")
    renamed = await lane.db.run(public.rename, li.id, "Lily")
    assert (renamed.name, renamed.link_code) == ("Lily", li.link_code)
    assert await lane.db.read(public.search, prefix="lily") == [renamed]
    assert await lane.db.read(public.search, prefix="li lei") == []


async def test_a_refused_change_changes_nothing(lane: Lane) -> None:
    li = await lane.db.run(public.register_simulated, "Li Lei")
    for changes in ({"name": "\u200b"}, {"language": "tlh"}, {"name": "Lily", "language": "xx"}):
        with pytest.raises((errors.NameRefused, errors.LanguageRefused)):
            await lane.db.run(persons.change_profile, li.id, **changes)
    assert await lane.db.read(public.get, li.id) == li
    with pytest.raises(errors.PersonNotFound):
        await lane.db.run(public.rename, 404, "Nobody")


async def test_others_hear_of_newcomers_and_of_real_changes(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(Transaction, "publish", lambda tx, event: told.append(event))
    li = await lane.db.run(public.register_simulated, "Li Lei")
    await lane.db.run(public.rename, li.id, "Li Lei")
    assert told == [events.PersonRegistered(person_id=li.id, is_simulated=True)]
    await lane.db.run(persons.change_profile, li.id, name="Lily", language="zh-CN")
    assert told[1:] == [events.ProfileChanged(person_id=li.id)]


async def test_a_suspended_person_stays_out_until_let_in_again(lane: Lane) -> None:
    li = await a_person(lane)
    opened = await lane.db.run(sessions.open_session, li.id, device="", at=lane.clock.wire())
    suspended = await lane.db.run(public.suspend, li.id)
    assert suspended.suspended_at is not None
    assert await lane.db.run(public.suspend, li.id) == suspended
    assert await lane.db.read(sessions.check, opened.token, at=lane.clock.wire()) is None
    with pytest.raises(errors.PersonSuspended):
        await lane.db.run(sessions.open_session, li.id, device="", at=lane.clock.wire())
    assert (await lane.db.run(public.unsuspend, li.id)).suspended_at is None
    # The sessions of before do not come back.
    assert await lane.db.read(sessions.check, opened.token, at=lane.clock.wire()) is None
    await lane.db.run(sessions.open_session, li.id, device="", at=lane.clock.wire())


async def test_a_link_code_that_is_taken_is_drawn_again(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([b"\0" * 8, b"\0" * 8, b"\xff" * 8])

    def draw(tx: Transaction, kind: str, size_bytes: int = 16) -> bytes:
        return next(drawn)

    monkeypatch.setattr(Transaction, "new_token", draw)
    first = await lane.db.run(public.register_simulated, "Li Lei")
    second = await lane.db.run(public.register_simulated, "Han Meimei")
    assert (first.link_code, second.link_code) == ("aaaaaaaaaa", "9999999999")


async def test_a_seeded_lab_makes_the_same_people_again(tmp_path: Path) -> None:
    made = []
    for home in ("one", "two"):
        async with open_house(tmp_path / home, "lab", seed="7") as lab:
            made.append(await lab.db.run(public.register_simulated, "Li Lei"))
    assert (made[0].id, made[0].link_code) == (made[1].id, made[1].link_code)
