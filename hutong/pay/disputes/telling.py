"""What a merchant's server is told of complaints: that there is something to fetch."""

from hutong.kernel.db import Transaction
from hutong.pay.cards import callbacks
from hutong.pay.models.disputes import Complaint
from hutong.pay.notices import sending


def created(tx: Transaction, complaint: Complaint) -> None:
    """COMPLAINT.CREATE"""
    _tell(tx, complaint, "COMPLAINT.CREATE", "产生新投诉", "CREATE_COMPLAINT")


def changed(tx: Transaction, complaint: Complaint, action: str) -> None:
    """COMPLAINT.STATE_CHANGE, with the wire's word for what was done."""
    _tell(tx, complaint, "COMPLAINT.STATE_CHANGE", "投诉单状态变化", action)


def _tell(tx: Transaction, complaint: Complaint, event: str, summary: str, action: str) -> None:
    # A partner who placed the order hears of it too.
    for mchid in dict.fromkeys((complaint.mchid, complaint.placer_mchid)):
        url = callbacks.url_of(tx, mchid, "complaint")
        if url is not None:
            sending.send(
                tx,
                mchid=mchid,
                url=url,
                event_type=event,
                original_type="complaint",
                summary=summary,
                resource={"complaint_id": complaint.complaint_id, "action_type": action},
                subject=f"complaint:{complaint.complaint_id}",
            )
