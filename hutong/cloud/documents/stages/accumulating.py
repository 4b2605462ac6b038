"""What a group makes of its documents."""

from typing import Any

from hutong.cloud.documents.expressions.evaluating import Expression, Scope, compiled
from hutong.cloud.documents.expressions.folding import FINISHES, FOLDS
from hutong.cloud.documents.expressions.lists import MOST_ITEMS
from hutong.cloud.documents.values import MISSING
from hutong.cloud.errors.database import AggregateRefused, OperatorUnknown


class Accumulator:
    """One field of a group: what is taken from each document, and what becomes of all that was taken."""

    __slots__ = ("_expression", "_finish", "_fold")

    def __init__(self, told: Any) -> None:
        """Raises: AggregateRefused · OperatorUnknown"""
        if not isinstance(told, dict) or len(told) != 1:
            raise AggregateRefused(detail="a field of $group is one accumulator such as {$sum: 1}")
        name, its = next(iter(told.items()))
        if name == "$count":
            name, its = "$sum", 1
        if name not in FINISHES and name not in FOLDS:
            raise OperatorUnknown(name=name[:60])
        self._expression: Expression = compiled(its)
        self._fold, self._finish = FOLDS.get(name), FINISHES.get(name)

    def start(self) -> list[Any]:
        """What a new group holds."""
        return []

    def take(self, held: list[Any], scope: Scope) -> None:
        """Take one document in. Raises: AggregateRefused · TooMuchWork"""
        value = self._expression(scope)
        if self._fold is not None:
            held[:] = [self._fold(held[0] if held else MISSING, value)]
            return
        scope.work.spend(1)
        if len(held) >= MOST_ITEMS:
            raise AggregateRefused(detail=f"a group keeps at most {MOST_ITEMS} values")
        held.append(value)

    def finish(self, held: list[Any]) -> Any:
        """What the group shows."""
        if self._finish is None:
            return held[0] if held and held[0] is not MISSING else None
        return self._finish(held)
