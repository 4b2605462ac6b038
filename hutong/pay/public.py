"""The door of pay: what other domains may call.

`open_on` makes a lane ready and `close` ends what it started; both are called by the composition root.
"""

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.kernel.rsa import RsaWorks
from hutong.pay import paid_orders
from hutong.pay.ledger.balances import TrialBalance, trial_balance
from hutong.pay.merchants.authority import Authority as MerchantAuthority
from hutong.pay.merchants.desk import Desk
from hutong.pay.notices import sending
from hutong.pay.orders import finding
from hutong.pay.paid_orders import PaidOrder
from hutong.pay.wallet import lane_fees, passwords, rails
from hutong.pay.wallet.passwords import Proof
from hutong.pay.wallet.rails import Rails

__all__ = [
    "Desk",
    "MerchantAuthority",
    "PaidOrder",
    "Proof",
    "TrialBalance",
    "apps_of_order",
    "charge_fee",
    "charge_nobody",
    "close",
    "combined_parts",
    "give_fee_back",
    "is_complained_of",
    "open_on",
    "order_of_refund",
    "paid_order",
    "paid_order_of",
    "paid_together",
    "prove",
    "send_notice_again",
    "takes_payments",
    "trial_balance",
]

prove = passwords.prove
charge_fee = lane_fees.charge
charge_nobody = lane_fees.charge_nobody
give_fee_back = lane_fees.give_back
paid_order = paid_orders.by_transaction
paid_order_of = paid_orders.by_number
combined_parts = paid_orders.parts_of_combined
paid_together = paid_orders.paid_together
order_of_refund = paid_orders.of_refund
is_complained_of = paid_orders.is_complained_of
takes_payments = paid_orders.takes_payments


def open_on(lane: Lane) -> None:
    """Make a lane ready: called once, when its ports are filled."""
    lane.provide(RsaWorks, RsaWorks(lane))
    lane.provide(MerchantAuthority, MerchantAuthority(lane.keys))
    lane.provide(Desk, Desk(lane))
    lane.provide(Rails, rails.of_mode(lane.mode))


def send_notice_again(tx: Transaction, mchid: str, notice_id: str) -> bool:
    """Send a merchant's server a notice once more; False when there is none of this id."""
    return sending.send_again(tx, mchid, notice_id)


def apps_of_order(read: Reader, mchid: str, out_trade_no: str) -> list[str]:
    """The apps for which an order was placed; none when there is no such order."""
    order = finding.find(read, mchid, out_trade_no)
    return [] if order is None else [app_id for app_id in (order.app_id, order.sub_app_id) if app_id]


def close(lane: Lane) -> None:
    """End what was started; called before the lane closes."""
    lane.port(Desk).close()
    lane.port(RsaWorks).close()
