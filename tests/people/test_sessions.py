"""Sessions: opened, listed, ended, and expired by wire time."""

from datetime import timedelta

import pytest

from hutong.kernel.lane import Lane
from hutong.people import errors, persons, public, sessions
from hutong.people.sessions import Opened
from tests.people.house import a_person


async def open_session(lane: Lane, person_id: int, device: str = "Firefox · Linux") -> Opened:
    return await lane.db.run(sessions.open_session, person_id, device=device, at=lane.clock.wire())


async def is_open(lane: Lane, token: str) -> bool:
    return await lane.db.read(sessions.check, token, at=lane.clock.wire()) is not None


async def test_only_the_whole_token_opens_a_session(lane: Lane) -> None:
    li, han = await a_person(lane), await a_person(lane, "Han Meimei", "han@example.com")
    mine, theirs = await open_session(lane, li.id), await open_session(lane, han.id)
    assert await is_open(lane, mine.token)
    person, number, secret = mine.token.split(".")
    their_secret = theirs.token.split(".")[2]
    for forged in (
        "",
        ".",
        "..",
        secret,
        f"{person}.{number}",
        f"{person}.{number}.",
        f"{person}.{number}.{their_secret}",
        f"{han.id}.{number}.{secret}",
        f"{person}.{theirs.session.id}.{secret}",
        f"{mine.token}.",
        f"{'9' * 30}.{number}.{secret}",
        f"{person}.{number}.{secret.upper()}",
    ):
        assert not await is_open(lane, forged), forged


async def test_a_session_ends_after_ninety_days_of_wire_time(lane: Lane) -> None:
    li = await a_person(lane)
    opened = await open_session(lane, li.id)
    begun = opened.session.created_at
    just_before, then = begun + timedelta(days=90, milliseconds=-1), begun + timedelta(days=90)
    assert await lane.db.read(sessions.check, opened.token, at=just_before) == opened.session
    assert await lane.db.read(sessions.check, opened.token, at=then) is None
    assert await lane.db.read(sessions.of_person, li.id, at=then) == []


async def test_one_session_ends_alone(lane: Lane) -> None:
    li = await a_person(lane)
    kept, ended = await open_session(lane, li.id), await open_session(lane, li.id)
    await lane.db.run(sessions.close, li.id, ended.session.id)
    assert (await is_open(lane, kept.token), await is_open(lane, ended.token)) == (True, False)
    with pytest.raises(errors.SessionNotFound):
        await lane.db.run(sessions.close, li.id, ended.session.id)


async def test_nobody_ends_a_session_of_somebody_else(lane: Lane) -> None:
    li, han = await a_person(lane), await a_person(lane, "Han Meimei", "han@example.com")
    opened = await open_session(lane, li.id)
    with pytest.raises(errors.SessionNotFound):
        await lane.db.run(sessions.close, han.id, opened.session.id)
    assert await is_open(lane, opened.token)


async def test_signing_out_everywhere_ends_every_session_and_tells_the_devices(lane: Lane) -> None:
    li, han = await a_person(lane), await a_person(lane, "Han Meimei", "han@example.com")
    mine = [await open_session(lane, li.id) for _ in range(3)]
    theirs = await open_session(lane, han.id)
    pushed: list[object] = []
    lane.bus.listen(f"person:{li.id}", pushed.append)
    changed = await lane.db.run(sessions.close_all, li)
    assert changed.generation == li.generation + 1
    assert pushed == [{"type": "signed_out"}]
    assert [await is_open(lane, opened.token) for opened in mine] == [False] * 3
    assert await is_open(lane, theirs.token)


async def test_the_browser_used_last_comes_first(lane: Lane) -> None:
    li = await a_person(lane)
    first, second = await open_session(lane, li.id, "Chrome · Windows"), await open_session(lane, li.id)
    later = lane.clock.wire() + timedelta(minutes=11)
    await lane.db.run(sessions.touch, first.session, at=later)
    listed = await lane.db.read(sessions.of_person, li.id, at=later)
    assert [session.id for session in listed] == [first.session.id, second.session.id]
    assert listed[0].last_seen_at == later
    # An older look never hides a newer one.
    await lane.db.run(sessions.touch, first.session, at=later - timedelta(minutes=5))
    assert (await lane.db.read(sessions.of_person, li.id, at=later))[0].last_seen_at == later


async def test_a_person_keeps_a_hundred_browsers_at_most(lane: Lane) -> None:
    li = await a_person(lane)
    opened = [await open_session(lane, li.id) for _ in range(101)]
    assert not await is_open(lane, opened[0].token)
    assert await is_open(lane, opened[1].token)
    assert len(await lane.db.read(sessions.of_person, li.id, at=lane.clock.wire())) == 100


async def test_a_sign_in_link_works_once(lane: Lane) -> None:
    li = await lane.db.run(public.register_simulated, "Li Lei")
    token = await lane.db.run(public.make_sign_in_link, li.id, "/console", at=lane.clock.wire())
    opened, path = await lane.db.run(sessions.use_link, token, device="", at=lane.clock.wire())
    assert (opened.session.person_id, path) == (li.id, "/console")
    assert await is_open(lane, opened.token)
    with pytest.raises(errors.SignInLinkNotFound):
        await lane.db.run(sessions.use_link, token, device="", at=lane.clock.wire())


async def test_a_sign_in_link_expires_within_the_hour(lane: Lane) -> None:
    li = await lane.db.run(public.register_simulated, "Li Lei")
    made_at = lane.clock.wire()
    token = await lane.db.run(public.make_sign_in_link, li.id, "/", at=made_at)
    with pytest.raises(errors.SignInLinkNotFound):
        await lane.db.run(sessions.use_link, token, device="", at=made_at + timedelta(hours=1))
    with pytest.raises(errors.SignInLinkNotFound):
        await lane.db.run(sessions.use_link, "forged", device="", at=made_at)
    for person_id, path, error in ((404, "/", errors.PersonNotFound), (li.id, "//away", errors.PathNotLocal)):
        with pytest.raises(error):
            await lane.db.run(public.make_sign_in_link, person_id, path, at=made_at)


async def test_a_session_opened_from_older_facts_is_dead(lane: Lane) -> None:
    li = await a_person(lane)
    opened = await open_session(lane, li.id)
    # As if another process had put the generation forward without seeing this session.
    await lane.db.run(lambda tx: tx.update(persons.require(tx, li.id), generation=li.generation + 1))
    assert not await is_open(lane, opened.token)
