"""Numbers of companies and people: checking them, and inventing ones that cannot be anybody's."""

_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

# No division of the country has this number, so an invented code is never a real company's or person's.
_NOWHERE = "990099"


def is_credit_code(text: str) -> bool:
    """Whether this is a unified social credit code (GB 32100): 18 characters, the last of which fits the others."""
    return len(text) == 18 and set(text) <= set(_CODE_LETTERS) and text[17] == _credit_check(text[:17])


def invented_credit_code(chance: bytes) -> str:
    """A code as companies have them, out of nowhere. The same 8 bytes give the same code."""
    letters = "".join(_CODE_LETTERS[byte % 31] for byte in chance[:8])
    body = letters + _body_check(letters)
    # 9: registered for commerce; 1: a company.
    code = f"91{_NOWHERE}{body}"
    return code + _credit_check(code)


def invented_identity_number(chance: bytes) -> str:
    """A number as identity cards have them (GB 11643), of somebody born nowhere. The same 8 bytes give the same."""
    year, month, day = 1950 + chance[0] % 56, 1 + chance[1] % 12, 1 + chance[2] % 28
    serial = int.from_bytes(chance[3:8]) % 1000
    number = f"{_NOWHERE}{year}{month:02}{day:02}{serial:03}"
    return number + identity_check(number)


def identity_check(number: str) -> str:
    """The 18th character for the first 17 of an identity number (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _IDENTITY_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def _credit_check(code: str) -> str:
    total = sum(_CODE_LETTERS.index(letter) * weight for letter, weight in zip(code, _CODE_WEIGHTS, strict=True))
    return _CODE_LETTERS[(31 - total % 31) % 31]


def _body_check(letters: str) -> str:
    """The ninth character of an organisation's code (GB 11714)."""
    total = sum(_BODY_LETTERS.index(letter) * weight for letter, weight in zip(letters, _BODY_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))
