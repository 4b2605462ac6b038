"""A person's own profile, picture and password."""

import io

import pytest
from PIL import Image

from hutong.kernel.lane import Lane
from hutong.people import avatars, errors
from tests.people.house import Browser, a_person, audited, refusal

RAW = {"content-type": "image/png", "x-hutong": "1"}


def a_picture(form: str = "PNG", size: tuple[int, int] = (900, 600), mode: str = "RGB") -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, (0, 128, 128, 90) if mode == "RGBA" else "teal").save(written, form)
    return written.getvalue()


@pytest.fixture
async def li(live: Lane, browser: Browser) -> Browser:
    """A browser where Li Lei is signed in."""
    await a_person(live)
    await browser.sign_in("li@example.com")
    return browser


async def test_a_person_takes_another_name_and_language(li: Browser) -> None:
    before = (await li.get("/api/client/me")).json()
    answer = await li.http.patch("/api/client/me", json={"name": " Lily 🌸 "})
    assert answer.json() == {**before, "name": "Lily 🌸"}
    answer = await li.http.patch("/api/client/me", json={"language": "zh-CN"})
    assert answer.json() == {**before, "name": "Lily 🌸", "language": "zh-CN"}
    assert (await li.get("/api/client/me")).json() == answer.json()
    assert (await li.http.patch("/api/client/me", json={})).json() == answer.json()


@pytest.mark.parametrize("body, code", [({"name": ""}, "name_refused"), ({"language": "xx"}, "language_refused")])
async def test_a_refused_profile_changes_nothing(li: Browser, body: dict[str, str], code: str) -> None:
    before = (await li.get("/api/client/me")).json()
    assert refusal(await li.http.patch("/api/client/me", json={**before, **body})) == (422, code)
    assert (await li.get("/api/client/me")).json() == before


async def test_an_avatar_is_redrawn_and_seen_by_everybody_for_ever(live: Lane, li: Browser) -> None:
    picture = a_picture()
    answer = await li.http.put("/api/client/me/avatar", content=picture, headers=RAW)
    url = answer.json()["avatar_url"]
    assert answer.status_code == 200
    assert (await li.get("/api/client/me")).json()["avatar_url"] == url
    seen = await Browser(live).get(url)
    assert seen.status_code == 200
    assert seen.headers["content-type"] == "image/webp"
    assert seen.headers["cache-control"] == "public, max-age=31536000, immutable"
    with Image.open(io.BytesIO(seen.content)) as shown:
        assert (shown.format, shown.size) == ("WEBP", (512, 512))


async def test_only_avatars_are_seen_by_everybody(live: Lane, li: Browser) -> None:
    private = await live.media.put(a_picture(), 1 << 20)
    for digest in (private.digest, "0" * 64, "x", "..master.key"):
        assert refusal(await li.get(f"/api/client/avatars/{digest}")) == (404, "avatar_not_found")
    assert (await li.get("/api/client/avatars/..%2f..%2fmaster.key")).status_code == 404


@pytest.mark.parametrize(
    "picture",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 20,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        a_picture()[:400],
        a_picture("BMP"),
        a_picture("TIFF"),
        b"",
    ],
)
async def test_what_is_no_picture_is_refused(live: Lane, li: Browser, picture: bytes) -> None:
    before = (await li.get("/api/client/me")).json()
    answer = await li.http.put("/api/client/me/avatar", content=picture, headers=RAW)
    assert refusal(answer) == (422, "picture_refused")
    assert (await li.get("/api/client/me")).json() == before


async def test_a_picture_of_more_than_five_megabytes_is_refused(li: Browser) -> None:
    answer = await li.http.put("/api/client/me/avatar", content=b"\0" * (5 * 1024 * 1024 + 1), headers=RAW)
    assert refusal(answer) == (413, "too_large")


async def test_a_page_of_another_site_cannot_change_the_picture(li: Browser) -> None:
    headers = {"content-type": "image/png"}
    answer = await li.http.put("/api/client/me/avatar", content=a_picture(), headers=headers)
    assert refusal(answer) == (415, "json_needed")


@pytest.mark.parametrize(
    "picture, size, mode",
    [
        (a_picture("PNG", (900, 600)), (512, 512), "RGB"),
        (a_picture("PNG", (90, 60)), (60, 60), "RGB"),
        (a_picture("PNG", (600, 600), "RGBA"), (512, 512), "RGBA"),
        (a_picture("PNG", (64, 64), "P"), (64, 64), "RGB"),
        (a_picture("PNG", (64, 64), "I;16"), (64, 64), "RGB"),
        (a_picture("JPEG", (4000, 3000)), (512, 512), "RGB"),
        (a_picture("JPEG", (400, 300), "CMYK"), (300, 300), "RGB"),
        (a_picture("GIF", (300, 400)), (300, 300), "RGB"),
        (a_picture("WEBP", (1, 1)), (1, 1), "RGB"),
    ],
)
def test_every_kind_of_picture_becomes_a_square(picture: bytes, size: tuple[int, int], mode: str) -> None:
    with Image.open(io.BytesIO(avatars.redraw(picture))) as shown:
        assert (shown.format, shown.size, shown.mode) == ("WEBP", size, mode)


def test_a_camera_s_notes_are_left_out_and_obeyed() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: turn by a quarter
    exif[0x010F] = "Somebody's Phone"
    sideways = Image.new("RGB", (400, 400), "teal")
    sideways.paste("red", (0, 0, 400, 60))
    written = io.BytesIO()
    sideways.save(written, "JPEG", exif=exif)
    drawn = avatars.redraw(written.getvalue())
    assert b"Somebody" not in drawn
    with Image.open(io.BytesIO(drawn)) as shown:
        assert not shown.getexif()
        red, _, blue = shown.convert("RGB").getpixel((390, 200))  # type: ignore[misc]
        assert red > 200 > blue


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(errors.PictureRefused):
        avatars.redraw(a_picture("PNG", (60_000, 1_000), "1"))


async def test_another_password_signs_every_other_browser_out(live: Lane, li: Browser) -> None:
    phone = Browser(live, "198.51.100.9")
    await phone.sign_in("li@example.com")
    body = {"current_password": "three calm rivers", "password": "four wild horses"}
    answer = await li.http.put("/api/client/me/password", json=body)
    assert answer.json()["person"]["name"] == "Li Lei"
    assert (await li.whoami(), await phone.whoami()) == ("Li Lei", None)
    assert refusal(await phone.sign_in("li@example.com")) == (401, "sign_in_refused")
    assert (await phone.sign_in("li@example.com", "four wild horses")).status_code == 200
    person_id = (await li.get("/api/client/me")).json()["id"]
    assert await audited(live) == [(f"person:{person_id}", "people.password_changed")]


@pytest.mark.parametrize(
    "current, wanted, status, code",
    [
        ("wrong password", "four wild horses", 401, "sign_in_refused"),
        ("three calm rivers", "password", 422, "password_refused"),
        ("three calm rivers", "li@example.com", 422, "password_refused"),
    ],
)
async def test_a_refused_password_changes_nothing(
    live: Lane, li: Browser, current: str, wanted: str, status: int, code: str
) -> None:
    body = {"current_password": current, "password": wanted}
    assert refusal(await li.http.put("/api/client/me/password", json=body)) == (status, code)
    assert await li.whoami() == "Li Lei"
    assert (await Browser(live, "198.51.100.9").sign_in("li@example.com")).status_code == 200
