"""Tables of profit sharing: who may share in a merchant's payments, and who did."""

from datetime import datetime
from typing import Any

from hutong.kernel.db import Row, table

# The wire's own words, which bills and notices use too.
PROCESSING, FINISHED = "PROCESSING", "FINISHED"
PENDING, SUCCESS, CLOSED, FAILED = "PENDING", "SUCCESS", "CLOSED", "FAILED"
MERCHANT, PERSON, SUB_PERSON = "MERCHANT_ID", "PERSONAL_OPENID", "PERSONAL_SUB_OPENID"


class Receiver(Row, frozen=True):
    """Somebody who may share in a merchant's payments."""

    mchid: str
    """Whose payments are shared."""
    type: str
    account: str
    """A mchid or an openid, as the type says."""
    app_id: str
    """Whose openid it is."""
    person_id: int | None
    relation: str
    custom_relation: str
    added_at: datetime


class SharedPayment(Row, frozen=True):
    """A payment that waits to be shared. Its money lies in an escrow of its own."""

    mchid: str
    """Whose payment it is."""
    transaction_id: str
    calls: int
    returns: int
    shared_fen: int
    """What went to receivers, or is going."""
    ended_at: datetime | None
    """The rest went to the merchant, and nothing more is shared."""


class Sharing(Row, frozen=True):
    """One call for sharing, or for ending it: its parts follow."""

    mchid: str
    """Who called: the merchant, or its partner."""
    out_order_no: str
    order_id: str
    sub_mchid: str | None
    transaction_id: str
    state: str
    ends: bool
    """What is left goes to the merchant, and sharing is over."""
    description: str
    content: dict[str, Any]
    created_at: datetime
    finished_at: datetime | None

    @property
    def payee(self) -> str:
        """Whose payment is shared."""
        return self.sub_mchid or self.mchid


class Part(Row, frozen=True):
    """What one receiver gets by one call."""

    mchid: str
    out_order_no: str
    place: int
    detail_id: str
    type: str
    account: str
    person_id: int | None
    amount_fen: int
    description: str
    result: str
    fail_reason: str
    returned_fen: int
    created_at: datetime
    finished_at: datetime | None


class Return(Row, frozen=True):
    """Money that a merchant who shared gave back."""

    mchid: str
    out_return_no: str
    return_id: str
    sub_mchid: str | None
    out_order_no: str
    order_id: str
    transaction_id: str
    return_mchid: str
    amount_fen: int
    description: str
    result: str
    content: dict[str, Any]
    created_at: datetime
    finished_at: datetime


receivers = table("pay_sharing_receivers", Receiver, key=("mchid", "type", "account"))
shared_payments = table("pay_shared_payments", SharedPayment, key=("mchid", "transaction_id"))
sharings = table(
    "pay_sharings",
    Sharing,
    key=("mchid", "out_order_no"),
    unique=[("order_id",)],
    indexes=[("mchid", "created_at"), ("mchid", "transaction_id")],
)
parts = table("pay_sharing_parts", Part, key=("mchid", "out_order_no", "place"), checks=["returned_fen <= amount_fen"])
returns = table("pay_sharing_returns", Return, key=("mchid", "out_return_no"), indexes=[("mchid", "created_at")])
