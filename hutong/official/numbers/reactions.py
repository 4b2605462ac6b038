"""What numbers learn from below: that who came by a code wrote, or paid."""

from hutong.dialog.events import MessageReceived
from hutong.kernel.db import Transaction
from hutong.kernel.events import reaction
from hutong.kernel.lane import Lane
from hutong.official.numbers import funnel
from hutong.pay import public as pay
from hutong.pay.events import OrderPaid


@reaction(MessageReceived)
async def count_writer(lane: Lane, event: MessageReceived) -> None:
    """Who came by a code went one step further."""
    await lane.db.run(funnel.wrote, event.app_id, event.person_id)


@reaction(OrderPaid)
async def count_payer(lane: Lane, event: OrderPaid) -> None:
    """Who came by a code paid the account."""
    await lane.db.run(_paid, event)


def _paid(tx: Transaction, event: OrderPaid) -> None:
    for app_id in pay.apps_of_order(tx, event.mchid, event.out_trade_no):
        funnel.paid(tx, app_id, event.person_id)
