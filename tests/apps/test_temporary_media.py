"""Temporary media as an app's server uploads and fetches them."""

import io
from typing import Any

import httpx
import pytest
from PIL import Image

from hutong.apps import public
from hutong.kernel.lane import Lane
from tests.apps.house import NewApp, Server, an_app, hold
from tests.kernel.sounds import a_film, a_sound, a_wav


def a_picture(kind: str = "PNG", side: int = 8) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (side, side), "teal").save(written, kind)
    return written.getvalue()


def an_amr(seconds: float) -> bytes:
    """Silence at 12.2 kbit/s: frames of 20 ms, 32 bytes each."""
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * int(seconds * 50)


def short(value: object) -> str | None:
    """A name for a case that shows no bytes, which differ from run to run."""
    return "bytes" if isinstance(value, bytes) else None


async def upload(server: Server, token: str, kind: str, data: bytes, name: str = "file.bin") -> dict[str, Any]:
    url = "/cgi-bin/media/upload"
    answer = await server.http.post(url, params={"access_token": token, "type": kind}, files={"media": (name, data)})
    body: dict[str, Any] = answer.json()
    return body


async def fetch(server: Server, token: str, media_id: str) -> httpx.Response:
    return await server.http.get("/cgi-bin/media/get", params={"access_token": token, "media_id": media_id})


@pytest.mark.parametrize(
    "kind, data, content_type, ending",
    [
        ("image", a_picture("PNG"), "image/png", "png"),
        ("image", a_picture("JPEG"), "image/jpeg", "jpg"),
        ("image", a_picture("GIF"), "image/gif", "gif"),
        ("voice", an_amr(60), "audio/amr", "amr"),
        ("voice", a_sound("mp3", "libmp3lame"), "audio/mpeg", "mp3"),
        ("thumb", a_picture("JPEG"), "image/jpeg", "jpg"),
    ],
    ids=short,
)
async def test_what_is_uploaded_is_fetched_byte_for_byte(
    lab: Lane, server: Server, app: NewApp, kind: str, data: bytes, content_type: str, ending: str
) -> None:
    hold(lab)
    token = await server.token(app)
    # The name lies; the bytes decide.
    kept = await upload(server, token, kind, data, "virus.exe")
    assert (kept["type"], kept["created_at"]) == (kind, int(lab.clock.lane().timestamp()))
    assert len(kept["media_id"]) == 64
    assert kept.get("thumb_media_id") == (kept["media_id"] if kind == "thumb" else None)
    answer = await fetch(server, token, kept["media_id"])
    assert answer.content == data
    assert answer.headers["content-type"] == content_type
    assert answer.headers["content-disposition"] == f'attachment; filename="{kept["media_id"]}.{ending}"'


async def test_a_video_is_fetched_from_the_address_that_is_answered(server: Server, app: NewApp, lab: Lane) -> None:
    token = await server.token(app)
    film = a_film("mp4")
    kept = await upload(server, token, "video", film)
    answer = (await fetch(server, token, kept["media_id"])).json()
    assert answer == {"video_url": f"http://lane.localhost/media/videos/{kept['media_id']}"}


