"""/api/console/people/{id}/wallet: operators note who has shown who they are; it raises what they may spend."""

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


class Verification(msgspec.Struct, frozen=True):
    """Whether the person showed who they are."""

    is_verified: bool


@console.get("/people/{id}/wallet", auth="operator")
def look(read: Reader, call: Call[None]) -> Standing:
    """Whether a person has a wallet, is verified, and has frozen it.

    Response: {"has_wallet": true, "is_verified": false, "is_frozen": false}
    Errors:   PersonNotFound
    """
    person = people.require(read, people.id_of(call.path["id"]))
    return _standing(wallets.find(read, person.id))


@console.put("/people/{id}/wallet", auth="operator", body=Verification)
def verify(tx: Transaction, call: Call[Verification]) -> Standing:
    """Note that a person showed who they are, or that it was not so.

    Request:  {"is_verified": true}
    Response: {"has_wallet": true, "is_verified": true, "is_frozen": false}
    Errors:   PersonNotFound
    """
    person_id = people.id_of(call.path["id"])
    wallet = wallets.set_verified(tx, person_id, call.body.is_verified)
    done = "verified" if call.body.is_verified else "unverified"
    audit(tx, actor=call.actor.name, action=f"pay.wallet_{done}", subject=f"person:{person_id}")
    return _standing(wallet)


def _standing(wallet: Wallet | None) -> Standing:
    if wallet is None:
        return Standing(has_wallet=False, is_verified=False, is_frozen=False)
    return Standing(has_wallet=True, is_verified=wallet.is_verified, is_frozen=wallet.is_frozen)
