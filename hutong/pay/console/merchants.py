"""/api/console/merchants: who takes payments, and in which apps."""

from typing import Any, Literal

import msgspec

from hutong.apps import public as apps
from hutong.apps.public import Owner
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.pay.console.merchant_shapes import (
    MerchantDetail,
    MerchantShape,
    NewMerchant,
    detail_of,
    merchant_shape,
    new_merchant,
)
from hutong.pay.errors import merchants as errors
from hutong.pay.merchants import access, registry
from hutong.pay.merchants.opening import open_merchant
from hutong.pay.models.merchants import BOTH, ORDINARY, SUB
from hutong.wire.errors import BodyMalformed
from hutong.wire.paths import number_in
from hutong.wire.ports import Actor
from hutong.wire.product import Call, console, lab


class OwnerWanted(msgspec.Struct, frozen=True):
    """An owner to enter. A lab makes up what is missing."""

    kind: Literal["individual", "company"] = "company"
    name: str | None = None
    licence_number: str | None = None


class MerchantWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A merchant to open, in the name of an owner entered before or now."""

    name: str | None = None
    owner_id: str | None = None
    owner: OwnerWanted | None = None
    kind: str = ORDINARY
    app_ids: list[str] = []
    mode: str = BOTH


class SubWanted(msgspec.Struct, frozen=True):
    """A merchant of a partner's, in the partner's owner's name."""

    name: str
    app_ids: list[str] = []


class MerchantChanges(msgspec.Struct, frozen=True):
    """What to change; what is left out stays."""

    name: str | None = None
    short_name: str | None = None
    category: str | None = None
    settles_to: str | None = None
    state: Literal["active", "paused"] | None = None


class AppWanted(msgspec.Struct, frozen=True):
    """An app to bind."""

    app_id: str


class ModeWanted(msgspec.Struct, frozen=True):
    """By what the merchant knows the platform: "certificate", "public_key" or "both"."""

    mode: str


class MerchantList(msgspec.Struct, frozen=True):
    items: list[MerchantShape]


@console.get("/merchants")
def listed(read: Reader, call: Call[None]) -> MerchantList:
    """The merchants the caller may manage, newest first."""
    return MerchantList([merchant_shape(read, merchant) for merchant in access.listed(read, call.actor)])


@console.post("/merchants", body=MerchantWanted)
async def create(call: Call[MerchantWanted]) -> NewMerchant:
    """Open a merchant. Its API keys, private key and certificate are shown this once.

    Request:  {"owner_id": "7312…", "name": "Corner shop", "kind": "ordinary", "app_ids": ["wx12…"]}
    Response: a Merchant with api_v2_key, api_v3_key, private_key, certificate, serial, platform_certificate,
              platform_serial, public_key
    Errors:   OwnerUnknown · OwnerIncomplete · LicenceNumberWrong · IndividualRefused · MerchantNameWrong ·
              MerchantKindWrong · ModeUnknown · NotYours
    """
    if call.body.kind == SUB:
        raise errors.MerchantKindWrong(kind=SUB)
    return await _open(call, call.body)


@lab.post("/merchants", body=MerchantWanted)
async def create_for_kit(call: Call[MerchantWanted]) -> NewMerchant:
    """Open a merchant of a lab; whatever is left out is made up.

    Request:  {} · {"name": "Corner shop", "app_ids": ["wx12…"], "kind": "partner"}
    Response: as of POST /api/console/merchants
    Errors:   as of POST /api/console/merchants
    """
    return await _open(call, call.body)


@console.get("/merchants/{mchid}")
def show(read: Reader, call: Call[None]) -> MerchantDetail:
    """One merchant. Errors: MerchantNotFound"""
    return _detail(read, call)


@console.patch("/merchants/{mchid}", body=MerchantChanges)
def change(tx: Transaction, call: Call[MerchantChanges]) -> MerchantDetail:
    """Change names, category, settlement account, or pause the merchant.

    Request:  {"short_name": "Corner"} · {"state": "paused"}
    Errors:   MerchantNotFound · MerchantNameWrong
    """
    merchant = access.require_owner(tx, call.actor, call.path["mchid"])
    changes = {name: value for name, value in msgspec.structs.asdict(call.body).items() if value is not None}
    if changes:
        registry.change(tx, merchant.mchid, **changes)
        _note(tx, call, "merchant_changed", changes)
    return _detail(tx, call)


@console.post("/merchants/{mchid}/apps", body=AppWanted)
def bind(tx: Transaction, call: Call[AppWanted]) -> MerchantDetail:
    """Let the merchant take payments in an app of the caller's.

    Request:  {"app_id": "wx12…"}
    Errors:   MerchantNotFound · NotYours · IndividualRefused
    """
    merchant = access.require_owner(tx, call.actor, call.path["mchid"])
    _require_payable(tx, call.actor, call.body.app_id)
    registry.bind(tx, merchant.mchid, call.body.app_id)
    _note(tx, call, "app_bound", {"app_id": call.body.app_id})
    return _detail(tx, call)


