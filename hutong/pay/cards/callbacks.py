"""Where merchants are told of coupons."""

from typing import Literal

from hutong.kernel.db import Reader, Transaction
from hutong.pay.errors import cards as errors
from hutong.pay.models.cards import CardCallback, card_callbacks

Kind = Literal["favor", "busifavor"]


def keep(tx: Transaction, mchid: str, kind: Kind, *, url: str, is_on: bool = True) -> CardCallback:
    """Tell news of this kind of coupon there from now on."""
    fresh = CardCallback(mchid=mchid, kind=kind, url=url, is_on=is_on, changed_at=tx.now)
    there, is_new = tx.get_or_add(fresh)
    return there if is_new else tx.update(there, url=url, is_on=is_on, changed_at=tx.now)


def find(read: Reader, mchid: str, kind: Kind) -> CardCallback | None:
    """Where this merchant is told, if anywhere."""
    return read.one(card_callbacks.by_key, mchid=mchid, kind=kind)


def get(read: Reader, mchid: str, kind: Kind) -> CardCallback:
    """Where this merchant is told. Raises: CardCallbackUnset"""
    found = find(read, mchid, kind)
    if found is None:
        raise errors.CardCallbackUnset()
    return found


def url_of(read: Reader, mchid: str, kind: Kind) -> str | None:
    """Where to tell news of this kind; None when the merchant does not want them."""
    found = find(read, mchid, kind)
    return found.url if found is not None and found.is_on else None
