"""Code 128, for payment codes that a shop's scanner reads."""

# Widths of bars and gaps, bars first: six digits for each of 106 signs, and seven for the one that ends.
_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221"
    "223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321"
    "112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131"
    "311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114"
    "122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141"
    "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232"
)
_STOP = "2331112"
_SIGN = 6
_START_OF_PAIRS = 105
_QUIET = 10
_HEIGHT = 60


def svg(digits: str) -> str:
    """A drawing of an even count of digits, two to a sign."""
    assert len(digits) % 2 == 0, "pairs of digits"
    assert digits.isdigit(), "pairs of digits"
    values = [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
    check = (_START_OF_PAIRS + sum(place * value for place, value in enumerate(values, 1))) % 103
    bars, at = [], _QUIET
    signs = [_WIDTHS[_SIGN * value : _SIGN * (value + 1)] for value in (_START_OF_PAIRS, *values, check)]
    for sign in (*signs, _STOP):
        for place, width in enumerate(int(width) for width in sign):
            if place % 2 == 0:
                bars.append(f"M{at} 0h{width}v{_HEIGHT}h-{width}z")
            at += width
    size = f"0 0 {at + _QUIET} {_HEIGHT}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><path d="{"".join(bars)}"/></svg>'