@console.delete("/merchants/{mchid}/apps/{app_id}")
def unbind(tx: Transaction, call: Call[None]) -> MerchantDetail:
    """Let the merchant take payments in an app no more. Errors: MerchantNotFound"""
    merchant = access.require_owner(tx, call.actor, call.path["mchid"])
    registry.unbind(tx, merchant.mchid, call.path["app_id"])
    _note(tx, call, "app_unbound", {"app_id": call.path["app_id"]})
    return _detail(tx, call)


@console.put("/merchants/{mchid}/mode", body=ModeWanted)
def set_mode(tx: Transaction, call: Call[ModeWanted]) -> MerchantDetail:
    """By what the merchant knows the platform from now on.

    Request:  {"mode": "public_key"}
    Errors:   MerchantNotFound · ModeUnknown
    """
    merchant = access.require_owner(tx, call.actor, call.path["mchid"])
    registry.set_mode(tx, merchant.mchid, call.body.mode)
    _note(tx, call, "merchant_mode_set", {"mode": call.body.mode})
    return _detail(tx, call)


@console.post("/merchants/{mchid}/subs", body=SubWanted)
async def create_sub(call: Call[SubWanted]) -> NewMerchant:
    """Open a merchant of a partner's.

    Request:  {"name": "Stall seven"}
    Errors:   MerchantNotFound · NotAPartner · MerchantNameWrong · NotYours
    """
    partner = await call.lane.db.read(access.require_owner, call.actor, call.path["mchid"])
    wanted = MerchantWanted(name=call.body.name, owner_id=str(partner.owner_id), kind=SUB, app_ids=call.body.app_ids)
    return await _open(call, wanted, partner_mchid=partner.mchid)


def _require_payable(read: Reader, actor: Actor, app_id: str) -> None:
    """An app of the caller's in which payments may be taken. Raises: NotYours · IndividualRefused"""
    app = apps.require_owner(read, actor, app_id)
    is_closed = app.kind == "mini" and app.owner_kind == "individual"
    if is_closed and apps.rules(read)["merchant_owners"] == "enforce":
        raise errors.IndividualRefused(owner_id=str(app.owner_id))


async def _open(call: Call[Any], wanted: MerchantWanted, *, partner_mchid: str | None = None) -> NewMerchant:
    lane = call.lane

    def owner_of(tx: Transaction) -> Owner:
        for app_id in wanted.app_ids:
            _require_payable(tx, call.actor, app_id)
        if partner_mchid is not None:
            return apps.find_owner(tx, access.require_owner(tx, call.actor, partner_mchid).owner_id)
        return _owner(tx, lane, call.actor, wanted)

    name = wanted.name
    if name is None:
        if lane.mode != "lab":
            raise errors.MerchantNameWrong(limit=registry.NAME_LETTERS)
        name = "Corner shop"
    opened = await open_merchant(
        lane,
        owner_of,
        name=name,
        kind=wanted.kind,
        partner_mchid=partner_mchid,
        app_ids=wanted.app_ids,
        mode=wanted.mode,
    )

    def written_down(tx: Transaction) -> NewMerchant:
        audit(tx, actor=call.actor.name, action="pay.merchant_opened", subject=f"merchant:{opened.merchant.mchid}")
        return new_merchant(tx, opened, lane.clock.wire())

    return await lane.db.run(written_down)


def _owner(tx: Transaction, lane: Lane, actor: Actor, wanted: MerchantWanted) -> Owner:
    if wanted.owner_id is not None:
        owner = apps.find_owner(tx, number_in(wanted.owner_id) or 0)
        if actor.kind == "person" and owner.person_id != actor.person_id:
            # As if there were none; whose it is is nobody's business.
            return apps.find_owner(tx, 0)
        return owner
    if lane.mode == "lab":
        if wanted.owner is None and wanted.app_ids:
            return apps.find_owner(tx, apps.require_owner(tx, actor, wanted.app_ids[0]).owner_id)
        asked = wanted.owner or OwnerWanted()
        return apps.invent_owner(
            tx, kind=asked.kind, name=asked.name, licence_number=asked.licence_number, person_id=actor.person_id
        )
    if wanted.owner is None:
        raise BodyMalformed(detail="owner_id or owner is needed")
    asked = wanted.owner
    return apps.register_owner(
        tx, kind=asked.kind, name=asked.name, licence_number=asked.licence_number, person_id=actor.person_id
    )


def _detail(read: Reader, call: Call[Any]) -> MerchantDetail:
    merchant = access.require_owner(read, call.actor, call.path["mchid"])
    return detail_of(read, merchant, call.lane.clock.wire())


def _note(tx: Transaction, call: Call[Any], action: str, detail: dict[str, Any]) -> None:
    subject = f"merchant:{call.path['mchid']}"
    audit(tx, actor=call.actor.name, action=f"pay.{action}", subject=subject, detail=detail)
