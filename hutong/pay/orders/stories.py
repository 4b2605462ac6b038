"""What orders and refunds are called in people's statements."""

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.pay.merchants import registry
from hutong.pay.models.ledger import Posting
from hutong.pay.models.orders import Order, Refund
from hutong.pay.orders import finding
from hutong.pay.wallet import stories
from hutong.pay.wallet.stories import Counterparty, RefundLine, Story
from hutong.people import public as people


@stories.teller("order")
def order_story(read: Reader, transaction_id: str, posting: Posting, person_id: int) -> Story | None:
    """A payment: to whom, for what, and what came back of it."""
    order = finding.by_transaction(read, transaction_id)
    return None if order is None else _story(read, order, person_id)


@stories.teller("refund")
def refund_story(read: Reader, refund_id: str, posting: Posting, person_id: int) -> Story | None:
    """Money that came back, under the name of what it was paid for."""
    refund = finding.refund_by_id(read, refund_id)
    order = finding.find(read, refund.mchid, refund.out_trade_no) if refund else None
    return None if order is None else _story(read, order, person_id)


def _story(read: Reader, order: Order, person_id: int) -> Story:
    is_payer = order.payer_person_id == person_id
    back = finding.refunds_of(read, order)
    return Story(
        title=order.description,
        counterparty=_merchant(read, order),
        state=_state(order, back),
        transaction_id=order.transaction_id,
        merchant_number=order.payee,
        order_number=order.out_trade_no,
        refunds=[RefundLine(refund.refund_id, refund.payer_fen, refund.state, refund.created_at) for refund in back],
        # The holder of a family card disputes what they bought, not its giver.
        can_dispute=is_payer,
    )


def _merchant(read: Reader, order: Order) -> Counterparty | None:
    merchant = registry.get(read, order.payee)
    if merchant is None:
        return None
    app = apps.get(read, order.sub_app_id or order.app_id)
    avatar_url = people.avatar_url(app.avatar) if app is not None else None
    return Counterparty("merchant", merchant.short_name or merchant.name, avatar_url)


def _state(order: Order, back: list[Refund]) -> str:
    returned_fen = sum(refund.payer_fen for refund in back if refund.state == "SUCCESS")
    if returned_fen == 0:
        return "paid"
    return "refunded" if returned_fen == order.payer_fen else "partly_refunded"
