"""The words of a JavaScript expression."""

import re

import msgspec

from hutong.cloud.errors.database import ParameterWrong

MOST_CHARACTERS = 1 << 20
_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_NAME = re.compile(r"[^\W\d][\w$]*|\$[\w$]*|_[\w$]*")
_SIGN = re.compile(r"===|!==|==|!=|<=|>=|&&|\|\||[{}()\[\].,:;<>=!+*%-]")
_PATTERN = re.compile(r"/((?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([a-z]*)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_HEX = re.compile("[0-9a-fA-F]{4}")
_HEX_SIZES = {"u": 4, "x": 2}


class Token(msgspec.Struct, frozen=True):
    """One word: what kind it is, its text or value, and where it stands."""

    kind: str
    """ "text", "number", "name", "sign", "pattern" or "end"."""
    value: str
    at: int
    options: str = ""


def wrong(text: str, at: int, what: str) -> ParameterWrong:
    """What is wrong with a text, and where."""
    line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
    near = text[at : at + 20].replace("\n", " ")
    shown = f", before {near!r}" if near else ", at its end"
    return ParameterWrong(detail=f"the statement at line {line}, column {column}{shown}: {what}")


def tokens(text: str) -> list[Token]:
    """Raises: ParameterWrong"""
    if len(text) > MOST_CHARACTERS:
        raise ParameterWrong(detail=f"a statement has at most {MOST_CHARACTERS} characters")
    found: list[Token] = []
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
            continue
        token, at = _next(text, at, _may_be_pattern(found))
        found.append(token)
    return [*found, Token("end", "", len(text))]


def _may_be_pattern(found: list[Token]) -> bool:
    """A slash after a value divides; anywhere else it begins a pattern."""
    if not found:
        return True
    last = found[-1]
    return last.kind == "sign" and last.value not in (")", "]", "}")


def _next(text: str, at: int, may_be_pattern: bool) -> tuple[Token, int]:
    letter = text[at]
    if letter in "\"'`":
        return _quoted(text, at)
    if letter == "/" and may_be_pattern and (pattern := _PATTERN.match(text, at)):
        return Token("pattern", pattern[1], at, pattern[2]), pattern.end()
    if number := _NUMBER.match(text, at):
        return Token("number", number[0], at), number.end()
    if name := _NAME.match(text, at):
        return Token("name", name[0], at), name.end()
    if sign := _SIGN.match(text, at):
        return Token("sign", sign[0], at), sign.end()
    raise wrong(text, at, "this is no part of an expression")


def _quoted(text: str, begin: int) -> tuple[Token, int]:
    quote, at = text[begin], begin + 1
    made: list[str] = []
    while at < len(text):
        letter = text[at]
        if letter == quote:
            return Token("text", "".join(made), begin), at + 1
        if letter == "\n" and quote != "`":
            break
        if letter == "$" and quote == "`" and text[at + 1 : at + 2] == "{":
            raise wrong(text, at, "templates with ${…} are not filled in here")
        if letter == "\\":
            part, at = _escaped(text, at)
            made.append(part)
        else:
            made.append(letter)
            at += 1
    raise wrong(text, begin, "the text has no end")


def _escaped(text: str, at: int) -> tuple[str, int]:
    letter = text[at + 1 : at + 2]
    if letter not in _HEX_SIZES:
        return _ESCAPES.get(letter, letter), at + 2
    if text[at + 2 : at + 3] == "{":
        digits, end = text[at + 3 : text.find("}", at)], text.find("}", at) + 1
    else:
        end = at + 2 + _HEX_SIZES[letter]
        digits = text[at + 2 : end]
    try:
        number = int(digits, 16)
        made = chr(number)
    except (ValueError, OverflowError):
        raise wrong(text, at, "this is no escape") from None
    if 0xD800 <= number < 0xDC00 and text[end : end + 2] == "\\u":
        low = int(text[end + 2 : end + 6], 16) if _HEX.match(text, end + 2) else 0
        if 0xDC00 <= low < 0xE000:
            return chr(0x10000 + ((number - 0xD800) << 10) + low - 0xDC00), end + 6
    return "\ufffd" if 0xD800 <= number < 0xE000 else made, end
