"""Where merchants are told of what no order names an address for: coupons, complaints, shares."""

import re
from typing import Literal

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, statement
from hutong.pay.errors import cards as errors
from hutong.pay.models.cards import MerchantCallback, merchant_callbacks

Kind = Literal["favor", "busifavor", "complaint", "profitsharing"]


_forget = statement(
    sa.delete(merchant_callbacks.sa).where(
        merchant_callbacks.c.mchid == param("mchid"), merchant_callbacks.c.kind == param("kind")
    )
)

_ADDRESS = re.compile(r"https?://[^?#\s]{1,248}")


def check(url: str) -> None:
    """Whether this is an address to tell news at: without a query, at most 256 characters. Raises: CardFieldWrong"""
    if not _ADDRESS.fullmatch(url):
        raise errors.CardFieldWrong("url", url[:64], "回调地址格式错误")


def keep(tx: Transaction, mchid: str, kind: Kind, *, url: str, is_on: bool = True) -> MerchantCallback:
    """Tell news of this kind there from now on."""
    fresh = MerchantCallback(mchid=mchid, kind=kind, url=url, is_on=is_on, changed_at=tx.now)
    there, is_new = tx.get_or_add(fresh)
    return there if is_new else tx.update(there, url=url, is_on=is_on, changed_at=tx.now)


def find(read: Reader, mchid: str, kind: Kind) -> MerchantCallback | None:
    """Where this merchant is told, if anywhere."""
    return read.one(merchant_callbacks.by_key, mchid=mchid, kind=kind)


def get(read: Reader, mchid: str, kind: Kind) -> MerchantCallback:
    """Where this merchant is told. Raises: CardCallbackUnset"""
    found = find(read, mchid, kind)
    if found is None:
        raise errors.CardCallbackUnset()
    return found


def url_of(read: Reader, mchid: str, kind: Kind) -> str | None:
    """Where to tell news of this kind; None when the merchant does not want them."""
    found = find(read, mchid, kind)
    return found.url if found is not None and found.is_on else None


def forget(tx: Transaction, mchid: str, kind: Kind) -> bool:
    """Tell this kind of news no more; whether it was told."""
    return tx.run(_forget, mchid=mchid, kind=kind) > 0
