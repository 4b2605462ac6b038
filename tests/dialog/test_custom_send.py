"""message/custom/send and typing: literal calls, exact answers, and that a refusal changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.apps import public as apps
from hutong.chat.public import bodies
from hutong.kernel.db import Transaction
from hutong.kernel.transcode import to_amr
from tests.apps.house import set_rule
from tests.dialog.test_message_kinds import a_picture
from tests.dialog.towns import Account, Person, Town
from tests.kernel.sounds import a_film, a_wav

OK = {"errcode": 0, "errmsg": "ok"}


@pytest.fixture
async def person(town: Town, account: Account) -> Person:
    """A follower who has just written."""
    made = await town.follower(account)
    await made.say(account, "hello")
    return made


async def a_program_of_its_owner(town: Town, account: Account) -> str:
    """The appid of a mini program of the account's owner."""

    def make(tx: Transaction) -> str:
        view = apps.get(tx, account.app_id)
        assert view is not None
        return apps.create(tx, kind="mini", owner=apps.find_owner(tx, view.owner_id))[0].app_id

    return await town.lane.db.run(make)


async def test_a_text_is_shown_as_it_was_sent(account: Account, person: Person) -> None:
    assert await account.send(person, content="Hello\n世界") == OK
    assert await person.heard(account) == [bodies.Text(text="Hello\n世界")]


async def test_the_body_is_read_whatever_it_is_called(town: Town, account: Account, person: Person) -> None:
    raw = b'\xef\xbb\xbf{"touser":"%s","msgtype":"text","text":{"content":42}}' % person.openid(account).encode()
    assert await account.post("/cgi-bin/message/custom/send", raw) == OK
    assert await person.heard(account) == [bodies.Text(text="42")]


async def test_pictures_sounds_films_and_music_come_by_media_id(town: Town, account: Account, person: Person) -> None:
    image = await account.upload("image", a_picture())
    voice = await account.upload("voice", to_amr(a_wav()))
    video = await account.upload("video", a_film())
    thumb = await account.upload("thumb", a_picture("JPEG"))
    assert await account.send(person, "image", media_id=image) == OK
    assert await account.send(person, "voice", media_id=voice) == OK
    assert await account.send(person, "video", media_id=video, thumb_media_id=thumb, title="T", description="D") == OK
    music = {"title": "M", "description": "D", "musicurl": "http://m", "hqmusicurl": "http://hq"}
    assert await account.send(person, "music", **music, thumb_media_id=thumb) == OK
    pictured, spoken, filmed, sung = await person.heard(account)
    assert town.lane.media.read(pictured.media.digest) == a_picture()
    assert spoken.media.type == "audio/mpeg"
    assert (filmed.title, filmed.thumb.type) == ("T", "image/jpeg")
    assert (sung.title, sung.url, sung.hq_url, sung.thumb.type) == ("M", "http://m", "http://hq", "image/jpeg")


async def test_articles_choices_programs_and_links_are_shown(town: Town, account: Account, person: Person) -> None:
    linked_with = await a_program_of_its_owner(town, account)
    article = {"title": "A", "description": "D", "url": "http://u", "picurl": "http://p"}
    assert await account.send(person, "news", articles=[article]) == OK
    offered = [{"id": "101", "content": "Yes"}, {"id": 102, "content": "No"}]
    assert await account.send(person, "msgmenu", head_content="Well?", list=offered, tail_content="Thanks") == OK
    thumb = await account.upload("thumb", a_picture("JPEG"))
    program = {"title": "P", "appid": linked_with, "pagepath": "pages/a", "thumb_media_id": thumb}
    assert await account.send(person, "miniprogrampage", **program) == OK
    for stranger in ("wx1", await a_program_of_its_owner(town, await town.account())):
        refused = await account.send(person, "miniprogrampage", **(program | {"appid": stranger}))
        assert (refused["errcode"], refused["errmsg"]) == (40166, "invalid weapp appid")
    assert await account.send(person, "link", title="L", description="D", url="http://u", thumb_url="http://p") == OK
    shown, asked, opened, linked = await person.heard(account)
    assert shown.items == [bodies.Article(title="A", description="D", url="http://u", picture_url="http://p")]
    assert (asked.head, asked.tail) == ("Well?", "Thanks")
    assert [(choice.id, choice.text) for choice in asked.items] == [("101", "Yes"), ("102", "No")]
    assert (opened.title, opened.app_id, opened.page) == ("P", linked_with, "pages/a")
    assert linked == bodies.Link(title="L", description="D", url="http://u", picture_url="http://p")


@pytest.mark.parametrize(
    "kind, part, errcode, errmsg",
    [
        ("text", {"content": "x" * 2049}, 45002, "content size out of limit"),
        ("text", {"content": "水" * 683}, 45002, "content size out of limit"),
        ("text", {"content": ""}, 44004, "empty content"),
        ("text", {"content": ["a"]}, 47001, "data format error"),
        ("image", {"media_id": "nonesuch"}, 40007, "invalid media_id"),
        ("voice", {}, 40007, "invalid media_id"),
        ("news", {"articles": []}, 45008, "article size out of limit"),
        ("news", {"articles": [{"title": "1"}, {"title": "2"}]}, 45008, "article size out of limit"),
        ("msgmenu", {"list": [{"id": "1", "content": "c"}] * 11}, 45098, "msgmenu list size out of limit"),
        ("msgmenu", {"list": [{"id": "1", "content": "c" * 65}]}, 45099, "msgmenu list item size out of limit"),
        ("mpnews", {"media_id": "m"}, 40007, "invalid media_id"),
        ("mpnewsarticle", {"article_id": "a"}, 53600, "invalid article_id"),
        ("wxcard", {"card_id": "c"}, 40073, "invalid card_id"),
        ("hologram", {"content": "x"}, 40008, "invalid message type"),
    ],
)  # fmt: skip
async def test_a_wrong_message_has_its_own_code(
    account: Account, person: Person, kind: str, part: dict[str, Any], errcode: int, errmsg: str
) -> None:
    assert await account.send(person, kind, **part) == {"errcode": errcode, "errmsg": errmsg}
    assert await person.heard(account) == []


