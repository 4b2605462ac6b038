"""Signatures and envelopes, alone and across from a stock SDK."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException

from hutong.wire.envelope import (
    BadEnvelope,
    is_aes_key,
    is_token,
    new_aes_key,
    parse_aes_key,
    seal,
    signature,
    string_to_sign,
    unseal,
)

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APPID = "wx0123456789abcdef"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
keys = st.binary(min_size=48, max_size=48).map(new_aes_key)


def refusal(sealed: str, key: str = KEY, appid: str | None = APPID) -> BadEnvelope:
    with pytest.raises(BadEnvelope) as refused:
        unseal(sealed, key, appid)
    return refused.value


def test_a_signature_is_the_sha1_of_the_sorted_parts() -> None:
    assert string_to_sign("token", "1700000000", "99") == "170000000099token"
    assert signature("token", "1700000000", "99") == hashlib.sha1(b"170000000099token").hexdigest()
    assert signature("b", "a", "C", "c") == hashlib.sha1(b"Cabc").hexdigest()


@given(texts, keys, st.binary(min_size=16, max_size=16))
def test_what_is_sealed_opens(text: str, key: str, salt: bytes) -> None:
    sealed = seal(text.encode(), key, APPID, salt)
    assert len(base64.b64decode(sealed)) % 32 == 0
    assert unseal(sealed, key, APPID).decode() == text
    assert unseal(sealed, key, None).decode() == text


@given(texts, keys)
def test_wechatpy_opens_what_we_seal(text: str, key: str) -> None:
    sealed = seal(text.encode(), key, APPID)
    signed = signature("token", "1700000000", "99", sealed)
    crypto = WeChatCrypto("token", key, APPID)
    push = f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    assert crypto.decrypt_message(push, signed, "1700000000", "99") == text
    with pytest.raises(InvalidSignatureException):
        crypto.decrypt_message(push, signed, "1700000001", "99")
    with pytest.raises(InvalidAppIdException):
        WeChatCrypto("token", key, "wxother").decrypt_message(push, signed, "1700000000", "99")


@given(texts, keys)
def test_we_open_what_wechatpy_seals(text: str, key: str) -> None:
    sealed = PrpCrypto(base64.b64decode(key + "=")).encrypt(text, APPID).decode()
    assert unseal(sealed, key, APPID).decode() == text


def test_an_envelope_is_fresh_each_time() -> None:
    assert seal(b"hello", KEY, APPID) != seal(b"hello", KEY, APPID)
    assert seal(b"hello", KEY, APPID, b"s" * 16) == seal(b"hello", KEY, APPID, b"s" * 16)


@pytest.mark.parametrize("length", range(33))
def test_padding_always_fills_a_block_of_32(length: int) -> None:
    sealed = seal(b"x" * length, KEY, APPID)
    assert len(base64.b64decode(sealed)) == (16 + 4 + length + len(APPID)) // 32 * 32 + 32
    assert unseal(sealed, KEY, APPID) == b"x" * length


def test_another_recipient_is_told() -> None:
    refused = refusal(seal(b"hello", KEY, "gh_0123456789ab"))
    assert (refused.reason, refused.expected, refused.got) == ("trailing_id", APPID, "gh_0123456789ab")


@pytest.mark.parametrize(
    "sealed, reason",
    [
        ("", "block"),
        ("AAAA", "block"),
        ("not base64!", "base64"),
        ("门", "base64"),
        ("AA==AA==", "base64"),
        (seal(b"hello", KEY, APPID, b"s" * 16).replace("=", "") + "\n", "base64"),
        (base64.b64encode(bytes(16)).decode(), "block"),
    ],
)
def test_what_is_no_envelope_is_named(sealed: str, reason: str) -> None:
    assert refusal(sealed).reason == reason


@given(st.binary(min_size=32, max_size=320).map(lambda data: data[: len(data) // 32 * 32]))
def test_any_bytes_are_refused_quietly(data: bytes) -> None:
    assert refusal(base64.b64encode(data).decode()).reason in ("padding", "length", "trailing_id")


def test_another_key_does_not_open() -> None:
    for _ in range(50):
        assert refusal(seal(b"hello" * 20, new_aes_key(), APPID)).reason in ("padding", "length")


def test_a_length_beyond_the_envelope_is_refused() -> None:
    crypto = PrpCrypto(base64.b64decode(KEY + "="))
    plain = b"s" * 16 + (1000).to_bytes(4) + b"hello"
    padded = plain + bytes([32 - len(plain) % 32]) * (32 - len(plain) % 32)
    assert refusal(base64.b64encode(crypto.cipher.encrypt(padded)).decode()).reason == "length"
    short = b"s" * 10 + bytes([22]) * 22
    assert refusal(base64.b64encode(crypto.cipher.encrypt(short)).decode()).reason == "length"


@given(keys)
def test_a_new_key_satisfies_strict_decoders(key: str) -> None:
    assert is_aes_key(key)
    raw = base64.b64decode(key + "=", validate=True)
    assert len(raw) == 32
    assert base64.b64encode(raw).decode() == key + "="
    assert parse_aes_key(key) == raw


def test_new_keys_differ() -> None:
    assert len({new_aes_key() for _ in range(100)}) == 100


@pytest.mark.parametrize("last", "ABCDEFGH")
def test_spare_bits_in_the_last_letter_are_let_pass(last: str) -> None:
    key = KEY[:-1] + last
    assert parse_aes_key(key) == base64.b64decode(key + "=")
    assert unseal(seal(b"hello", key, APPID), KEY[:-1] + "AE"[last >= "E"], APPID) == b"hello"


@pytest.mark.parametrize("key", ["", KEY[:-1], KEY + "A", KEY[:-1] + "+", KEY[:-1] + "=", KEY[:-1] + "\n", "门" * 43])
def test_a_malformed_key_is_refused(key: str) -> None:
    assert not is_aes_key(key)
    for using in (lambda: seal(b"hello", key, APPID), lambda: unseal(seal(b"hello", KEY, APPID), key, APPID)):
        with pytest.raises(BadEnvelope) as refused:
            using()
        assert refused.value.reason == "key"


def test_a_token_has_3_to_32_letters_and_digits() -> None:
    assert [is_token(token) for token in ("abc", "A" * 32, "weixin2024")] == [True] * 3
    assert [is_token(token) for token in ("ab", "A" * 33, "a-b", "门门门", "abc\n", "")] == [False] * 6
