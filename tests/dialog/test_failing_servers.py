"""Servers that hang, break, redirect or talk nonsense, and faults of the lab."""

from __future__ import annotations

import pytest

from hutong.apps import public as apps
from hutong.chat.public import bodies
from hutong.dialog import public as dialog
from hutong.dialog.api_weixin import push as pushing
from hutong.wire import calls, xml
from tests.dialog.bots import Answer, Bot, hanging, in_turn, replying, saying
from tests.dialog.test_passive_replies import cdata
from tests.dialog.towns import Account, Person, Town
from tests.kernel.servers import a_free_port


@pytest.fixture
async def person(town: Town, account: Account, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> Person:
    """A follower of an account whose server is the bot; nobody waits for five real seconds."""
    monkeypatch.setattr(pushing, "BUDGET_SECONDS", 0.3)
    await account.serve(bot)
    made = await town.follower(account)
    bot.pushed.clear()
    return made


async def told(town: Town, person: Person, account: Account) -> list[tuple[str | None, int, int]]:
    """Code, HTTP status and number of each try of the last push."""
    made = await town.calls_out()
    return [(call.code, call.status, call.attempt) for call in made if call.cause_id == made[-1].cause_id]


async def test_a_server_that_hangs_is_tried_three_times(town: Town, account: Account, bot: Bot, person: Person) -> None:
    bot.answer = hanging()
    entry = await person.say(account, "ping")
    assert await told(town, person, account) == [("callback.timeout", 0, n) for n in (1, 2, 3)]
    assert [pushed.fields["MsgId"] for pushed in bot.pushed] == [str(entry.id)] * 3
    assert len({pushed.body for pushed in bot.pushed}) == 1
    assert len({pushed.query["nonce"] for pushed in bot.pushed}) == 3
    assert await person.notices(account) == ["followed", "account_unavailable"]


async def test_a_server_that_recovers_is_heard(town: Town, account: Account, bot: Bot, person: Person) -> None:
    bot.answer = in_turn(hanging(), saying(b"oops", 500), replying("text", cdata(Content="pong")))
    await person.say(account, "ping")
    expected = [("callback.timeout", 0, 1), ("callback.status", 500, 2), (None, 200, 3)]
    assert await told(town, person, account) == expected
    assert await person.heard(account) == [bodies.Text(text="pong")]
    assert await person.notices(account) == ["followed"]


@pytest.mark.parametrize(
    "answer, tries",
    [
        (saying(b"busy", 503), [("callback.status", 503, n) for n in (1, 2, 3)]),
        (saying(b"", 302, Location="http://127.0.0.1:9/"), [("callback.redirect", 302, n) for n in (1, 2, 3)]),
        (saying(b"x" * (10 << 20)), [("callback.too_large", 200, 1)]),
        (saying(b"\x00\xff garbage"), [("reply.not_utf8", 200, 1)]),
        (saying(b"<xml><MsgType>text"), [("reply.malformed_xml", 200, 1)]),
        (saying(b'<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>'), [("reply.malformed_xml", 200, 1)]),
        (saying(b"<html>Login</html>"), [("reply.html", 200, 1)]),
        (saying(b'"success"'), [("reply.quoted", 200, 1)]),
    ],
)  # fmt: skip
async def test_each_failure_is_told_as_what_it_is(
    town: Town, account: Account, bot: Bot, person: Person, answer: Answer, tries: list[tuple[str, int, int]]
) -> None:
    bot.answer = answer
    await person.say(account, "ping")
    assert await told(town, person, account) == tries
    assert await person.heard(account) == []
    assert await person.notices(account) == ["followed", "account_unavailable"]


async def test_nobody_at_the_address_is_told_as_such(town: Town, account: Account, bot: Bot, person: Person) -> None:
    bot.url = f"http://127.0.0.1:{a_free_port()}/"
    await account.serve(bot)
    await person.say(account, "ping")
    assert await told(town, person, account) == [("callback.refused", 0, n) for n in (1, 2, 3)]


async def test_an_event_nobody_answers_fails_in_silence(town: Town, account: Account, bot: Bot, person: Person) -> None:
    bot.answer = saying(b"busy", 503)
    await person.unfollow(account)
    await person.follow(account)
    await town.settle()
    assert await person.notices(account) == ["followed", "followed"]


async def test_a_failing_callback_is_marked_until_it_answers(
    town: Town, account: Account, bot: Bot, person: Person
) -> None:
    bot.answer = saying(b"busy", 503)
    await person.say(account, "ping")
    kept = await town.lane.db.read(apps.callback_of, account.app_id)
    assert kept is not None
    assert kept.failing_since is not None
    bot.answer = saying(b"success")
    await person.say(account, "ping")
    kept = await town.lane.db.read(apps.callback_of, account.app_id)
    assert kept is not None
    assert kept.failing_since is None


async def test_without_a_callback_nothing_is_sent(town: Town, account: Account) -> None:
    person = await town.follower(account)
    await person.say(account, "ping")
    assert await town.calls_out() == []
    assert await person.notices(account) == ["followed"]


@pytest.mark.parametrize(
    "fault, tries, posts",
    [
        ("timeout", [("callback.timeout", 0, 1), (None, 200, 2)], 2),
        ("refuse", [("callback.refused", 0, 1), (None, 200, 2)], 1),
        ("status_500", [("callback.status", 500, 1), (None, 200, 2)], 2),
        ("garbage", [("reply.not_utf8", 200, 1)], 1),
        ("duplicate", [(None, 200, 1)], 2),
        ("lost", [("fault.lost", 0, 1)], 0),
        ("slow", [(None, 200, 1)], 1),
    ],
)
async def test_a_fault_of_the_lab_meets_one_try(
    town: Town,
    account: Account,
    bot: Bot,
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    tries: list[tuple[str | None, int, int]],
    posts: int,
) -> None:
    monkeypatch.setattr(pushing, "SLOW_SECONDS", 0.05)
    bot.answer = replying("text", cdata(Content="pong"))
    town.fault(account, fault)
    await person.say(account, "ping")
    assert await told(town, person, account) == tries
    assert len(bot.pushed) == posts
    is_heard = fault not in ("garbage", "lost")
    assert await person.heard(account) == ([bodies.Text(text="pong")] if is_heard else [])


async def test_a_recorded_push_is_sent_again_as_it_was(town: Town, account: Account, bot: Bot, person: Person) -> None:
    bot.answer = replying("text", cdata(Content="pong"))
    place = bodies.Location(latitude=23.5, longitude=113.25, scale=16, label="Gate", name="")
    await person.say(account, place)
    call = (await town.calls_out())[-1]
    assert call.cause_id is not None
    told = xml.parse(calls.request_of(call).body)
    again = await town.lane.db.run(dialog.push_again, account.app_id, person.id, int(call.cause_id), told)
    await town.settle()
    assert again is True
    first, second = bot.pushed
    assert second.body == first.body
    assert len(await person.heard(account)) == 1


async def test_the_inspector_shows_both_sides_decrypted(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot, "safe")
    person = await town.follower(account)
    await person.say(account, "ping")
    call = (await town.calls_out())[-1]
    assert (call.method, call.status, call.state, call.title) == ("POST", 200, "ok", "acknowledged")
    assert (call.app_id, call.person_id, call.cause) == (account.app_id, person.id, "text")
    assert call.path == "/weixin"
    request = calls.request_of(call)
    assert request.decrypted is not None
    assert b"<![CDATA[ping]]>" in request.decrypted
    assert b"ping" not in request.body
