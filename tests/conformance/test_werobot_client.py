"""WeRoBot's client calls the lane as it calls WeChat."""

from __future__ import annotations

from typing import Any

import pytest
from werobot.client import ClientException
from werobot.replies import Article

from hutong.testing import Lane, OfficialAccount, Person
from tests.conformance.stock import a_picture, named, werobot_client
from tests.kernel.sounds import a_film, a_sound


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """A service account."""
    return lane.official_account(kind="service", name="Tea House")


@pytest.fixture
def client(lane: Lane, account: OfficialAccount) -> Any:
    """WeRoBot's client for it."""
    return werobot_client(lane, account)


@pytest.fixture
def li(lane: Lane, account: OfficialAccount) -> Person:
    """A follower who has just written."""
    person = lane.person("Li Lei", language="zh-CN")
    person.follow(account)
    person.send(account, text="有茶吗？")
    lane.settle()
    return person


def test_a_token_and_the_addresses_of_the_lane(client: Any) -> None:
    assert client.token == client.token
    assert client.get_ip_list()["ip_list"]


def test_a_menu_of_three(client: Any, account: OfficialAccount, li: Person) -> None:
    names = ("Tea", "Hours", "Way")
    client.create_menu({"button": [{"type": "click", "name": name, "key": name.upper()} for name in names]})
    assert [button["name"] for button in client.get_menu()["menu"]["button"]] == list(names)
    assert client.get_custom_menu_config()["is_menu_open"] == 1
    with pytest.raises(ClientException, match="40016"):
        client.create_menu({"button": [{"type": "click", "name": str(n), "key": str(n)} for n in range(4)]})
    with pytest.raises(ClientException, match="40018"):
        client.create_menu({"button": [{"type": "click", "name": "a" * 61, "key": "A"}]})
    assert len(client.get_menu()["menu"]["button"]) == 3
    client.delete_menu()
    with pytest.raises(ClientException, match="46003"):
        client.get_menu()


def test_followers(client: Any, account: OfficialAccount, li: Person) -> None:
    openid = li.openid(account)
    assert client.get_followers()["data"]["openid"] == [openid]
    assert client.get_user_info(openid)["language"] == "zh_CN"
    client.remark_user(openid, "老李")
    assert client.get_users_info([openid])["user_info_list"][0]["remark"] == "老李"


def test_every_kind_of_message(client: Any, account: OfficialAccount, li: Person) -> None:
    openid = li.openid(account)
    picture, film = a_picture("PNG"), a_film()
    image = client.upload_media("image", named(picture, "茶.png"))["media_id"]
    voice = client.upload_media("voice", named(a_sound("mp3", "mp3"), "hm.mp3"))["media_id"]
    video = client.upload_media("video", named(film, "pour.mp4"))["media_id"]
    client.send_text_message(openid, "有：乌龙。")
    client.send_image_message(openid, image)
    client.send_voice_message(openid, voice)
    client.send_video_message(openid, video, "倒茶", "慢慢来")
    client.send_article_message(openid, [Article("春茶", "新到", "", "http://127.0.0.1:9/a")])
    shown = [message for message in li.inbox(account) if message.sender == account]
    assert [message.kind for message in shown] == ["text", "image", "voice", "video", "articles"]
    assert shown[0].text == "有：乌龙。"
    assert shown[1].media == picture
    assert shown[3].media == film
    assert shown[4].articles[0].title == "春茶"


def test_the_sixth_message_after_one_word_is_refused(
    lane: Lane, client: Any, account: OfficialAccount, li: Person
) -> None:
    openid = li.openid(account)
    # The follow itself allowed a few more, for a minute.
    lane.clock.advance(minutes=2)
    for number in range(5):
        client.send_text_message(openid, f"cup {number}")
    with pytest.raises(ClientException, match="45047"):
        client.send_text_message(openid, "cup 5")
    assert [message.text for message in li.inbox(account) if message.sender == account][-1] == "cup 4"


def test_codes_of_all_four_kinds(client: Any) -> None:
    for name, scene in [
        ("QR_SCENE", {"scene_id": 7}),
        ("QR_STR_SCENE", {"scene_str": "door"}),
        ("QR_LIMIT_SCENE", {"scene_id": 7}),
        ("QR_LIMIT_STR_SCENE", {"scene_str": "door"}),
    ]:
        made = client.create_qrcode({"action_name": name, "expire_seconds": 60, "action_info": {"scene": scene}})
        assert made["url"].startswith("http://weixin.qq.com/q/")
        assert ("expire_seconds" in made) == ("LIMIT" not in name)
