"""/v3/marketing/favor/coupon-stocks and /stocks: stocks of cash coupons."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3 import favor_shapes as shapes
from hutong.pay.api_mch_v3.moments import moment
from hutong.pay.cards import favor_stocks
from hutong.pay.errors import cards as errors
from hutong.pay.models.cards import FavorStock
from hutong.pay.times import rfc3339
from hutong.wire.api_mch_v3 import Call, v3

_STOCKS = "/v3/marketing/favor/stocks"
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_END = datetime(9999, 1, 1, tzinfo=UTC)


class Maker(msgspec.Struct, frozen=True, kw_only=True):
    """Whose stock it is."""

    stock_creator_mchid: shapes.Mchid


class ListQuery(msgspec.Struct, frozen=True, kw_only=True):
    offset: Annotated[int, Meta(ge=0)]
    limit: Annotated[int, Meta(ge=1, le=10)]
    stock_creator_mchid: shapes.Mchid
    create_start_time: str | None = None
    create_end_time: str | None = None
    status: Literal["unactivated", "audit", "running", "stoped", "paused"] | None = None


class MerchantsQuery(msgspec.Struct, frozen=True, kw_only=True):
    offset: Annotated[int, Meta(ge=0)]
    limit: Annotated[int, Meta(ge=1, le=50)]
    stock_creator_mchid: shapes.Mchid


class ItemsQuery(msgspec.Struct, frozen=True, kw_only=True):
    offset: Annotated[int, Meta(ge=0)]
    limit: Annotated[int, Meta(ge=1, le=100)]
    stock_creator_mchid: shapes.Mchid


@v3.post("/v3/marketing/favor/coupon-stocks", body=shapes.CreateStock)
def create(tx: Transaction, call: Call[shapes.CreateStock]) -> dict[str, Any]:
    """Make a stock of cash coupons; it gives nothing until it is started.

    Request:  {"stock_name": "Tea for all", "belong_merchant": "1900000109", "available_begin_time":
              "2026-11-22T00:00:00+08:00", "available_end_time": "2026-12-01T00:00:00+08:00", "stock_use_rule":
              {"max_coupons": 100, "max_amount": 50000, "max_coupons_per_user": 3, "natural_person_limit": false,
              "prevent_api_abuse": false}, "coupon_use_rule": {"fixed_normal_coupon": {"coupon_amount": 500,
              "transaction_minimum": 1000}, "available_merchants": ["1900000109"]}, "no_cash": false,
              "stock_type": "NORMAL", "out_request_no": "1900000109202611220001"}
    Response: {"stock_id": "98065001", "create_time": "2026-11-22T10:00:00+08:00"}
    Errors:   CardFieldWrong · StockTypeMissing · ShopUnknown · StockNotYours · RequestDiffers
    Source:   "Creating a batch of cash coupons"; stocks for certain bank cards or at a special price are refused
    """
    made = favor_stocks.create(tx, call.mchid, call.body.out_request_no, shapes.new_stock(call.body))
    return {"stock_id": made.stock_id, "create_time": rfc3339(made.created_at)}


@v3.post(_STOCKS + "/{stock_id}/start", body=Maker)
def start(tx: Transaction, call: Call[Maker]) -> dict[str, Any]:
    """Let a stock give coupons. Money that will pay for them is set aside from what the merchant has available.

    Request:  {"stock_creator_mchid": "1900000109"}
    Response: {"start_time": "2026-11-22T10:00:00+08:00", "stock_id": "98065001"}
    Errors:   StockUnknown · StockNotYours · StockStateWrong · BudgetShort
    Source:   "Activating a batch"
    """
    started = favor_stocks.start(tx, _maker(call), call.path["stock_id"])
    return {"start_time": rfc3339(tx.now), "stock_id": started.stock_id}


@v3.post(_STOCKS + "/{stock_id}/pause", body=Maker)
def pause(tx: Transaction, call: Call[Maker]) -> dict[str, Any]:
    """Give no coupons for now; those given stay good.

    Request:  {"stock_creator_mchid": "1900000109"}
    Response: {"pause_time": "2026-11-22T10:00:00+08:00", "stock_id": "98065001"}
    Errors:   StockUnknown · StockNotYours · StockStateWrong
    Source:   "Pausing a batch"
    """
    paused = favor_stocks.pause(tx, _maker(call), call.path["stock_id"])
    return {"pause_time": rfc3339(tx.now), "stock_id": paused.stock_id}


@v3.post(_STOCKS + "/{stock_id}/restart", body=Maker)
def restart(tx: Transaction, call: Call[Maker]) -> dict[str, Any]:
    """Give coupons again.

    Request:  {"stock_creator_mchid": "1900000109"}
    Response: {"restart_time": "2026-11-22T10:00:00+08:00", "stock_id": "98065001"}
    Errors:   StockUnknown · StockNotYours · StockStateWrong
    Source:   "Restarting a batch"
    """
    restarted = favor_stocks.restart(tx, _maker(call), call.path["stock_id"])
    return {"restart_time": rfc3339(tx.now), "stock_id": restarted.stock_id}


@v3.get(_STOCKS, query=ListQuery)
def list_(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A merchant's stocks, newest first.

    Request:  ?offset=0&limit=10&stock_creator_mchid=1900000109&status=running
    Response: {"total_count": 1, "limit": 10, "offset": 0, "data": [{"stock_id": "98065001", ...}]}
    Errors:   StockNotYours
    Source:   "Querying the list of batches"; times are those of creation, both ends included
    """
    asked: ListQuery = call.query
    if asked.stock_creator_mchid != call.mchid:
        raise errors.StockNotYours()
    since, until = asked.create_start_time, asked.create_end_time
    total, found = favor_stocks.page(
        read,
        call.mchid,
        state=shapes.STATES_OF_STOCK.get(asked.status or "", asked.status or ""),
        since=moment(since, "create_start_time", "query") if since else _BEGINNING,
        until=moment(until, "create_end_time", "query") if until else _END,
        offset=min(asked.offset, 2**31),
        limit=asked.limit,
    )
    data = [shapes.stock(stock) for stock in found]
    return {"total_count": total, "limit": asked.limit, "offset": asked.offset, "data": data}


