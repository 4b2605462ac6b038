"""/api/console/merchants/{mchid}/coupons: a merchant's stocks of coupons, and which of them are sold."""

import msgspec
import sqlalchemy as sa

from hutong.chat import public as chat
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.pay.cards import busi_stocks, callbacks
from hutong.pay.merchants import access
from hutong.pay.models.cards import STOPPED, BusiStock, FavorStock, VoucherSale, favor_stocks
from hutong.pay.models.cards import busi_stocks as busi_table
from hutong.pay.vouchers import sales
from hutong.wire.product import Call, Nothing, console

_MOST = 200

_favor = query(
    favor_stocks.select()
    .where(favor_stocks.c.mchid == param("mchid"))
    .order_by(favor_stocks.c.created_at.desc())
    .limit(_MOST),
    FavorStock,
)
_busi = query(
    busi_table.select()
    .where(sa.or_(busi_table.c.mchid == param("mchid"), busi_table.c.belongs_to == param("mchid")))
    .order_by(busi_table.c.created_at.desc())
    .limit(_MOST),
    BusiStock,
)


class SaleShape(msgspec.Struct, frozen=True):
    """An order of this tag and this total buys a coupon."""

    goods_tag: str
    price_fen: int
    refunds_unused: bool = True


class StockShape(msgspec.Struct, frozen=True, kw_only=True):
    """A stock of coupons."""

    stock_id: str
    kind: str
    name: str
    state: str
    sent: int
    used: int | None
    max_coupons: int
    discount_fen: int | None
    begins_at: str
    ends_at: str
    sale: SaleShape | None


class StockList(msgspec.Struct, frozen=True):
    items: list[StockShape]


class Callbacks(msgspec.Struct, frozen=True):
    """Where a merchant is told of what no order names an address for; empty: nowhere."""

    profitsharing: str = ""


@console.get("/merchants/{mchid}/coupons")
def listed(read: Reader, call: Call[None]) -> StockList:
    """A merchant's stocks of coupons, newest first of each kind. Errors: MerchantNotFound"""
    mchid = access.require_owner(read, call.actor, call.path["mchid"]).mchid
    sold = sales.of_merchant(read, mchid)
    cash = [_favor_shape(stock) for stock in read.many(_favor, mchid=mchid)]
    own = [_busi_shape(read, stock, sold.get(stock.stock_id)) for stock in read.many(_busi, mchid=mchid)]
    return StockList([*cash, *own])


@console.put("/merchants/{mchid}/coupons/{stock_id}/sale", body=SaleShape)
def sell(tx: Transaction, call: Call[SaleShape]) -> StockShape:
    """Sell a stock of the merchant's own coupons by ordinary orders.

    One of this tag and this total, once paid, brings its payer a coupon. With `refunds_unused` its money comes back
    when the coupon's last day passes unused.

    Request:  {"goods_tag": "noodles-300", "price_fen": 10000, "refunds_unused": true}
    Errors:   MerchantNotFound · StockUnknown · SaleWrong
    """
    mchid = access.require_owner(tx, call.actor, call.path["mchid"]).mchid
    wanted = call.body
    sale = sales.offer(
        tx,
        mchid,
        call.path["stock_id"],
        goods_tag=wanted.goods_tag,
        price_fen=wanted.price_fen,
        refunds_unused=wanted.refunds_unused,
    )
    audit(tx, actor=call.actor.name, action="pay.voucher_sold", subject=f"merchant:{mchid}")
    return _busi_shape(tx, busi_stocks.get(tx, mchid, sale.stock_id), sale)


@console.delete("/merchants/{mchid}/coupons/{stock_id}/sale")
def end_sale(tx: Transaction, call: Call[None]) -> Nothing:
    """Sell a stock no more; coupons sold keep their rule. Errors: MerchantNotFound"""
    mchid = access.require_owner(tx, call.actor, call.path["mchid"]).mchid
    sales.end(tx, mchid, call.path["stock_id"])
    return Nothing()


@console.get("/merchants/{mchid}/callbacks")
def show_callbacks(read: Reader, call: Call[None]) -> Callbacks:
    """Where a merchant is told that shares of payments came or went. Errors: MerchantNotFound"""
    mchid = access.require_owner(read, call.actor, call.path["mchid"]).mchid
    return Callbacks(profitsharing=callbacks.url_of(read, mchid, "profitsharing") or "")


@console.put("/merchants/{mchid}/callbacks", body=Callbacks)
def set_callbacks(tx: Transaction, call: Call[Callbacks]) -> Callbacks:
    """Say where a merchant is told that shares of payments came or went; APIv3 has no call for it.

    Request:  {"profitsharing": "https://shop.example/shares"}
    Errors:   MerchantNotFound · CardFieldWrong
    """
    mchid = access.require_owner(tx, call.actor, call.path["mchid"]).mchid
    url = call.body.profitsharing
    if url:
        callbacks.check(url)
        callbacks.keep(tx, mchid, "profitsharing", url=url)
    else:
        callbacks.forget(tx, mchid, "profitsharing")
    return call.body


def _favor_shape(stock: FavorStock) -> StockShape:
    return StockShape(
        stock_id=stock.stock_id,
        kind="favor",
        name=stock.name,
        state=stock.state,
        sent=stock.sent,
        used=stock.used,
        max_coupons=stock.max_coupons,
        discount_fen=stock.coupon_fen,
        begins_at=chat.time_view(stock.begins_at),
        ends_at=chat.time_view(stock.ends_at),
        sale=None,
    )


def _busi_shape(read: Reader, stock: BusiStock, sale: VoucherSale | None) -> StockShape:
    return StockShape(
        stock_id=stock.stock_id,
        kind="busifavor",
        name=stock.name,
        state=STOPPED if busi_stocks.state_of(stock, read.now) == STOPPED else stock.state,
        sent=stock.sent,
        used=None,
        max_coupons=stock.max_coupons,
        discount_fen=busi_stocks.value_fen(stock) or None,
        begins_at=chat.time_view(stock.begins_at),
        ends_at=chat.time_view(stock.ends_at),
        sale=None if sale is None else SaleShape(sale.goods_tag, sale.price_fen, sale.refunds_unused),
    )
