"""/api/console/merchants/{mchid}/bills: what happened with a merchant's money on a day."""

from datetime import date
from typing import Literal, cast

import msgspec

from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.pay.bills import days, fund_flow, sheets, trade
from hutong.pay.bills.sheets import Sheet
from hutong.pay.errors import bills as errors
from hutong.pay.merchants import access
from hutong.wire.api_weixin import Bytes
from hutong.wire.product import Call, console

_SHOWN_ROWS = 500


class BillQuery(msgspec.Struct, frozen=True):
    """Which bill; with `download=csv` the file itself."""

    date: str
    type: Literal["ALL", "SUCCESS", "REFUND", "FUNDFLOW"] = "ALL"
    download: str = ""


class BillShape(msgspec.Struct, frozen=True, kw_only=True):
    """A bill as a table; `rows` are at most the first five hundred of `total_rows`."""

    date: str
    type: str
    state: str
    """ready · not_yet · empty"""
    columns: list[str]
    rows: list[list[str]]
    summary: list[tuple[str, str]]
    total_rows: int


@console.get("/merchants/{mchid}/bills", query=BillQuery)
async def show(call: Call[None]) -> BillShape | Bytes:
    """The bill of a day, the same that the merchant's server downloads.

    Request:  ?date=2026-11-21&type=ALL, with &download=csv for the file
    Response: {"date", "type", "state": "ready", "columns": [...], "rows": [[...]], "summary": [["总交易单数", "2"]]}
    Errors:   MerchantNotFound · BillDateWrong; for the file also NoStatement · StatementNotReady
    """
    asked: BillQuery = call.query
    mchid, day = call.path["mchid"], days.read(asked.date)
    await call.lane.db.read(access.require_owner, call.actor, mchid)
    if asked.download == "csv":
        sheet = await call.lane.db.read_long(_sheet, call.lane, mchid, day, asked.type)
        name = f"{mchid}-{asked.type.lower()}-{day.isoformat()}.csv"
        return Bytes(sheets.text(sheet).encode(), "text/csv; charset=utf-8", name)
    state, found = "ready", None
    try:
        found = await call.lane.db.read_long(_sheet, call.lane, mchid, day, asked.type)
    except errors.NoStatement:
        state = "empty"
    except errors.StatementNotReady:
        state = "not_yet"
    return _shape(asked, state, found)


def _sheet(read: Reader, lane: Lane, mchid: str, day: date, kind: str) -> Sheet:
    if kind == "FUNDFLOW":
        return fund_flow.sheet(read, mchid, day)
    return trade.sheet(read, lane.keys, mchid, day, cast(trade.Kind, kind))


def _shape(asked: BillQuery, state: str, found: Sheet | None) -> BillShape:
    return BillShape(
        date=asked.date,
        type=asked.type,
        state=state,
        columns=list(found.columns) if found else [],
        rows=[list(row) for row in found.rows[:_SHOWN_ROWS]] if found else [],
        summary=list(zip(found.summary_columns, found.summary, strict=True)) if found else [],
        total_rows=len(found.rows) if found else 0,
    )
