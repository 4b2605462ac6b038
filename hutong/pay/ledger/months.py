"""What a person got from others and gave to them, by month; their statement begins each month with it."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hutong.kernel.db import Reader, Transaction, in_list, param, query, statement
from hutong.pay.ledger import days
from hutong.pay.ledger.names import Name
from hutong.pay.models.ledger import MonthTotal, month_totals


def _upsert(dialect: str) -> Any:
    make: Any = sqlite_insert if dialect == "sqlite" else postgresql_insert
    fresh = make(month_totals.sa).values({name: param(name) for name in month_totals.columns})
    grown = {name: month_totals.c[name] + fresh.excluded[name] for name in ("in_fen", "out_fen")}
    return fresh.on_conflict_do_update(index_elements=["owner", "month"], set_=grown)


_add = statement(_upsert)
_several = query(
    month_totals.select()
    .where(month_totals.c.owner == param("of_owner"), in_list(month_totals.c.month, "months"))
    .order_by(month_totals.c.month.desc()),
    MonthTotal,
)


def count(tx: Transaction, debit: Name, credit: Name, amount_fen: int) -> None:
    """Count a transfer for the persons at its ends; what one moves between own accounts or the bank is neither."""
    if debit.owner == credit.owner or debit.is_endless or credit.is_endless:
        return
    if debit.is_of_person:
        tx.run(_add, owner=debit.owner, month=days.month_of(tx.now), in_fen=0, out_fen=amount_fen)
    if credit.is_of_person:
        tx.run(_add, owner=credit.owner, month=days.month_of(tx.now), in_fen=amount_fen, out_fen=0)


def totals(read: Reader, owner: str, months: list[str]) -> list[MonthTotal]:
    """The sums of these months, the latest first; months in which nothing moved are left out."""
    return read.many(_several, of_owner=owner, months=months) if months else []
