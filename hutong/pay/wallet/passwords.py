"""The payment password: six digits, asked for before money leaves.

Six digits are soon tried out, so the hash is made of them under a key of the instance, and a few wrong ones lock
the wallet. Hashing takes long by intent and happens outside rules, in two threads of its own.
"""

import asyncio
import hmac
import itertools
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

import argon2

from hutong.kernel.crypto import equal
from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane
from hutong.pay.errors import wallet as errors
from hutong.pay.models.wallet import BORN, Wallet
from hutong.pay.wallet import limits, wallets
from hutong.people import public as people

DIGITS = 6

T = TypeVar("T")

_hasher = argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, type=argon2.Type.ID)
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="hutong-payment-password")
_one_at_a_time: weakref.WeakValueDictionary[tuple[str, int], asyncio.Lock] = weakref.WeakValueDictionary()


class Proof:
    """That a person has just shown they may spend. It never leaves the process."""

    __slots__ = ("made_at", "person_id")

    def __init__(self, person_id: int, made_at: datetime) -> None:
        self.person_id = person_id
        self.made_at = made_at

    def require(self, person_id: int) -> None:
        """Whose money it is. Raises: ProofOfAnother"""
        if self.person_id != person_id:
            raise errors.ProofOfAnother()


async def prove(lane: Lane, person_id: int, password: str) -> Proof:
    """Check the payment password. A few wrong ones in a row lock the wallet for hours of lane time.

    Raises: PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · WalletStopped
    """
    wallets.require_open(await _wallet(lane, person_id))
    return await prove_frozen(lane, person_id, password)


async def prove_frozen(lane: Lane, person_id: int, password: str) -> Proof:
    """Check the payment password of a wallet that may be frozen, for what moves no money: to thaw it.

    Raises: PasswordWrong · WalletLocked · PasswordNotSet
    """
    # One try of a person at a time, so that tries at the same moment are counted as well.
    lock = _one_at_a_time.setdefault((lane.instance.id, person_id), asyncio.Lock())
    async with lock:
        wallet = await _wallet(lane, person_id)
        now = lane.clock.lane()
        if wallet.password_hash is None:
            raise errors.PasswordNotSet()
        if wallet.locked_until is not None and wallet.locked_until > now:
            raise errors.WalletLocked(until=wallet.locked_until)
        if not await _matches(lane, wallet, password):
            raise await lane.db.run(_count_wrong, person_id)
        if wallet.wrong_tries:
            await lane.db.run(_forgive, person_id)
        return Proof(person_id, now)


async def set_password(
    lane: Lane, person_id: int, password: str, *, old: str | None, sign_in: str | None, address: str
) -> Wallet:
    """Keep another payment password, shown to be allowed by the old one or the password of signing in.

    The first one needs neither. The password of signing in also opens a locked wallet.
    Raises: PasswordSpeltWrong · PasswordTooSimple · PasswordProofNeeded, and what proving either raises
    """
    check_spelling(password)
    if (await _wallet(lane, person_id)).password_hash is not None:
        if sign_in is not None:
            await people.prove_sign_in(lane, person_id, sign_in, address=address)
        elif old is not None:
            await prove_frozen(lane, person_id, old)
        else:
            raise errors.PasswordProofNeeded()
    return await lane.db.run(_keep, person_id, await hash_of(lane, person_id, password))


async def hash_of(lane: Lane, person_id: int, password: str) -> str:
    """What is kept of a payment password."""
    return await _in_thread(_hasher.hash, _keyed(lane, person_id, password))


def waive(tx: Transaction, person_id: int, amount_fen: int) -> Proof | None:
    """The proof for a small payment by code, which needs no password a few times a day; None: ask for it."""
    wallet = wallets.today(tx, wallets.open_(tx, person_id))
    is_locked = wallet.locked_until is not None and wallet.locked_until > tx.now
    is_small = amount_fen <= wallet.no_password_fen and wallet.day_without_password < limits.NO_PASSWORD_A_DAY
    if wallet.password_hash is None or wallet.is_shut or is_locked or not is_small:
        return None
    counted = wallet.day_without_password + 1
    wallets.keep_today(tx, wallet, day_without_password=counted)
    return Proof(person_id, tx.now)


def check_spelling(password: str) -> None:
    """Raises: PasswordSpeltWrong · PasswordTooSimple"""
    if len(password) != DIGITS or not (password.isascii() and password.isdigit()):
        raise errors.PasswordSpeltWrong()
    steps = {int(later) - int(earlier) for earlier, later in itertools.pairwise(password)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        raise errors.PasswordTooSimple()


async def _wallet(lane: Lane, person_id: int) -> Wallet:
    there = await lane.db.read(wallets.find, person_id)
    return await lane.db.run(wallets.open_, person_id) if there is None else there


def _count_wrong(tx: Transaction, person_id: int) -> errors.PasswordWrong | errors.WalletLocked:
    # Answers the refusal rather than raising it: what it counted must stay.
    wallet = wallets.open_(tx, person_id)
    is_over = wallet.locked_until is not None and wallet.locked_until <= tx.now
    wrong_tries = 1 if is_over else wallet.wrong_tries + 1
    if wrong_tries < limits.WRONG_PASSWORDS:
        tx.update(wallet, wrong_tries=wrong_tries, locked_until=None)
        return errors.PasswordWrong(left=limits.WRONG_PASSWORDS - wrong_tries)
    until = tx.now + limits.LOCKED_FOR
    tx.update(wallet, wrong_tries=wrong_tries, locked_until=until)
    wallets.tell(tx, person_id)
    return errors.WalletLocked(until=until)


def _forgive(tx: Transaction, person_id: int) -> None:
    tx.update(wallets.open_(tx, person_id), wrong_tries=0, locked_until=None)


def _keep(tx: Transaction, person_id: int, hashed: str) -> Wallet:
    wallets.tell(tx, person_id)
    return tx.update(wallets.open_(tx, person_id), password_hash=hashed, wrong_tries=0, locked_until=None)


async def _matches(lane: Lane, wallet: Wallet, password: str) -> bool:
    if len(password) > DIGITS * 4:
        return False
    if wallet.password_hash == BORN:
        return equal(password, limits.BIRTH_PASSWORD)
    assert wallet.password_hash is not None, "a wallet without a password was refused before"
    return await _in_thread(_verify, wallet.password_hash, _keyed(lane, wallet.person_id, password))


async def _in_thread(work: Callable[..., T], *args: Any) -> T:
    return await asyncio.get_running_loop().run_in_executor(_threads, work, *args)


def _verify(kept: str, keyed: bytes) -> bool:
    try:
        return _hasher.verify(kept, keyed)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def _keyed(lane: Lane, person_id: int, password: str) -> bytes:
    return hmac.digest(lane.keys.derive("pay.password", str(person_id)), password.encode(), "sha256")
