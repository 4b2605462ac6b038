"""/api/console/people/{id}/wallet: operators note who has shown who they are, and stop a wallet that needs a look."""

import msgspec

from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.pay.models.wallet import Wallet
from hutong.pay.wallet import wallets
from hutong.people import public as people
from hutong.wire.product import Call, console


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator sees of a wallet: not what is in it."""

    has_wallet: bool
    is_verified: bool
    is_frozen: bool
    """By the person."""
    stopped_for: str | None
    """By an operator, and why."""


class Stop(msgspec.Struct, frozen=True):
    """Why; the person reads it."""

    reason: str


class Verification(msgspec.Struct, frozen=True):
    """Whether the person showed who they are."""

    is_verified: bool


@console.get("/people/{id}/wallet", auth="operator")
def look(read: Reader, call: Call[None]) -> Standing:
    """Whether a person has a wallet, is verified, and has frozen it.

    Response: {"has_wallet": true, "is_verified": false, "is_frozen": false, "stopped_for": null}
    Errors:   PersonNotFound
    """
    person = people.require(read, people.id_of(call.path["id"]))
    return _standing(wallets.find(read, person.id))


@console.put("/people/{id}/wallet", auth="operator", body=Verification)
def verify(tx: Transaction, call: Call[Verification]) -> Standing:
    """Note that a person showed who they are, or that it was not so.

    Request:  {"is_verified": true}
    Response: {"has_wallet": true, "is_verified": true, "is_frozen": false, "stopped_for": null}
    Errors:   PersonNotFound
    """
    person_id = people.id_of(call.path["id"])
    wallet = wallets.set_verified(tx, person_id, call.body.is_verified)
    done = "verified" if call.body.is_verified else "unverified"
    audit(tx, actor=call.actor.name, action=f"pay.wallet_{done}", subject=f"person:{person_id}")
    return _standing(wallet)


@console.post("/people/{id}/wallet/stop", auth="operator", body=Stop)
def stop(tx: Transaction, call: Call[Stop]) -> Standing:
    """Let nothing leave a person's wallet until it is let go again: payments are refused, refunds wait as abnormal.

    Request:  {"reason": "The phone was reported stolen"}
    Response: {"has_wallet": true, "is_verified": true, "is_frozen": false, "stopped_for": "The phone was…"}
    Errors:   PersonNotFound · StopReasonMissing
    """
    person_id = people.require(tx, people.id_of(call.path["id"])).id
    wallet = wallets.stop(tx, person_id, call.body.reason)
    detail = {"reason": wallet.stopped_for}
    audit(tx, actor=call.actor.name, action="pay.wallet_stopped", subject=f"person:{person_id}", detail=detail)
    return _standing(wallet)


@console.delete("/people/{id}/wallet/stop", auth="operator")
def let_go(tx: Transaction, call: Call[None]) -> Standing:
    """Let money leave the wallet again; what the person froze stays frozen.

    Response: {"has_wallet": true, "is_verified": true, "is_frozen": false, "stopped_for": null}
    Errors:   PersonNotFound
    """
    person_id = people.require(tx, people.id_of(call.path["id"])).id
    wallet = wallets.let_go(tx, person_id)
    audit(tx, actor=call.actor.name, action="pay.wallet_let_go", subject=f"person:{person_id}")
    return _standing(wallet)


def _standing(wallet: Wallet | None) -> Standing:
    if wallet is None:
        return Standing(has_wallet=False, is_verified=False, is_frozen=False, stopped_for=None)
    return Standing(
        has_wallet=True, is_verified=wallet.is_verified, is_frozen=wallet.is_frozen, stopped_for=wallet.stopped_for
    )
