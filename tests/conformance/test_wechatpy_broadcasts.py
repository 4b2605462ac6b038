"""wechatpy broadcasts, looks at what became of it, and takes it back."""

from __future__ import annotations

from typing import Any

import pytest
from wechatpy.exceptions import WeChatClientException

from hutong.testing import DeveloperServer, Lane, OfficialAccount, Person
from tests.conformance.stock import a_picture, named, wechatpy_client
from tests.kernel.sounds import a_film, a_sound

OK = 0


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """A service account."""
    return lane.official_account(kind="service", name="Waterworks")


@pytest.fixture
def client(lane: Lane, account: OfficialAccount) -> Any:
    """wechatpy's client for it."""
    return wechatpy_client(lane, account)


@pytest.fixture
def people(lane: Lane, account: OfficialAccount) -> list[Person]:
    """Three followers."""
    made = [lane.person(name) for name in ("Li Lei", "Han Meimei", "Lucy")]
    for person in made:
        person.follow(account)
    return made


def test_everybody_a_tag_and_a_list_are_broadcast_to(
    client: Any, account: OfficialAccount, people: list[Person], developer: DeveloperServer
) -> None:
    account.set_callback(developer.url)
    li, han, lucy = people
    north = client.tag.create("North")["id"]
    client.tag.tag_user(north, [li.openid(account), han.openid(account)])
    sent = client.message.send_mass_text(None, "Water is back", is_to_all=True, client_msg_id="water-7")
    assert (sent["errcode"], sent["errmsg"]) == (OK, "send job submission success")
    told = developer.wait("MASSSENDJOBFINISH").fields
    assert (told["MsgID"], told["Status"]) == (str(sent["msg_id"]), "send success")
    assert [told[name] for name in ("TotalCount", "FilterCount", "SentCount", "ErrorCount")] == ["3", "3", "3", "0"]
    with pytest.raises(WeChatClientException) as refused:
        client.message.send_mass_text(None, "Water is back", is_to_all=True, client_msg_id="water-7")
    assert refused.value.errcode == 45066
    client.message.send_mass_text(north, "The north has pressure again")
    client.message.send_mass_text([han.openid(account), lucy.openid(account)], "You two have won")
    assert client.message.get_mass(sent["msg_id"]) == {"msg_id": sent["msg_id"], "msg_status": "SEND_SUCCESS"}
    heard = [[message.text for message in person.inbox(account) if message.kind == "text"] for person in people]
    assert heard == [
        ["Water is back", "The north has pressure again"],
        ["Water is back", "The north has pressure again", "You two have won"],
        ["Water is back", "You two have won"],
    ]


def test_every_kind_is_broadcast_and_the_fifth_of_the_month_is_refused(
    lane: Lane, client: Any, account: OfficialAccount, people: list[Person]
) -> None:
    li = people[0]
    media = {
        kind: client.media.upload(kind, named(data, name))["media_id"]
        for kind, data, name in [
            ("image", a_picture(), "tap.jpg"),
            ("voice", a_sound("mp3", "mp3"), "hm.mp3"),
            ("video", a_film(), "flow.mp4"),
            ("thumb", a_picture(), "thumb.jpg"),
        ]
    }
    film = client.media.upload_video(media["video"], "Clean water", "In two minutes")["media_id"]
    client.message.send_mass_image(None, media["image"], is_to_all=True)
    client.message.send_mass_voice(None, media["voice"], is_to_all=True)
    sent = client.message.send_mass_video(None, film, is_to_all=True)
    client.message.send_mass_text(li.openid(account), "Is this right?", preview=True)
    lane.settle()
    assert client.message.delete_mass(sent["msg_id"])["errcode"] == OK
    assert client.message.get_mass(sent["msg_id"])["msg_status"] == "DELETE"
    kinds = [message.kind for message in li.inbox(account) if message.kind in ("image", "voice", "text", "recall")]
    assert sorted(set(kinds)) == ["image", "recall", "text", "voice"]
    client.message.send_mass_text(None, "The fourth", is_to_all=True)
    with pytest.raises(WeChatClientException) as refused:
        client.message.send_mass_text(None, "The fifth", is_to_all=True)
    assert refused.value.errcode == 45028


def test_articles_are_uploaded_and_broadcast(
    lane: Lane, client: Any, account: OfficialAccount, people: list[Person]
) -> None:
    cover = client.media.upload("thumb", named(a_picture(), "cover.jpg"))["media_id"]
    made = client.media.upload_articles(
        [{"thumb_media_id": cover, "title": "Spring leaves", "content": "<p>New.</p>", "show_cover_pic": 1}]
    )
    sent = client.message.send_mass_article(None, made["media_id"], is_to_all=True)
    assert sent["msg_data_id"] > 0
    assert [item.title for item in people[1].wait(account, kind="articles").articles] == ["Spring leaves"]
    lane.settle()
    assert client.message.delete_mass(sent["msg_id"])["errcode"] == OK
