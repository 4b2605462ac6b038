"""The root of everything that can go wrong in a way somebody can act on."""

from typing import Any, Self


class HutongError(Exception):
    """A noun of a domain that someone can act on; subclasses say how each host spells it.

    Faces are class attributes named after hosts (`api_weixin`, `product`); the facts given to the
    constructor fill the placeholders of a face's text and travel as `params` to people's clients.
    """

    def __init__(self, **facts: Any) -> None:
        super().__init__(", ".join(f"{name}={value!r}" for name, value in facts.items()) or type(self).__name__)
        self.facts = facts

    def kept(self) -> Self:
        """Itself without its trace, for whoever keeps it.

        A trace holds the frames it passed, and one of them holds what is kept: a ring that only the collector undoes.
        """
        return self.with_traceback(None)
