"""Passive replies: every kind as stock SDKs write it, every mistake by its name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy import parse_message, replies
from wechatpy.crypto import WeChatCrypto

from hutong.wire.callbacks import (
    Acknowledged,
    Article,
    BadReply,
    CallbackSettings,
    ImageReply,
    Mode,
    MusicReply,
    NewsReply,
    PassiveReply,
    TextReply,
    TransferReply,
    VideoReply,
    VoiceReply,
    open_reply,
    read_reply,
)
from hutong.wire.envelope import new_aes_key, seal, signature
from hutong.wire.passive_replies import ReplyFault
from hutong.wire.xml import Value, build

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APPID = "wx0123456789abcdef"
ACCOUNT = "gh_0123456789ab"
OPENID = "oPerson0000000000000000000000"
PUSH = parse_message(
    build([("ToUserName", ACCOUNT), ("FromUserName", OPENID), ("CreateTime", 1), ("MsgType", "text"), ("Content", "x")])
)


def the_settings(mode: Mode = "plain", **changes: str) -> CallbackSettings:
    known: dict[str, Any] = {"url": "http://a", "token": "Waterworks", "aes_key": KEY, "trailing_id": APPID}
    return CallbackSettings(mode=mode, **{**known, **changes})


def reading(body: bytes | str, mode: Mode = "plain", **changes: str) -> PassiveReply | Acknowledged:
    data = body.encode() if isinstance(body, str) else body
    pushed = {"timestamp": "1600000000", "nonce": "11"}
    return read_reply(
        the_settings(mode, **changes), data, "text/html", account_id=ACCOUNT, openid=OPENID, pushed=pushed
    )


def refusal(body: bytes | str, mode: Mode = "plain", **changes: str) -> BadReply:
    with pytest.raises(BadReply) as refused:
        reading(body, mode, **changes)
    assert refused.value.why.sentence
    return refused.value


def a_reply(kind: str = "text", *more: tuple[str, Value], **changes: Value) -> str:
    ends: dict[str, Value] = {"ToUserName": OPENID, "FromUserName": ACCOUNT, "CreateTime": 1700000000, "MsgType": kind}
    return build([*{**ends, **changes}.items(), *more])


def sealed(plain: str, token: str = "Waterworks", key: str = KEY, appid: str = APPID, **changes: str) -> str:
    # One salt, so that every run collects the same tests.
    encrypt = seal(plain.encode(), key, appid, b"s" * 16)
    signed = signature(token, "1700000000", "99", encrypt)
    fields = {"Encrypt": encrypt, "MsgSignature": signed, "TimeStamp": "1700000000", "Nonce": "99"}
    return build({**fields, **changes}.items())


STOCK = [
    (replies.TextReply(message=PUSH, content="水费 <10>"), TextReply(content="水费 <10>")),
    (replies.ImageReply(message=PUSH, media_id="m1"), ImageReply(media_id="m1")),
    (replies.VoiceReply(message=PUSH, media_id="m1"), VoiceReply(media_id="m1")),
    (
        replies.VideoReply(message=PUSH, media_id="m1", title="t", description="d"),
        VideoReply(media_id="m1", title="t", description="d"),
    ),
    (
        replies.MusicReply(
            message=PUSH, thumb_media_id="m1", title="t", description="d", music_url="u", hq_music_url="h"
        ),
        MusicReply(title="t", description="d", url="u", hq_url="h", thumb_media_id="m1"),
    ),
    (
        replies.ArticlesReply(
            message=PUSH, articles=[{"title": "t", "description": "d", "image": "p", "url": "u"}] * 2
        ),
        NewsReply(articles=[Article(title="t", description="d", picture_url="p", url="u")] * 2),
    ),
    (replies.TransferCustomerServiceReply(message=PUSH), TransferReply()),
    (replies.EmptyReply(), Acknowledged()),
]


@pytest.mark.parametrize("stock, expected", STOCK)
@pytest.mark.parametrize("mode", ["plain", "compatible"])
def test_what_wechatpy_replies_is_read(stock: replies.BaseReply, expected: PassiveReply, mode: Mode) -> None:
    assert reading(stock.render(), mode) == expected


@pytest.mark.parametrize("stock, expected", STOCK)
@pytest.mark.parametrize("mode", ["safe", "compatible"])
def test_what_wechatpy_encrypts_is_read(stock: replies.BaseReply, expected: PassiveReply, mode: Mode) -> None:
    encrypted = WeChatCrypto("Waterworks", KEY, APPID).encrypt_message(stock.render(), "99", "1700000000")
    assert reading(encrypted, mode) == expected
    assert open_reply(the_settings(mode), encrypted.encode()).decode() == stock.render()


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
@pytest.mark.parametrize("body", [b"", b"success"])
def test_success_and_nothing_are_always_allowed(mode: Mode, body: bytes) -> None:
    assert reading(body, mode) == Acknowledged()
    assert open_reply(the_settings(mode), body) == body


def test_a_thumbnail_may_be_missing_from_music_and_all_but_the_title_from_an_article() -> None:
    assert reading(a_reply("music", ("Music", {"MusicUrl": "u"}))) == MusicReply(url="u")
    news = a_reply("news", ("ArticleCount", 1), ("Articles", {"item": [{"Title": "t"}, {"Title": "more"}]}))
    assert reading(news) == NewsReply(articles=[Article(title="t", description="", picture_url="", url="")])


def test_a_person_may_be_handed_to_an_agent_by_name() -> None:
    named = a_reply("transfer_customer_service", ("TransInfo", {"KfAccount": "li@waterworks"}))
    assert reading(named) == TransferReply(agent="li@waterworks")
    assert reading(a_reply("transfer_customer_service", ("TransInfo", ""))) == TransferReply()


def test_a_reply_with_the_previous_key_is_read_for_a_while() -> None:
    fresh = new_aes_key()
    assert reading(sealed(a_reply(Content="x")), "safe", aes_key=fresh, previous_aes_key=KEY) == TextReply(content="x")
    assert refusal(sealed(a_reply(Content="x")), "safe", aes_key=fresh).reason == "cannot_open"


@pytest.mark.parametrize(
    "body, reason",
    [
        (b"success\n", "inexact_success"),
        (b" ", "inexact_success"),
        (b"\xef\xbb\xbfsuccess", "inexact_success"),
        (b'"success"', "quoted"),
        (b"SUCCESS", "quoted"),
        (b'{"ToUserName": "o"}', "json"),
        (b"[]", "json"),
        (b"<!DOCTYPE html><html></html>", "html"),
        (b"\n<html><body>502</body></html>", "html"),
        (b"hello", "not_xml"),
        (b"\x00\x01", "not_xml"),
        (b"<xml><ToUserName></xml>", "malformed_xml"),
        (b"\n<?xml version='1.0'?><xml/>", "malformed_xml"),
        (b"<!DOCTYPE xml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xml>&a;</xml>", "malformed_xml"),
        (b"<message/>", "root"),
        ("<xml><Content>水费</Content></xml>".encode("gbk"), "not_utf8"),
        (b"<xml>" + b" " * (1 << 18) + b"</xml>", "too_large"),
        (b"<xml/>", "missing"),
    ],
)
def test_what_is_no_reply_is_named(body: bytes, reason: ReplyFault) -> None:
    assert refusal(body).reason == reason


@pytest.mark.parametrize(
    "body, reason, params",
    [
        (a_reply("Text", Content="x"), "unknown_type", {"got": "Text"}),
        (a_reply("shortvideo"), "unknown_type", {"got": "shortvideo"}),
        (a_reply(MsgType=None), "missing", {"field": "MsgType"}),
        (a_reply(ToUserName=None), "missing", {"field": "ToUserName"}),
        (a_reply(CreateTime=None), "missing", {"field": "CreateTime"}),
        (a_reply(CreateTime="now", Content="x"), "not_a_number", {"field": "CreateTime", "got": "now"}),
        (a_reply(CreateTime="１", Content="x"), "not_a_number", {"field": "CreateTime", "got": "１"}),
        (a_reply(ToUserName=ACCOUNT, FromUserName=OPENID, Content="x"), "not_swapped", {}),
        (a_reply(ToUserName="oElse", Content="x"), "wrong_recipient", {"expected": OPENID, "got": "oElse"}),
        (a_reply(FromUserName=APPID, Content="x"), "wrong_sender", {"expected": ACCOUNT, "got": APPID}),
        (a_reply(ToUserName=[OPENID, OPENID]), "repeated", {"field": "ToUserName"}),
        (a_reply(), "missing", {"field": "Content"}),
        (a_reply(Content=""), "missing", {"field": "Content"}),
        (a_reply(Content={"b": "x"}), "not_text", {"field": "Content"}),
        (a_reply(Content="水" * 683), "text_too_long", {"got": "2049", "limit": "2048"}),
        (a_reply("image"), "missing", {"field": "Image"}),
        (a_reply("image", MediaId="m"), "missing", {"field": "Image"}),
        (a_reply("image", Image="m"), "not_elements", {"field": "Image"}),
        (a_reply("image", Image={"MediaId": ""}), "missing", {"field": "MediaId"}),
        (a_reply("voice", Voice=[{"MediaId": "m"}] * 2), "repeated", {"field": "Voice"}),
        (a_reply("video", Video={"Title": "t"}), "missing", {"field": "MediaId"}),
        (a_reply("news", Articles={"item": {"Title": "t"}}), "missing", {"field": "ArticleCount"}),
        (a_reply("news", ArticleCount=1), "missing", {"field": "Articles"}),
        (a_reply("news", ArticleCount=1, Articles={"item": "t"}), "not_elements", {}),
        (a_reply("news", ArticleCount=0, Articles={"item": {"Title": "t"}}), "no_articles", {}),
        (
            a_reply("news", ArticleCount=2, Articles={"item": {"Title": "t"}}),
            "fewer_articles",
            {"expected": "2", "got": "1"},
        ),
        (
            a_reply("news", ArticleCount=9, Articles={"item": [{"Title": "t"}] * 9}),
            "too_many_articles",
            {"got": "9", "limit": "8"},
        ),
        (a_reply("transfer_customer_service", TransInfo={"Kf": "a"}), "missing", {"field": "KfAccount"}),
    ],
)
def test_each_mistake_has_a_reason(body: str, reason: ReplyFault, params: dict[str, str]) -> None:
    refused = refusal(body)
    assert (refused.reason, refused.why.params) == (reason, params)
    assert refused.why.code == f"reply.{reason}"


def test_the_limit_of_text_is_in_bytes() -> None:
    assert reading(a_reply(Content="水" * 682 + "ab")) == TextReply(content="水" * 682 + "ab")


def test_eight_articles_are_allowed() -> None:
    reply = reading(a_reply("news", ArticleCount=8, Articles={"item": [{"Title": "t"}] * 8}))
    assert isinstance(reply, NewsReply)
    assert len(reply.articles) == 8


def test_slips_of_case_are_pointed_out() -> None:
    assert refusal(a_reply(content="x")).hint == "It is spelt Content, not content."
    assert refusal(a_reply("Text", Content="x")).hint == "Write it in lower case: text."


def test_a_blank_line_before_the_declaration_is_pointed_out() -> None:
    assert "blank line" in refusal("\n<?xml version='1.0'?>" + a_reply(Content="x")).hint


@pytest.mark.parametrize(
    "body, mode, reason",
    [
        (a_reply(Content="x"), "safe", "plain_in_safe"),
        (sealed(a_reply(Content="x")), "plain", "encrypted_in_plain"),
        (sealed(a_reply(Content="x"), token="Other"), "safe", "bad_signature"),
        (sealed(a_reply(Content="x"), Nonce="98"), "compatible", "bad_signature"),
        (sealed(a_reply(Content="x"), MsgSignature=""), "safe", "missing"),
        (sealed(a_reply(Content="x"), key=KEY[::-1]), "safe", "cannot_open"),
        (sealed(a_reply(Content="x"), appid=ACCOUNT), "safe", "wrong_trailing_id"),
        (sealed("hello"), "safe", "not_xml"),
        (sealed(a_reply()), "safe", "missing"),
    ],
)
def test_mistakes_of_encryption_are_told_apart(body: str, mode: Mode, reason: ReplyFault) -> None:
    assert refusal(body, mode).reason == reason


def test_a_broken_envelope_under_a_right_signature_is_told() -> None:
    signed = signature("Waterworks", "1", "2", "AAAA")
    body = build([("Encrypt", "AAAA"), ("MsgSignature", signed), ("TimeStamp", 1), ("Nonce", "2")])
    assert refusal(body, "safe").facts["fault"] == "block"


def test_a_wrong_trailing_id_shows_both() -> None:
    refused = refusal(sealed(a_reply(Content="x"), appid=ACCOUNT), "safe")
    assert refused.why.params == {"expected": APPID, "got": ACCOUNT}


def test_a_signature_made_with_the_values_of_the_push_is_recognised() -> None:
    encrypt = seal(a_reply(Content="x").encode(), KEY, APPID)
    signed = signature("Waterworks", "1600000000", "11", encrypt)
    body = build([("Encrypt", encrypt), ("MsgSignature", signed), ("TimeStamp", 1700000000), ("Nonce", "99")])
    refused = refusal(body, "safe")
    assert refused.reason == "bad_signature"
    assert refused.why.hint_code == "signature.push_values"
    assert refused.why.got == signed
    assert refused.why.expected == signature("Waterworks", "1700000000", "99", encrypt)
    assert refused.why.first_difference is not None


@given(st.binary(max_size=200), st.sampled_from(["plain", "compatible", "safe"]))
def test_any_bytes_are_refused_with_a_reason(body: bytes, mode: Mode) -> None:
    if body in (b"", b"success"):
        return
    assert refusal(body, mode).detail
