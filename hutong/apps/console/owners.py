"""/api/console/owners: who answers for apps."""

from typing import Any

import msgspec

from hutong.apps import errors, owners
from hutong.apps.console.shapes import OwnerShape, owner_shape
from hutong.apps.models import Owner
from hutong.apps.owners import OwnerKind
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.paths import number_in
from hutong.wire.ports import Actor
from hutong.wire.product import Call, console


class OwnerWanted(msgspec.Struct, frozen=True):
    """An owner to enter. A lab makes up what is missing."""

    kind: OwnerKind
    name: str | None = None
    licence_number: str | None = None
    language: str = "zh-CN"


class OwnerList(msgspec.Struct, frozen=True):
    """Owners, newest first."""

    items: list[OwnerShape]


@console.get("/owners")
def listed(read: Reader, call: Call[None]) -> OwnerList:
    """The owners the caller may use: their own, or all for an operator and in a lab.

    Response: {"items": [{"id": "7312…", "kind": "company", "name": "…", "licence_number": "91…", "person_id": null}]}
    """
    person_id = call.actor.person_id if call.actor.kind == "person" else None
    return OwnerList([owner_shape(owner) for owner in owners.listed(read, person_id=person_id)])


@console.post("/owners", body=OwnerWanted)
def create(tx: Transaction, call: Call[OwnerWanted]) -> OwnerShape:
    """Enter an owner. In a lab a name and a licence number are made up where none is given.

    Request:  {"kind": "company", "name": "Waterworks Ltd", "licence_number": "91…"}
    Response: an Owner
    Errors:   OwnerIncomplete · LicenceNumberWrong
    """
    return owner_shape(enter(tx, call, call.body))


def enter(tx: Transaction, call: Call[Any], wanted: OwnerWanted) -> Owner:
    """Enter an owner for the caller: a lab invents, a live instance is told."""
    if call.lane.mode == "lab":
        owner = owners.invent(
            tx,
            kind=wanted.kind,
            name=wanted.name,
            licence_number=wanted.licence_number,
            person_id=call.actor.person_id,
            language=wanted.language,
        )
    else:
        owner = owners.register(
            tx,
            kind=wanted.kind,
            name=wanted.name,
            licence_number=wanted.licence_number,
            person_id=call.actor.person_id,
        )
    audit(tx, actor=call.actor.name, action="apps.owner_created", subject=f"owner:{owner.owner_id}")
    return owner


def usable(read: Reader, actor: Actor, spelled: str) -> Owner:
    """The owner of an id, if the caller may use it. Raises: OwnerUnknown"""
    owner_id = number_in(spelled)
    if owner_id is None:
        raise errors.OwnerUnknown(owner_id=spelled[:64])
    owner = owners.found(read, owner_id)
    if actor.kind == "person" and owner.person_id != actor.person_id:
        raise errors.OwnerUnknown(owner_id=spelled)
    return owner
