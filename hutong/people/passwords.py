"""Passwords: which are good enough, and how they are kept.

Hashing takes tens of milliseconds and 64 MiB by intent, so it happens outside rules, in two threads of its own.
"""

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import argon2

from hutong.people import errors

SHORTEST = 8
LONGEST = 128

_hasher = argon2.PasswordHasher(type=argon2.Type.ID)
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="hutong-password")

_ROWS = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
)
_COMMON_WORDS = """
    password passw0rd p@ssword p@ssw0rd pa55word passwort motdepasse contrasena wachtwoord
    iloveyou ilovegod loveyou sunshine princess football baseball basketball superman batman
    starwars pokemon whatever welcome welcome1 letmein trustno1 dragon monkey shadow master
    michelle jennifer jessica jordan hunter killer pepper ginger charlie daniel thomas
    computer internet samsung google google1 facebook linkedin twitter microsoft windows
    changeme default secret admin adminadmin administrator root toor guest login test testtest
    hello123 abc12345 abcd1234 qwer1234 asdf1234 zxcv1234 q1w2e3r4 1q2w3e4r 1q2w3e4r5t a1b2c3d4
    5201314 woaini woaini1314 aini1314 wo5201314 nihao123 iloveyou1 zhangwei wangwei xiaoming
    woaiwojia mima1234 mimamima 88888888 66666666 147258369 159357 741852963 789456123 password1
    weixin wechat weixin123 wechat123 hutong hutong123 hutonghutong correcthorsebatterystaple
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def check(password: str, *, about: tuple[str, ...] = ()) -> None:
    """Refuse what is guessed first; `about` are the person's own name and address.

    Raises: PasswordRefused
    """
    spelt = _normal(password)
    if len(spelt) < SHORTEST:
        raise errors.PasswordRefused(reason="short", shortest=SHORTEST)
    if len(spelt) > LONGEST:
        raise errors.PasswordRefused(reason="long", longest=LONGEST)
    if _is_guessed_first(spelt.casefold(), about):
        raise errors.PasswordRefused(reason="common")


async def hash_of(password: str) -> str:
    """What is kept of a password."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, _normal(password))


async def matches(password: str, kept: str | None) -> bool:
    """Whether this is the password behind `kept`; without one, the same work is done for nothing.

    An unknown address must not be told apart by a quicker answer.
    """
    # No password this long was ever accepted, so hashing megabytes for a stranger serves nobody.
    spelt = _normal(password[: LONGEST * 4])
    return await asyncio.get_running_loop().run_in_executor(_threads, _verify, kept, spelt)


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)


def _verify(kept: str | None, spelt: str) -> bool:
    try:
        _hasher.verify(kept if kept is not None else _nobodys_hash(), spelt)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False
    return kept is not None


_nobodys: list[str] = []


def _nobodys_hash() -> str:
    if not _nobodys:
        _nobodys.append(_hasher.hash("nobody knows this"))
    return _nobodys[0]


def _normal(password: str) -> str:
    # The same keys give different code points on different systems.
    return unicodedata.normalize("NFC", password)


def _is_guessed_first(spelt: str, about: tuple[str, ...]) -> bool:
    letters = spelt.strip("0123456789!@#$%^&*.?-_ ")
    known = {part for word in about for part in (word.casefold(), word.casefold().partition("@")[0]) if len(part) >= 4}
    return (
        len(set(spelt)) <= 3
        or spelt in _COMMON
        or letters in _COMMON
        or spelt in known
        or (letters in known and len(spelt) - len(letters) <= 4)
        or _is_row(spelt)
        or _is_row(letters, shortest=5)
        or _is_repeated(spelt)
    )


def _is_row(text: str, shortest: int = SHORTEST) -> bool:
    """Keys side by side, in either direction, such as `87654321` or `asdfghjk`."""
    return len(text) >= shortest and any(text in row * 2 or text[::-1] in row * 2 for row in _ROWS)


def _is_repeated(text: str) -> bool:
    """One to four characters over and over, such as `abcabcabc`."""
    return any(len(text) % size == 0 and text == text[:size] * (len(text) // size) for size in range(1, 5))
