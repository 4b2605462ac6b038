"""Why: the evidence, and the mistake that leads to it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hutong.wire.diagnosis import Difference, explain_echo, explain_signature, explain_status, first_difference
from hutong.wire.envelope import signature

TOKEN = "Waterworks"
PARTS = {"timestamp": "1700000000", "nonce": "99", "Encrypt": "SEALED=="}
PUSHED = {"timestamp": "1600000000", "nonce": "11", "EncodingAESKey": "k" * 43}
QUERY = {"signature": "0" * 40, "timestamp": "1700000000", "nonce": "99", "echostr": "5837397576500011341"}


def hint_for(got: str) -> tuple[str | None, dict[str, str]]:
    why = explain_signature(TOKEN, PARTS, got, PUSHED)
    return why.hint_code, {name: value for name, value in why.params.items() if name != "parts"}


def sha1(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "expected, got, difference",
    [
        ("same", "same", None),
        ("abc", "abd", Difference(byte=2, expected_hex="63", got_hex="64")),
        ("abc", "ab", Difference(byte=2, expected_hex="63", got_hex="")),
        ("ab", b"ab\n", Difference(byte=2, expected_hex="", got_hex="0a")),
        ("水a", "水b", Difference(byte=3, expected_hex="61", got_hex="62")),
        ("abc", b"\xef\xbb\xbfabc", Difference(byte=0, expected_hex="61", got_hex="ef")),
    ],
)
def test_the_first_difference_is_a_byte(expected: str, got: str | bytes, difference: Difference | None) -> None:
    assert first_difference(expected, got) == difference


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_everything_before_the_first_difference_is_the_same(expected: bytes, got: bytes) -> None:
    difference = first_difference(expected, got)
    if difference is None:
        assert expected == got
    else:
        assert expected[: difference.byte] == got[: difference.byte]
        assert expected[difference.byte : difference.byte + 1] != got[difference.byte : difference.byte + 1]


def test_a_wrong_signature_comes_with_its_evidence() -> None:
    why = explain_signature(TOKEN, PARTS, "0" * 40)
    assert why.code == "signature.mismatch"
    assert why.params == {"parts": "token, timestamp, nonce, Encrypt"}
    assert why.string_to_sign == "170000000099SEALED==Waterworks"
    assert why.expected == signature(TOKEN, *PARTS.values()) == sha1("170000000099SEALED==Waterworks")
    assert why.got == "0" * 40
    assert why.first_difference is not None
    assert why.first_difference.byte == 0
    assert why.hint_code == "signature.token"


@pytest.mark.parametrize(
    "got, code, params",
    [
        ("", "signature.missing", {}),
        (signature(TOKEN, *PARTS.values()).upper(), "signature.spelling", {}),
        (" " + signature(TOKEN, *PARTS.values()), "signature.spelling", {}),
        (sha1(TOKEN + "".join(PARTS.values())), "signature.unsorted", {}),
        (sha1("WaterworksSEALED==991700000000"), "signature.reversed", {}),
        (sha1("1700000000&99&SEALED==&Waterworks"), "signature.separator", {"separator": "'&'"}),
        (hashlib.md5(b"170000000099SEALED==Waterworks").hexdigest(), "signature.algorithm", {"algorithm": "MD5"}),
        (hashlib.sha256(b"170000000099SEALED==Waterworks").hexdigest(), "signature.algorithm", {"algorithm": "SHA256"}),
        (signature(TOKEN, "1700000000", "99"), "signature.part_missing", {"part": "Encrypt"}),
        (sha1("170000000099SEALED=="), "signature.part_missing", {"part": "token"}),
        (signature(TOKEN, "1600000000", "11", "SEALED=="), "signature.push_values", {}),
        (signature("k" * 43, *PARTS.values()), "signature.wrong_token", {"name": "EncodingAESKey"}),
        (signature("Other", *PARTS.values()), "signature.token", {}),
        ("abc", "signature.length", {"letters": "3"}),
    ],
)
def test_known_mistakes_are_recognised(got: str, code: str, params: dict[str, str]) -> None:
    assert hint_for(got) == (code, params)


def test_sorting_without_regard_to_case_is_recognised() -> None:
    parts = {"timestamp": "1", "nonce": "b", "Encrypt": "Zz"}
    assert explain_signature("a", parts, sha1("1abZz")).hint_code == "signature.caseless"


@pytest.mark.parametrize(
    "reason, got, hint",
    [
        ("empty", b"", "echo.empty"),
        ("quoted", b'"5837397576500011341"', "echo.quoted"),
        ("bom", b"\xef\xbb\xbf5837397576500011341", "echo.bom"),
        ("newline", b"5837397576500011341\n", "echo.newline"),
        ("html", b"<html></html>", "echo.html"),
        ("json", b"{}", "echo.json"),
        ("surrounded", b"debug 5837397576500011341", "echo.surrounded"),
        ("mismatch", b"99", "echo.parameter"),
        ("mismatch", b"'1700000000'", "echo.parameter"),
        ("mismatch", b"0" * 40, "echo.parameter"),
        ("mismatch", b"Waterworks", "echo.parameter"),
        ("mismatch", b"170000000099Waterworks", "echo.string_to_sign"),
        ("mismatch", b"success", "echo.success"),
        ("mismatch", b"Invalid signature", "echo.token"),
        ("mismatch", "签名错误".encode(), "echo.token"),
        ("mismatch", b"False", "echo.token"),
        ("mismatch", b"\xff\xfe", "echo.mismatch"),
    ],
)
def test_a_wrong_echo_is_explained(reason: str, got: bytes, hint: str) -> None:
    why = explain_echo(reason, got, QUERY, TOKEN)
    assert (why.code, why.hint_code) == (f"echo.{reason}", hint)
    assert why.string_to_sign == "170000000099Waterworks"
    assert why.expected == QUERY["echostr"]
    assert why.sentence
    assert why.hint


def test_the_parameter_that_was_echoed_is_named() -> None:
    assert explain_echo("mismatch", b"99", QUERY, TOKEN).params == {"parameter": "nonce"}
    assert explain_echo("mismatch", b"99", QUERY, TOKEN).hint == "It echoed nonce; echo the parameter echostr."


@pytest.mark.parametrize(
    "status, got, hint",
    [
        (403, b"", "echo.token"),
        (401, b"", "echo.token"),
        (400, b"bad signature", "echo.token"),
        (400, b"missing body", "echo.status"),
        (404, b"<html>", "echo.path"),
        (405, b"", "echo.method"),
        (500, b"Traceback", "echo.crashed"),
        (204, b"", "echo.status"),
    ],
)
def test_another_status_is_explained(status: int, got: bytes, hint: str) -> None:
    why = explain_status(status, got, QUERY, TOKEN)
    assert (why.code, why.hint_code, why.params) == ("echo.status", hint, {"status": str(status)})
    assert str(status) in why.sentence
