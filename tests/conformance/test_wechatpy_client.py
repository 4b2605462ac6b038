"""wechatpy's client calls the lane as it calls WeChat."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import requests
from wechatpy.exceptions import WeChatClientException

from hutong.testing import DeveloperServer, Lane, OfficialAccount, Person
from tests.conformance.stock import a_picture, named, wechatpy_client
from tests.kernel.sounds import a_film, a_sound

BUTTONS = [
    {"type": "click", "name": "Hours", "key": "HOURS"},
    {"name": "More", "sub_button": [{"type": "view", "name": "Site", "url": "http://127.0.0.1:9/site"}]},
]


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """A service account."""
    return lane.official_account(kind="service", name="Tea House")


@pytest.fixture
def client(lane: Lane, account: OfficialAccount) -> Any:
    """wechatpy's client for it."""
    return wechatpy_client(lane, account)


@pytest.fixture
def li(lane: Lane, account: OfficialAccount) -> Person:
    """A follower who has just written, so that the account may answer for 48 hours."""
    person = lane.person("Li Lei")
    person.follow(account)
    person.send(account, text="Is there tea?")
    lane.settle()
    return person


def test_a_token_is_fetched_once_and_replaced_when_asked_for(client: Any) -> None:
    first = client.access_token
    assert client.access_token == first
    assert client.fetch_access_token()["expires_in"] == 7200
    assert client.access_token != first


def test_a_wrong_secret_is_said_as_wechat_says_it(lane: Lane, account: OfficialAccount) -> None:
    stranger = wechatpy_client(lane, account)
    stranger.secret = "0" * 32
    with pytest.raises(WeChatClientException) as refused:
        stranger.fetch_access_token()
    assert refused.value.errcode == 40125


def test_after_thirty_days_a_client_goes_on_with_a_token_it_fetched_itself(lane: Lane, client: Any, li: Person) -> None:
    before, first = lane.clock.now, client.access_token
    lane.clock.advance(days=30)
    assert lane.clock.now - before >= timedelta(days=30)
    # By its own clock the token is young: only the lane's 42001 tells it better.
    assert client.user.get_followers()["total"] == 1
    assert client.access_token != first
    refused = [call.code for call in lane.calls(path="/cgi-bin/user/get") if call.verdict != "ok"]
    assert refused == ["42001"]


def test_a_menu_is_made_read_and_taken_away(client: Any, account: OfficialAccount, li: Person) -> None:
    assert client.menu.create({"button": BUTTONS})["errcode"] == 0
    assert client.menu.get()["menu"]["button"][0]["key"] == "HOURS"
    assert client.menu.get_menu_info()["is_menu_open"] == 1
    assert li.click(account, "Site") == "http://127.0.0.1:9/site"
    client.menu.delete()
    with pytest.raises(WeChatClientException) as refused:
        # wechatpy's own menu.get turns this one error into None.
        client.get("menu/get")
    assert refused.value.errcode == 46003


def test_followers_are_known_one_by_one_and_in_lists(
    lane: Lane, client: Any, account: OfficialAccount, li: Person
) -> None:
    openid = li.openid(account)
    user = client.user.get(openid)
    assert (user["subscribe"], user["openid"], user["language"]) == (1, openid, "en")
    client.user.update_remark(openid, "the one with the dog")
    assert client.user.get_batch([openid])[0]["remark"] == "the one with the dog"
    assert list(client.user.iter_followers()) == [openid]
    li.unfollow(account)
    assert client.user.get(openid) == {"openid": openid, "subscribe": 0}
    with pytest.raises(WeChatClientException) as refused:
        client.user.get("o" + "A" * 27)
    assert refused.value.errcode == 40003


