"""Asking for verification, deciding on it, and its end."""

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.official.errors.verification import NothingToDecide, VerificationStands, VerificationWaits
from hutong.official.models.verification import Verification, verifications
from hutong.pay import public as pay

FEE_FEN = 30_000
VALID = timedelta(days=365)
RENEWABLE = timedelta(days=90)
"""How long before its end a verification may be renewed."""

LAPSE_JOB = "official.verification_lapses"
_FEE = "verification_fee"
_FEE_BACK = "verification_fee_back"
WAITING, GRANTED, REFUSED, LAPSED = "waiting", "granted", "refused", "lapsed"


class Lapsing(msgspec.Struct, frozen=True):
    """Whose verification ends."""

    app_id: str
    id: int


_newest = query(
    verifications.select()
    .where(verifications.c.app_id == param("app_id"))
    .order_by(verifications.c.id.desc())
    .limit(1),
    Verification,
)
_standing = query(
    verifications.select()
    .where(verifications.c.app_id == param("app_id"), verifications.c.state == GRANTED)
    .order_by(verifications.c.id.desc())
    .limit(1),
    Verification,
)
_waiting = query(
    verifications.select()
    .where(verifications.c.state == WAITING)
    .order_by(verifications.c.asked_at)
    .limit(param("limit", sa.Integer())),
    Verification,
)


def ask(tx: Transaction, app: apps.AppView, *, by: str, proof: pay.Proof | None, decided_at_once: bool) -> Verification:
    """Ask to be verified and pay for it; without a proof, a lab pays by itself.

    Raises: VerificationNeedsCompany · VerificationWaits · VerificationStands · WalletFrozen · LimitExceeded ·
            MoneyShort
    """
    owner = apps.find_owner(tx, app.owner_id)
    apps.check_can_be_verified(owner)
    before = newest(tx, app.app_id)
    if before is not None and before.state == WAITING:
        raise VerificationWaits()
    if app.verified and not may_renew(tx, app.app_id):
        raise VerificationStands()
    asked = tx.insert(
        Verification(
            app_id=app.app_id,
            id=tx.new_id("verification"),
            state=WAITING,
            fee_fen=FEE_FEN,
            paid_by=by,
            asked_at=tx.now,
            decided_at=None,
            expires_at=None,
            reason="",
        )
    )
    number = _number(asked)
    if proof is None:
        pay.charge_nobody(tx, number, amount_fen=FEE_FEN, kind=_FEE, memo=app.name)
    else:
        pay.charge_fee(tx, proof, number, amount_fen=FEE_FEN, kind=_FEE, memo=app.name)
    return grant(tx, app) if decided_at_once else asked


def grant(tx: Transaction, app: apps.AppView) -> Verification:
    """The owner was checked: permissions change at once, for a year from now or from the end of the year that runs.

    Raises: NothingToDecide
    """
    asked = _to_decide(tx, app.app_id)
    runs_until = expires_at(tx, app.app_id) if app.verified else None
    until = (runs_until or tx.now) + VALID
    apps.set_verified(tx, app.app_id, apps.find_owner(tx, app.owner_id), verified=True)
    granted = tx.update(asked, state=GRANTED, decided_at=tx.now, expires_at=until)
    tx.job(LAPSE_JOB, Lapsing(app.app_id, asked.id), due_at=until, name=f"{LAPSE_JOB}:{app.app_id}:{asked.id}")
    return granted


def refuse(tx: Transaction, app: apps.AppView, reason: str) -> Verification:
    """The owner could not be checked: the fee goes back. Raises: NothingToDecide"""
    asked = _to_decide(tx, app.app_id)
    pay.give_fee_back(tx, _number(asked), kind=_FEE_BACK, memo=app.name)
    return tx.update(asked, state=REFUSED, decided_at=tx.now, reason=reason)


def lapse(tx: Transaction, app_id: str, verification_id: int) -> None:
    """The year is over; unless it was renewed, so is the verification."""
    over = tx.one(verifications.by_key, app_id=app_id, id=verification_id)
    if over is None or over.state != GRANTED or over.expires_at is None or over.expires_at > tx.now:
        return
    tx.update(over, state=LAPSED)
    app = apps.get(tx, app_id)
    if app is None or expires_at(tx, app_id) is not None:
        return
    apps.set_verified(tx, app_id, apps.find_owner(tx, app.owner_id), verified=False)


def newest(read: Reader, app_id: str) -> Verification | None:
    """The last time an account asked."""
    return read.one(_newest, app_id=app_id)


def expires_at(read: Reader, app_id: str) -> datetime | None:
    """When the verification that stands ends; None where it has no end, or none stands."""
    standing = read.one(_standing, app_id=app_id)
    return standing.expires_at if standing else None


def waiting(read: Reader, *, limit: int) -> list[Verification]:
    """Requests that wait for an answer, the oldest first."""
    return read.many(_waiting, limit=limit)


def may_renew(read: Reader, app_id: str) -> bool:
    """Whether a verification that stands may be paid for again: in its last ninety days."""
    until = expires_at(read, app_id)
    return until is not None and until - read.now <= RENEWABLE


def _to_decide(read: Reader, app_id: str) -> Verification:
    asked = newest(read, app_id)
    if asked is None or asked.state != WAITING:
        raise NothingToDecide()
    return asked


def _number(asked: Verification) -> str:
    return f"verification:{asked.app_id}:{asked.id}"
