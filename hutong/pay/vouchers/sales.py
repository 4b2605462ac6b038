"""Which stocks are sold, and by which orders."""

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.pay.cards import busi_stocks
from hutong.pay.errors import cards as errors
from hutong.pay.models.cards import VoucherSale, voucher_sales

TAG_LETTERS = 32
DEAREST_FEN = 100_000_000

_of_merchant = query(
    voucher_sales.select().where(voucher_sales.c.mchid == param("mchid")).order_by(voucher_sales.c.goods_tag),
    VoucherSale,
)
_end = statement(
    sa.delete(voucher_sales.sa).where(
        voucher_sales.c.mchid == param("mchid"), voucher_sales.c.stock_id == param("stock_id")
    )
)


def offer(
    tx: Transaction, mchid: str, stock_id: str, *, goods_tag: str, price_fen: int, refunds_unused: bool
) -> VoucherSale:
    """Sell a stock: an order of this tag and this total brings its payer a coupon. It had another sale before: no more.

    Raises: StockUnknown · SaleWrong
    """
    stock = busi_stocks.get(tx, mchid, stock_id)
    is_priced = type(price_fen) is int and 1 <= price_fen <= DEAREST_FEN
    # Nobody is there to bring a code when the order is paid.
    is_codeless = stock.code_mode == busi_stocks.AT_SEND
    if not is_priced or is_codeless or not 1 <= len(goods_tag) <= TAG_LETTERS:
        raise errors.SaleWrong()
    tx.run(_end, mchid=mchid, stock_id=stock.stock_id)
    sale = VoucherSale(
        mchid=mchid,
        goods_tag=goods_tag,
        stock_id=stock.stock_id,
        price_fen=price_fen,
        refunds_unused=refunds_unused,
        changed_at=tx.now,
    )
    _, is_new = tx.get_or_add(sale)
    if not is_new:
        raise errors.SaleWrong()
    return sale


def end(tx: Transaction, mchid: str, stock_id: str) -> None:
    """Sell a stock no more; coupons sold keep their rule."""
    tx.run(_end, mchid=mchid, stock_id=stock_id)


def find(read: Reader, mchid: str, goods_tag: str) -> VoucherSale | None:
    """What orders of this tag buy."""
    return read.one(voucher_sales.by_key, mchid=mchid, goods_tag=goods_tag) if goods_tag else None


def of_merchant(read: Reader, mchid: str) -> dict[str, VoucherSale]:
    """A merchant's sales, by stock."""
    return {sale.stock_id: sale for sale in read.many(_of_merchant, mchid=mchid)}
