"""A merchant's own numbers: what was asked under one is answered again, not done again."""

from typing import Any

import msgspec

from hutong.kernel.db import Transaction
from hutong.kernel.errors import HutongError
from hutong.pay.models.cards import CardRequest, card_requests


def earlier(
    tx: Transaction, mchid: str, kind: str, number: str, *, content: dict[str, Any], differs: type[HutongError]
) -> CardRequest | None:
    """What this number was used for before, None when it is new. Raises: `differs` when the content is another."""
    found = tx.one(card_requests.by_key, mchid=mchid, kind=kind, number=number)
    if found is not None and found.content != plain(content):
        raise differs(number=number)
    return found


def keep(
    tx: Transaction,
    mchid: str,
    kind: str,
    number: str,
    *,
    content: dict[str, Any],
    subject: str,
    answer: dict[str, Any] | None = None,
) -> CardRequest:
    """Remember what a number was used for."""
    return tx.insert(
        CardRequest(
            mchid=mchid,
            kind=kind,
            number=number,
            content=plain(content),
            subject=subject,
            answer=answer or {},
            at=tx.now,
        )
    )


def plain(content: Any) -> Any:
    """A content as it comes back from the database, to be compared with what is there."""
    return msgspec.json.decode(msgspec.json.encode(content))
