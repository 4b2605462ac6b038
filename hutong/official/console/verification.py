"""/api/console/apps/{app_id}/verification and /verifications: being verified, for a fee and a year."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official.errors.verification import NothingToDecide, PaymentPasswordMissing
from hutong.official.models.verification import Verification
from hutong.official.verification import requests
from hutong.pay import public as pay
from hutong.wire.product import Call, console

_MOST_WAITING = 100


class VerificationShape(msgspec.Struct, frozen=True, kw_only=True):
    """How an account stands. `state` is that of the last request, "none" before the first; `lost` what would close."""

    verified: bool
    state: str
    reason: str
    expires_at: datetime | None
    asked_at: datetime | None
    fee_fen: int
    valid_days: int
    may_ask: bool
    needs_password: bool
    lost: list[str]


class Asking(msgspec.Struct, frozen=True):
    """The payment password of whoever pays; a lab where nobody is signed in pays by itself."""

    password: str | None = None


class Decision(msgspec.Struct, frozen=True):
    """Whether the owner was checked, and why not."""

    granted: bool
    reason: Annotated[str, msgspec.Meta(max_length=200)] = ""


class WaitingShape(msgspec.Struct, frozen=True):
    """An account that asked to be verified."""

    app_id: str
    name: str
    owner_name: str
    owner_licence_number: str | None
    asked_at: datetime


class WaitingList(msgspec.Struct, frozen=True):
    items: list[WaitingShape]


@console.get("/apps/{app_id}/verification")
def show(read: Reader, call: Call[None]) -> VerificationShape:
    """Whether the account is verified, until when, and what would be lost.

    Response: {"verified": true, "state": "granted", "reason": "", "expires_at", "asked_at", "fee_fen": 30000,
               "valid_days": 365, "may_ask": false, "needs_password": true, "lost": ["oauth", "qrcode"]}
    Errors:   NotYours
    """
    return _shape(read, call, apps.require_member(read, call.actor, call.path["app_id"], "settings"))


@console.post("/apps/{app_id}/verification/requests", body=Asking)
async def ask(call: Call[Asking]) -> VerificationShape:
    """Ask to be verified and pay the fee. A lab answers at once; elsewhere an operator looks at the papers.

    Request:  {"password": "123456"}
    Errors:   NotYours · PaymentPasswordMissing · PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen ·
              LimitExceeded · MoneyShort · VerificationNeedsCompany · VerificationWaits · VerificationStands
    """
    await call.lane.db.read(apps.require_owner, call.actor, call.path["app_id"])
    proof = None
    if call.actor.person_id is not None:
        if not call.body.password:
            raise PaymentPasswordMissing()
        proof = await pay.prove(call.lane, call.actor.person_id, call.body.password)
    return await call.lane.db.run(_ask, call, proof)


@console.get("/verifications", auth="operator")
def waiting(read: Reader, call: Call[None]) -> WaitingList:
    """Accounts that wait to be verified, the longest first: for operators.

    Response: {"items": [{"app_id", "name", "owner_name", "owner_licence_number", "asked_at"}]}
    """
    found = requests.waiting(read, limit=_MOST_WAITING)
    views = apps.get_many(read, [one.app_id for one in found])
    return WaitingList(
        [
            WaitingShape(one.app_id, app.name, app.owner_name, app.owner_licence_number, one.asked_at)
            for one in found
            if (app := views.get(one.app_id)) is not None
        ]
    )


@console.post("/verifications/{app_id}", auth="operator", body=Decision)
def decide(tx: Transaction, call: Call[Decision]) -> VerificationShape:
    """Say whether the owner was checked; who is refused gets the fee back.

    Request:  {"granted": false, "reason": "The licence is of another company."}
    Errors:   NothingToDecide
    """
    app = apps.get(tx, call.path["app_id"])
    if app is None:
        raise NothingToDecide()
    if call.body.granted:
        requests.grant(tx, app)
    else:
        requests.refuse(tx, app, call.body.reason.strip())
    action = "official.verification_granted" if call.body.granted else "official.verification_refused"
    audit(tx, actor=call.actor.name, action=action, subject=f"app:{app.app_id}")
    return _shape(tx, call, apps.require_owner(tx, call.actor, app.app_id))


def _ask(tx: Transaction, call: Call[Asking], proof: pay.Proof | None) -> VerificationShape:
    app = apps.require_owner(tx, call.actor, call.path["app_id"])
    at_once = call.lane.mode == "lab"
    requests.ask(tx, app, by=call.actor.name, proof=proof, decided_at_once=at_once)
    audit(tx, actor=call.actor.name, action="official.verification_paid", subject=f"app:{app.app_id}")
    return _shape(tx, call, apps.require_owner(tx, call.actor, app.app_id))


def _shape(read: Reader, call: Call[Any], app: apps.AppView) -> VerificationShape:
    last: Verification | None = requests.newest(read, app.app_id)
    is_waiting = last is not None and last.state == requests.WAITING
    stands_long = app.verified and not requests.may_renew(read, app.app_id)
    return VerificationShape(
        verified=app.verified,
        state=last.state if last else "none",
        reason=last.reason if last else "",
        expires_at=requests.expires_at(read, app.app_id) if app.verified else None,
        asked_at=last.asked_at if last else None,
        fee_fen=requests.FEE_FEN,
        valid_days=requests.VALID.days,
        may_ask=app.owner_kind == "company" and not is_waiting and not stands_long,
        needs_password=call.actor.person_id is not None,
        lost=apps.lost_without_verification(app),
    )
