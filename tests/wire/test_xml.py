"""XML: what we write others read, and what strangers send does no harm."""

import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hutong.wire.xml import LIMIT_BYTES, BadXml, Parsed, Value, XmlFault, build, parse

legal = st.characters(exclude_categories=["Cs"]).filter(lambda c: c >= " " and c not in "\ufffe\uffff")
texts = st.text(legal | st.sampled_from("]>&<"), max_size=40)
names = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,8}", fullmatch=True)


def refusal(data: bytes, limit_bytes: int = LIMIT_BYTES) -> XmlFault:
    began_at = time.monotonic()
    with pytest.raises(BadXml) as refused:
        parse(data, limit_bytes=limit_bytes)
    assert time.monotonic() - began_at < 0.5
    return refused.value.reason


def test_a_push_is_written_as_wechat_writes_it() -> None:
    fields: list[tuple[str, Value]] = [("ToUserName", "gh_1"), ("CreateTime", 1700000000), ("Content", "a < b")]
    assert build(fields) == (
        "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>1700000000</CreateTime>"
        "<Content><![CDATA[a < b]]></Content></xml>"
    )


def test_lists_repeat_and_dicts_nest() -> None:
    pictures: Value = {"Count": 2, "PicList": {"item": [{"PicMd5Sum": "a"}, {"PicMd5Sum": "b"}]}}
    written = build([("SendPicsInfo", pictures), ("Nothing", None), ("Latitude", 23.137466), ("Empty", "")])
    assert written == (
        "<xml><SendPicsInfo><Count>2</Count><PicList><item><PicMd5Sum><![CDATA[a]]></PicMd5Sum></item>"
        "<item><PicMd5Sum><![CDATA[b]]></PicMd5Sum></item></PicList></SendPicsInfo>"
        "<Latitude>23.137466</Latitude><Empty><![CDATA[]]></Empty></xml>"
    )
    assert parse(written.encode())["SendPicsInfo"] == {
        "Count": "2",
        "PicList": {"item": [{"PicMd5Sum": "a"}, {"PicMd5Sum": "b"}]},
    }


@given(st.dictionaries(names, texts, min_size=1, max_size=5))
def test_text_survives_there_and_back(fields: dict[str, str]) -> None:
    written = build(fields.items()).encode()
    assert parse(written) == fields
    assert {child.tag: child.text or "" for child in ElementTree.fromstring(written)} == fields


def test_the_end_of_cdata_is_only_text() -> None:
    assert parse(build([("Content", "a]]>b]]]>c<x>")]).encode()) == {"Content": "a]]>b]]]>c<x>"}


def test_characters_xml_has_no_place_for_are_dropped() -> None:
    assert parse(build([("Content", "a\x00\x0b\ud800\uffffb\t\n😀")]).encode()) == {"Content": "ab\t\n😀"}
    assert parse(build([("Content", "]]\x00>")]).encode()) == {"Content": "]]>"}


def test_the_wire_has_no_booleans() -> None:
    with pytest.raises(TypeError):
        build([("Yes", True)])


@pytest.mark.parametrize(
    "data, fields",
    [
        (b"<xml/>", {}),
        (b"<xml> \n</xml>", {}),
        (b"\xef\xbb\xbf<xml><a>1</a></xml>", {"a": "1"}),
        (b"<?xml version='1.0' encoding='UTF-8'?>\n<!-- x -->\n<xml>\n <a>1</a>\n</xml>\n", {"a": "1"}),
        (b"<?xml version='1.0' encoding='gbk'?><xml><a>\xe6\xb0\xb4</a></xml>", {"a": "水"}),
        (b"<xml><a> &lt;&amp;&#27700; </a></xml>", {"a": " <&水 "}),
        (b"<xml><a>1<!-- c --><![CDATA[2]]>3</a></xml>", {"a": "123"}),
        (b"<xml><a>1</a><a>2</a><a>3</a></xml>", {"a": ["1", "2", "3"]}),
        (b"<xml><a b='c'/></xml>", {"a": ""}),
        (b"<xml><a><![CDATA[<!DOCTYPE x>]]></a></xml>", {"a": "<!DOCTYPE x>"}),
    ],
)
def test_what_is_well_formed_is_read(data: bytes, fields: dict[str, Parsed]) -> None:
    assert parse(data) == fields


