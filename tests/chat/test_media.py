"""Pictures, voice, films and files: brought, sent, and fetched by those who see the message alone."""

from __future__ import annotations

import io
from datetime import timedelta

from PIL import Image

from hutong.chat import public as chat
from hutong.chat.models.bodies import Recall
from hutong.kernel.lanetime import advance
from tests.chat.houses import House
from tests.kernel.sounds import a_film, a_sound, a_wav


def a_picture(width: int = 40, height: int = 30) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(written, "PNG")
    return written.getvalue()


async def test_a_picture_reaches_the_other_one(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    picture = a_picture()
    uploaded = (await house.upload(li, "image", picture, "cat.png")).json()
    described = {
        "type": "image/png",
        "size_bytes": len(picture),
        "name": "cat.png",
        "width": 40,
        "height": 30,
        "seconds": None,
        "thumb_url": None,
    }
    assert uploaded == {"upload_id": uploaded["upload_id"], "media": {"url": "", **described}}
    body = {"client_id": "p1", "body": {"kind": "image", "upload_id": uploaded["upload_id"]}}
    entry = await house.post(li, f"/conversations/{conversation}/entries", body)
    url = f"/api/client/conversations/{conversation}/entries/1/media/body"
    assert entry["body"] == {"kind": "image", "media": {"url": url, **described}}
    fetched = await house.ask(han, "GET", url.removeprefix("/api/client"))
    assert (fetched.status_code, fetched.content, fetched.headers["content-type"]) == (200, picture, "image/png")
    assert "content-disposition" not in fetched.headers


async def test_a_voice_message_can_be_rewound(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    entry = await house.send_upload(li, conversation, "voice", a_sound("webm", "libopus", seconds=5))
    media = entry["body"]["media"]
    assert media["type"] == "audio/mpeg"
    assert 4.5 < media["seconds"] < 5.5
    path = media["url"].removeprefix("/api/client")
    whole = (await house.ask(han, "GET", path)).content
    middle = await house.ask(han, "GET", path, headers={"range": "bytes=1000-1999"})
    assert (middle.status_code, middle.content) == (206, whole[1000:2000])
    assert middle.headers["content-range"] == f"bytes 1000-1999/{len(whole)}"
    end = await house.ask(han, "GET", path, headers={"range": "bytes=-10"})
    assert (end.status_code, end.content) == (206, whole[-10:])
    beyond = await house.ask(han, "GET", path, headers={"range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416


async def test_a_film_and_a_file_keep_their_names(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    film = await house.send_upload(li, conversation, "video", a_film(), "../../holiday.mp4")
    assert (film["body"]["kind"], film["body"]["media"]["name"], film["body"]["media"]["width"]) == (
        "video",
        "holiday.mp4",
        64,
    )
    page = b"<!doctype html><script>alert(document.cookie)</script>"
    file = await house.send_upload(li, conversation, "file", page, "menu.html")
    fetched = await house.ask(han, "GET", file["body"]["media"]["url"].removeprefix("/api/client"))
    assert fetched.content == page
    # A page that somebody sends must never run as a page of ours.
    assert fetched.headers["content-disposition"] == 'attachment; filename="menu.html"'
    assert fetched.headers["content-type"].startswith("text/plain")


async def test_media_are_for_those_who_see_the_message_and_nobody_else(house: House) -> None:
    li, han, lucy = await house.people("Li Lei", "Han Meimei", "Lucy")
    conversation = await house.chat_of(li, han)
    other = await house.chat_of(lucy, han)
    entry = await house.send_upload(li, conversation, "image", a_picture())
    media = f"/conversations/{conversation}/entries/1/media"
    assert (await house.ask(lucy, "GET", f"{media}/body")).json()["error"] == "conversation_not_found"
    # The same bytes are known to the lane, but not under Lucy's conversation.
    assert (await house.ask(lucy, "GET", f"/conversations/{other}/entries/1/media/body")).status_code == 404
    for part in ("thumb", "0", "digest"):
        answer = await house.ask(han, "GET", f"{media}/{part}")
        assert (answer.status_code, answer.json()["error"]) == (404, "media_not_found")
    assert (await house.ask(han, "GET", f"/conversations/{conversation}/entries/7/media/body")).status_code == 404
    assert "digest" not in str(entry)
    await house.lane.db.run(chat.post, int(conversation), chat.SYSTEM, Recall(concerns=1))
    assert (await house.ask(han, "GET", f"{media}/body")).json()["error"] == "media_not_found"


NOT_OF_THEIR_KIND = [
    ("image", b"not a picture", 415, "wrong_media_type"),
    ("image", a_picture()[:20], 415, "wrong_media_type"),
    ("video", a_picture(), 415, "wrong_media_type"),
    ("voice", b"not a sound", 415, "wrong_media_type"),
    ("file", b"", 400, "body_missing"),
    ("file", b"x" * 100_001, 413, "too_large"),
    ("sticker", b"x", 400, "invalid_request"),
]


async def test_what_is_not_of_its_kind_is_refused(house: House) -> None:
    [li] = await house.people("Li Lei")
    for kind, data, status, error in NOT_OF_THEIR_KIND:
        answer = await house.upload(li, kind, data)
        assert (answer.status_code, answer.json()["error"]) == (status, error)


async def test_a_voice_message_lasts_a_minute(house: House) -> None:
    [li] = await house.people("Li Lei")
    assert (await house.upload(li, "voice", a_wav(1.0))).status_code == 200
    answer = await house.upload(li, "voice", a_sound("ogg", "libopus", seconds=63))
    assert answer.json()["error"] in ("voice_too_long", "too_large")


async def test_an_upload_is_its_owners_of_its_kind_and_for_three_days(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    upload_id = (await house.upload(li, "image", a_picture())).json()["upload_id"]

    async def sent(person: int, kind: str) -> tuple[int, str]:
        body = {"client_id": f"{person}{kind}", "body": {"kind": kind, "upload_id": upload_id}}
        answer = await house.ask(person, "POST", f"/conversations/{conversation}/entries", body)
        return answer.status_code, answer.json().get("error", "")

    await house.chat_of(han, li)
    assert await sent(han, "image") == (422, "upload_not_found")
    assert await sent(li, "file") == (422, "upload_not_found")
    assert await sent(li, "image") == (200, "")
    await advance(house.lane, timedelta(days=3))
    assert (await house.upload(li, "image", a_picture(8, 8))).status_code == 200
    body = {"client_id": "late", "body": {"kind": "image", "upload_id": upload_id}}
    late = await house.ask(li, "POST", f"/conversations/{conversation}/entries", body)
    assert (late.status_code, late.json()["error"]) == (422, "upload_not_found")
    # What was sent stays.
    assert (await house.ask(han, "GET", f"/conversations/{conversation}/entries/1/media/body")).status_code == 200
