"""wechatpy's client keeps material, writes and publishes articles, and looks after their comments.

wechatpy has no methods of its own for drafts and publishing; those go through the client's plain `get` and `post`.
"""

from __future__ import annotations

from typing import Any

import pytest
import requests
from wechatpy import parse_message
from wechatpy.exceptions import WeChatClientException

from hutong.testing import DeveloperServer, Lane, OfficialAccount, Person
from tests.conformance.stock import a_picture, named, wechatpy_client
from tests.kernel.sounds import a_film, a_sound


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """A service account."""
    return lane.official_account(kind="service", name="Tea House")


@pytest.fixture
def client(lane: Lane, account: OfficialAccount) -> Any:
    """wechatpy's client for it."""
    return wechatpy_client(lane, account)


def an_article(cover: str, **more: Any) -> dict[str, Any]:
    """An article as wechatpy wants it."""
    return {"thumb_media_id": cover, "title": "Boats", "content": "<p>Two of them.</p>", **more}


def test_material_is_kept_read_listed_and_let_go(client: Any) -> None:
    picture, sound, film = a_picture(), a_sound("mp3", "mp3"), a_film()
    image = client.material.add("image", named(picture, "boat.jpg"))
    voice = client.material.add("voice", named(sound, "boat.mp3"))
    # wechatpy sends a film's description in the query.
    video = client.material.add("video", named(film, "boat.mp4"), title="Boats", introduction="Two of them.")
    news = client.material.add_articles([an_article(image["media_id"])])
    assert requests.get(image["url"], timeout=10).content == picture
    assert client.material.get(image["media_id"]).content == picture
    assert client.material.get(voice["media_id"]).content == sound
    shown = client.material.get(video["media_id"])
    assert (shown["title"], shown["description"]) == ("Boats", "Two of them.")
    assert requests.get(shown["down_url"], timeout=10).content == film
    assert client.material.get_count() == {"voice_count": 1, "video_count": 1, "image_count": 1, "news_count": 1}
    assert client.material.update_article(news["media_id"], 0, an_article(image["media_id"], title="Trains"))
    assert [one["title"] for one in client.material.get(news["media_id"])] == ["Trains"]
    assert [one["name"] for one in client.material.batchget("image")["item"]] == ["boat.jpg"]
    assert client.material.batchget("news")["item"][0]["content"]["news_item"][0]["title"] == "Trains"
    for kept in (image, voice, video, news):
        assert client.material.delete(kept["media_id"])["errcode"] == 0
    assert set(client.material.get_count().values()) == {0}
    with pytest.raises(WeChatClientException) as refused:
        client.material.get(image["media_id"])
    assert refused.value.errcode == 40007


def test_an_article_is_drafted_published_and_talked_about(
    lane: Lane, client: Any, account: OfficialAccount, developer: DeveloperServer
) -> None:
    account.set_callback(developer.url)
    inside = client.media.upload_image(named(a_picture("PNG"), "inside.png"))
    cover = client.material.add("thumb", named(a_picture(), "cover.jpg"))["media_id"]
    article = an_article(cover, content=f'<p>Two of them.</p><img src="{inside}">', need_open_comment=1)
    draft = client.post("draft/add", data={"articles": [article]})["media_id"]
    content = client.post("draft/get", data={"media_id": draft})["news_item"][0]["content"]
    assert f'<img src="{inside}">' in content
    assert client.get("draft/count")["total_count"] == 1
    submitted = client.post("freepublish/submit", data={"media_id": draft})
    told = parse_message(developer.wait("PUBLISHJOBFINISH").body)._data["PublishEventInfo"]
    assert (told["publish_id"], told["publish_status"]) == (submitted["publish_id"], "0")
    assert client.get("draft/count")["total_count"] == 0
    (shown,) = client.post("freepublish/getarticle", data={"article_id": told["article_id"]})["news_item"]
    assert shown["url"] == told["article_detail"]["item"]["article_url"]

    number, li = submitted["msg_data_id"], lane.person("Li Lei")
    comment(lane, li, shown["url"], "When?")
    comment(lane, li, shown["url"], "Where?")
    assert client.material.markelect_comment(number, 0, 1)["errcode"] == 0
    client.material.add_reply_comment(number, 0, 1, "At nine.")
    # wechatpy asks for 50 comments of the second article unless it is told otherwise.
    (elected,) = client.material.list_comment(number, index=0, type=2)["comment"]
    assert (elected["content"], elected["openid"]) == ("When?", li.openid(account))
    assert elected["reply"]["content"] == "At nine."
    client.material.delete_reply_comment(number, 0, 1)
    client.material.unmarkelect_comment(number, 0, 1)
    client.material.delete_comment(number, 0, 1)
    (left,) = client.material.list_comment(number, index=0)["comment"]
    assert (left["user_comment_id"], left["comment_type"]) == (2, 0)
    client.material.close_comment(number, index=0)
    client.material.open_comment(number, index=0)
    with pytest.raises(WeChatClientException) as refused:
        client.material.list_comment(number)
    assert refused.value.errcode == 88001


def comment(lane: Lane, person: Person, url: str, text: str) -> None:
    """Have a person comment on the article at an address."""
    code = url.rpartition("/")[2]
    answer = requests.post(
        f"{lane.url}/api/lab/as/{person.id}/articles/{code}/comments", json={"text": text}, timeout=10
    )
    assert answer.status_code == 200, answer.text
