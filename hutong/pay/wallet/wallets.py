"""Wallets: opened at the first touch, with what a person allows and what they spent."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay import times
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import accounts, names, transfers
from hutong.pay.models.wallet import BORN, Wallet
from hutong.pay.models.wallet import wallets as wallet_table
from hutong.pay.wallet import limits
from hutong.people import public as people

_COUNTS = (
    "day",
    "day_spent_fen",
    "day_without_password",
    "day_withdrawn_fen",
    "year",
    "year_spent_fen",
    "ever_spent_fen",
    "free_withdrawn_fen",
)


LONGEST_REASON = 200


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """Limits a person sets for themselves; None is no limit of their own."""

    per_payment_fen: int | None
    per_day_fen: int | None
    no_password_fen: int


def open_(tx: Transaction, person_id: int) -> Wallet:
    """The person's wallet, which this may be the first touch of. Raises: PersonNotFound

    Simulated people are born verified, with play money and a payment password.
    """
    there = find(tx, person_id)
    if there is not None:
        return there
    is_simulated = people.require(tx, person_id).is_simulated
    wallet, is_new = tx.get_or_add(_fresh(tx, person_id, is_simulated=is_simulated))
    if is_new:
        accounts.open_(tx, names.person(person_id))
    if is_new and is_simulated:
        transfers.move(
            tx,
            f"birth:{person_id}",
            debit=names.bank(),
            credit=names.person(person_id),
            amount_fen=limits.BIRTH_FEN,
            kind="birth",
            subject=f"birth:{person_id}",
        )
    return wallet


def find(read: Reader, person_id: int) -> Wallet | None:
    """The person's wallet; None before its first touch."""
    return read.one(wallet_table.by_key, person_id=person_id)


def is_frozen(read: Reader, person_id: int) -> bool:
    """Whether money cannot leave the person's wallet, and none is paid back into it."""
    wallet = find(read, person_id)
    return wallet is not None and wallet.is_shut


def require_open(wallet: Wallet) -> None:
    """A wallet that money may leave. Raises: WalletFrozen · WalletStopped"""
    if wallet.stopped_for is not None:
        raise errors.WalletStopped(reason=wallet.stopped_for)
    if wallet.is_frozen:
        raise errors.WalletFrozen()


def freeze(tx: Transaction, person_id: int) -> Wallet:
    """The person lets nothing leave the wallet any more; freezing twice changes nothing."""
    return _shut(tx, person_id, is_frozen=True)


def unfreeze(tx: Transaction, person_id: int) -> Wallet:
    """The person lets money leave the wallet again, unless an operator stopped it as well. Raises: WalletStopped"""
    wallet = open_(tx, person_id)
    if wallet.stopped_for is not None:
        raise errors.WalletStopped(reason=wallet.stopped_for)
    return _shut(tx, person_id, is_frozen=False)


def stop(tx: Transaction, person_id: int, reason: str) -> Wallet:
    """An operator lets nothing leave the wallet any more, and says why. Raises: StopReasonMissing"""
    words = reason.strip()
    if not 1 <= len(words) <= LONGEST_REASON:
        raise errors.StopReasonMissing(most=LONGEST_REASON)
    return _shut(tx, person_id, stopped_for=words)


def let_go(tx: Transaction, person_id: int) -> Wallet:
    """An operator ends what an operator began; what the person froze stays frozen."""
    return _shut(tx, person_id, stopped_for=None)


def set_verified(tx: Transaction, person_id: int, is_verified: bool) -> Wallet:
    """The person showed who they are, or it turned out that they did not."""
    tell(tx, person_id)
    return tx.update(open_(tx, person_id), is_verified=is_verified)


def set_bounds(tx: Transaction, person_id: int, bounds: Bounds) -> Wallet:
    """Keep the person's own limits. Raises: LimitRefused"""
    for wanted in (bounds.per_payment_fen, bounds.per_day_fen):
        if wanted is not None and not 1 <= wanted <= accounts.MOST_FEN:
            raise errors.LimitRefused(most_fen=limits.NO_PASSWORD_MOST_FEN)
    if not 0 <= bounds.no_password_fen <= limits.NO_PASSWORD_MOST_FEN:
        raise errors.LimitRefused(most_fen=limits.NO_PASSWORD_MOST_FEN)
    tell(tx, person_id)
    return tx.update(open_(tx, person_id), **msgspec.structs.asdict(bounds))


