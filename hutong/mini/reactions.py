"""What mini programs do about news."""

from itertools import islice

from hutong.kernel.db import Transaction
from hutong.kernel.events import reaction
from hutong.kernel.lane import Lane
from hutong.mini import activities, watching
from hutong.mini.events import ActivityChanged, VersionUploaded
from hutong.mini.shipping import receiving
from hutong.pay import public as pay
from hutong.pay.events import OrderPaid, RefundSettled

# So many cards are a few milliseconds of the writer's time.
_AT_ONCE = 50


@reaction(VersionUploaded)
async def reload_open_programs(lane: Lane, event: VersionUploaded) -> None:
    """Let messengers that have the development version open start it anew. May be lost: the next start gets it."""
    version, person_ids = await lane.db.read(watching.watchers, event.app_id, event.version_id)
    if version is None:
        return
    news = {"type": "mini", "app_id": version.app_id, "version": "develop", "number": version.number}
    for person_id in person_ids:
        lane.bus.spread(f"person:{person_id}", {**news, "digest": version.digest})


@reaction(ActivityChanged)
async def turn_cards(lane: Lane, event: ActivityChanged) -> None:
    """All cards of an activity say how it stands; told twice, they say the same."""
    cards = iter(await lane.db.read(activities.cards, event.activity_id))
    while some := list(islice(cards, _AT_ONCE)):
        await lane.db.run(activities.turn, event.activity_id, some)


@reaction(OrderPaid)
async def wait_for_shipping(lane: Lane, event: OrderPaid) -> None:
    """An order that was paid in a program is to be sent."""
    await lane.db.run(_begin, event)


@reaction(RefundSettled)
async def forget_shipping(lane: Lane, event: RefundSettled) -> None:
    """An order of which all was given back is not."""
    await lane.db.run(_refunded, event)


def _begin(tx: Transaction, event: OrderPaid) -> None:
    order = pay.paid_order_of(tx, event.mchid, event.out_trade_no)
    if order is not None:
        receiving.begin(tx, order)


def _refunded(tx: Transaction, event: RefundSettled) -> None:
    order = pay.order_of_refund(tx, event.mchid, event.out_refund_no)
    if order is not None:
        receiving.refunded(tx, order)
