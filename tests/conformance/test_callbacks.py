"""What the lane posts is read, and what is answered is understood: wechatpy's crypto and WeRoBot's own server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

import pytest
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.replies import ArticlesReply, create_reply
from wechatpy.utils import check_signature

from hutong.testing import CallbackRefused, Lane, OfficialAccount
from tests.conformance.stock import a_picture, a_robot, served
from tests.kernel.sounds import a_film, a_sound

MODES = ("plain", "compatible", "safe")


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """A subscription account."""
    return lane.official_account(kind="subscription", name="Tea House")


def repeat(message: Any) -> str:
    """What a person wrote, and nothing to events."""
    return f"You said {message.content}" if message.type == "text" else ""


@pytest.mark.parametrize("mode", MODES)
def test_a_server_on_wechatpy_answers_in_every_mode(lane: Lane, account: OfficialAccount, mode: str) -> None:
    with served(on_wechatpy(account, repeat)) as url:
        account.set_callback(url, mode=mode)
        li = lane.person("Li Lei")
        li.follow(account)
        li.send(account, text="茶 & <cups>")
        assert li.wait(account, "You said").text == "You said 茶 & <cups>"
    pushed = lane.calls(direction="out")[-1]
    assert (pushed.decrypted is None) == (mode == "plain")
    assert ("<Content>" in pushed.request.text) == (mode != "safe")


@pytest.mark.parametrize("mode", MODES)
def test_a_server_on_werobot_answers_in_every_mode(lane: Lane, account: OfficialAccount, mode: str) -> None:
    robot = a_robot(account)
    robot.subscribe(lambda message: "Welcome")
    robot.filter("oolong")(lambda message: "Ninety degrees")
    robot.key_click("HOURS")(lambda message: [["Hours", "All day", "", "http://127.0.0.1:9/h"]])
    with served(robot.wsgi) as url:
        account.set_callback(url, mode=mode)
        account.set_menu({"type": "click", "name": "Hours", "key": "HOURS"})
        li = lane.person("Li Lei")
        li.follow(account)
        assert li.wait(account, "Welcome").kind == "text"
        li.send(account, text="oolong")
        assert li.wait(account, "degrees").text == "Ninety degrees"
        li.click(account, "HOURS")
        assert li.wait(account, kind="articles").articles[0].description == "All day"


def test_every_kind_of_message_is_read_by_both(lane: Lane, account: OfficialAccount) -> None:
    seen: list[Any] = []
    heard: list[Any] = []
    robot = a_robot(account)
    robot.handler(collect_into(heard))
    both = [on_wechatpy(account, collect_into(seen)), robot.wsgi]
    for application in both:
        with served(application) as url:
            account.set_callback(url, mode="safe")
            write_everything(lane, account)
    kinds = ["subscribe", "text", "image", "voice", "video", "location", "link"]
    assert [getattr(message, "event", message.type) for message in seen] == kinds
    assert [message.type.removesuffix("_event") for message in heard] == kinds
    picture, voice, video, place, link = seen[2:]
    assert picture.image.startswith("http")
    assert voice.format == "amr"
    assert video.thumb_media_id
    assert (float(place.location_x), place.label) == (39.9, "Drum Tower")
    assert (link.title, link.url) == ("Map", "http://127.0.0.1:9/map")


def test_articles_made_by_wechatpy_are_shown(lane: Lane, account: OfficialAccount) -> None:
    def leaves(message: Any) -> Any:
        reply = ArticlesReply(message=message)
        reply.add_article({"title": "Leaves", "description": "New", "image": "", "url": "http://127.0.0.1:9/"})
        return reply

    with served(on_wechatpy(account, leaves)) as url:
        account.set_callback(url, mode="safe")
        li = lane.person("Li Lei")
        li.follow(account)
        li.send(account, text="What is new?")
        assert li.wait(account, kind="articles").articles[0].title == "Leaves"


def test_a_server_with_another_token_is_told_both_signatures(account: OfficialAccount) -> None:
    with served(a_robot(account).wsgi) as url, pytest.raises(CallbackRefused) as refused:
        account.set_callback(url, token="notThisOne")
    assert refused.value.reason == "status"
    assert refused.value.params["status"] == 403
    assert len(refused.value.params["expected_signature"]) == 40


def test_an_answer_under_another_key_is_explained(lane: Lane, account: OfficialAccount) -> None:
    with served(on_wechatpy(account, lambda message: "hello")) as url:
        account.set_callback(url, mode="safe")
        li = lane.person("Li Lei")
        li.follow(account)
        lane.settle()
    wrong = WeChatCrypto("other" + account.token[:5], account.aes_key, account.appid)
    with served(on_wechatpy(account, lambda message: "hello", answers_with=wrong)) as url:
        account.set_callback(url, mode="safe")
        li.send(account, text="Anybody?")
        assert li.wait(account, kind="notice", text="account_unavailable").sender is None
    lane.settle()
    last = lane.calls(direction="out")[-1]
    assert last.verdict == "failed"
    assert last.why is not None
    assert last.why["expected"] != last.why["got"]


Handler = Callable[[Any], Any]


def on_wechatpy(account: OfficialAccount, handler: Handler, answers_with: Any = None) -> Callable[..., Iterable[bytes]]:
    """A callback server as wechatpy's documentation has it; it speaks as it is spoken to."""
    crypto = WeChatCrypto(account.token, account.aes_key, account.appid)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        query = dict(parse_qsl(environ["QUERY_STRING"]))
        try:
            check_signature(account.token, query["signature"], query["timestamp"], query["nonce"])
        except InvalidSignatureException:
            start_response("403 Forbidden", [])
            return [b""]
        start_response("200 OK", [("Content-Type", "application/xml")])
        if environ["REQUEST_METHOD"] == "GET":
            return [query["echostr"].encode()]
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        is_sealed = query.get("encrypt_type") == "aes"
        if is_sealed:
            body = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
        message = parse_message(body)
        said = handler(message)
        answer = create_reply(said, message).render()
        if is_sealed and said:
            answer = (answers_with or crypto).encrypt_message(answer, query["nonce"], query["timestamp"])
        return [answer.encode()]

    return application


def collect_into(messages: list[Any]) -> Handler:
    """A handler that keeps what comes and says nothing."""

    def keep(message: Any) -> str:
        messages.append(message)
        return ""

    return keep


def write_everything(lane: Lane, account: OfficialAccount) -> None:
    """A new person follows and writes one of each kind."""
    li = lane.person()
    li.follow(account)
    lane.settle()
    for what in (
        {"text": "hello"},
        {"image": a_picture()},
        {"voice": a_sound("webm", "libopus")},
        {"video": a_film(), "thumb": a_picture()},
        {"location": (39.9, 116.4, "Drum Tower")},
        {"link": ("Map", "How to come", "http://127.0.0.1:9/map")},
    ):
        li.send(account, **what)
        lane.settle()
