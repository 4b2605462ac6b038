"""Links to whatever is downloaded as text, and the text behind them."""

import base64
from typing import Any, Literal, cast

from hutong.kernel.crypto import random_bytes
from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.pay.bills import days, downloads, fund_flow, sheets, texts, trade
from hutong.pay.bills.downloads import Wanted
from hutong.pay.cards import flows
from hutong.pay.errors import bills as errors
from hutong.pay.merchants import registry
from hutong.pay.sharing import bill as shared
from hutong.wire.api_mch_v3 import Call

What = Literal["trade", "funds", "sub_funds", "sharing", "favor_uses", "favor_refunds"]


async def offer(
    call: Call[Any], what: What, *, day: str, kind: str = "", subject: str | None = None, tar_type: str | None = None
) -> dict[str, Any]:
    """The answer that offers a bill: its hash, and a link. Raises what the bill raises."""
    bill = wanted(call, what, day=day, kind=kind, subject=subject, tar_type=tar_type)
    text = await text_of(call.lane, bill)
    return {
        "hash_type": "SHA1",
        "hash_value": texts.sha1(text),
        "download_url": downloads.link(call.lane.keys, bill),
    }


async def offer_flow(call: Call[Any], what: What, stock_id: str) -> dict[str, Any]:
    """The answer that offers what became of a stock's coupons until now. Raises: StockUnknown"""
    flow = wanted(call, what, day="", subject=stock_id)
    text = await text_of(call.lane, flow)
    return {"url": downloads.link(call.lane.keys, flow), "hash_value": texts.sha1(text), "hash_type": "SHA1"}


def wanted(
    call: Call[Any],
    what: What,
    *,
    day: str,
    kind: str = "",
    subject: str | None = None,
    tar_type: str | None = None,
    cipher: str = "",
) -> Wanted:
    """What a link of this call leads to."""
    return Wanted(
        mchid=call.mchid,
        what=what,
        day=day,
        kind=kind,
        subject=subject or "",
        is_zipped=tar_type == "GZIP",
        cipher=cipher,
        expires_at=call.lane.clock.lane() + downloads.GOOD_FOR,
    )


async def text_of(lane: Lane, bill: Wanted) -> str:
    """The text of a bill. Raises: BillDateWrong · StatementNotReady · NotYourSub · NoStatement · StockUnknown"""
    return await lane.db.read_long(_text, lane, bill)


def new_nonce() -> str:
    """Twelve characters that never come again."""
    return base64.urlsafe_b64encode(random_bytes(9)).decode()


def _text(read: Reader, lane: Lane, bill: Wanted) -> str:
    # What a link shows is what its hash was made of: nothing after the link is in it.
    asked_at = bill.expires_at - downloads.GOOD_FOR
    match bill.what:
        case "favor_uses":
            return flows.uses(read, bill.mchid, bill.subject, asked_at)
        case "favor_refunds":
            return flows.refunds(read, bill.mchid, bill.subject, asked_at)
    day = days.read(bill.day)
    match bill.what:
        case "trade":
            return texts.trade(read, lane.keys, bill.mchid, day, cast(trade.Kind, bill.kind), bill.subject or None)
        case "funds":
            return texts.fund_flow(read, bill.mchid, day, cast(fund_flow.Account, bill.kind))
        case "sharing":
            return sheets.text(shared.sheet(read, bill.mchid, day, bill.subject or None))
    if not registry.is_sub_of(read, bill.subject, bill.mchid):
        raise errors.NotYourSub(mchid=bill.subject)
    return sheets.text(fund_flow.sheet(read, bill.subject, day, cast(fund_flow.Account, bill.kind)))
