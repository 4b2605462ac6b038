"""How a lucky red packet is drawn: at opening time, the same expectation for everybody."""


def draw(*, left_fen: int, left: int, most_fen: int, luck: bytes) -> int:
    """The next share of a lucky packet with `left_fen` for `left` more people.

    Uniform from one fen to twice the remaining average, rounded down; a fen is kept for everybody left, the last one
    takes the rest, and no share is ever more than `most_fen`.
    """
    assert 1 <= left <= left_fen <= left * most_fen, "every share is possible"
    if left == 1:
        return left_fen
    least = max(1, left_fen - most_fen * (left - 1))
    most = min(2 * left_fen // left, left_fen - (left - 1), most_fen)
    # Sixteen bytes over a range this small: nobody notices the bias.
    return least + int.from_bytes(luck) % (most - least + 1)
