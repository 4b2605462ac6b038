"""Tables of APIv2's sandbox, where no money moves."""

from datetime import datetime

from hutong.kernel.db import Row, table


class SandboxKey(Row, frozen=True):
    """The key that signs in the sandbox, sealed."""

    mchid: str
    key: bytes
    made_at: datetime


class SandboxOrder(Row, frozen=True):
    """An order of the sandbox; its amount says what becomes of it."""

    mchid: str
    out_trade_no: str
    transaction_id: str
    app_id: str
    trade_type: str
    openid: str
    attach: str
    amount_fen: int
    state: str
    out_refund_no: str
    refund_id: str
    placed_at: datetime


sandbox_keys = table("pay_sandbox_keys", SandboxKey, key=("mchid",))
sandbox_orders = table("pay_sandbox_orders", SandboxOrder, key=("mchid", "out_trade_no"), checks=["amount_fen > 0"])
