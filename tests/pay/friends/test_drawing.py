"""Lucky shares and divided bills, as numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hutong.pay.friends import dividing, drawing

MOST = 20_000


@st.composite
def lucky_packets(draw: st.DrawFn) -> tuple[int, int, list[bytes]]:
    """A total, a count, and the luck of everybody."""
    count = draw(st.integers(1, 100))
    total = draw(st.integers(count, count * MOST))
    return total, count, draw(st.lists(st.binary(min_size=16, max_size=16), min_size=count, max_size=count))


@given(lucky_packets())
def test_lucky_shares_make_the_total_and_nobody_gets_nothing_or_too_much(packet: tuple[int, int, list[bytes]]) -> None:
    total, count, lucks = packet
    left_fen, shares = total, []
    for number, luck in enumerate(lucks):
        share = drawing.draw(left_fen=left_fen, left=count - number, most_fen=MOST, luck=luck)
        left = count - number
        assert 1 <= share <= MOST
        assert left == 1 or share <= max(2 * left_fen // left, left_fen - MOST * (left - 1))
        shares.append(share)
        left_fen -= share
    assert (sum(shares), left_fen) == (total, 0)


def test_luck_reaches_both_ends() -> None:
    ends = [drawing.draw(left_fen=1000, left=5, most_fen=MOST, luck=number.to_bytes(16)) for number in range(400)]
    assert (min(ends), max(ends)) == (1, 400)


def test_the_last_share_is_the_rest() -> None:
    assert drawing.draw(left_fen=777, left=1, most_fen=MOST, luck=bytes(16)) == 777


@given(st.integers(1, 10**9), st.sets(st.integers(1, 200), min_size=1, max_size=100), st.integers(1, 200))
def test_a_bill_is_divided_to_the_fen_and_the_rest_is_the_starters(total: int, people: set[int], starter: int) -> None:
    shares = dividing.equally(total, sorted(people), starter)
    assert sum(shares.values()) == total
    others = {amount for person, amount in shares.items() if person != starter}
    assert others <= {total // len(people)}


def test_two_hundred_yuan_among_three_leave_two_fen_to_the_starter() -> None:
    assert dividing.equally(20_000, [1, 2, 3], 1) == {1: 6_668, 2: 6_666, 3: 6_666}
    assert dividing.equally(20_000, [2, 3, 4], 1) == {1: 2, 2: 6_666, 3: 6_666, 4: 6_666}
