"""The library: what an account keeps for good, how it is found, and what it lets go of."""

from __future__ import annotations

import json

import pytest

from hutong.kernel.db import Transaction
from hutong.kernel.media import Blob
from hutong.official.errors.material import LibraryFull
from hutong.official.material import library
from hutong.official.models.menus import Button, Menu
from tests.conformance.stock import a_picture
from tests.dialog.towns import Town
from tests.kernel.sounds import a_film, a_sound
from tests.official.material.desk import JPEG, OK, PNG, a_wma, kept, seen, sent

FILM = {"fields": {"description": json.dumps({"title": "Boats", "introduction": "Two of them."})}}


async def test_a_picture_is_kept_listed_seen_by_anybody_and_let_go(any_town: Town) -> None:
    account, other = await any_town.account(), await any_town.account()
    first = await kept(any_town, account, "image", PNG, name="a.png")
    second = await kept(any_town, account, "image", JPEG, name="b.jpg")
    assert set(first) == {"media_id", "url"}
    assert await seen(any_town, first["url"]) == (200, "image/png", PNG)
    listed = await account.post("/cgi-bin/material/batchget_material", {"type": "image", "offset": 0, "count": 1})
    assert (listed["total_count"], listed["item_count"]) == (2, 1)
    assert listed["item"][0]["media_id"] == second["media_id"]
    assert (listed["item"][0]["name"], listed["item"][0]["url"]) == ("b.jpg", second["url"])
    rest = await account.post("/cgi-bin/material/batchget_material", {"type": "image", "offset": 1, "count": 20})
    assert [one["media_id"] for one in rest["item"]] == [first["media_id"]]
    assert await account.get("/cgi-bin/material/get_materialcount") == {
        "voice_count": 0,
        "video_count": 0,
        "image_count": 2,
        "news_count": 0,
    }
    # Another account's id means nothing here.
    named = {"media_id": first["media_id"]}
    assert (await other.post("/cgi-bin/material/get_material", named))["errcode"] == 40007
    assert (await other.post("/cgi-bin/material/del_material", named))["errcode"] == 40007
    assert await account.post("/cgi-bin/material/del_material", named) == OK
    assert (await account.post("/cgi-bin/material/del_material", named))["errcode"] == 40007
    assert (await account.get("/cgi-bin/material/get_materialcount"))["image_count"] == 1
    # Who was given the address may go on showing the picture: an article may hold it.
    assert (await seen(any_town, first["url"]))[0] == 200


async def test_each_kind_comes_back_in_its_own_shape(town: Town) -> None:
    account = await town.account()
    pictures = [a_picture("BMP"), a_picture("GIF"), PNG, JPEG]
    sounds = [a_sound("mp3", "mp3"), a_sound("wav", "pcm_s16le"), a_wma()]
    query = {"access_token": account.token}
    for kind, data in [*(("image", one) for one in pictures), *(("voice", one) for one in sounds), ("thumb", JPEG)]:
        answer = await kept(town, account, kind, data)
        got = await town.api.post("/cgi-bin/material/get_material", params=query, json={"media_id": answer["media_id"]})
        assert got.content == data
        assert got.headers["content-disposition"].startswith(f'attachment; filename="{answer["media_id"]}.')
        assert ("url" in answer) == (kind != "voice")
    film = a_film()
    in_form = await kept(town, account, "video", film, **FILM)
    in_query = await kept(
        town, account, "video", film, description='{"title": "Boats", "introduction": "Two of them."}'
    )
    for answer in (in_form, in_query):
        assert set(answer) == {"media_id"}
        shown = await account.post("/cgi-bin/material/get_material", {"media_id": answer["media_id"]})
        assert (shown["title"], shown["description"]) == ("Boats", "Two of them.")
        assert await seen(town, shown["down_url"]) == (200, "video/mp4", film)
    listed = await account.post("/cgi-bin/material/batchget_material", {"type": "video"})
    assert [set(one) for one in listed["item"]] == [{"media_id", "name", "update_time"}] * 2
    counted = await account.get("/cgi-bin/material/get_materialcount")
    assert counted == {"voice_count": 3, "video_count": 2, "image_count": 4, "news_count": 0}


