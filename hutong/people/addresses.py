"""The address book: where somebody's parcels go. One of them is the default as long as there is any."""

import re

import msgspec

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.people import errors
from hutong.people.models import Address, addresses

MOST = 50
LONGEST = {
    "name": 25,
    "phone": 20,
    "province": 30,
    "city": 30,
    "district": 30,
    "street": 40,
    "detail": 100,
    "postal_code": 12,
    "national_code": 12,
}
NEEDED = frozenset({"name", "phone", "province", "city", "detail"})
_FORMS = {
    "phone": re.compile(r"\+?[0-9][0-9 -]{3,18}[0-9]"),
    "postal_code": re.compile(r"[0-9A-Za-z -]*"),
    "national_code": re.compile(r"[0-9]*"),
}

_of_person = query(
    addresses.select()
    .where(addresses.c.person_id == param("person_id"))
    .order_by(addresses.c.is_default.desc(), addresses.c.id.desc()),
    Address,
)
_remove = statement(
    addresses.sa.delete().where(addresses.c.person_id == param("whose"), addresses.c.id == param("of_id"))
)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An address as somebody writes it."""

    name: str
    phone: str
    province: str
    city: str
    district: str = ""
    street: str = ""
    detail: str
    postal_code: str = ""
    national_code: str = ""
    is_default: bool = False


def listed(read: Reader, person_id: int) -> list[Address]:
    """A person's addresses: the default one, then the newest first."""
    return read.many(_of_person, person_id=person_id)


def found(read: Reader, person_id: int, address_id: int) -> Address:
    """One of a person's addresses. Raises: AddressNotFound"""
    address = read.one(addresses.by_key, person_id=person_id, id=address_id)
    if address is None:
        raise errors.AddressNotFound()
    return address


def add(tx: Transaction, person_id: int, draft: Draft) -> Address:
    """Keep an address; the first is the default. Raises: AddressRefused · TooManyAddresses"""
    parts, known = _accepted(draft), listed(tx, person_id)
    if len(known) >= MOST:
        raise errors.TooManyAddresses(most=MOST)
    fresh = Address(person_id=person_id, id=tx.new_id("address"), **parts, is_default=not known, created_at=tx.now)
    tx.insert(fresh)
    return make_default(tx, person_id, fresh.id) if draft.is_default else fresh


def change(tx: Transaction, person_id: int, address_id: int, draft: Draft) -> Address:
    """Write an address anew; a default one stays that until another is. Raises: AddressNotFound · AddressRefused"""
    changed = tx.update(found(tx, person_id, address_id), **_accepted(draft))
    return make_default(tx, person_id, address_id) if draft.is_default else changed


def remove(tx: Transaction, person_id: int, address_id: int) -> None:
    """Keep an address no longer; after the default one, the newest is the default. Raises: AddressNotFound"""
    gone = found(tx, person_id, address_id)
    tx.run(_remove, whose=person_id, of_id=address_id)
    left = listed(tx, person_id)
    if gone.is_default and left:
        tx.update(left[0], is_default=True)


def make_default(tx: Transaction, person_id: int, address_id: int) -> Address:
    """Let this one be what is offered first. Raises: AddressNotFound"""
    chosen = found(tx, person_id, address_id)
    for other in listed(tx, person_id):
        if other.is_default and other.id != address_id:
            tx.update(other, is_default=False)
    return chosen if chosen.is_default else tx.update(chosen, is_default=True)


def _accepted(draft: Draft) -> dict[str, str]:
    parts = {name: " ".join(str(getattr(draft, name)).split()) for name in LONGEST}
    for name, text in parts.items():
        form = _FORMS.get(name)
        if len(text) > LONGEST[name] or (name in NEEDED and not text) or not text.isprintable():
            raise errors.AddressRefused(field=name, longest=LONGEST[name])
        if form is not None and not form.fullmatch(text):
            raise errors.AddressRefused(field=name, longest=LONGEST[name])
    return parts
