"""Names, addresses and paths are kept in one spelling, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hutong.people import errors
from hutong.people.spelling import email_of, local_path_of, name_key_of, name_of, number_of


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("Li Lei", "Li Lei"),
        ("  李   雷\n", "李 雷"),
        ("e\u0301tienne", "\u00e9tienne"),
        ("Li\u200bLei\u200d\u202e\ufeff", "LiLei"),
        ("Li\x00\x1bLei", "LiLei"),
        ("李\u200d雷", "李雷"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("🧔🏽\u200d♂\ufe0f", "🧔🏽\u200d♂\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200dLi\u200d", "Li"),
        ("محمد", "محمد"),
        ("7", "7"),
    ],
)
def test_a_name_keeps_what_can_be_seen(typed: str, kept: str) -> None:
    assert name_of(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200d", "\u3164", "\u2800", "\u0301", "\ue000", "x" * 61])
def test_a_name_nobody_could_see_or_read_is_refused(typed: str) -> None:
    with pytest.raises(errors.NameRefused) as refused:
        name_of(typed)
    assert refused.value.facts == {"longest": 60}


def test_sixty_characters_of_any_script_are_a_name() -> None:
    assert name_of("雷" * 60) == "雷" * 60


@given(st.text(max_size=80))
def test_a_kept_name_is_kept_as_it_is(typed: str) -> None:
    try:
        kept = name_of(typed)
    except errors.NameRefused:
        return
    assert name_of(kept) == kept


def test_a_name_is_found_in_any_case_and_width() -> None:
    assert name_key_of("ＬＩ Lei") == name_key_of("li LEI") == b"li lei"


@pytest.mark.parametrize(
    "typed, kept",
    [
        (" Li.Lei@Example.COM ", "li.lei@example.com"),
        ("li+work@mail.example.co", "li+work@mail.example.co"),
        ("李雷@例子.中国", "李雷@例子.中国"),
        ("li@intranet", "li@intranet"),
    ],
)
def test_an_address_is_kept_without_its_case(typed: str, kept: str) -> None:
    assert email_of(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "li",
        "@example.com",
        "li@",
        "li@@example.com",
        "li lei@example.com",
        "li@exa mple.com",
        "li@example..com",
        "li@example.com\nbcc: all@example.com",
        "<li@example.com>",
        "li\u200b@example.com",
        "l" * 250 + "@example.com",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(errors.EmailRefused):
        email_of(typed)


@pytest.mark.parametrize("path", ["/", "/console", "/?as=7", "/a/abc#top", "/a//b"])
def test_a_link_leads_to_a_page_of_ours(path: str) -> None:
    assert local_path_of(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "console",
        "//example.com",
        "https://example.com",
        "/\\example.com",
        "\\\\example.com",
        "/\t/example.com",
        "/\n/example.com",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
        "/é",
    ],
)
def test_a_link_never_leads_away(path: str) -> None:
    with pytest.raises(errors.PathNotLocal):
        local_path_of(path)


@pytest.mark.parametrize(
    "text, number",
    [
        ("0", 0),
        ("731", 731),
        (str(2**63 - 1), 2**63 - 1),
        (str(2**63), None),
        ("-1", None),
        ("٣", None),
        ("", None),
        ("1" * 5_000, None),
        ("1.0", None),
        (" 1", None),
    ],
)
def test_an_identifier_fits_into_the_database(text: str, number: int | None) -> None:
    assert number_of(text) == number
