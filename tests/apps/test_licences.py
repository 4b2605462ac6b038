"""Numbers of companies and people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hutong.apps import licences

chances = st.binary(min_size=8, max_size=8)


# Codes that companies print on their own pages.
@pytest.mark.parametrize("code", ["91350100M000100Y43", "91440300708461136T"])
def test_the_code_of_a_company_is_recognised(code: str) -> None:
    assert licences.is_credit_code(code)


@given(chances)
def test_an_invented_code_is_right_and_from_nowhere(chance: bytes) -> None:
    code = licences.invented_credit_code(chance)
    assert licences.is_credit_code(code)
    assert code.startswith("91990099")
    assert code == licences.invented_credit_code(chance)


@given(chances, st.integers(min_value=0, max_value=17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_a_code_with_one_other_character_is_wrong(chance: bytes, place: int, letter: str) -> None:
    code = licences.invented_credit_code(chance)
    changed = code[:place] + letter + code[place + 1 :]
    assert licences.is_credit_code(changed) == (changed == code)


@pytest.mark.parametrize("text", ["", "9135010000M000100Y", "9I350100M000100Y43", "91350100m000100y43", "9" * 19])
def test_what_is_not_spelt_like_a_code_is_none(text: str) -> None:
    assert not licences.is_credit_code(text)


@given(chances)
def test_an_invented_identity_number_belongs_to_nobody(chance: bytes) -> None:
    number = licences.invented_identity_number(chance)
    assert len(number) == 18
    assert number.startswith("990099")
    assert number[17] == licences.identity_check(number[:17])


def test_the_check_digit_of_an_identity_number_is_that_of_the_standard() -> None:
    # The example of GB 11643-1999.
    assert licences.identity_check("11010519491231002") == "X"
    assert licences.identity_check("44052418800101001") == "4"
