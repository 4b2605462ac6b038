"""Code 128, for payment codes that a shop's scanner reads."""

# Widths of bars and gaps for each of the 107 signs, bars first.
_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split()
_START_OF_PAIRS, _STOP = 105, 106
_QUIET = 10
_HEIGHT = 60


def svg(digits: str) -> str:
    """A drawing of an even count of digits, two to a sign."""
    assert len(digits) % 2 == 0, "pairs of digits"
    assert digits.isdigit(), "pairs of digits"
    values = [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
    check = (_START_OF_PAIRS + sum(place * value for place, value in enumerate(values, 1))) % 103
    bars, at = [], _QUIET
    for value in (_START_OF_PAIRS, *values, check, _STOP):
        for place, width in enumerate(int(width) for width in _WIDTHS[value]):
            if place % 2 == 0:
                bars.append(f"M{at} 0h{width}v{_HEIGHT}h-{width}z")
            at += width
    size = f"0 0 {at + _QUIET} {_HEIGHT}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><path d="{"".join(bars)}"/></svg>'
