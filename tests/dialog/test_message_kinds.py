"""Each kind of message a person sends, as the app's server gets it."""

from __future__ import annotations

import hashlib
import io

from PIL import Image as Picture

from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.kernel.media import sniff
from tests.dialog.bots import Bot
from tests.dialog.towns import OURS, Account, Town
from tests.kernel.sounds import a_film, a_sound


def a_picture(form: str = "PNG") -> bytes:
    """A red square."""
    written = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(written, form)
    return written.getvalue()


async def stored(town: Town, data: bytes, name: str | None = None) -> bodies.Media:
    return chat.media_of(await town.lane.media.put(data, 1 << 20), name)


async def downloaded(town: Town, account: Account, media_id: str) -> bytes:
    """What media/get gives the app's server."""
    query = {"access_token": account.token, "media_id": media_id}
    return (await town.api.get("/cgi-bin/media/get", params=query)).content


async def test_a_picture_comes_with_an_address_and_a_media_id(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    await person.say(account, bodies.Image(media=await stored(town, a_picture())))
    fields = bot.pushed[-1].fields
    assert list(fields) == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "PicUrl", "MediaId", "MsgId"]
    assert fields["MsgType"] == "image"
    assert fields["PicUrl"].startswith(f"{OURS}/pictures/")
    seen = await town.browser(OURS).get(fields["PicUrl"])
    assert (seen.status_code, seen.headers["content-type"], seen.content) == (200, "image/png", a_picture())
    assert await downloaded(town, account, fields["MediaId"]) == a_picture()


async def test_an_address_of_a_picture_that_was_changed_shows_nothing(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    await person.say(account, bodies.Image(media=await stored(town, a_picture())))
    url = bot.pushed[-1].fields["PicUrl"]
    assert (await town.browser(OURS).get(url[:-1] + ("a" if url[-1] != "a" else "b"))).status_code == 404


async def test_a_voice_arrives_as_amr_whatever_was_recorded(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    recorded = await town.lane.media.put(a_sound("webm", "libopus"), 1 << 20)
    playable = await chat.keep_playable(town.lane, recorded)
    await person.say(account, bodies.Voice(media=chat.media_of(playable)))
    fields = bot.pushed[-1].fields
    assert list(fields)[4:] == ["MediaId", "Format", "MsgId"]
    assert (fields["MsgType"], fields["Format"]) == ("voice", "amr")
    assert sniff(await downloaded(town, account, fields["MediaId"])) == "audio/amr"


async def test_a_film_comes_with_its_thumb(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    film, thumb = await stored(town, a_film()), await stored(town, a_picture("JPEG"))
    await person.say(account, bodies.Video(media=film, thumb=thumb, title="", description=""))
    fields = bot.pushed[-1].fields
    assert list(fields)[3:] == ["MsgType", "MediaId", "ThumbMediaId", "MsgId"]
    assert fields["MsgType"] == "video"
    assert await downloaded(town, account, fields["ThumbMediaId"]) == a_picture("JPEG")


async def test_a_film_without_a_thumb_comes_with_its_first_picture(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    await person.say(account, bodies.Video(media=await stored(town, a_film()), thumb=None, title="", description=""))
    thumb = await downloaded(town, account, bot.pushed[-1].fields["ThumbMediaId"])
    assert sniff(thumb) == "image/jpeg"


async def test_a_place_says_where(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    place = bodies.Location(latitude=23.134521, longitude=113.358803, scale=20, label="Tianhe <North>", name="Office")
    await person.say(account, place)
    fields = bot.pushed[-1].fields
    told = {name: fields[name] for name in ("MsgType", "Location_X", "Location_Y", "Scale", "Label")}
    assert told == {
        "MsgType": "location",
        "Location_X": "23.134521",
        "Location_Y": "113.358803",
        "Scale": "20",
        "Label": "Tianhe <North>",
    }
    assert b"<Location_X>23.134521</Location_X>" in bot.pushed[-1].body


async def test_a_link_says_what_it_recommends(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    link = bodies.Link(title="A", description="B", url="https://example.com/?a=1&b=2", picture_url="")
    await person.say(account, link)
    fields = bot.pushed[-1].fields
    assert {name: fields[name] for name in ("MsgType", "Title", "Description", "Url")} == {
        "MsgType": "link",
        "Title": "A",
        "Description": "B",
        "Url": "https://example.com/?a=1&b=2",
    }


async def test_a_file_says_its_name_size_and_md5(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    data = b"%PDF-1.4 a bill"
    await person.say(account, bodies.File(media=await stored(town, data, "bill.pdf")))
    fields = bot.pushed[-1].fields
    assert (fields["MsgType"], fields["Title"], fields["FileTotalLen"]) == ("file", "bill.pdf", str(len(data)))
    assert fields["FileMd5"] == hashlib.md5(data).hexdigest()
    assert await downloaded(town, account, fields["FileKey"]) == data


async def test_a_chosen_answer_names_its_choice(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    await person.say(account, bodies.Text(text="Satisfied", choice_id="101"))
    fields = bot.pushed[-1].fields
    assert (fields["Content"], fields["bizmsgmenuid"]) == ("Satisfied", "101")


async def test_messages_sent_at_once_arrive_in_their_order(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    bot.pushed.clear()
    thread = await town.lane.db.run(chat.app_thread, account.app_id, person.id)
    voice = await chat.keep_playable(town.lane, await town.lane.media.put(a_sound("webm", "libopus"), 1 << 20))
    said: list[bodies.AnyBody] = [
        bodies.Voice(media=chat.media_of(voice)),
        *(bodies.Text(text=str(n)) for n in range(8)),
    ]
    for body in said:
        await town.lane.db.run(chat.post, thread.id, chat.Sender.person(person.id), body)
    await town.settle()
    assert [pushed.fields["MsgType"] for pushed in bot.pushed] == ["voice"] + ["text"] * 8
    assert [pushed.fields["Content"] for pushed in bot.pushed[1:]] == [str(n) for n in range(8)]