async def test_2048_bytes_are_not_too_long(account: Account, person: Person) -> None:
    assert await account.send(person, content="水" * 682 + "ab") == OK


async def test_a_medium_of_another_kind_is_refused(account: Account, person: Person) -> None:
    image = await account.upload("image", a_picture())
    assert (await account.send(person, "voice", media_id=image))["errcode"] == 40007


async def test_an_agent_nobody_employs_is_refused(account: Account, person: Person) -> None:
    body = {"touser": person.openid(account), "msgtype": "text", "text": {"content": "x"}}
    asked = body | {"customservice": {"kf_account": "test1@kftest"}}
    assert await account.post("/cgi-bin/message/custom/send", asked) == {
        "errcode": 61452,
        "errmsg": "invalid kf_account",
    }
    assert await person.heard(account) == []


@pytest.mark.parametrize("openid", ["", "o", "oABCDE1234567890123456789012", "x" * 28])
async def test_an_openid_of_nobody_is_refused(account: Account, openid: str) -> None:
    body = {"touser": openid, "msgtype": "text", "text": {"content": "x"}}
    assert await account.post("/cgi-bin/message/custom/send", body) == {"errcode": 40003, "errmsg": "invalid openid"}


async def test_an_openid_of_another_account_is_refused(town: Town, account: Account, person: Person) -> None:
    other = await town.account()
    body = {"touser": person.openid(other), "msgtype": "text", "text": {"content": "x"}}
    assert (await account.post("/cgi-bin/message/custom/send", body))["errcode"] == 40003


async def test_who_left_cannot_be_written_to(account: Account, person: Person) -> None:
    await person.unfollow(account)
    assert await account.send(person, content="come back") == {"errcode": 43004, "errmsg": "require subscribe"}
    assert await person.heard(account) == []


async def test_who_never_came_cannot_be_written_to(town: Town, account: Account) -> None:
    assert (await account.send(await town.person(), content="psst"))["errcode"] == 43004


async def test_a_message_opens_five_sends_and_the_next_message_five_more(account: Account, person: Person) -> None:
    # The follow of a moment ago opened three of its own.
    sent = [(await account.send(person, content=str(n)))["errcode"] for n in range(9)]
    assert sent == [0] * 8 + [45047]
    await person.say(account, "more")
    assert await account.send(person, content="gladly") == OK


async def test_used_up_answers_are_told_from_a_closed_window(town: Town, account: Account, person: Person) -> None:
    town.hold(minutes=2)
    sent = [(await account.send(person, content=str(n)))["errcode"] for n in range(6)]
    assert sent == [0] * 5 + [45047]
    town.hold(hours=48)
    await account.fetch_token()
    assert await account.send(person, content="late") == {
        "errcode": 45015,
        "errmsg": "response out of time limit or subscription is canceled",
    }


async def test_a_follow_opens_a_minute_with_three_sends(town: Town, account: Account) -> None:
    person = await town.follower(account)
    assert [(await account.send(person, content="hi"))["errcode"] for _ in range(4)] == [0, 0, 0, 45047]
    town.hold(seconds=61)
    assert (await account.send(person, content="hi"))["errcode"] == 45015


async def test_an_unverified_subscription_account_may_not(town: Town) -> None:
    small = await town.account("subscription", verified=False)
    person = await town.follower(small)
    await person.say(small, "hello")
    await set_rule(town.lane, "permissions", "enforce")
    assert await small.send(person, content="hi") == {"errcode": 48001, "errmsg": "api unauthorized"}
    assert await person.heard(small) == []


async def test_typing_is_shown_until_a_message_comes(town: Town, account: Account, person: Person) -> None:
    seen: list[Any] = []
    town.lane.bus.listen(f"person:{person.id}", seen.append)
    path, body = "/cgi-bin/message/custom/typing", {"touser": person.openid(account), "command": "Typing"}
    assert await account.post(path, body) == OK
    assert await account.post(path, body) == {"errcode": 45081, "errmsg": "already in typing state"}
    assert await account.send(person, content="here") == OK
    assert await account.post(path, body) == OK
    assert await account.post(path, body | {"command": "CancelTyping"}) == OK
    assert [wake["on"] for wake in seen if isinstance(wake, dict)] == [True, False, True, False]
    assert await account.post(path, body | {"command": "Dance"}) == {"errcode": 45072, "errmsg": "invalid command"}


async def test_typing_ends_by_itself(town: Town, account: Account, person: Person) -> None:
    seen: list[Any] = []
    town.lane.bus.listen(f"person:{person.id}", seen.append)
    body = {"touser": person.openid(account), "command": "Typing"}
    assert await account.post("/cgi-bin/message/custom/typing", body) == OK
    town.hold(seconds=16)
    await town.settle()
    assert [wake["on"] for wake in seen] == [True, False]
    assert await account.post("/cgi-bin/message/custom/typing", body) == OK


async def test_typing_needs_somebody_who_wrote_just_now(town: Town, account: Account, person: Person) -> None:
    body = {"touser": person.openid(account), "command": "Typing"}
    town.hold(seconds=31)
    assert (await account.post("/cgi-bin/message/custom/typing", body))["errcode"] == 45080
    other = await town.follower(account, "Han Meimei")
    body = {"touser": other.openid(account), "command": "Typing"}
    assert (await account.post("/cgi-bin/message/custom/typing", body))["errcode"] == 45080
