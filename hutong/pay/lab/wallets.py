"""/api/lab/people/{id}/wallet: making a person rich, poor, frozen or unverified; and the trial balance."""

from typing import Annotated

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.ledger import balances, names, transfers
from hutong.pay.ledger.accounts import MOST_FEN
from hutong.pay.ledger.balances import TrialBalance
from hutong.pay.wallet import wallets
from hutong.people import public as people
from hutong.wire.product import Call, lab

_Fen = Annotated[int, msgspec.Meta(ge=0, le=MOST_FEN)]


class Purse(msgspec.Struct, frozen=True, kw_only=True):
    """A person's wallet as the lab sees it."""

    balance_fen: int
    available_fen: int
    held_fen: int
    is_frozen: bool
    is_verified: bool
    has_password: bool


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What to make of a wallet; what is left out stays."""

    balance_fen: _Fen | None = None
    add_fen: _Fen | None = None
    is_frozen: bool | None = None
    is_verified: bool | None = None


@lab.get("/people/{id}/wallet")
async def look(call: Call[None]) -> Purse:
    """A person's wallet; the first look opens it.

    Response: {"balance_fen", "available_fen", "held_fen", "is_frozen", "is_verified", "has_password"}
    Errors:   PersonNotFound
    """
    db, person_id = call.lane.db, people.id_of(call.path["id"])
    if await db.read(wallets.find, person_id) is None:
        await db.run(wallets.open_, person_id)
    return await db.read(_purse, person_id)


@lab.post("/people/{id}/wallet", body=Wish)
def change(tx: Transaction, call: Call[Wish]) -> Purse:
    """Make a wallet hold exactly so much, or so much more, by moves from and to the bank; freeze, thaw, verify it.

    Request:  {"balance_fen": 5000} · {"add_fen": 100} · {"is_frozen": true} · {"is_verified": false}
    Response: the wallet
    Errors:   PersonNotFound · MoneyShort, where held money would be taken · AmountInvalid
    """
    person_id, wish = people.id_of(call.path["id"]), call.body
    before = wallets.open_(tx, person_id)
    # A wallet that is shut lets nothing go, and the lab may want to empty it all the same.
    wallets.let_go(tx, person_id)
    wallets.unfreeze(tx, person_id)
    if wish.balance_fen is not None:
        _move_by(tx, person_id, wish.balance_fen - balances.balance(tx, names.person(person_id)).balance_fen)
    if wish.add_fen:
        _move_by(tx, person_id, wish.add_fen)
    if wish.is_verified is not None:
        wallets.set_verified(tx, person_id, wish.is_verified)
    if before.is_frozen if wish.is_frozen is None else wish.is_frozen:
        wallets.freeze(tx, person_id)
    if before.stopped_for is not None and wish.is_frozen is not False:
        wallets.stop(tx, person_id, before.stopped_for)
    return _purse(tx, person_id)


@lab.get("/ledger/trial-balance")
async def trial_balance(call: Call[None]) -> TrialBalance:
    """Add up the whole ledger: the sum is zero at all times.

    Response: {"total_fen": 0, "accounts": 12, "transfers": 40, "is_balanced": true, "faults": []}
    """
    return await call.lane.db.read_long(balances.trial_balance)


def _move_by(tx: Transaction, person_id: int, fen: int) -> None:
    if fen == 0:
        return
    purse, bank = names.person(person_id), names.bank()
    transfers.move(
        tx,
        f"lab:{tx.new_id('pay.lab_move')}",
        debit=bank if fen > 0 else purse,
        credit=purse if fen > 0 else bank,
        amount_fen=abs(fen),
        kind="lab",
        subject=f"lab:{person_id}",
    )


def _purse(read: Reader, person_id: int) -> Purse:
    wallet = wallets.find(read, person_id)
    assert wallet is not None, "the wallet was opened before"
    has = balances.balance(read, names.person(person_id))
    return Purse(
        balance_fen=has.balance_fen,
        available_fen=has.available_fen,
        held_fen=has.held_fen,
        is_frozen=wallet.is_shut,
        is_verified=wallet.is_verified,
        has_password=wallet.password_hash is not None,
    )
