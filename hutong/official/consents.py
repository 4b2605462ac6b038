"""Consents: a person allows an account one notification of a template at a time, and may refuse a template for good."""

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.official.models.consents import Consent, consents

_of_person = query(
    consents.select()
    .where(consents.c.app_id == param("app_id"), consents.c.person_id == param("person_id"))
    .order_by(consents.c.changed_at.desc(), consents.c.template_id),
    Consent,
)


def listed(read: Reader, app_id: str, person_id: int) -> list[Consent]:
    """What a person said of an account's templates, the latest first."""
    return read.many(_of_person, app_id=app_id, person_id=person_id)


def find(read: Reader, app_id: str, person_id: int, template_id: str) -> Consent | None:
    """What a person said of a template, None when nothing yet."""
    return read.one(consents.by_key, app_id=app_id, person_id=person_id, template_id=template_id)


def is_refused(read: Reader, app_id: str, person_id: int, template_id: str) -> bool:
    """Whether the person wants nothing by this template."""
    found = find(read, app_id, person_id, template_id)
    return found is not None and found.is_refused


def allow(tx: Transaction, app_id: str, person_id: int, template_id: str) -> Consent:
    """The person allows one notification more, and refuses the template no longer."""
    consent = _of(tx, app_id, person_id, template_id)
    return tx.update(consent, left=consent.left + 1, is_refused=False, changed_at=tx.now)


def refuse(tx: Transaction, app_id: str, person_id: int, template_id: str) -> Consent:
    """The person wants nothing by this template any more; what they allowed before is void."""
    return tx.update(_of(tx, app_id, person_id, template_id), left=0, is_refused=True, changed_at=tx.now)


def accept_again(tx: Transaction, app_id: str, person_id: int, template_id: str) -> Consent:
    """The person refuses the template no longer."""
    return tx.update(_of(tx, app_id, person_id, template_id), is_refused=False, changed_at=tx.now)


def spend(tx: Transaction, consent: Consent, *, is_long_term: bool) -> bool:
    """Use one permission up. False when there is none."""
    if consent.is_refused or consent.left == 0:
        return False
    if not is_long_term:
        tx.update(consent, left=consent.left - 1)
    return True


def _of(tx: Transaction, app_id: str, person_id: int, template_id: str) -> Consent:
    fresh = Consent(
        app_id=app_id, person_id=person_id, template_id=template_id, left=0, is_refused=False, changed_at=tx.now
    )
    return tx.get_or_add(fresh)[0]