def test_a_code_with_a_scene_tells_how_somebody_came(
    lane: Lane, client: Any, account: OfficialAccount, developer: DeveloperServer
) -> None:
    account.set_callback(developer.url)
    scene = {"expire_seconds": 1800, "action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": "door"}}}
    made = client.qrcode.create(scene)
    picture = client.qrcode.get_url(made).replace("https://mp.weixin.qq.com", lane.base("mp.weixin.qq.com"))
    assert requests.get(picture, timeout=10).headers["content-type"].startswith("image/")
    han = lane.person("Han Meimei")
    han.scan(picture)
    assert developer.wait("subscribe").fields["EventKey"] == "qrscene_door"
    han.scan(made["url"])
    assert developer.wait("SCAN").fields["EventKey"] == "door"
    assert developer.wait("SCAN").fields["Ticket"] == made["ticket"]
    assert client.user.get(han.openid(account))["qr_scene_str"] == "door"


def test_temporary_media_come_back_as_they_went(client: Any) -> None:
    picture = a_picture()
    made = client.media.upload("image", named(picture, "cup.jpg"))
    assert made["type"] == "image"
    assert client.media.download(made["media_id"]).content == picture
    with pytest.raises(WeChatClientException) as refused:
        client.media.upload("image", named(b"not a picture", "cup.jpg"))
    assert refused.value.errcode == 40005


def test_a_person_sees_every_kind_of_message_an_account_sends(
    client: Any, account: OfficialAccount, li: Person
) -> None:
    openid = li.openid(account)
    picture, sound, film = a_picture(), a_sound("mp3", "mp3"), a_film()
    media = {
        kind: client.media.upload(kind, named(data, name))["media_id"]
        for kind, data, name in [("image", picture, "cup.jpg"), ("voice", sound, "hm.mp3"), ("video", film, "pour.mp4")]
    }
    client.message.send_text(openid, "Yes: oolong.\nAnd more.")
    assert li.wait(account, "oolong").text == "Yes: oolong.\nAnd more."
    client.message.send_image(openid, media["image"])
    assert li.wait(account, kind="image").media == picture
    client.message.send_voice(openid, media["voice"])
    assert li.wait(account, kind="voice").media_info is not None
    client.message.send_video(openid, media["video"], "Pouring", "Slowly")
    shown = li.wait(account, kind="video")
    assert (shown.media, shown.body["title"]) == (film, "Pouring")
    article = {"title": "Spring leaves", "description": "New", "url": "http://127.0.0.1:9/a", "image": ""}
    client.message.send_articles(openid, [article])
    assert [item.title for item in li.wait(account, kind="articles").articles] == ["Spring leaves"]


def test_a_person_sees_music_links_and_questions(client: Any, account: OfficialAccount, li: Person) -> None:
    openid = li.openid(account)
    thumb = client.media.upload("thumb", named(a_picture(), "thumb.jpg"))["thumb_media_id"]
    client.message.send_music(openid, "http://127.0.0.1:9/m", "http://127.0.0.1:9/hq", thumb, "Rain", "On tiles")
    assert li.wait(account, kind="music").body["hq_url"] == "http://127.0.0.1:9/hq"
    client.message.send_link(openid, {"title": "Map", "description": "How to come", "url": "http://127.0.0.1:9/map"})
    assert li.wait(account, kind="link").body["url"] == "http://127.0.0.1:9/map"
    question = {"head_content": "Was it good?", "list": [{"id": "1", "content": "Yes"}], "tail_content": "Thank you"}
    client.message.send_msg_menu(openid, question)
    assert li.wait(account, kind="choices").body["items"] == [{"id": "1", "text": "Yes"}]


def test_two_days_after_a_persons_word_the_window_is_shut(
    lane: Lane, client: Any, account: OfficialAccount, li: Person
) -> None:
    lane.clock.advance(hours=48)
    with pytest.raises(WeChatClientException) as refused:
        client.message.send_text(li.openid(account), "Still there?")
    assert refused.value.errcode == 45015
    assert [message.text for message in li.inbox(account) if message.sender == account] == []


def test_what_is_not_built_says_so_by_name(lane: Lane, client: Any) -> None:
    with pytest.raises(WeChatClientException) as refused:
        client.group.create("regulars")
    assert refused.value.response.status_code == 404
    [call] = [call for call in lane.calls() if call.verdict == "not_emulated"]
    assert (call.host, call.path) == ("api.weixin.qq.com", "/cgi-bin/groups/create")
