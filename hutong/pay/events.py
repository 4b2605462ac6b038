"""What others may hear of money."""

from hutong.kernel.events import Event


class OrderPaid(Event, frozen=True):
    """Somebody paid an order."""

    mchid: str
    out_trade_no: str
    person_id: int


class RefundSettled(Event, frozen=True):
    """A refund reached who had paid."""

    mchid: str
    out_refund_no: str