def set_order(tx: Transaction, person_id: int, order: list[str]) -> Wallet:
    """Keep which means is tried first."""
    tell(tx, person_id)
    return tx.update(open_(tx, person_id), card_order=order)


def today(read: Reader, wallet: Wallet) -> Wallet:
    """The wallet with its counts as they stand now: those of days and years gone by begin again."""
    day = times.day_of(read.now).isoformat()
    if wallet.day != day:
        wallet = msgspec.structs.replace(wallet, day=day, day_spent_fen=0, day_without_password=0, day_withdrawn_fen=0)
    if wallet.year != day[:4]:
        wallet = msgspec.structs.replace(wallet, year=day[:4], year_spent_fen=0)
    return wallet


def check_spending(wallet: Wallet, amount_fen: int, *, is_balance: bool) -> None:
    """Refuse what is above a limit; `wallet` is as of today. Raises: LimitExceeded"""
    _within("per_payment", wallet.per_payment_fen, 0, amount_fen)
    _within("per_day", wallet.per_day_fen, wallet.day_spent_fen, amount_fen)
    if is_balance and not wallet.is_verified:
        _within("unverified", limits.UNVERIFIED_EVER_FEN, wallet.ever_spent_fen, amount_fen)
    if is_balance:
        _within("per_year", limits.VERIFIED_A_YEAR_FEN, wallet.year_spent_fen, amount_fen)


def count_spending(tx: Transaction, wallet: Wallet, amount_fen: int, *, is_balance: bool) -> Wallet:
    """Keep in mind what was spent; `wallet` is as of today."""
    from_balance_fen = amount_fen if is_balance else 0
    return keep_today(
        tx,
        wallet,
        day_spent_fen=wallet.day_spent_fen + amount_fen,
        year_spent_fen=wallet.year_spent_fen + from_balance_fen,
        ever_spent_fen=wallet.ever_spent_fen + from_balance_fen,
    )


def keep_today(tx: Transaction, wallet: Wallet, **counts: int) -> Wallet:
    """Keep a wallet as of today, some of its counts changed."""
    changed = msgspec.structs.replace(wallet, **counts)
    return tx.update(wallet, **{name: getattr(changed, name) for name in _COUNTS})


def tell(tx: Transaction, person_id: int) -> None:
    """Let the person's devices look again."""
    tx.wake(f"person:{person_id}", {"type": "wallet"})


def _shut(tx: Transaction, person_id: int, **changes: bool | str | None) -> Wallet:
    before = open_(tx, person_id)
    after = msgspec.structs.replace(before, **changes)
    if after == before:
        return before
    if after.is_shut != before.is_shut:
        accounts.set_frozen(tx, names.person(person_id), after.is_shut)
    tell(tx, person_id)
    return tx.update(before, **changes)


def _within(limit: str, most_fen: int | None, used_fen: int, amount_fen: int) -> None:
    if most_fen is not None and used_fen + amount_fen > most_fen:
        raise errors.LimitExceeded(limit=limit, limit_fen=most_fen, left_fen=max(most_fen - used_fen, 0))


def _fresh(tx: Transaction, person_id: int, *, is_simulated: bool) -> Wallet:
    day = times.day_of(tx.now).isoformat()
    return Wallet(
        person_id=person_id,
        password_hash=BORN if is_simulated else None,
        wrong_tries=0,
        locked_until=None,
        is_frozen=False,
        is_verified=is_simulated,
        card_order=[],
        per_payment_fen=None,
        per_day_fen=None,
        no_password_fen=limits.NO_PASSWORD_FEN,
        day=day,
        day_spent_fen=0,
        day_without_password=0,
        day_withdrawn_fen=0,
        year=day[:4],
        year_spent_fen=0,
        ever_spent_fen=0,
        free_withdrawn_fen=0,
        opened_at=tx.now,
    )
