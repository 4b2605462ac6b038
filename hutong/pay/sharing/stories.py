"""How a share of a payment reads in its receiver's statement."""

from hutong.kernel.db import Reader
from hutong.pay.merchants import registry
from hutong.pay.models.ledger import Posting
from hutong.pay.sharing import sharings
from hutong.pay.wallet import stories
from hutong.pay.wallet.stories import Counterparty, Story


@stories.teller("sharing")
def tell(read: Reader, order_id: str, posting: Posting, person_id: int) -> Story | None:
    """Whose payment it was, and what it was for."""
    sharing = sharings.find_by_id(read, order_id)
    if sharing is None:
        return None
    merchant = registry.get(read, sharing.payee)
    return Story(
        title=posting.memo,
        counterparty=Counterparty("merchant", merchant.short_name or merchant.name) if merchant else None,
        state="paid",
        merchant_number=sharing.payee,
        order_number=sharing.out_order_no,
    )
