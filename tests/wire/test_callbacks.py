"""Calling a developer's server: what goes out, as stock SDKs read it."""

from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import check_signature

from hutong.wire.callbacks import CallbackSettings, Mode, check_echo, push_request, verification_request
from hutong.wire.envelope import BadEnvelope, signature
from hutong.wire.xml import Fields, parse

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APPID = "wx0123456789abcdef"
ECHOSTR = "5837397576500011341"
FIELDS: Fields = [
    ("ToUserName", "gh_0123456789ab"),
    ("FromUserName", "oPerson"),
    ("CreateTime", 1700000000),
    ("MsgType", "text"),
    ("Content", "水费 <多少>?"),
    ("MsgId", 7312000000000001),
]


def the_settings(mode: Mode = "plain", url: str = "http://127.0.0.1:9000/weixin") -> CallbackSettings:
    return CallbackSettings(url=url, token="Waterworks", aes_key=KEY, mode=mode, trailing_id=APPID)


def query_of(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_a_check_is_signed() -> None:
    url = verification_request(the_settings(), 1700000000, "99", ECHOSTR)
    signed = signature("Waterworks", "1700000000", "99")
    assert url == (f"http://127.0.0.1:9000/weixin?signature={signed}&timestamp=1700000000&nonce=99&echostr={ECHOSTR}")
    check_signature("Waterworks", signed, "1700000000", "99")


@pytest.mark.parametrize(
    "url, beginning",
    [
        ("http://a/x?app=1", "http://a/x?app=1&signature="),
        ("http://a/x?", "http://a/x?signature="),
        ("http://a/x?app=%e6%b0%b4&", "http://a/x?app=%e6%b0%b4&signature="),
        ("http://a/x#top", "http://a/x?signature="),
        ("http://a", "http://a?signature="),
    ],
)
def test_the_developers_own_query_stays(url: str, beginning: str) -> None:
    assert verification_request(the_settings(url=url), 1, "2", "3").startswith(beginning)


@pytest.mark.parametrize(
    "answer, reason",
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b'"5837397576500011341"', "quoted"),
        (b"'5837397576500011341'\n", "quoted"),
        (b"\xef\xbb\xbf5837397576500011341", "bom"),
        (b"5837397576500011341\n", "newline"),
        (b"\r\n5837397576500011341", "newline"),
        (b"<!DOCTYPE html><html>5837397576500011341</html>", "html"),
        (b"<html>", "html"),
        (b'{"echostr": "5837397576500011341"}', "json"),
        (b"echo: 5837397576500011341", "surrounded"),
        (b"99", "mismatch"),
        (b"\xff\xfe", "mismatch"),
    ],
)
def test_a_wrong_echo_has_a_reason(answer: bytes, reason: str) -> None:
    mismatch = check_echo(answer, ECHOSTR)
    assert mismatch is not None
    assert (mismatch.reason, mismatch.expected) == (reason, ECHOSTR)
    assert mismatch.got == answer.decode("utf-8", "replace")
    assert mismatch.hint


def test_the_exact_echo_is_right() -> None:
    assert check_echo(ECHOSTR.encode(), ECHOSTR) is None


def test_a_plain_push() -> None:
    push = push_request(the_settings(), FIELDS, 1700000000, "99", "oPerson")
    assert parse_qsl(urlsplit(push.url).query) == [
        ("signature", signature("Waterworks", "1700000000", "99")),
        ("timestamp", "1700000000"),
        ("nonce", "99"),
        ("openid", "oPerson"),
    ]
    assert push.headers == {"Content-Type": "text/xml"}
    assert push.body == push.plain_body
    message = parse_message(push.body)
    assert (message.type, message.content, message.source) == ("text", "水费 <多少>?", "oPerson")
    assert message.id == 7312000000000001


@pytest.mark.parametrize("mode", ["safe", "compatible"])
def test_an_encrypted_push_is_read_by_wechatpy(mode: Mode) -> None:
    push = push_request(the_settings(mode), FIELDS, 1700000000, "99", "oPerson")
    query = query_of(push.url)
    assert list(query) == ["signature", "timestamp", "nonce", "openid", "encrypt_type", "msg_signature"]
    assert query["encrypt_type"] == "aes"
    check_signature("Waterworks", query["signature"], query["timestamp"], query["nonce"])
    crypto = WeChatCrypto("Waterworks", KEY, APPID)
    plain = crypto.decrypt_message(push.body, query["msg_signature"], query["timestamp"], query["nonce"])
    assert plain.encode() == push.plain_body
    assert parse_message(plain).content == "水费 <多少>?"


def test_a_safe_push_shows_the_recipient_only() -> None:
    assert list(parse(push_request(the_settings("safe"), FIELDS, 1, "2", "o").body)) == ["ToUserName", "Encrypt"]


def test_a_compatible_push_shows_everything_and_encrypt() -> None:
    push = push_request(the_settings("compatible"), FIELDS, 1, "2", "o")
    shown = parse(push.body)
    assert list(shown) == [name for name, _ in FIELDS] + ["Encrypt"]
    assert {name: value for name, value in shown.items() if name != "Encrypt"} == parse(push.plain_body)


def test_a_push_without_a_sender_has_no_openid() -> None:
    assert "openid" not in query_of(push_request(the_settings("safe"), FIELDS, 1, "2", None).url)


def test_tries_differ_in_time_and_nonce_only() -> None:
    first, second = (push_request(the_settings(), FIELDS, time, "9", "o") for time in (1, 2))
    assert first.body == second.body
    assert query_of(first.url)["signature"] != query_of(second.url)["signature"]


def test_safe_mode_needs_a_key() -> None:
    settings = CallbackSettings(url="http://a", token="abc", mode="safe", trailing_id=APPID)
    with pytest.raises(BadEnvelope):
        push_request(settings, FIELDS, 1, "2", "o")
