"""A machine that moves money in every order there is, beside a model that cannot be wrong.

Whatever happened, accounts have what the model says, none is below its floor, statements follow one another, and the
trial balance is zero. Stories built on the ledger extend it: a subclass adds rules that call `do`, and tells what
they moved with `moved`; its accounts join `self.model`.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hutong.kernel.clock import Clock, Setting
from hutong.kernel.db import Database, Transaction
from hutong.kernel.db.database import connect
from hutong.kernel.errors import HutongError
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue
from hutong.pay.errors import ledger as errors
from hutong.pay.ledger import accounts, balances, folding, holds, names, statements, transfers
from hutong.pay.ledger.names import Name

AMOUNTS = st.integers(1, 400)
WHO = st.integers(0, 5)
FLOOR_OF_CARD = -300


class InjectedError(Exception):
    """Something of ours broke in the middle of a rule."""


class Held:
    """A hold as the model knows it."""

    def __init__(self, account: Name, amount_fen: int, expires: Any) -> None:
        self.account, self.amount_fen, self.expires, self.state = account, amount_fen, expires, "open"


class Books(RuleBasedStateMachine):
    """The ledger and its model, on a database that all examples share: every example has accounts of its own."""

    url: str
    example = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).example += 1
        self.loop = asyncio.new_event_loop()
        self.clock = Clock(Setting(held_at=Clock().wire()))
        self.open()
        mark = f"{self.example}{id(self) % 10_000}{self.clock.lane_ms() % 10_000_000}"
        self.people = [names.person(int(f"{mark}{number}")) for number in range(3)]
        self.card = names.bank_card("1", int(f"{mark}0"))
        self.shop = names.merchant(f"m{mark}")
        self.escrow = names.escrow(f"packet:{mark}")
        self.accounts = [*self.people, self.card, self.shop, self.escrow]
        self.mark = mark
        self.model: dict[Name, int] = dict.fromkeys(self.accounts, 0)
        self.floors: dict[Name, int] = {**dict.fromkeys(self.accounts, 0), self.card: FLOOR_OF_CARD}
        self.done: dict[str, dict[str, Any]] = {}
        self.holds: dict[str, Held] = {}
        self.count = 0

    # The machine's own verbs

    def open(self) -> None:
        async def opened() -> Database:
            return Database(self.url, self.clock, Ids(), JobQueue(), lambda done: None)

        self.db = self.loop.run_until_complete(opened())

    def do(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a rule as the product does."""
        return self.loop.run_until_complete(self.db.run(work, *args, **kwargs))

    def look(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.loop.run_until_complete(self.db.read_long(work, *args, **kwargs))

    def fresh(self, story: str) -> str:
        self.count += 1
        return f"{story}:{self.mark}:{self.count}"

    def moved(self, debit: Name, credit: Name, amount_fen: int) -> None:
        """Tell the model."""
        for name, fen in ((debit, -amount_fen), (credit, amount_fen)):
            if name in self.model:
                self.model[name] += fen

    def free(self, name: Name) -> int:
        held = sum(hold.amount_fen for hold in self.holds.values() if hold.account == name and hold.state == "open")
        return self.model[name] - held - self.floors[name]

    # What may happen

    @initialize()
    def begin(self) -> None:
        self.do(accounts.set_floor, self.card, FLOOR_OF_CARD)
        for name in self.people:
            self._move(self.fresh("birth"), names.bank(), name, 500)

    @rule(debit=WHO, credit=WHO, amount_fen=AMOUNTS)
    def move(self, debit: int, credit: int, amount_fen: int) -> None:
        if debit != credit:
            self._move(self.fresh("t"), self.accounts[debit], self.accounts[credit], amount_fen)

    @rule(payer=st.integers(0, 2), amount_fen=AMOUNTS, fee_fen=st.integers(0, 5))
    def buy(self, payer: int, amount_fen: int, fee_fen: int) -> None:
        number, fee_fen = self.fresh("order"), min(fee_fen, amount_fen)
        fee = transfers.Fee(number=f"fee:{number}", credit=names.fees(), amount_fen=fee_fen) if fee_fen else None
        self._move(number, self.people[payer], self.shop, amount_fen, fee=fee)

    @precondition(lambda self: self.done)
    @rule(data=st.data(), field=st.sampled_from(["amount_fen", "kind", "memo", "subject"]), is_same=st.booleans())
    def ask_again(self, data: st.DataObject, field: str, is_same: bool) -> None:
        number = data.draw(st.sampled_from(sorted(self.done)))
        content = self.done[number]
        if is_same:
            assert self.do(transfers.move, number, **content).amount_fen == content["amount_fen"]
            return
        other = content[field] + 1 if field == "amount_fen" else content.get(field, "") + "!"
        with pytest.raises(errors.TransferDiffers) as refused:
            self.do(transfers.move, number, **{**content, field: other})
        assert refused.value.facts["field"] == field

    @rule(who=WHO, amount_fen=AMOUNTS, minutes=st.one_of(st.none(), st.integers(1, 60)))
    def hold(self, who: int, amount_fen: int, minutes: int | None) -> None:
        account, number = self.accounts[who], self.fresh("hold")
        expires = None if minutes is None else self.clock.lane() + timedelta(minutes=minutes)
        is_covered = amount_fen <= self.free(account)
        try:
            self.do(holds.hold, number, account=account, amount_fen=amount_fen, kind="test", expires_at=expires)
        except errors.MoneyShort:
            assert not is_covered
        else:
            assert is_covered
            self.holds[number] = Held(account, amount_fen, expires)

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), amount_fen=AMOUNTS, credit=WHO)
    def post(self, data: st.DataObject, amount_fen: int, credit: int) -> None:
        number = data.draw(st.sampled_from(sorted(self.holds)))
        held, to = self.holds[number], self.accounts[credit]
        if held.account == to:
            return
        try:
            self.do(holds.post, number, credit=to, amount_fen=amount_fen)
        except errors.AmountInvalid:
            assert amount_fen > held.amount_fen
        except errors.HoldEnded:
            assert held.state != "open"
        except errors.TransferDiffers:
            assert held.state == "posted"
        else:
            if held.state == "open":
                held.state = "posted"
                self.moved(held.account, to, amount_fen)

    @precondition(lambda self: self.holds)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.holds)))
        held = self.holds[number]
        try:
            self.do(holds.void, number)
        except errors.HoldEnded:
            assert held.state == "posted"
        else:
            held.state = "voided" if held.state == "open" else held.state

    @rule(minutes=st.integers(1, 45))
    def time_goes_by(self, minutes: int) -> None:
        self.clock.setting = Setting(held_at=self.clock.lane() + timedelta(minutes=minutes))
        for number, held in self.holds.items():
            self.do(holds.expire, number)
            if held.state == "open" and held.expires is not None and held.expires <= self.clock.lane():
                held.state = "expired"

    @rule()
    def fold(self) -> None:
        self.do(folding.fold, self.shop)

    @rule(debit=WHO, credit=WHO, amount_fen=AMOUNTS)
    def break_in_the_middle(self, debit: int, credit: int, amount_fen: int) -> None:
        """Something fails after the money has moved: the rule rolls back alone."""

        def fails(tx: Transaction) -> None:
            self._one_of_each(tx, debit, credit, amount_fen)
            raise InjectedError

        with suppress(InjectedError):
            self.do(fails)

    @rule(debit=WHO, credit=WHO, amount_fen=AMOUNTS)
    def lose_power(self, debit: int, credit: int, amount_fen: int) -> None:
        """The process is gone before its commit, and another one opens the database."""
        connection = connect(self.url, writes=True)
        connection.begin()
        self._one_of_each(Transaction(connection, self.clock.lane(), Ids(), JobQueue()), debit, credit, amount_fen)
        connection.close()
        self.db.close()
        self.open()

    # What holds at all times

    @invariant()
    def accounts_have_what_the_model_says(self) -> None:
        for name, expected in self.model.items():
            found = self.look(balances.balance, name)
            assert (name, found.balance_fen) == (name, expected)
            if name in self.floors:
                assert found.available_fen == self.free(name) >= 0

    def teardown(self) -> None:
        for name in self.accounts:
            lines = self.look(statements.page, name, limit=200)[::-1]
            assert sum(line.amount_fen for line in lines) == self.model[name]
            known = [line for line in lines if line.balance_fen is not None]
            if not name.is_busy:
                assert known == lines
                for before, after in itertools.pairwise(known):
                    assert after.balance_fen == (before.balance_fen or 0) + after.amount_fen
        found = self.look(balances.trial_balance)
        assert (found.total_fen, found.faults) == (0, [])
        self.db.close()
        self.loop.close()

    def _move(self, number: str, debit: Name, credit: Name, amount_fen: int, **more: Any) -> None:
        is_covered = debit.is_endless or amount_fen <= self.free(debit)
        content = {"debit": debit, "credit": credit, "amount_fen": amount_fen, "kind": "test", **more}
        try:
            self.do(transfers.move, number, **content)
        except errors.MoneyShort:
            assert not is_covered
        else:
            assert is_covered
            self.done[number] = content
            self.moved(debit, credit, amount_fen)
            if more.get("fee") is not None:
                self.moved(credit, names.fees(), more["fee"].amount_fen)

    def _one_of_each(self, tx: Transaction, debit: int, credit: int, amount_fen: int) -> None:
        one, other = self.accounts[debit], self.accounts[credit]
        with suppress(HutongError), tx.attempt():
            if one != other:
                transfers.move(tx, self.fresh("lost"), debit=one, credit=other, amount_fen=amount_fen, kind="test")
        with suppress(HutongError), tx.attempt():
            holds.hold(tx, self.fresh("lost"), account=one, amount_fen=amount_fen, kind="test")
        folding.fold(tx, self.shop)
        for number in self.holds:
            with suppress(HutongError), tx.attempt():
                holds.void(tx, number)
