"""Owners: the individuals and companies that answer for apps."""

from typing import Literal

import sqlalchemy as sa

from hutong.apps import errors, licences, names
from hutong.apps.models import Owner, owners
from hutong.kernel.db import Reader, Transaction, param, query

OwnerKind = Literal["individual", "company"]

_all = query(owners.select().order_by(owners.c.owner_id.desc()).limit(500), Owner)
_of_person = query(
    sa.select(owners.sa).where(owners.c.person_id == param("person_id")).order_by(owners.c.owner_id.desc()), Owner
)


def register(
    tx: Transaction, *, kind: OwnerKind, name: str | None, licence_number: str | None, person_id: int | None
) -> Owner:
    """Enter an owner with what they state. An individual is never asked for the number of an identity card.

    Raises: OwnerIncomplete · LicenceNumberWrong
    """
    if not name or (kind == "company" and not licence_number):
        raise errors.OwnerIncomplete(kind=kind)
    _refuse_wrong_number(licence_number)
    licence_number = licence_number if kind == "company" else None
    return _add(tx, kind=kind, name=name, licence_number=licence_number, person_id=person_id)


def invent(
    tx: Transaction,
    *,
    kind: OwnerKind,
    name: str | None = None,
    licence_number: str | None = None,
    person_id: int | None = None,
    language: str = "zh-CN",
) -> Owner:
    """Enter an owner of a lab; what is not stated is made up, numbers included.

    Raises: LicenceNumberWrong
    """
    _refuse_wrong_number(licence_number)
    chance = tx.new_token("apps.owner", 16)
    if kind == "individual":
        person = name or names.invented_person(chance, language)
        number = licences.invented_identity_number(chance[8:])
        return _add(tx, kind=kind, name=person, identity_number=number, person_id=person_id)
    company = name or names.invented_company(chance, language)
    code = licence_number or licences.invented_credit_code(chance[8:])
    return _add(tx, kind=kind, name=company, licence_number=code, person_id=person_id)


def found(read: Reader, owner_id: int) -> Owner:
    """The owner with this id. Raises: OwnerUnknown"""
    owner = read.one(owners.by_key, owner_id=owner_id)
    if owner is None:
        raise errors.OwnerUnknown(owner_id=str(owner_id))
    return owner


def listed(read: Reader, *, person_id: int | None) -> list[Owner]:
    """The owners a person stands behind, newest first; everybody's for None."""
    return read.many(_all) if person_id is None else read.many(_of_person, person_id=person_id)


def _add(
    tx: Transaction,
    *,
    kind: OwnerKind,
    name: str,
    licence_number: str | None = None,
    identity_number: str | None = None,
    person_id: int | None,
) -> Owner:
    owner = Owner(
        owner_id=tx.new_id("owner"),
        kind=kind,
        name=name,
        licence_number=licence_number,
        identity_number=identity_number,
        person_id=person_id,
        created_at=tx.now,
    )
    return tx.insert(owner)


def _refuse_wrong_number(licence_number: str | None) -> None:
    if licence_number and not licences.is_credit_code(licence_number):
        raise errors.LicenceNumberWrong(licence_number=licence_number)
