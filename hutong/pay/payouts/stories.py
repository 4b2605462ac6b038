"""What money from merchants is called in people's statements."""

from hutong.kernel.db import Reader
from hutong.pay.merchants import registry
from hutong.pay.models.ledger import Posting
from hutong.pay.payouts import bills, packets, showing
from hutong.pay.wallet import stories
from hutong.pay.wallet.stories import Counterparty, Story


@stories.teller("payout")
def payout_story(read: Reader, payout_id: str, posting: Posting, person_id: int) -> Story | None:
    """A transfer that was confirmed, or a packet that was opened."""
    payout = showing.find(read, person_id, int(payout_id))
    if payout is None:
        return None
    if payout.kind == showing.TRANSFER:
        bill = bills.get(read, payout.mchid, payout.number)
        told = _told(read, bill.mchid, title=bill.perception or bill.remark, number=bill.out_bill_no)
    else:
        packet = packets.get(read, payout.mchid, payout.number)
        told = _told(read, packet.mchid, title=packet.wishing, number=packet.billno, name=packet.sender_name)
    return told


@stories.teller("paid_by")
def paid_story(read: Reader, of: str, posting: Posting, person_id: int) -> Story | None:
    """Money that a merchant paid without asking."""
    mchid, _, number = of.partition(":")
    return _told(read, mchid, title=posting.memo, number=number)


def _told(read: Reader, mchid: str, *, title: str, number: str, name: str = "") -> Story:
    merchant = registry.get(read, mchid)
    called = name or (merchant.short_name or merchant.name if merchant else "")
    return Story(
        title=title,
        counterparty=Counterparty("merchant", called),
        state="accepted",
        merchant_number=mchid,
        order_number=number,
    )
