"""How names, e-mail addresses and local paths are spelt before they are kept."""

import re
import unicodedata

from hutong.people import errors

LONGEST_NAME = 60
LONGEST_EMAIL = 254
LANGUAGES = ("en", "zh-CN")

_EMAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}@[^\s@<>()\[\]\\,;:\"./?#]+(?:\.[^\s@<>()\[\]\\,;:\"./?#]+)*")
_JOINERS = "\u200c\u200d"
_EMOJI_TAIL = "\ufe0f\u20e3"
# Braille's blank and Hangul's fillers are letters and symbols by category, yet show nothing.
_BLANKS = frozenset("\u2800\u115f\u1160\u3164\uffa0")


def name_of(text: str) -> str:
    """A person's name as it is kept: composed, without invisible characters, single spaces between its words.

    Raises: NameRefused
    """
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(_visible(composed))
    name = " ".join(visible.split())
    if not 1 <= len(name) <= LONGEST_NAME or not any(unicodedata.category(letter)[0] in "LNSP" for letter in name):
        raise errors.NameRefused(longest=LONGEST_NAME)
    return name


def name_key_of(name: str) -> bytes:
    """What a name is found by: letter case and width do not matter."""
    return unicodedata.normalize("NFKC", name).casefold().encode()


def email_of(text: str) -> str:
    """An address as it is kept and compared. Raises: EmailRefused"""
    email = unicodedata.normalize("NFC", text.strip()).casefold()
    if len(email) > LONGEST_EMAIL or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise errors.EmailRefused()
    return email


def language_of(text: str) -> str:
    """One of the languages spoken here. Raises: LanguageRefused"""
    if text not in LANGUAGES:
        raise errors.LanguageRefused(languages=list(LANGUAGES))
    return text


def language_for(accepted: str) -> str:
    """The language to greet a stranger in, by their browser's `Accept-Language`."""
    return "zh-CN" if accepted.strip().lower().startswith("zh") else "en"


def number_of(text: str) -> int | None:
    """The identifier that a text spells in decimal, None when it spells none."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 1 << 63
    return number if number < 1 << 63 else None


def local_path_of(text: str) -> str:
    """A path of this instance that a browser cannot read as another site's. Raises: PathNotLocal"""
    # Browsers drop tabs and line ends, and read a backslash as a slash: "/\t/elsewhere" and "/\elsewhere" lead away.
    is_plain = text.isascii() and text.isprintable() and "\\" not in text
    if not is_plain or not text.startswith("/") or text.startswith("//"):
        raise errors.PathNotLocal()
    return text


def _visible(text: str) -> list[str]:
    kept: list[str] = []
    for at, letter in enumerate(text):
        if letter in _JOINERS:
            following = text[at + 1] if at + 1 < len(text) else ""
            if kept and _is_joined(kept[-1], following):
                kept.append(letter)
        elif letter.isspace():
            kept.append(" ")
        elif unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and letter not in _BLANKS:
            kept.append(letter)
    return kept


def _is_joined(before: str, after: str) -> bool:
    """Joiners are spelling in emoji families and in the scripts from Arabic to Myanmar; elsewhere they only hide."""
    if not after:
        return False
    if before in _EMOJI_TAIL or unicodedata.category(before) in ("So", "Sk"):
        return unicodedata.category(after) == "So" or after in "\u2640\u2642"
    return all("\u0600" <= letter <= "\u109f" for letter in (before, after))
