"""Stocks of cash coupons: made, started, paused, ended; and the money behind them."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.pay.cards import requests
from hutong.pay.errors import cards as errors
from hutong.pay.errors.ledger import MoneyShort
from hutong.pay.ledger import balances, names, transfers
from hutong.pay.merchants import registry
from hutong.pay.models.cards import PAUSED, RUNNING, STOPPED, UNACTIVATED, FavorStock, favor_stocks

END_JOB = "pay.favor.end"
LONGEST = timedelta(days=90)
_CREATE = "favor.create"


class NewStock(msgspec.Struct, frozen=True, kw_only=True):
    """What a merchant asks for."""

    name: str
    belongs_to: str
    begins_at: datetime
    ends_at: datetime
    no_cash: bool
    kind: str
    max_coupons: int
    max_fen: int
    max_fen_by_day: int | None
    max_per_person: int
    coupon_fen: int
    minimum_fen: int
    merchants: tuple[str, ...]
    items: tuple[str, ...]
    goods_tags: tuple[str, ...]
    combines: bool
    description: str
    details: dict[str, Any]


_of_maker = (
    favor_stocks.c.mchid == param("mchid"),
    sa.or_(param("state", sa.Text()) == "", favor_stocks.c.state == param("state", sa.Text())),
    favor_stocks.c.created_at >= param("since", favor_stocks.c.created_at.type),
    favor_stocks.c.created_at <= param("until", favor_stocks.c.created_at.type),
)
_page = query(
    favor_stocks.select()
    .where(*_of_maker)
    .order_by(favor_stocks.c.created_at.desc(), favor_stocks.c.stock_id.desc())
    .limit(param("limit", sa.Integer()))
    .offset(param("offset", sa.Integer())),
    FavorStock,
)
_count = query(sa.select(sa.func.count().label("total")).select_from(favor_stocks.sa).where(*_of_maker), Count)


def create(tx: Transaction, mchid: str, number: str, new: NewStock) -> FavorStock:
    """Make a stock, which gives nothing until it is started. The same number again is the same stock.

    Raises: CardFieldWrong · StockTypeMissing · ShopUnknown · StockNotYours · RequestDiffers
    """
    content = msgspec.to_builtins(new)
    earlier = requests.earlier(tx, mchid, _CREATE, number, content=content, differs=errors.RequestDiffers)
    if earlier is not None:
        return get(tx, mchid, earlier.subject)
    _check(tx, mchid, new)
    stock = FavorStock(
        mchid=mchid,
        stock_id=str(tx.new_id("favor.stock")),
        **{field: getattr(new, field) for field in NewStock.__struct_fields__},
        state=UNACTIVATED,
        sent=0,
        used=0,
        created_at=tx.now,
        started_at=None,
        stopped_at=None,
    )
    requests.keep(tx, mchid, _CREATE, number, content=content, subject=stock.stock_id)
    tx.job(END_JOB, {"mchid": mchid, "stock_id": stock.stock_id}, due_at=stock.ends_at)
    return tx.insert(stock)


def start(tx: Transaction, mchid: str, stock_id: str) -> FavorStock:
    """Let the stock give coupons; money that pays for them is set aside now.

    Raises: StockUnknown · StockStateWrong · BudgetShort
    """
    stock = _in_state(tx, mchid, stock_id, UNACTIVATED)
    if not stock.no_cash:
        _set_aside(tx, stock)
    return tx.update(stock, state=RUNNING, started_at=tx.now)


def pause(tx: Transaction, mchid: str, stock_id: str) -> FavorStock:
    """Give no coupons for now; those given stay good. Raises: StockUnknown · StockStateWrong"""
    return tx.update(_in_state(tx, mchid, stock_id, RUNNING), state=PAUSED)


def restart(tx: Transaction, mchid: str, stock_id: str) -> FavorStock:
    """Give coupons again. Raises: StockUnknown · StockStateWrong"""
    return tx.update(_in_state(tx, mchid, stock_id, PAUSED), state=RUNNING)


def end(tx: Transaction, mchid: str, stock_id: str) -> None:
    """The stock's last moment has come: what is left of its money goes back to who made it."""
    stock = tx.one(favor_stocks.by_key, mchid=mchid, stock_id=stock_id)
    if stock is None or stock.state == STOPPED or tx.now < stock.ends_at:
        return
    left_fen = balances.balance(tx, money(stock)).balance_fen
    if left_fen > 0:
        transfers.move(
            tx,
            f"favor.end:{stock_id}",
            debit=money(stock),
            credit=names.merchant_available(mchid),
            amount_fen=left_fen,
            kind="coupon_budget_back",
            subject=f"favor:{stock_id}",
            memo=stock.name,
        )
    tx.update(stock, state=STOPPED, stopped_at=tx.now)


