"""Whatever people do in whatever order, no fen is lost, none is made, and what waits lies in its escrow."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from hutong import app
from hutong.chat import public as chat
from hutong.kernel.clock import Clock, Setting
from hutong.kernel.db import Database, Reader, Transaction, query
from hutong.kernel.errors import HutongError
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue
from hutong.pay.friends import packets, splits, transfers
from hutong.pay.ledger import balances, names
from hutong.pay.models.friends import FriendTransfer, Packet, Split
from hutong.pay.models.friends import packets as packet_table
from hutong.pay.models.friends import splits as split_table
from hutong.pay.models.friends import transfers as transfer_table
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import wallets
from hutong.pay.wallet.passwords import Proof
from hutong.people import public as people
from tests.pay.friends.streets import BORN_FEN
from tests.pay.lanes import prepare

T = TypeVar("T")

BALANCE = Means(kind="balance")
_all_transfers = query(transfer_table.select(), FriendTransfer)
_all_packets = query(packet_table.select(), Packet)
_all_splits = query(split_table.select(), Split)

who = st.integers(0, 3)
amounts = st.one_of(st.integers(1, 500), st.sampled_from([0, -1, BORN_FEN, BORN_FEN + 1]))


class AnyOrder(RuleBasedStateMachine):
    """Four people in one group, and each with each."""

    sent = Bundle("sent")
    wrapped = Bundle("wrapped")
    bills = Bundle("bills")

    def __init__(self) -> None:
        super().__init__()
        app.load()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'lane.db'}"
        prepare(url)
        self.clock = Clock()
        self.clock.setting = Setting(held_at=self.clock.lane())
        self.db = self.do(self.opened(url))
        self.count = 0
        self.people: list[int] = []

    async def opened(self, url: str) -> Database:
        """Not strict: a busy machine is no counter-example."""
        return Database(url, self.clock, Ids(), JobQueue(), lambda done: None)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def tried(self, change: Callable[..., T], *args: Any, **named: Any) -> T | None:
        """Something is asked for; what is refused is invisible."""
        try:
            return self.do(self.db.run(change, *args, **named))
        except HutongError:
            return None

    def proof(self, person: int) -> Proof:
        return Proof(self.people[person], self.clock.lane())

    def request_id(self) -> str:
        self.count += 1
        return f"request-{self.count}"

    @initialize()
    def begin(self) -> None:
        self.people = [self.do(self.db.run(_born, f"Neighbour {number}")) for number in range(4)]
        self.group = self.do(self.db.run(chat.group, self.people)).id

    @rule(target=sent, person=who, to=who, fen=amounts, delay=st.sampled_from([0, 2, 24]))
    def send(self, person: int, to: int, fen: int, delay: int) -> Any:
        made = self.tried(
            transfers.send,
            self.proof(person),
            to_id=self.people[to],
            amount_fen=fen,
            memo="",
            delay_hours=delay,
            means=BALANCE,
            request_id=self.request_id(),
        )
        return multiple() if made is None else made.id

    @rule(transfer=sent, person=who, what=st.sampled_from([transfers.accept, transfers.give_back, transfers.remind]))
    def answer(self, transfer: int, person: int, what: Any) -> None:
        self.tried(what, self.people[person], transfer)

    @rule(
        target=wrapped,
        person=who,
        fen=amounts,
        count=st.integers(0, 5),
        kind=st.sampled_from(["lucky", "equal", "exclusive"]),
        to=st.one_of(st.none(), who),
    )
    def wrap(self, person: int, fen: int, count: int, kind: str, to: int | None) -> Any:
        wanted = packets.Wanted(
            conversation_id=self.group,
            kind=kind,
            total_fen=fen,
            count=count,
            to_id=None if to is None else self.people[to],
            greeting="",
            cover="",
        )
        made = self.tried(packets.send, self.proof(person), wanted, means=BALANCE, request_id=self.request_id())
        return multiple() if made is None else made.id

    @rule(packet=wrapped, person=who)
    def open(self, packet: int, person: int) -> None:
        self.tried(packets.open_, self.people[person], packet)

    @rule(target=bills, person=who, fen=amounts, mode=st.sampled_from(["equal", "each"]))
    def split(self, person: int, fen: int, mode: str) -> Any:
        wanted = splits.Wanted(conversation_id=self.group, mode=mode, title="", total_fen=fen, each_fen=fen, parts=())
        made = self.tried(splits.start, self.people[person], wanted, request_id=self.request_id())
        return multiple() if made is None else made.id

    @rule(bill=bills, person=who)
    def pay(self, bill: int, person: int) -> None:
        self.tried(splits.pay, self.proof(person), bill, means=BALANCE, request_id=self.request_id())

    @rule(bill=bills, person=who)
    def close(self, bill: int, person: int) -> None:
        self.tried(splits.close, self.people[person], bill)

    @rule(hours=st.sampled_from([1, 2, 23, 24]))
    def wait(self, hours: int) -> None:
        """Time goes by; jobs come when they are due, and may come twice."""
        self.clock.setting = Setting(held_at=self.clock.lane() + timedelta(hours=hours))
        for work, number in self.do(self.db.read_long(_due)):
            for _ in range(2):
                self.do(self.db.run(work, number))

    @invariant()
    def everything_adds_up(self) -> None:
        if self.people:
            self.do(self.db.read_long(_adds_up, self.people))

    def teardown(self) -> None:
        try:
            assert self.do(self.db.read_long(balances.trial_balance)).faults == []
        finally:
            self.do(asyncio.to_thread(self.db.close))
            self.runner.close()
            self.folder.cleanup()


def _born(tx: Transaction, name: str) -> int:
    person = people.register_simulated(tx, name)
    wallets.open_(tx, person.id)
    return person.id


def _due(read: Reader) -> list[tuple[Callable[[Transaction, int], None], int]]:
    """The jobs whose time has come."""
    found: list[tuple[Callable[[Transaction, int], None], int]] = []
    for transfer in read.many(_all_transfers):
        if transfer.expires_at <= read.now:
            found.append((transfers.expire, transfer.id))
        if transfer.arrives_at is not None and transfer.arrives_at <= read.now:
            found.append((transfers.arrive, transfer.id))
    overdue = [packet for packet in read.many(_all_packets) if packet.expires_at <= read.now]
    return found + [(packets.expire, packet.id) for packet in overdue]


def _adds_up(read: Reader, everybody: list[int]) -> None:
    waiting = 0
    for transfer in read.many(_all_transfers):
        is_waiting = transfer.state == "pending" or (transfer.state == "accepted" and not transfer.has_arrived)
        there = balances.balance(read, names.escrow(f"transfer:{transfer.id}")).balance_fen
        assert there == (transfer.amount_fen if is_waiting else 0)
        waiting += there
    for packet in read.many(_all_packets):
        there = balances.balance(read, names.escrow(f"packet:{packet.id}")).balance_fen
        shares = packets.shares_of(read, packet)
        assert there == packet.left_fen
        assert sum(share.amount_fen for share in shares) + packet.left_fen + packet.returned_fen == packet.total_fen
        assert [share.place for share in shares] == list(range(1, packet.opened + 1))
        assert len({share.person_id for share in shares}) == len(shares)
        waiting += there
    for split in read.many(_all_splits):
        parts = splits.shares_of(read, split)
        assert sum(part.amount_fen for part in parts) == split.total_fen
        paid = [part for part in parts if part.paid_at and part.person_id != split.starter_id]
        assert (len(paid), sum(part.amount_fen for part in paid)) == (split.paid, split.paid_fen)
    held = [balances.balance(read, names.person(one)).balance_fen for one in everybody]
    assert min(held) >= 0
    assert sum(held) + waiting == len(everybody) * BORN_FEN


TestAnyOrder = pytest.mark.slow(pytest.mark.database(AnyOrder.TestCase))
TestAnyOrder.settings = settings(
    max_examples=8,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
