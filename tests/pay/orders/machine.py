"""A machine that places, pays, closes and refunds in every order there is, beside a model that cannot be wrong.

It goes on with what the ledger's own machine does: money moves, is held, and the power fails in the middle.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from hutong.kernel.clock import Setting
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Transaction
from hutong.kernel.db.database import connect
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue
from hutong.pay.errors import orders as errors
from hutong.pay.errors import refunds as refund_errors
from hutong.pay.errors.ledger import MoneyShort
from hutong.pay.ledger import names
from hutong.pay.merchants import registry
from hutong.pay.models.orders import Order
from hutong.pay.notices import finding as told
from hutong.pay.orders import closing, finding, paying, placing, refunding
from hutong.pay.orders.placing import Placement
from hutong.pay.orders.refunding import RefundDue, RefundWanted
from hutong.pay.wallet import wallets
from hutong.pay.wallet.means import Means
from hutong.pay.wallet.passwords import Proof
from hutong.people import public as people
from tests.pay.ledger.machine import Books, InjectedError

BORN_FEN = 100_000
APP = "wx0000000000000000"
BALANCE = Means(kind="balance", id=None)
TOTALS = st.integers(1, 9_000)
BUYERS = st.integers(0, 1)
PARTS = ("a fen", "a third", "a third", "the rest", "too much")


class Known:
    """An order as the model knows it."""

    def __init__(self, total: int, expires: datetime | None) -> None:
        self.total, self.expires, self.state = total, expires, "NOTPAY"
        self.payer: int | None = None
        self.request = ""
        self.fee = 0
        self.returned = self.fee_returned = 0


class Shop(Books):
    """A merchant, two buyers, and everything that happens between them."""

    # The ledger's own machine does these often enough; here orders have the steps.
    buy = ask_again = hold = post = void = fold = break_in_the_middle = None  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.orders: dict[str, Known] = {}
        self.refunds: dict[str, dict[str, Any]] = {}

    @initialize()
    def open_shop(self) -> None:
        self.mchid, self.buyers = self.do(_open_shop)
        self.till = names.merchant(self.mchid)
        for name, fen in ((self.till, 0), *((names.person(buyer), BORN_FEN) for buyer in self.buyers)):
            self.model[name], self.floors[name] = fen, 0
            self.accounts.append(name)

    @rule(total=TOTALS, minutes=st.one_of(st.none(), st.integers(1, 90)))
    def place(self, total: int, minutes: int | None) -> None:
        number = f"order-{len(self.orders):04d}"
        expires = None if minutes is None else self.clock.lane() + timedelta(minutes=minutes)
        self.do(placing.place, self.wanted(number, total, expires))
        self.orders[number] = Known(total, expires)

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), more=st.integers(0, 1))
    def place_again(self, data: st.DataObject, more: int) -> None:
        number = data.draw(st.sampled_from(sorted(self.orders)))
        known = self.orders[number]
        refusal: type[Exception] | None = None
        if known.payer is not None:
            refusal = errors.OrderPaidAlready
        elif known.state == "CLOSED":
            refusal = errors.OrderIsClosed
        elif more:
            refusal = errors.OrderDiffers
        elif self.is_over(known):
            refusal = errors.OrderExpired
        self.tried(refusal, placing.place, self.wanted(number, known.total + more, known.expires))

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), buyer=BUYERS, request=st.sampled_from(["tap", "tap again"]))
    def pay(self, data: st.DataObject, buyer: int, request: str) -> None:
        self._pay(data.draw(st.sampled_from(sorted(self.orders))), self.buyers[buyer], request)

    def _pay(self, number: str, person: int, request: str) -> None:
        known = self.orders[number]
        refusal: type[Exception] | None = None
        is_repeat = (known.payer, known.request) == (person, request)
        if known.payer is not None and not is_repeat:
            refusal = errors.OrderPaidAlready
        elif known.state == "CLOSED":
            refusal = errors.OrderIsClosed
        elif known.payer is None and self.is_over(known):
            refusal = errors.PaymentExpired
        elif known.payer is None and known.total > self.free(names.person(person)):
            refusal = MoneyShort
        proof = Proof(person, self.clock.lane())
        paid = self.tried(refusal, paying.pay, proof, self.mchid, number, BALANCE, request_id=request)
        if refusal is None and not is_repeat:
            known.payer, known.request, known.state = person, request, "SUCCESS"
            known.fee = paying.fee_fen(known.total, 60)
            assert (paid.fee_fen, paid.payer_fen) == (known.fee, known.total)
            self.moved(names.person(person), self.till, known.total)
            self.moved(self.till, names.fees(), known.fee)

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.orders)))
        known = self.orders[number]
        self.tried(errors.OrderPaidAlready if known.payer is not None else None, closing.close, self.mchid, number)
        if known.payer is None:
            known.state = "CLOSED"

    @rule(total=TOTALS, buyer=BUYERS, taps=st.integers(1, 2))
    def sell(self, total: int, buyer: int, taps: int) -> None:
        """An order placed and paid at once, perhaps by a double tap."""
        number, person = f"order-{len(self.orders):04d}", self.buyers[buyer]
        self.do(placing.place, self.wanted(number, total, None))
        self.orders[number] = Known(total, None)
        for _ in range(taps):
            self._pay(number, person, "tap")

    @precondition(lambda self: any(known.payer is not None for known in self.orders.values()))
    @rule(data=st.data(), part=st.sampled_from(PARTS), is_blocked=st.booleans())
    def refund(self, data: st.DataObject, part: str, is_blocked: bool) -> None:
        # The latest ones again and again, so that orders are given back to the last fen.
        paid = [number for number in sorted(self.orders) if self.orders[number].payer is not None]
        number = data.draw(st.sampled_from(paid[-2:]))
        known, own = self.orders[number], f"refund-{len(self.refunds):04d}"
        left = known.total - known.returned
        amount = {"a fen": 1, "a third": left // 3 or 1, "the rest": left or 1, "too much": left + 1}[part]
        refusal: type[Exception] | None = None
        if amount > left:
            refusal = refund_errors.RefundTooMuch
        wanted = self.back(own, number, amount)
        made = self.tried(refusal, refunding.request, wanted)
        if refusal is not None:
            return
        known.state, known.returned = "REFUND", known.returned + amount
        fee_back = known.fee * known.returned // known.total - known.fee_returned
        known.fee_returned += fee_back
        assert made.fee_fen == fee_back
        self.refunds[own] = {"of": number, "amount": amount, "state": "PROCESSING", "is_blocked": is_blocked}
        self.moved(names.fees(), self.till, fee_back)
        self.moved(self.till, refunding.aside(made), amount)

    @precondition(lambda self: self.refunds)
    @rule(data=st.data(), more=st.integers(0, 1))
    def refund_again(self, data: st.DataObject, more: int) -> None:
        own = data.draw(st.sampled_from(sorted(self.refunds)))
        asked = self.refunds[own]
        refusal = refund_errors.RefundDiffers if more else None
        again = self.tried(refusal, refunding.request, self.back(own, asked["of"], asked["amount"] + more))
        assert more or again.state == asked["state"]

    @precondition(lambda self: self.refunds)
    @rule(data=st.data())
    def refund_arrives(self, data: st.DataObject) -> None:
        """The job runs, once or again."""
        own = data.draw(st.sampled_from(sorted(self.refunds)))
        asked = self.refunds[own]
        self.do(refunding.settle, RefundDue(self.mchid, own), is_blocked=asked["is_blocked"])
        if asked["state"] != "PROCESSING":
            return
        asked["state"] = "ABNORMAL" if asked["is_blocked"] else "SUCCESS"
        if asked["state"] == "SUCCESS":
            self.moved(names.escrow("refund:any"), names.person(self.payer_of(own)), asked["amount"])

    @precondition(lambda self: self.refunds)
    @rule(data=st.data())
    def refund_goes_elsewhere(self, data: st.DataObject) -> None:
        own = data.draw(st.sampled_from(sorted(self.refunds)))
        asked = self.refunds[own]
        if asked["state"] == "ABNORMAL":
            refund = self.look(finding.require_refund, self.mchid, own)
            self.do(refunding.send_elsewhere, refund, to_merchant=True)
            self.do(refunding.settle, RefundDue(self.mchid, own, to_card=True))
            asked["state"] = "SUCCESS"

    @rule(hours=st.integers(1, 3))
    def hours_go_by(self, hours: int) -> None:
        self.clock.setting = Setting(held_at=self.clock.lane() + timedelta(hours=hours))

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), buyer=BUYERS, has_power=st.booleans())
    def break_while_paying(self, data: st.DataObject, buyer: int, has_power: bool) -> None:
        """Something of ours fails after the money moved, or the process is gone before its commit."""
        number = data.draw(st.sampled_from(sorted(self.orders)))
        proof = Proof(self.buyers[buyer], self.clock.lane())

        def fails(tx: Transaction) -> None:
            with suppress(Exception), tx.attempt():
                paying.pay(tx, proof, self.mchid, number, BALANCE, request_id="lost")
            with suppress(Exception), tx.attempt():
                refunding.request(tx, self.back("lost", number, 1))
            raise InjectedError

        if has_power:
            with suppress(InjectedError):
                self.do(fails)
            return
        connection = connect(self.url, writes=True)
        connection.begin()
        with suppress(InjectedError):
            fails(Transaction(connection, self.clock.lane(), Ids(), JobQueue()))
        connection.close()
        self.db.close()
        self.open()

    def teardown(self) -> None:
        """Orders stand as the model says, and merchants are told of what happened and of nothing else."""
        for number, known in self.orders.items():
            order: Order = self.look(finding.require, self.mchid, number)
            assert (order.state, order.payer_person_id, order.refunded_fen) == (
                known.state,
                known.payer,
                known.returned,
            )
            notices = self.look(told.about, self.mchid, f"order:{number}")
            assert len(notices) == (0 if known.payer is None else 1)
        for own, asked in self.refunds.items():
            assert self.look(finding.require_refund, self.mchid, own).state == asked["state"]
        super().teardown()

    def tried(self, refusal: type[Exception] | None, work: Any, *args: Any, **more: Any) -> Any:
        """Run a rule that has to be refused so, or not at all."""
        if refusal is None:
            return self.do(work, *args, **more)
        with pytest.raises(refusal):
            self.do(work, *args, **more)
        return None

    def is_over(self, known: Known) -> bool:
        return known.expires is not None and known.expires <= self.clock.lane()

    def payer_of(self, own: str) -> int:
        payer = self.orders[self.refunds[own]["of"]].payer
        assert payer is not None
        return payer

    def wanted(self, number: str, total: int, expires: datetime | None) -> Placement:
        return Placement(
            mchid=self.mchid,
            out_trade_no=number,
            app_id=APP,
            trade_type="NATIVE",
            description="Tea",
            total_fen=total,
            notify_url="http://127.0.0.1:1/notify",
            time_expire=expires,
        )

    def back(self, own: str, number: str, amount: int) -> RefundWanted:
        return RefundWanted(mchid=self.mchid, out_trade_no=number, out_refund_no=own, amount_fen=amount)


def _open_shop(tx: Transaction) -> tuple[str, list[int]]:
    keys = Keys(b"a master key that tests may know.")
    made = registry.create(tx, keys, owner_id=1, owner_kind="company", name="Shop", app_ids=(APP,))
    buyers = [people.register_simulated(tx).id for _ in range(2)]
    for buyer in buyers:
        wallets.open_(tx, buyer)
    return made.merchant.mchid, buyers
