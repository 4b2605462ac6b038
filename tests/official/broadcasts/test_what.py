"""What is broadcast: every kind, its bounds, previews, and what can be taken back."""

from __future__ import annotations

from typing import Any

from tests.conformance.stock import a_picture
from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Person, Town
from tests.kernel.sounds import a_film, a_sound
from tests.official.articles.press import an_article, drafted
from tests.official.broadcasts.studio import MASS, logs_of, read_by, status, tagged, to_all, traces
from tests.official.material.desk import a_cover

OK = {"errcode": 0, "errmsg": "ok"}


async def say(account: Account, kind: str, **part: Any) -> dict[str, Any]:
    """sendall to everybody, of any kind; `as_` names the object where the kind does not."""
    name = part.pop("as_", kind)
    return await account.post(f"{MASS}sendall", {"filter": {"is_to_all": True}, "msgtype": kind, name: part})


async def bodies_for(town: Town, person: Person) -> list[dict[str, Any]]:
    return [entry["body"] for log in await logs_of(town, person) for entry in log["entries"]]


async def test_pictures_sounds_and_films(any_town: Town) -> None:
    town = any_town
    account = await town.account()
    li = await town.follower(account)
    picture, other = await account.upload("image", a_picture()), await account.upload("image", a_picture("PNG"))
    data = a_film()
    voice, film = await account.upload("voice", a_sound("mp3", "mp3")), await account.upload("video", data)
    assert (await say(account, "image", media_id=picture))["errcode"] == 0
    pictures = await say(account, "image", as_="images", media_ids=[picture, other], recommend="Two of the lake")
    assert (pictures["errcode"], pictures.get("msg_data_id")) == (0, None)
    assert (await say(account, "voice", media_id=voice))["errcode"] == 0
    made = await account.post(
        "/cgi-bin/media/uploadvideo", {"media_id": film, "title": "Clean water", "description": "In two minutes"}
    )
    assert (made["type"], made["media_id"] != film) == ("video", True)
    sent = await say(account, "mpvideo", media_id=made["media_id"])
    assert sent["errcode"] == 0
    assert await read_by(town, li) == ["image", "Two of the lake", "image", "image", "voice", "video"]
    shown = (await bodies_for(town, li))[-1]
    assert (shown["title"], shown["description"]) == ("Clean water", "In two minutes")
    assert (await li.phone.get(shown["media"]["url"].removeprefix("/api/client"))).content == data
    # A film can be taken back, once it is sent.
    await town.settle()
    assert await account.post(f"{MASS}delete", {"msg_id": sent["msg_id"]}) == OK
    assert (await bodies_for(town, li))[-2]["kind"] == "recall"
    assert (await status(account, sent["msg_id"]))["msg_status"] == "DELETE"
    for number in (sent["msg_id"], pictures["msg_id"], 7, 1 << 70, -1):
        assert (await account.post(f"{MASS}delete", {"msg_id": number}))["errcode"] == 40059
        if number not in (sent["msg_id"], pictures["msg_id"]):
            assert (await status(account, number))["errcode"] == 40059


async def test_articles_get_addresses_and_can_be_taken_back_one_by_one(any_town: Town, bot: Bot) -> None:
    town = any_town
    account = await town.account()
    await account.serve(bot)
    li = await town.follower(account)
    await town.settle()
    bot.pushed.clear()
    cover = await a_cover(town, account)
    draft = await drafted(account, an_article(cover, "Boats"), an_article(cover, "Oars"))
    shown = await account.post(
        f"{MASS}preview", {"touser": li.openid(account), "msgtype": "mpnews", "mpnews": {"media_id": draft}}
    )
    assert (shown["errcode"], shown["errmsg"]) == (0, "preview success")
    assert "tempkey" in (await li.heard(account))[-1].items[0].url
    assert await read_by(town, li) == []
    # To nobody, nothing is given out: the draft is still one.
    nobody = await tagged(account, "Nobody")
    body = {"filter": {"tag_id": nobody}, "msgtype": "mpnews", "mpnews": {"media_id": draft}}
    assert "msg_data_id" not in await account.post(f"{MASS}sendall", body)
    sent = await say(account, "mpnews", media_id=draft)
    assert (sent["errcode"], sent["msg_data_id"] > 0) == (0, True)
    items = (await bodies_for(town, li))[0]["items"]
    assert [item["title"] for item in items] == ["Boats", "Oars"]
    assert all(item["url"].startswith("http://mp.weixin.qq.com/s/") for item in items)
    # It left the draft box.
    assert (await account.post("/cgi-bin/draft/get", {"media_id": draft}))["errcode"] == 40007
    assert (await say(account, "mpnews", media_id=draft))["errcode"] == 40007
    await town.settle()
    told = bot.pushed[-1].fields
    assert (told["CopyrightCheckResult"]["CheckState"], told["ArticleUrlResult"]["Count"]) == ("1", "2")
    links = told["ArticleUrlResult"]["ResultList"]["item"]
    assert [(one["ArticleIdx"], one["ArticleUrl"]) for one in links] == [
        (str(place), item["url"]) for place, item in enumerate(items, start=1)
    ]
    delete = f"{MASS}delete"
    assert (await account.post(delete, {"msg_id": sent["msg_id"], "article_idx": 3}))["errcode"] == 40059
    assert await account.post(delete, {"msg_id": sent["msg_id"], "article_idx": 2}) == OK
    assert (await account.post(delete, {"msg_id": sent["msg_id"], "article_idx": 2}))["errcode"] == 40059
    assert (await status(account, sent["msg_id"]))["msg_status"] == "SEND_SUCCESS"
    stranger = await town.account()
    assert (await stranger.post(delete, {"url": items[0]["url"]}))["errcode"] == 40059
    assert await account.post(delete, {"url": items[0]["url"] + "?from=history#top"}) == OK
    assert (await status(account, sent["msg_id"]))["msg_status"] == "DELETE"
    # Cards stay in people's threads and open to a notice.
    assert (await bodies_for(town, li))[0]["kind"] == "articles"


