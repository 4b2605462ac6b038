"""Openids: stable, unlinkable, and read back only in their one right spelling."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from hutong.apps import public
from hutong.kernel.crypto import Keys

KEYS = Keys(b"a master key of a test's own, long enough")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

people = st.integers(min_value=1, max_value=2**63 - 1)
app_ids = st.integers(min_value=0, max_value=2**64 - 1).map(lambda number: f"wx{number:016x}")


@given(app_ids, people)
def test_an_openid_leads_back_to_its_person_in_its_app(app_id: str, person_id: int) -> None:
    openid = public.openid(KEYS, app_id, person_id)
    assert re.fullmatch(r"o[A-Za-z0-9_-]{27}", openid)
    assert openid == public.openid(KEYS, app_id, person_id)
    assert public.person_of(KEYS, app_id, openid) == person_id


@given(app_ids, app_ids, people)
def test_an_openid_means_nobody_in_another_app(app_id: str, other: str, person_id: int) -> None:
    assume(app_id != other)
    openid = public.openid(KEYS, app_id, person_id)
    assert public.person_of(KEYS, other, openid) is None
    own_start = public.openid(KEYS, other, person_id)[:6]
    assert public.person_of(KEYS, other, own_start + openid[6:]) is None


@given(people, st.integers(min_value=0, max_value=27), st.sampled_from(LETTERS))
def test_an_openid_with_one_other_letter_means_nobody(person_id: int, place: int, letter: str) -> None:
    openid = public.openid(KEYS, "wx0123456789abcdef", person_id)
    assume(openid[place] != letter)
    assert public.person_of(KEYS, "wx0123456789abcdef", openid[:place] + letter + openid[place + 1 :]) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert public.person_of(KEYS, "wx0123456789abcdef", text) is None


@given(people, st.sampled_from(["=", "==", " ", "\n", "+", "/"]))
def test_an_openid_has_no_second_spelling(person_id: int, extra: str) -> None:
    app_id = "wx0123456789abcdef"
    openid = public.openid(KEYS, app_id, person_id)
    spellings = [openid + extra, extra + openid, openid[:-1] + extra, openid[:-1] + chr(ord(openid[-1]) + 1)]
    spellings += [openid.replace("-", "+"), openid.replace("_", "/")] if set("-_") & set(openid) else []
    assert [public.person_of(KEYS, app_id, text) for text in spellings if text != openid] == [
        None for text in spellings if text != openid
    ]


def test_openids_of_two_people_share_only_the_start_of_their_app() -> None:
    one, other = (public.openid(KEYS, "wx0123456789abcdef", person_id) for person_id in (1, 2))
    assert one[:6] == other[:6]
    assert one[6:] != other[6:]


def test_another_instance_calls_the_same_person_otherwise() -> None:
    elsewhere = Keys(b"the master key of another instance, as long")
    assert public.openid(KEYS, "wx0123456789abcdef", 1) != public.openid(elsewhere, "wx0123456789abcdef", 1)