def get(read: Reader, mchid: str, stock_id: str) -> FavorStock:
    """A stock of this merchant's own. Raises: StockUnknown"""
    stock = read.one(favor_stocks.by_key, mchid=mchid, stock_id=stock_id)
    if stock is None:
        raise errors.StockUnknown(stock_id=stock_id)
    return stock


def page(
    read: Reader, mchid: str, *, state: str, since: datetime, until: datetime, offset: int, limit: int
) -> tuple[int, list[FavorStock]]:
    """How many stocks a merchant made, and some of them, newest first; `state` "" is any."""
    wanted = {"mchid": mchid, "state": state, "since": since, "until": until}
    counted = read.one(_count, **wanted)
    return counted.total if counted else 0, read.many(_page, **wanted, offset=offset, limit=limit)


def money(stock: FavorStock) -> names.Name:
    """Where the money lies that pays for a stock's coupons."""
    return names.escrow(f"favor:{stock.stock_id}")


def _in_state(tx: Transaction, mchid: str, stock_id: str, wanted: str) -> FavorStock:
    stock = get(tx, mchid, stock_id)
    if stock.state != wanted or tx.now >= stock.ends_at:
        raise errors.StockStateWrong(state="stoped" if stock.state == STOPPED else stock.state)
    return stock


def _set_aside(tx: Transaction, stock: FavorStock) -> None:
    try:
        transfers.move(
            tx,
            f"favor.start:{stock.stock_id}",
            debit=names.merchant_available(stock.mchid),
            credit=money(stock),
            amount_fen=stock.max_fen,
            kind="coupon_budget",
            subject=f"favor:{stock.stock_id}",
            memo=stock.name,
        )
    except MoneyShort:
        raise errors.BudgetShort(wanted_fen=stock.max_fen) from None


def _check(tx: Transaction, mchid: str, new: NewStock) -> None:
    if new.kind != "NORMAL":
        raise errors.StockTypeMissing(kind=new.kind)
    if new.ends_at <= max(new.begins_at, tx.now) or new.ends_at - new.begins_at > LONGEST:
        raise errors.CardFieldWrong(
            "/available_end_time", new.ends_at.isoformat(), "结束时间须晚于当前和开始时间，且不超过90天"
        )
    if new.minimum_fen <= new.coupon_fen:
        raise errors.CardFieldWrong(
            "/coupon_use_rule/fixed_normal_coupon/transaction_minimum", new.minimum_fen, "使用门槛必须大于面额"
        )
    if new.max_fen != new.max_coupons * new.coupon_fen:
        raise errors.CardFieldWrong("/stock_use_rule/max_amount", new.max_fen, "总预算必须等于发放总上限乘以面额")
    if new.max_fen_by_day is not None and not new.coupon_fen <= new.max_fen_by_day <= new.max_fen:
        raise errors.CardFieldWrong(
            "/stock_use_rule/max_amount_by_day", new.max_fen_by_day, "单天预算须在面额与总预算之间"
        )
    _check_shops(tx, mchid, new)


def _check_shops(tx: Transaction, mchid: str, new: NewStock) -> None:
    belongs_to = registry.get(tx, new.belongs_to)
    if belongs_to is None:
        raise errors.ShopUnknown(mchid=new.belongs_to)
    if mchid not in (belongs_to.mchid, belongs_to.partner_mchid):
        raise errors.StockNotYours()
    for shop in new.merchants:
        if registry.get(tx, shop) is None:
            raise errors.ShopUnknown(mchid=shop)