async def test_what_does_not_belong_is_refused_and_nothing_is_kept(town: Town) -> None:
    account = await town.account()
    refused = [
        ("image", None, 41005, {}),
        ("music", PNG, 40004, {}),
        ("", PNG, 40004, {}),
        ("", None, 40004, {}),
        ("image", b"", 40006, {}),
        ("image", b"BMWs are cars", 40005, {}),
        ("image", b"<svg xmlns='http://www.w3.org/2000/svg'/>", 40005, {}),
        ("image", PNG[:20], 40005, {}),
        ("image", PNG + bytes(10 << 20), 40009, {}),
        ("thumb", PNG, 40005, {}),
        ("thumb", JPEG + bytes(64 << 10), 45001, {}),
        ("voice", JPEG, 40005, {}),
        ("voice", a_sound("mp3", "mp3", 61), 45007, {}),
        ("voice", b"ID3" + bytes(2 << 20), 45001, {}),
        ("video", a_film(), 47001, {}),
        ("video", a_film(), 47001, {"fields": {"description": "Boats"}}),
        ("video", a_film(), 47001, {"fields": {"description": '{"introduction": "no title"}'}}),
        ("video", a_film(), 47001, {"fields": {"description": '{"title": [1]}'}}),
        ("video", a_film(), 47001, {"fields": {"description": '{"title": "Bo\\u0000ts"}'}}),
        ("video", a_film(), 45004, {"fields": {"description": json.dumps({"title": "题" * 65})}}),
        ("video", a_film(), 45004, {"fields": {"description": json.dumps({"title": "a", "introduction": "字" * 201})}}),
        ("video", a_film() + bytes(10 << 20), 45001, FILM),
        ("video", JPEG, 40005, FILM),
    ]
    for kind, data, code, more in refused:
        assert (await kept(town, account, kind, data, **more)).get("errcode") == code, (kind, code)
    for body, code in [
        ({"type": "music"}, 40008),
        ({"type": "thumb", "count": 21}, 40097),
        ({"type": "image", "count": 0}, 40097),
        ({"type": "image", "offset": -1}, 40097),
        ({"type": "image", "offset": 2**63}, 40097),
        ({"type": "news", "count": 21}, 40097),
        ({"type": "image", "count": "many"}, 47001),
        ({}, 40008),
    ]:
        assert (await account.post("/cgi-bin/material/batchget_material", body))["errcode"] == code, body
    for path in ("get_material", "del_material"):
        for body in ({}, {"media_id": ""}, {"media_id": "x" * 10_000}, {"media_id": 7}):
            assert (await account.post(f"/cgi-bin/material/{path}", body))["errcode"] == 40007
    assert set((await account.get("/cgi-bin/material/get_materialcount")).values()) == {0}


async def test_an_account_without_the_permission_keeps_nothing(town: Town) -> None:
    account = await town.account("subscription", verified=False)
    assert (await kept(town, account, "image", PNG))["errcode"] == 48001
    assert (await account.get("/cgi-bin/material/get_materialcount"))["errcode"] == 48001


async def test_a_picture_inside_an_article_is_a_small_jpeg_or_png(town: Town) -> None:
    account = await town.account()
    answer = await sent(town, account, "/cgi-bin/media/uploadimg", PNG)
    assert await seen(town, answer["url"]) == (200, "image/png", PNG)
    assert (await account.get("/cgi-bin/material/get_materialcount"))["image_count"] == 0
    refused = [(None, 41005), (b"", 40006), (a_picture("GIF"), 40137), (b"text", 40137), (PNG + bytes(1 << 20), 40009)]
    for data, code in refused:
        assert (await sent(town, account, "/cgi-bin/media/uploadimg", data))["errcode"] == code
    # Nobody makes up an address: it is signed.
    made_up = answer["url"][:-1] + ("A" if answer["url"][-1] != "A" else "B")
    assert (await seen(town, made_up))[0] == 404


async def test_what_the_menu_shows_is_kept(any_town: Town) -> None:
    account = await any_town.account()
    media_id = (await kept(any_town, account, "image", PNG))["media_id"]
    button = Button(name="More", children=(Button(name="Map", type="media_id", media_id=media_id),))
    await any_town.lane.db.run(_show_menu, Menu(account.app_id, (button,), any_town.lane.clock.lane()))
    assert (await account.post("/cgi-bin/material/del_material", {"media_id": media_id}))["errcode"] == 48005
    assert await account.get("/cgi-bin/menu/delete") == OK
    assert await account.post("/cgi-bin/material/del_material", {"media_id": media_id}) == OK


async def test_a_full_library_takes_no_more(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(library.MOST, "image", 1)
    account = await town.account()
    await kept(town, account, "image", PNG)
    assert (await kept(town, account, "image", PNG))["errcode"] == 45034
    blob = Blob(digest="0" * 64, size_bytes=1, content_type="image/png")
    with pytest.raises(LibraryFull):
        await town.lane.db.run(library.add, account.app_id, "image", blob)
    assert (await kept(town, account, "thumb", JPEG))["media_id"]


def _show_menu(tx: Transaction, menu: Menu) -> None:
    tx.insert(menu)
