"""/api/client/wallet/statement: what moved in a wallet, by month, with receipts."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.pay.wallet import statement
from hutong.pay.wallet.statement import Line, Wanted
from hutong.pay.wallet.stories import Counterparty, RefundLine
from hutong.wire.product import Call, client


class StatementQuery(msgspec.Struct, frozen=True, kw_only=True):
    """`kind` finds what came of it too ("transfer" finds returns); `month` is like 2026-11."""

    before: str | None = None
    limit: int = 50
    kind: str | None = None
    q: str | None = None
    month: str | None = None


class Subject(msgspec.Struct, frozen=True):
    """What a movement is about."""

    type: str
    id: str


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a statement; `amount_fen` is negative where money left."""

    id: str
    number: str
    kind: str
    amount_fen: int
    at: datetime
    title: str
    counterparty: Counterparty | None
    means_label: str
    memo: str
    state: str
    subject: Subject


class Receipt(Movement, frozen=True, kw_only=True):
    """A line with everything there is to know about it."""

    transaction_id: str | None
    merchant_number: str | None
    order_number: str | None
    means: str
    balance_fen: int | None
    refunds: list[RefundLine]
    can_dispute: bool


class MonthView(msgspec.Struct, frozen=True):
    """What came from others in a month of Beijing, and went to them."""

    month: str
    in_fen: int
    out_fen: int


class StatementView(msgspec.Struct, frozen=True):
    items: list[Movement]
    next: str | None
    months: list[MonthView]


@client.get("/wallet/statement", query=StatementQuery)
async def listed(call: Call[None]) -> StatementView:
    """What moved, the latest first, with the sums of each month. A search may answer a short page and a `next`.

    Response: {"items": [{"id", "number", "kind", "amount_fen", "at", "title", "counterparty", "means_label", "memo",
               "state", "subject": {"type", "id"}}], "next": null, "months": [{"month", "in_fen", "out_fen"}]}
    Errors:   StatementMalformed
    """
    told: StatementQuery = call.query
    wanted = Wanted(
        before=told.before or None,
        limit=told.limit,
        kind=told.kind or None,
        words=told.q or None,
        month=told.month or None,
    )
    found = await call.lane.db.read_long(statement.page, call.person_id, wanted)
    return StatementView(
        items=[Movement(**_movement(line)) for line in found.lines],
        next=found.next,
        months=[MonthView(total.month, total.in_fen, total.out_fen) for total in found.months],
    )


@client.get("/wallet/statement/{id}")
async def receipt(call: Call[None]) -> Receipt:
    """One movement with its receipt.

    Response: a movement with "transaction_id", "merchant_number", "order_number", "means", "balance_fen",
              "refunds": [{"refund_id", "amount_fen", "state", "at"}], "can_dispute"
    Errors:   MovementNotFound
    """
    line = await call.lane.db.read(statement.one, call.person_id, call.path["id"])
    story = line.story
    return Receipt(
        **_movement(line),
        transaction_id=story.transaction_id,
        merchant_number=story.merchant_number,
        order_number=story.order_number,
        means=line.means_label,
        balance_fen=line.posting.balance_fen,
        refunds=story.refunds,
        can_dispute=story.can_dispute,
    )


def _movement(line: Line) -> dict[str, Any]:
    posting, story = line.posting, line.story
    kind, _, subject_id = posting.subject.partition(":")
    return {
        "id": line.id,
        "number": posting.number,
        "kind": posting.kind,
        "amount_fen": posting.amount_fen,
        "at": posting.at,
        "title": story.title or posting.memo,
        "counterparty": story.counterparty,
        "means_label": line.means_label,
        "memo": posting.memo,
        "state": story.state,
        "subject": Subject(kind, subject_id),
    }