async def test_the_video_s_address_needs_no_token(server: Server, app: NewApp, lab: Lane, browser: Any) -> None:
    film = a_film("mp4")
    kept = await upload(server, await server.token(app), "video", film)
    whole = await browser.http.get(f"/media/videos/{kept['media_id']}")
    assert (whole.status_code, whole.content, whole.headers["content-type"]) == (200, film, "video/mp4")
    part = await browser.http.get(f"/media/videos/{kept['media_id']}", headers={"range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"ftyp")
    picture = await upload(server, await server.token(app), "image", a_picture())
    for unknown in (picture["media_id"], "x" * 64):
        assert (await browser.http.get(f"/media/videos/{unknown}")).status_code == 404


@pytest.mark.parametrize(
    "kind, data, errcode",
    [
        ("sticker", a_picture(), 40004),
        ("", a_picture(), 40004),
        ("image", b"", 44001),
        ("image", b"#!/bin/sh\n", 40005),
        ("image", a_picture("WEBP"), 40005),
        ("image", a_picture("PNG")[:20], 40005),
        ("image", an_amr(1), 40005),
        ("image", a_picture("PNG") + bytes(10 << 20), 40009),
        ("voice", a_wav(), 40005),
        ("voice", a_picture(), 40005),
        ("voice", an_amr(60) + bytes(2 << 20), 40010),
        ("voice", an_amr(60.02), 45007),
        ("video", a_film("webm"), 40005),
        ("video", a_film("mp4") + bytes(10 << 20), 40011),
        ("thumb", a_picture("PNG"), 40005),
        ("thumb", a_picture("JPEG") + bytes(64 << 10), 40012),
    ],
    ids=short,
)
async def test_what_is_out_of_bounds_is_refused_and_not_kept(
    server: Server, app: NewApp, kind: str, data: bytes, errcode: int
) -> None:
    assert (await upload(server, await server.token(app), kind, data))["errcode"] == errcode


async def test_the_kind_may_be_a_field_of_the_form(server: Server, app: NewApp) -> None:
    token = await server.token(app)
    answer = await server.http.post(
        "/cgi-bin/media/upload",
        params={"access_token": token},
        data={"type": "image"},
        files={"media": ("a.png", a_picture())},
    )
    assert answer.json()["type"] == "image"


async def test_a_form_without_the_file_says_so(server: Server, app: NewApp) -> None:
    token = await server.token(app)
    query = {"access_token": token, "type": "image"}
    other = await server.http.post("/cgi-bin/media/upload", params=query, files={"picture": ("a.png", a_picture())})
    assert other.json()["errcode"] == 41005
    bare = await server.http.post("/cgi-bin/media/upload", params=query, content=a_picture())
    assert bare.json()["errcode"] == 41005


async def test_media_are_gone_after_72_hours(lab: Lane, server: Server, app: NewApp) -> None:
    hold(lab)
    kept = await upload(server, await server.token(app), "image", a_picture())
    hold(lab, hours=71, minutes=59, seconds=59)
    assert (await fetch(server, await server.token(app), kept["media_id"])).headers["content-type"] == "image/png"
    hold(lab, seconds=1)
    token = await server.token(app)
    gone = await server.get("/cgi-bin/media/get", access_token=token, media_id=kept["media_id"])
    assert gone == {"errcode": 40007, "errmsg": "invalid media_id"}


async def test_media_belong_to_their_app(lab: Lane, server: Server, app: NewApp) -> None:
    kept = await upload(server, await server.token(app), "image", a_picture())
    stranger = await server.token(await an_app(lab))
    assert (await server.get("/cgi-bin/media/get", access_token=stranger, media_id=kept["media_id"]))[
        "errcode"
    ] == 40007


async def test_a_media_id_must_be_named(server: Server, app: NewApp) -> None:
    assert (await server.get("/cgi-bin/media/get", access_token=await server.token(app)))["errcode"] == 41006


async def test_expired_media_leave_no_rows_behind(lane: Lane) -> None:
    app = await an_app(lane)
    blob = await lane.media.put(a_picture(), 1 << 20)
    hold(lane)
    first = await lane.db.run(public.add_media, app.app_id, "image", blob, "a.png")
    assert await lane.db.read(public.find_media, app.app_id, first.media_id) == first
    hold(lane, hours=72)
    assert await lane.db.read(public.find_media, app.app_id, first.media_id) is None
    second = await lane.db.run(public.add_media, app.app_id, "image", blob, "a.png")
    hold(lane, hours=-72)
    assert await lane.db.read(public.find_media, app.app_id, first.media_id) is None
    assert await lane.db.read(public.find_media, app.app_id, second.media_id) == second
