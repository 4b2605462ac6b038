"""Regular expressions of strangers: bounded in length, and in the time that one query's patterns may take."""

import math
import time
from typing import Any

import regex

from hutong.cloud.documents.values import Regex
from hutong.cloud.errors.database import ParameterWrong, PatternTooSlow

MOST_CHARACTERS = 1000
# All patterns of one query together; nobody waits longer for a pattern that backtracks.
MOST_SECONDS = 0.25
_FLAGS = {"i": regex.IGNORECASE, "m": regex.MULTILINE, "s": regex.DOTALL, "x": regex.VERBOSE}
# A counted repeat is written out when it is compiled, and one inside another multiplies.
MOST_REPEATS = 20_000
_COUNTS = regex.compile(r"\{\s*(\d*)\s*(?:,\s*(\d*)\s*)?\}")
# What JavaScript writes as well, and what changes nothing here.
_IDLE = frozenset("gudy")


class Pattern:
    """A compiled pattern with what is left of its time."""

    __slots__ = ("_compiled", "_left", "_source")

    def __init__(self, written: Regex) -> None:
        """Raises: ParameterWrong"""
        if len(written.pattern) > MOST_CHARACTERS:
            raise ParameterWrong(detail=f"a regular expression has at most {MOST_CHARACTERS} characters")
        if _repeats(written.pattern) > MOST_REPEATS:
            raise ParameterWrong(detail="the regular expression repeats too much by counts such as {1,999}")
        flags = regex.VERSION0
        for option in written.options:
            if option not in _FLAGS and option not in _IDLE:
                raise ParameterWrong(detail=f"a regular expression has no option {option!r}")
            flags |= _FLAGS.get(option, regex.VERSION0)
        try:
            self._compiled: Any = regex.compile(written.pattern, flags, cache_pattern=False)
        except (regex.error, RecursionError, OverflowError, MemoryError) as error:
            shown = written.pattern[:100]
            raise ParameterWrong(detail=f"the regular expression {shown!r} cannot be read: {error}") from None
        self._source = written.pattern
        self._left = MOST_SECONDS

    def is_in(self, text: str) -> bool:
        """Whether the pattern is found in a text. Raises: PatternTooSlow"""
        began = time.perf_counter()
        try:
            found = self._compiled.search(text, timeout=max(self._left, 0.001), concurrent=True) is not None
        except TimeoutError:
            raise PatternTooSlow(pattern=self._source[:100]) from None
        self._left -= time.perf_counter() - began
        if self._left <= 0:
            raise PatternTooSlow(pattern=self._source[:100])
        return found


def _repeats(pattern: str) -> float:
    """What all counts of a pattern make together, as if each stood inside the next."""
    counts = (max(float(low or 0), float(high or 0)) for low, high in _COUNTS.findall(pattern))
    return math.prod(max(count, 1) for count in counts)
