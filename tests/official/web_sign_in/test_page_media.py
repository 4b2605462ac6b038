"""Pictures and voices of a page: they reach the account's server with a pass that wx.config earned."""

from __future__ import annotations

from typing import Any

from hutong.kernel import speex
from hutong.official import tickets
from tests.conformance.stock import a_picture
from tests.dialog.towns import Town
from tests.kernel.sounds import a_sound

PICTURE = a_picture()
URL = "https://shop.example/cart"


async def configured(town: Town, account: Any, person: Any) -> str:
    ticket = (await account.get("/cgi-bin/ticket/getticket", type="jsapi"))["ticket"]
    signature = tickets.signature_of(ticket, nonce="n", timestamp="1795254067", url=URL)
    given = {"app_id": account.app_id, "timestamp": "1795254067", "nonce": "n", "signature": signature, "url": URL}
    told = (await person.phone.post("/js-sdk/config", json=given)).json()
    assert told["right"], told
    page_pass: str = told["page_pass"]
    return page_pass


async def bring(person: Any, kind: str, page_pass: str, content: bytes) -> Any:
    query = f"/js-sdk/media?kind={kind}&page_pass={page_pass}"
    return await person.phone.post(query, content=content, headers={"x-hutong": "1", "content-type": "image/png"})


async def test_a_picture_and_a_voice_reach_the_account_s_server_and_come_back(any_town: Town) -> None:
    town = any_town
    account, li = await town.account("service"), await town.person()
    page_pass = await configured(town, account, li)

    picture = (await bring(li, "image", page_pass, PICTURE)).json()["media_id"]
    fetched = await town.api.get("/cgi-bin/media/get", params={"access_token": account.token, "media_id": picture})
    assert fetched.content == PICTURE
    voice = (await bring(li, "voice", page_pass, a_sound("webm", "libopus"))).json()["media_id"]
    spoken = await town.api.get("/cgi-bin/media/get", params={"access_token": account.token, "media_id": voice})
    assert spoken.content.startswith(b"#!AMR")
    back = await li.phone.get(f"/js-sdk/media/{voice}?page_pass={page_pass}")
    assert back.headers["content-type"] == "audio/mpeg"


async def test_without_a_pass_of_one_s_own_nothing_is_brought_or_fetched(any_town: Town) -> None:
    town = any_town
    account, li, han = await town.account("service"), await town.person(), await town.person()
    page_pass = await configured(town, account, li)
    media_id = (await bring(li, "image", page_pass, PICTURE)).json()["media_id"]

    for person, shown in ((han, page_pass), (li, "x"), (li, page_pass[:-1])):
        assert (await bring(person, "image", shown, PICTURE)).json()["error"] == "page_pass_wrong"
        fetched = await person.phone.get(f"/js-sdk/media/{media_id}?page_pass={shown}")
        assert fetched.json()["error"] == "page_pass_wrong"
    other = await configured(town, await town.account("service"), li)
    assert (await li.phone.get(f"/js-sdk/media/{media_id}?page_pass={other}")).status_code == 422


async def test_what_is_no_picture_and_no_voice_is_refused(any_town: Town) -> None:
    town = any_town
    account, li = await town.account("service"), await town.person()
    page_pass = await configured(town, account, li)

    assert (await bring(li, "image", page_pass, b"no picture")).status_code >= 400
    assert (await bring(li, "voice", page_pass, b"no voice")).json()["error"] == "page_media_wrong"
    assert (await bring(li, "video", page_pass, PICTURE)).status_code == 400


async def test_the_account_hears_a_recording_in_high_quality(any_town: Town) -> None:
    town = any_town
    account, li = await town.account("service"), await town.person()
    page_pass = await configured(town, account, li)
    voice = (await bring(li, "voice", page_pass, a_sound("webm", "libopus"))).json()["media_id"]
    picture = (await bring(li, "image", page_pass, PICTURE)).json()["media_id"]

    async def fetched(media_id: str) -> Any:
        asked = {"access_token": account.token, "media_id": media_id}
        return await town.api.get("/cgi-bin/media/get/jssdk", params=asked)

    spoken = await fetched(voice)
    if not speex.is_there():
        assert spoken.json()["errcode"] == -1
        return
    assert spoken.headers["content-type"] == "voice/speex"
    assert spoken.headers["content-disposition"] == f'attachment; filename="{voice}.speex"'
    # Frames of 20 ms, 60 bytes each, and the sound's loudness is still in them.
    assert len(spoken.content) % speex.FRAME_BYTES == 0
    assert len(set(spoken.content)) > 100
    for media_id in (picture, "nobody's"):
        assert (await fetched(media_id)).json()["errcode"] == 40007
    assert (await fetched("")).json()["errcode"] == 41006
    town.hold(hours=73)
    await account.fetch_token()
    assert (await fetched(voice)).json()["errcode"] == 40007
