"""What a person may say: the exact bounds, and what is quietly mended."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hutong.chat import bounds, errors
from hutong.chat.models.bodies import Link, Location, Text
from tests.chat.worlds import World


def test_line_feeds_alone_end_lines() -> None:
    assert bounds.clean("a\r\nb\rc\n\td") == "a\nb\nc\n\td"


@given(st.text(st.characters(codec=None), max_size=200))
def test_whatever_is_written_can_travel_as_xml_and_utf8(text: str) -> None:
    cleaned = bounds.clean(text)
    element = etree.Element("Content")
    element.text = cleaned
    assert etree.fromstring(etree.tostring(element)).text == (cleaned or None)
    assert cleaned.encode().decode() == cleaned
    assert bounds.clean(cleaned) == cleaned


def test_nul_and_half_characters_are_dropped_and_nothing_else() -> None:
    assert bounds.clean("a\x00b\ud83dc😀\ufffe\x1b[31m") == "abc😀[31m"


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "\ud800", "\u3000"])
def test_a_message_says_something(text: str) -> None:
    with pytest.raises(errors.MessageEmpty):
        bounds.check_body(Text(text=text))


def test_a_text_has_twenty_thousand_characters_and_as_many_lines_as_it_likes() -> None:
    longest = "字\n" * 10_000
    assert bounds.check_body(Text(text=longest)) == Text(text=longest)
    with pytest.raises(errors.MessageTooLong) as refused:
        bounds.check_body(Text(text=longest + "x"))
    assert refused.value.facts == {"limit": 20_000, "length": 20_001}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("latitude", 90.1),
        ("latitude", -91),
        ("latitude", math.nan),
        ("longitude", 180.5),
        ("longitude", math.inf),
        ("scale", 0),
        ("scale", 29),
        ("label", "x" * 501),
        ("name", "x" * 501),
    ],
)
def test_a_place_lies_in_the_world(field: str, wrong: float | str) -> None:
    place: dict[str, object] = {"latitude": 39.9, "longitude": 116.4, "scale": 16, "label": "Gate", "name": ""}
    assert bounds.check_body(Location(**place)) == Location(**place)  # type: ignore[arg-type]
    with pytest.raises(errors.NotAPlace) as refused:
        bounds.check_body(Location(**{**place, field: wrong}))  # type: ignore[arg-type]
    assert refused.value.facts == {"field": field}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", " "),
        ("title", "x" * 201),
        ("description", "x" * 1_001),
        ("url", ""),
        ("url", "javascript:alert(1)"),
        ("url", "https://"),
        ("url", "https://exa mple.com/"),
        ("url", "https://[bad/"),
        ("url", "https://example.com/" + "x" * 2_048),
        ("picture_url", "data:image/png;base64,AAAA"),
    ],
)
def test_a_link_leads_to_the_web(field: str, wrong: str) -> None:
    link = {"title": "News", "description": "", "url": "https://example.com/新闻", "picture_url": ""}
    assert bounds.check_body(Link(**link)) == Link(**link)
    with pytest.raises(errors.NotALink) as refused:
        bounds.check_body(Link(**{**link, field: wrong}))
    assert refused.value.facts == {"field": field}


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("cat.jpg", "cat.jpg"),
        ("C:\\Users\\li\\猫.jpg", "猫.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("line\nbreak\x00.txt", "linebreak.txt"),
        ("..", None),
        ("", None),
        (None, None),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
        ("x" * 300, "x" * 255),
    ],
)
def test_a_file_has_a_name_and_no_folder(given_name: str | None, kept: str | None) -> None:
    assert bounds.clean_file_name(given_name) == kept


@pytest.mark.parametrize("client_id", ["", "x" * 65, "with space", "字", "a\n"])
async def test_a_clients_own_id_is_plain(world: World, client_id: str) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    with pytest.raises(errors.ClientIdRefused):
        await world.say(conversation, li, "hi", client_id)
    assert await world.texts(li, conversation) == []
