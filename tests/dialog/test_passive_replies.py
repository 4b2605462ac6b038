"""What an app's server answers to a push becomes an entry of the thread."""

from __future__ import annotations

import pytest

from hutong.chat.public import bodies
from hutong.dialog import answering, pushes, threads
from hutong.dialog.pushes import Push
from hutong.kernel.transcode import to_amr
from tests.dialog.bots import Bot, replying, replying_sealed, saying
from tests.dialog.test_message_kinds import a_picture
from tests.dialog.towns import Account, Person, Town
from tests.kernel.sounds import a_film, a_wav


def cdata(**fields: str) -> str:
    return "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items())


def items(*titles: str) -> str:
    said = (cdata(Title=title, Description="D", PicUrl="http://p/1.jpg", Url="http://u") for title in titles)
    spelt = "".join(f"<item>{item}</item>" for item in said)
    return f"<ArticleCount>{len(titles)}</ArticleCount><Articles>{spelt}</Articles>"


@pytest.fixture
async def person(town: Town, account: Account, bot: Bot) -> Person:
    """A follower of an account whose server is the bot."""
    await account.serve(bot)
    return await town.follower(account)


async def test_a_text_reply_is_shown_with_its_line_feeds(account: Account, bot: Bot, person: Person) -> None:
    bot.answer = replying("text", cdata(Content="pong\nagain"))
    await person.say(account, "ping")
    assert await person.heard(account) == [bodies.Text(text="pong\nagain")]


@pytest.mark.parametrize("said", [b"success", b""])
async def test_an_acknowledgement_says_nothing(account: Account, bot: Bot, person: Person, said: bytes) -> None:
    bot.answer = saying(said)
    bot.pushed.clear()
    await person.say(account, "ping")
    assert await person.heard(account) == []
    assert await person.notices(account) == ["followed"]
    assert len(bot.pushed) == 1


async def test_pictures_sounds_and_films_are_shown_by_media_id(
    town: Town, account: Account, bot: Bot, person: Person
) -> None:
    image = await account.upload("image", a_picture())
    voice = await account.upload("voice", to_amr(a_wav()))
    video = await account.upload("video", a_film())
    for kind, inner in (
        ("image", f"<Image>{cdata(MediaId=image)}</Image>"),
        ("voice", f"<Voice>{cdata(MediaId=voice)}</Voice>"),
        ("video", f"<Video>{cdata(MediaId=video, Title='T', Description='D')}</Video>"),
    ):
        bot.answer = replying(kind, inner)
        await person.say(account, kind)
    pictured, spoken, filmed = await person.heard(account)
    assert town.lane.media.read(pictured.media.digest) == a_picture()
    assert spoken.media.type == "audio/mpeg"
    assert (filmed.media.type, filmed.title, filmed.description) == ("video/mp4", "T", "D")


async def test_music_may_come_without_a_thumb(account: Account, bot: Bot, person: Person) -> None:
    music = cdata(Title="T", Description="D", MusicUrl="http://m", HQMusicUrl="http://hq")
    bot.answer = replying("music", f"<Music>{music}</Music>")
    await person.say(account, "sing")
    assert await person.heard(account) == [
        bodies.Music(title="T", description="D", url="http://m", hq_url="http://hq", thumb=None)
    ]


async def test_a_message_is_answered_with_the_first_article_only(account: Account, bot: Bot, person: Person) -> None:
    bot.answer = replying("news", items("first", "second"))
    await person.say(account, "news")
    (shown,) = await person.heard(account)
    assert [item.title for item in shown.items] == ["first"]


async def test_an_event_is_answered_with_all_articles(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    bot.answer = replying("news", items("first", "second"))
    person = await town.follower(account)
    (shown,) = await person.heard(account)
    assert [item.title for item in shown.items] == ["first", "second"]


async def test_a_sealed_reply_is_opened(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot, "safe")
    bot.answer = replying_sealed("text", cdata(Content="sealed pong"), account.app_id)
    person = await town.follower(account)
    await person.say(account, "ping")
    assert await person.heard(account) == [bodies.Text(text="sealed pong")] * 2


async def test_compatible_mode_takes_plain_and_sealed_replies(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot, "compatible")
    person = await town.follower(account)
    bot.answer = replying("text", cdata(Content="plain"))
    await person.say(account, "one")
    bot.answer = replying_sealed("text", cdata(Content="sealed"), account.app_id)
    await person.say(account, "two")
    assert await person.heard(account) == [bodies.Text(text="plain"), bodies.Text(text="sealed")]


async def test_handing_over_to_agents_shows_the_person_nothing(account: Account, bot: Bot, person: Person) -> None:
    bot.answer = replying("transfer_customer_service", "")
    await person.say(account, "a human, please")
    assert await person.heard(account) == []
    assert await person.notices(account) == ["followed"]


async def test_a_wrong_reply_is_explained_and_shown_as_unavailable(
    town: Town, account: Account, bot: Bot, person: Person
) -> None:
    bot.pushed.clear()
    bot.answer = saying(b'{"errcode": 0}')
    await person.say(account, "ping")
    assert len(bot.pushed) == 1
    assert await person.heard(account) == []
    assert await person.notices(account) == ["followed", "account_unavailable"]
    call = (await town.calls_out())[-1]
    assert (call.state, call.code, call.attempt, call.attempts) == ("failed", "reply.json", 1, 3)


async def test_a_reply_with_media_the_account_lacks_is_explained(
    town: Town, account: Account, bot: Bot, person: Person
) -> None:
    bot.answer = replying("image", f"<Image>{cdata(MediaId='nonesuch')}</Image>")
    await person.say(account, "ping")
    assert await person.notices(account) == ["followed", "account_unavailable"]
    assert (await town.calls_out())[-1].code == "reply.media_unknown"


async def test_a_plain_reply_in_safe_mode_is_refused(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot, "safe")
    person = await town.follower(account)
    bot.answer = replying("text", cdata(Content="bare"))
    await person.say(account, "ping")
    assert await person.heard(account) == []
    assert (await town.calls_out())[-1].code == "reply.plain_in_safe"


async def test_a_reply_posted_twice_is_shown_once(town: Town, account: Account, person: Person) -> None:
    push = Push(id=7, app_id=account.app_id, person_id=person.id, conversation_id=0, created_at=1, kind="text")
    for _ in range(2):
        await town.lane.db.run(answering.show_reply, push, bodies.Text(text="once"))
    assert await person.heard(account) == [bodies.Text(text="once")]


async def test_a_reply_to_somebody_who_left_is_shown_to_nobody(town: Town, account: Account, person: Person) -> None:
    push = Push(id=7, app_id=account.app_id, person_id=person.id, conversation_id=0, created_at=1, kind="text")
    await person.unfollow(account)
    await town.lane.db.run(answering.show_reply, push, bodies.Text(text="too late"))
    assert await person.heard(account) == []


async def test_an_answer_to_a_view_is_not_shown(town: Town, account: Account, bot: Bot, person: Person) -> None:
    bot.answer = replying("text", cdata(Content="unwanted"))
    thread = await town.lane.db.read(threads.find, account.app_id, person.id)
    assert thread is not None
    await town.lane.db.run(pushes.push_event, thread, "VIEW", {"EventKey": "http://example.com"})
    await town.settle()
    assert await person.heard(account) == []