LAUGHS = b"<!ENTITY l0 'ha'>" + b"".join(b"<!ENTITY l%d '%s'>" % (n + 1, b"&l%d;" % n * 10) for n in range(9))


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "not_well_formed"),
        (b"hello", "not_well_formed"),
        (b'{"a": 1}', "not_well_formed"),
        (b"<xml><a></xml>", "not_well_formed"),
        (b"<xml/><xml/>", "not_well_formed"),
        (b"<xml><a>\x00</a></xml>", "not_well_formed"),
        (b"<xml><a>&unknown;</a></xml>", "not_well_formed"),
        (b"\n<?xml version='1.0'?><xml/>", "not_well_formed"),
        (b"<xml><a>\xff</a></xml>", "not_utf8"),
        ("<?xml version='1.0' encoding='utf-16'?><xml/>".encode("utf-16"), "not_utf8"),
        (b"<XML/>", "root"),
        (b"<xml xmlns='x'/>", "root"),
        (b"<html/>", "root"),
        (b"<xml>text</xml>", "mixed"),
        (b"<xml><a>text<b/></a></xml>", "mixed"),
        (b"<xml><a><b/>text</a></xml>", "mixed"),
        (b"<xml>" + b"<a>" * 16 + b"</a>" * 16 + b"</xml>", "too_deep"),
        (b"<xml>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</xml>", "too_deep"),
        (b"<xml>" + b"<a/>" * 10_000 + b"</xml>", "too_many"),
        (b"<!DOCTYPE xml><xml/>", "document_type"),
        (b"<!doctype html><html></html>", "document_type"),
        (
            b"<?xml version='1.0'?><!-- x --> <!DOCTYPE xml [" + LAUGHS + b"]><xml>&l9;</xml>",
            "document_type",
        ),
        (b"<!DOCTYPE xml [" + LAUGHS + b"]><xml a='&l9;'/>", "document_type"),
        (b"<!DOCTYPE xml [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><xml><a>&f;</a></xml>", "document_type"),
        (b"<!DOCTYPE xml SYSTEM 'http://127.0.0.1:9/x.dtd'><xml/>", "document_type"),
        (b"<!DOCTYPE xml [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><xml/>", "document_type"),
    ],
)
def test_what_is_not_is_refused_by_name(data: bytes, reason: XmlFault) -> None:
    assert refusal(data) == reason


def test_size_is_bounded() -> None:
    data = b"<xml><a>" + b"x" * 100 + b"</a></xml>"
    assert parse(data, limit_bytes=len(data))
    assert refusal(data, limit_bytes=len(data) - 1) == "too_large"
    assert refusal(b"<" * (LIMIT_BYTES + 1)) == "too_large"


def test_fifteen_elements_deep_is_allowed() -> None:
    assert parse(b"<xml>" + b"<a>" * 15 + b"</a>" * 15 + b"</xml>")


def test_a_refusal_has_a_face_and_facts() -> None:
    with pytest.raises(BadXml) as refused:
        parse(b"<a/>")
    assert refused.value.facts == {"reason": "root", "detail": "the outermost element is <a>, not <xml>"}
    assert refused.value.api_weixin.code == 47001


@given(st.binary(max_size=300) | texts.map(str.encode))
def test_any_bytes_are_refused_quietly(data: bytes) -> None:
    for strange in (data, b"<xml>" + data + b"</xml>", b"<xml><a>" + data):
        try:
            parse(strange)
        except BadXml as refused:
            assert refused.detail  # noqa: PT017 - most bytes are refused, a few happen to be XML


@pytest.mark.parametrize("piece", [b"<!--", b"<?x ", b" ", b"<!-- x -->", b"<?x?>", b"&amp;", b"<![CDATA["])
def test_repetition_costs_no_time(piece: bytes) -> None:
    data = (piece * (LIMIT_BYTES // len(piece)))[: LIMIT_BYTES - 10]
    began_at = time.monotonic()
    with pytest.raises(BadXml):
        parse(data)
    assert time.monotonic() - began_at < 2
