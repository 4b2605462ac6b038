"""What merchants who share are told: that money came, or went back."""

from typing import Any

from hutong.kernel.db import Transaction
from hutong.pay.cards import callbacks
from hutong.pay.models.sharing import MERCHANT, Part, Return, Sharing
from hutong.pay.notices import sending
from hutong.pay.times import rfc3339


def shared(tx: Transaction, sharing: Sharing, part: Part) -> None:
    """PROFITSHARING.SUCCESS, to a merchant who got a part."""
    assert part.finished_at is not None, "it just arrived"
    told = _told(sharing.mchid, sharing.sub_mchid, sharing.transaction_id, sharing.order_id, sharing.out_order_no)
    told["receiver"] = _receiver(part.account, part.amount_fen, part.description)
    told["success_time"] = rfc3339(part.finished_at)
    _tell(tx, part.account, "PROFITSHARING.SUCCESS", "分账", told, sharing.order_id)


def returned(tx: Transaction, done: Return) -> None:
    """PROFITSHARING.RETURN, to a merchant who gave a part back; `receiver` names who has it now."""
    told = _told(done.mchid, done.sub_mchid, done.transaction_id, done.order_id, done.out_order_no)
    told["receiver"] = _receiver(done.sub_mchid or done.mchid, done.amount_fen, done.description)
    told["success_time"] = rfc3339(done.finished_at)
    _tell(tx, done.return_mchid, "PROFITSHARING.RETURN", "分账回退", told, done.order_id)


def _told(mchid: str, sub_mchid: str | None, transaction_id: str, order_id: str, out_order_no: str) -> dict[str, Any]:
    who = {"mchid": mchid} if sub_mchid is None else {"sp_mchid": mchid, "sub_mchid": sub_mchid}
    return {**who, "transaction_id": transaction_id, "order_id": order_id, "out_order_no": out_order_no}


def _receiver(account: str, amount_fen: int, description: str) -> dict[str, Any]:
    return {"type": MERCHANT, "account": account, "amount": amount_fen, "description": description}


def _tell(tx: Transaction, mchid: str, event: str, summary: str, told: dict[str, Any], order_id: str) -> None:
    url = callbacks.url_of(tx, mchid, "profitsharing")
    if url is not None:
        sending.send(
            tx,
            mchid=mchid,
            url=url,
            event_type=event,
            original_type="profitsharing",
            summary=summary,
            resource=told,
            subject=f"sharing:{order_id}",
        )