@v3.get(_STOCKS + "/{stock_id}", query=Maker)
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """One stock.

    Request:  ?stock_creator_mchid=1900000109
    Response: {"stock_id": "98065001", "stock_creator_mchid": "1900000109", "stock_name": "Tea for all",
              "status": "running", "stock_use_rule": {...}, "distributed_coupons": 3, "no_cash": false, ...}
    Errors:   StockUnknown · StockNotYours
    Source:   "Querying a batch"; states are spelt unactivated, audit, running, stoped, paused
    """
    return shapes.stock(_asked(read, call))


@v3.get(_STOCKS + "/{stock_id}/merchants", query=MerchantsQuery)
def merchants(read: Reader, call: Call[None]) -> dict[str, Any]:
    """Where a stock's coupons are taken.

    Request:  ?offset=0&limit=50&stock_creator_mchid=1900000109
    Response: {"total_count": 1, "data": ["1900000109"], "offset": 0, "limit": 50, "stock_id": "98065001"}
    Errors:   StockUnknown · StockNotYours
    Source:   "Querying the merchants of a batch"
    """
    found = _asked(read, call)
    return _part(call, found, found.merchants)


@v3.get(_STOCKS + "/{stock_id}/items", query=ItemsQuery)
def items(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The goods a stock's coupons are for; none when they are for all.

    Request:  ?offset=0&limit=100&stock_creator_mchid=1900000109
    Response: {"total_count": 1, "data": ["tea-01"], "offset": 0, "limit": 100, "stock_id": "98065001"}
    Errors:   StockUnknown · StockNotYours
    Source:   "Querying the goods of a batch"
    """
    found = _asked(read, call)
    return _part(call, found, found.items)


def _maker(call: Call[Maker]) -> str:
    if call.body.stock_creator_mchid != call.mchid:
        raise errors.StockNotYours()
    return call.mchid


def _asked(read: Reader, call: Call[None]) -> FavorStock:
    if call.query.stock_creator_mchid != call.mchid:
        raise errors.StockNotYours()
    return favor_stocks.get(read, call.mchid, call.path["stock_id"])


def _part(call: Call[None], stock: FavorStock, names: tuple[str, ...]) -> dict[str, Any]:
    offset, limit = call.query.offset, call.query.limit
    data = list(names[offset : offset + limit])
    return {"total_count": len(names), "data": data, "offset": offset, "limit": limit, "stock_id": stock.stock_id}
