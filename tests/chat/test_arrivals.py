"""Large files: they come in parts, go on where the line broke, and leave nothing behind when they are given up."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from typing import Any

import httpx

from hutong.kernel.lanetime import advance
from tests.chat.houses import House
from tests.chat.test_media import a_picture

LARGE = bytes(range(256)) * 300


async def begin(house: House, person: int, size: int = len(LARGE), kind: str = "file", name: str = "film.mov") -> Any:
    return await house.post(person, "/uploads/parts", {"kind": kind, "name": name, "size_bytes": size})


async def put(house: House, person: int, upload_id: str, offset: int, data: Any) -> httpx.Response:
    return await house.ask(person, "PUT", f"/uploads/parts/{upload_id}", params={"offset": offset}, content=data)


async def finish(house: House, person: int, upload_id: str) -> httpx.Response:
    return await house.ask(person, "POST", f"/uploads/parts/{upload_id}/finish", content=b"")


def left(house: House) -> list[str]:
    folder = house.lane.config.home / "media" / "arriving"
    return [file.name for file in folder.iterdir()] if folder.exists() else []


async def test_a_file_in_parts_is_sent_like_any_other(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    begun = await begin(house, li)
    upload_id = begun["upload_id"]
    assert (begun["offset"], begun["size_bytes"], begun["part_bytes"]) == (0, len(LARGE), 4 << 20)
    assert (await put(house, li, upload_id, 0, LARGE[:50_000])).json()["offset"] == 50_000
    early = await finish(house, li, upload_id)
    assert (early.status_code, early.json()["error"], early.json()["params"]) == (
        409,
        "upload_unfinished",
        {"offset": 50_000},
    )
    assert (await put(house, li, upload_id, 50_000, LARGE[50_000:])).json()["offset"] == len(LARGE)
    done = await finish(house, li, upload_id)
    assert done.json()["media"]["size_bytes"] == len(LARGE)
    assert (await finish(house, li, upload_id)).json() == done.json()
    body = {"client_id": "b1", "body": {"kind": "file", "upload_id": upload_id}}
    entry = await house.post(li, f"/conversations/{conversation}/entries", body)
    fetched = await house.ask(han, "GET", entry["body"]["media"]["url"].removeprefix("/api/client"))
    assert (fetched.content, fetched.headers["content-disposition"]) == (LARGE, 'attachment; filename="film.mov"')
    assert left(house) == []


async def test_what_came_before_the_line_broke_is_kept(house: House) -> None:
    (li,) = await house.people("Li Lei")
    upload_id = (await begin(house, li))["upload_id"]

    async def breaks_off() -> Any:
        yield LARGE[:30_000]
        await asyncio.sleep(0.2)
        raise ConnectionError("the line is cut")

    with contextlib.suppress(ConnectionError):
        await put(house, li, upload_id, 0, breaks_off())
    for _ in range(500):
        seen = (await house.get(li, f"/uploads/parts/{upload_id}"))["offset"]
        if seen:
            break
        await asyncio.sleep(0.02)
    assert seen == 30_000
    await put(house, li, upload_id, seen, LARGE[seen:])
    assert (await finish(house, li, upload_id)).status_code == 200


async def test_a_part_begins_where_the_file_ends(house: House) -> None:
    (li,) = await house.people("Li Lei")
    upload_id = (await begin(house, li))["upload_id"]
    await put(house, li, upload_id, 0, LARGE[:100])
    for offset in (0, 50, 101):
        refused = await put(house, li, upload_id, offset, LARGE[offset:])
        assert (refused.status_code, refused.json()["params"]) == (409, {"offset": 100})
    beyond = await put(house, li, upload_id, 100, LARGE)
    assert (beyond.status_code, beyond.json()["error"]) == (413, "too_large")


async def test_a_file_belongs_to_who_brings_it(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    upload_id = (await begin(house, li))["upload_id"]
    answers = [
        await house.ask(han, "GET", f"/uploads/parts/{upload_id}"),
        await put(house, han, upload_id, 0, b"x"),
        await finish(house, han, upload_id),
        await house.ask(han, "DELETE", f"/uploads/parts/{upload_id}"),
    ]
    assert {(answer.status_code, answer.json()["error"]) for answer in answers} == {(422, "upload_not_found")}
    assert (await house.get(li, f"/uploads/parts/{upload_id}"))["offset"] == 0


async def test_what_is_too_large_is_refused_before_a_byte_of_it(house: House) -> None:
    (li,) = await house.people("Li Lei")
    refused = await house.ask(li, "POST", "/uploads/parts", {"kind": "file", "size_bytes": 100_001})
    assert (refused.status_code, refused.json()["params"]) == (413, {"limit_bytes": 100_000})


async def test_a_person_brings_eight_files_at_once_at_most(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    first, *_ = [(await begin(house, li))["upload_id"] for _ in range(8)]
    refused = await house.ask(li, "POST", "/uploads/parts", {"kind": "file", "size_bytes": 1})
    assert (refused.status_code, refused.json()["error"], refused.json()["params"]) == (
        409,
        "too_many_uploads",
        {"limit": 8},
    )
    await begin(house, han)
    await put(house, li, first, 0, LARGE[:10])
    assert (await house.ask(li, "DELETE", f"/uploads/parts/{first}")).json() == {}
    assert left(house) == []
    await begin(house, li)


async def test_what_never_arrives_is_swept_away_after_a_day(house: House) -> None:
    (li,) = await house.people("Li Lei")
    upload_id = (await begin(house, li))["upload_id"]
    done = (await begin(house, li, size=10))["upload_id"]
    await put(house, li, done, 0, LARGE[:10])
    await finish(house, li, done)
    await put(house, li, upload_id, 0, LARGE[:1000])
    assert left(house) == [upload_id]
    await advance(house.lane, timedelta(days=1, seconds=1))
    assert left(house) == []
    gone = await house.ask(li, "GET", f"/uploads/parts/{upload_id}")
    assert gone.json()["error"] == "upload_not_found"
    assert (await house.get(li, f"/uploads/parts/{done}"))["offset"] == 10


async def test_what_is_no_picture_is_refused_as_one(house: House) -> None:
    (li,) = await house.people("Li Lei")
    for data, status in ((b"not a picture", 415), (a_picture(), 200)):
        upload_id = (await begin(house, li, size=len(data), kind="image"))["upload_id"]
        await put(house, li, upload_id, 0, data)
        assert (await finish(house, li, upload_id)).status_code == status
        unsent = await house.ask(
            li, "POST", "/conversations/1/entries", {"client_id": "x", "body": {"kind": "file", "upload_id": upload_id}}
        )
        assert unsent.json()["error"] == "upload_not_found"