async def test_what_cannot_be_broadcast_moves_nothing(town: Town, account: Account) -> None:
    li = await town.follower(account)
    stranger = await town.account()
    film, foreign = await account.upload("video", a_film()), await stranger.upload("image", a_picture())
    before = await traces(town, account)
    everybody = {"filter": {"is_to_all": True}}
    refused: list[tuple[dict[str, Any], int]] = [
        ({**everybody}, 40008),
        ({**everybody, "msgtype": "music", "music": {}}, 40008),
        ({**everybody, "msgtype": "text"}, 40008),
        ({**everybody, "msgtype": "text", "text": {}}, 44004),
        ({**everybody, "msgtype": "text", "text": {"content": "x" * 2049}}, 45002),
        ({**everybody, "msgtype": "text", "text": ["x"]}, 47001),
        ({**everybody, "msgtype": "image", "image": {"media_id": foreign}}, 40007),
        ({**everybody, "msgtype": "image", "image": {"media_id": film}}, 40007),
        ({**everybody, "msgtype": "image", "images": {"media_ids": []}}, 45020),
        ({**everybody, "msgtype": "image", "images": {"media_ids": [foreign] * 21}}, 45020),
        ({**everybody, "msgtype": "voice", "voice": {}}, 40007),
        ({**everybody, "msgtype": "mpvideo", "mpvideo": {"media_id": film}}, 45161),
        ({**everybody, "msgtype": "mpvideo", "mpvideo": {"media_id": "nothing"}}, 40007),
        ({**everybody, "msgtype": "mpnews", "mpnews": {"media_id": "nothing"}}, 40007),
        ({**everybody, "msgtype": "wxcard", "wxcard": {"card_id": "p1"}}, 40073),
        ({"msgtype": "text", "text": {"content": "x"}}, 45159),
        ({"filter": {"is_to_all": False, "tag_id": 99}, "msgtype": "text", "text": {"content": "x"}}, 45159),
        ({"filter": {"is_to_all": False, "tag_id": 1 << 70}, "msgtype": "text", "text": {"content": "x"}}, 45159),
    ]
    for body, code in refused:
        assert (await account.post(f"{MASS}sendall", body))["errcode"] == code, body
    text = {"msgtype": "text", "text": {"content": "x"}}
    nobody, theirs = "o" + "A" * 27, li.openid(stranger)
    lists: list[tuple[list[str], int]] = [
        ([], 40031),
        ([li.openid(account)], 40130),
        ([li.openid(account)] * 10_001, 45019),
        ([li.openid(account), "nobody"], 40003),
        ([li.openid(account), theirs], 49003),
        ([nobody, nobody], 49003),
    ]
    for openids, code in lists:
        assert (await account.post(f"{MASS}send", {"touser": openids, **text}))["errcode"] == code
    await li.unfollow(account)
    previews = [
        ({"touser": li.openid(account)}, 43004),
        ({"touser": "nobody"}, 40003),
        ({"towxname": "nobody", "touser": li.openid(account)}, 40132),
        ({}, 40003),
    ]
    for named, code in previews:
        assert (await account.post(f"{MASS}preview", {**named, **text}))["errcode"] == code
    assert await traces(town, account) == before


async def test_a_film_needs_words_that_fit(town: Town, account: Account) -> None:
    film, picture = await account.upload("video", a_film()), await account.upload("image", a_picture())
    path = "/cgi-bin/media/uploadvideo"
    for body, code in [
        ({"media_id": film, "title": "字" * 65, "description": ""}, 45001),
        ({"media_id": film, "title": "", "description": "字" * 201}, 45001),
        ({"media_id": picture, "title": "", "description": ""}, 40007),
        ({}, 40007),
    ]:
        assert (await account.post(path, body))["errcode"] == code
    made = await account.post(path, {"media_id": film, "title": "字" * 64, "description": "字" * 200})
    assert made["type"] == "video"


async def test_speed_is_kept_and_told(town: Town, account: Account) -> None:
    assert await account.post(f"{MASS}speed/get", {}) == {"speed": 0, "realspeed": 80}
    for body, code in [({}, 45084), ({"speed": 5}, 45083), ({"speed": -1}, 45083), ({"speed": "x"}, 47001)]:
        assert (await account.post(f"{MASS}speed/set", body))["errcode"] == code
    assert await account.post(f"{MASS}speed/set", {"speed": "4"}) == OK
    assert await account.post(f"{MASS}speed/get", {}) == {"speed": 4, "realspeed": 10}


async def test_who_may_not_broadcast_at_all(town: Town) -> None:
    account = await town.account("subscription", verified=False)
    assert (await to_all(account))["errcode"] == 48001
