"""Whatever happens in whatever order, every fen a merchant paid out is with the person, on its way, or back."""

from __future__ import annotations

import contextlib
import random

import pytest

from hutong.kernel.errors import HutongError
from hutong.pay.models.payouts import ReportInfo
from hutong.pay.payouts import bills, opening, packets, showing, wallet_payments
from hutong.pay.payouts.bills import BillWanted
from hutong.pay.payouts.packets import PacketWanted
from hutong.pay.payouts.wallet_payments import WalletPaymentWanted
from tests.dialog.towns import Account, Person
from tests.pay.stalls import BORN_FEN, Market, Stall

FUNDED_FEN = 30_000
STEPS = 60


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_fen_is_somewhere(market: Market, stall: Stall, account: Account, li: Person, seed: int) -> None:
    chance = random.Random(seed)
    await stall.fund(FUNDED_FEN)
    walk = Walk(market, stall, account, li, chance)

    for _ in range(STEPS):
        await walk.step()
        waiting_fen = await walk.waiting_fen()
        gained_fen = await market.balance_fen(li) - BORN_FEN
        assert gained_fen + waiting_fen + await stall.available_fen() == FUNDED_FEN
        assert gained_fen >= 0
    await market.later(hours=25)
    assert await walk.waiting_fen() == 0
    assert (await market.lane.db.read(showing.waiting, li.id)) == []


class Walk:
    """Random things that a merchant, a person and time do."""

    def __init__(self, market: Market, stall: Stall, account: Account, li: Person, chance: random.Random) -> None:
        self.market, self.stall, self.account, self.li, self.chance = market, stall, account, li, chance
        self.bills: dict[str, int] = {}
        self.packets: dict[str, int] = {}

    async def step(self) -> None:
        acts = [self.order, self.order, self.send, self.pay, self.take, self.take, self.cancel, self.wait]
        # A refusal is an answer like any other; the sums are looked at after it.
        with contextlib.suppress(HutongError):
            await self.chance.choice(acts)()
        await self.market.settle()

    async def order(self) -> None:
        number, fen = f"bill{self.chance.randrange(12)}", self.chance.choice([100, 2500, 9000])
        self.bills.setdefault(number, fen)
        wanted = BillWanted(
            mchid=self.stall.mchid,
            out_bill_no=number,
            app_id=self.account.app_id,
            openid=self.li.openid(self.account),
            real_name=None,
            amount_fen=fen,
            remark="-",
            notify_url="",
            perception="",
            scene_id="1009",
            report_infos=[ReportInfo("采购商品名称", "tea")],
            style="CONFIRM_PAGE",
        )
        await self.market.lane.db.run(bills.order, self.market.lane, wanted)

    async def send(self) -> None:
        number, fen = f"packet{self.chance.randrange(6)}", self.chance.choice([100, 1500, 20_000])
        wanted = PacketWanted(
            mchid=self.stall.mchid,
            billno=number,
            app_id=self.account.app_id,
            is_group=False,
            sender_name="Tea",
            openid=self.li.openid(self.account),
            total_fen=fen,
            total_number=1,
            wishing="-",
            activity="-",
            remark="-",
            scene_id="",
        )
        sent = await self.market.lane.db.run(packets.send, self.market.lane, wanted)
        self.packets[number] = sent.total_fen

    async def pay(self) -> None:
        wanted = WalletPaymentWanted(
            mchid=self.stall.mchid,
            trade_no=f"pay{self.chance.randrange(8)}",
            app_id=self.account.app_id,
            openid=self.li.openid(self.account),
            real_name=None,
            amount_fen=self.chance.choice([30, 700]),
            description="-",
        )
        await self.market.lane.db.run(wallet_payments.pay, self.market.lane, wanted)

    async def take(self) -> None:
        lane = self.market.lane
        waiting = await lane.db.read(showing.waiting, self.li.id)
        for payout in self.chance.sample(waiting, min(1, len(waiting))):
            act = bills.confirm if payout.kind == showing.TRANSFER else opening.open_
            await lane.db.run(act, lane, self.li.id, payout.id)
            await lane.db.run(act, lane, self.li.id, payout.id)

    async def cancel(self) -> None:
        if self.bills:
            await self.market.lane.db.run(bills.cancel, self.stall.mchid, self.chance.choice(sorted(self.bills)))

    async def wait(self) -> None:
        await self.market.later(hours=self.chance.choice([1, 13, 24]))

    async def waiting_fen(self) -> int:
        """What lies in escrow, by the stories that should hold it."""
        read = self.market.lane.db.read
        held = 0
        for number in self.bills:
            try:
                bill = await read(bills.get, self.stall.mchid, number)
            except HutongError:
                continue
            held += bill.amount_fen if bill.state in (bills.WAITING, bills.CANCELING) and bill.expires_at else 0
        for number in self.packets:
            packet = await read(packets.get, self.stall.mchid, number)
            held += packet.left_fen if packet.status in (packets.SENT, packets.RETURNING) else 0
        return held
