"""Sentences for people that are also read by code: each has a name and places, so that it may be told in other words.

Where only the text was kept, its name and what stood in its places are found again from it.
"""

import re
from collections.abc import Mapping

import msgspec

_PLACE = re.compile(r"\\{(\w+)\\}")


class Heard(msgspec.Struct, frozen=True):
    """What a text is called, and what stands in its places; no code when nobody here says such a thing."""

    code: str = ""
    params: dict[str, str] = {}


class Details:
    """Some sentences by their names, `{name}` for what changes."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self.sentences = dict(sentences)
        self._patterns = [(code, _pattern(sentence)) for code, sentence in sentences.items()]

    def say(self, code: str, **params: object) -> str:
        """The sentence of that name."""
        return self.sentences[code].format(**params)

    def hear(self, text: str) -> Heard:
        """Which sentence this is."""
        for code, pattern in self._patterns:
            if found := pattern.fullmatch(text):
                return Heard(code, found.groupdict())
        return Heard()


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)
