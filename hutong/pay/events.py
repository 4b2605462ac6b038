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


class HoldExpired(Event, frozen=True):
    """Money that was set aside is free again, because nobody came for it in time."""

    number: str
    kind: str
    subject: str
