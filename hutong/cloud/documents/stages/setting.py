"""What the stages of one aggregation share."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from hutong.cloud.documents.expressions.evaluating import Scope, Work
from hutong.cloud.errors.database import AggregateRefused

MOST_DOCUMENTS = 50_000
Documents = Iterable[Any]
Stage = Callable[[Documents], Documents]
LookUp = Callable[[str], Documents]
"""All documents of another collection that the asker may read."""


class Setting(msgspec.Struct, frozen=True):
    """How much work is left, where other collections are, and how stages inside stages are read."""

    work: Work
    look_up: LookUp
    stage: Callable[[Any, "Setting"], Stage]

    def scope(self, document: Any) -> Scope:
        """What an expression sees of one document."""
        self.work.spend(1)
        return Scope(document, self.work)


def bounded(documents: Documents) -> Iterator[Any]:
    """No more than may go from one stage to the next. Raises: AggregateRefused"""
    for place, document in enumerate(documents):
        if place >= MOST_DOCUMENTS:
            raise AggregateRefused(detail=f"more than {MOST_DOCUMENTS} documents between two stages")
        yield document
