"""What others may hear of money."""

from hutong.kernel.events import Event


class OrderPaid(Event, frozen=True):
    """Somebody paid an order."""

    mchid: str
    out_trade_no: str
    person_id: int


class SharedOrderPaid(Event, frozen=True):
    """Somebody paid an order whose money waits to be shared."""

    mchid: str
    out_trade_no: str


class TaggedOrderPaid(Event, frozen=True):
    """Somebody paid an order with a tag, which may buy more than it says."""

    mchid: str
    out_trade_no: str


class RefundSettled(Event, frozen=True):
    """A refund reached who had paid."""

    mchid: str
    out_refund_no: str


class HoldExpired(Event, frozen=True):
    """Money that was set aside is free again, because nobody came for it in time."""

    number: str
    kind: str
    subject: str
