"""How a bill is divided: pure numbers, whole fen, nothing lost."""

from collections.abc import Sequence


def equally(total_fen: int, people: Sequence[int], starter_id: int) -> dict[int, int]:
    """What each bears of a bill; the fen that do not divide are the starter's, whether they share in it or not."""
    each, rest = divmod(total_fen, len(people))
    shares = dict.fromkeys(people, each)
    if rest or starter_id in shares:
        shares[starter_id] = shares.get(starter_id, 0) + rest
    return shares
