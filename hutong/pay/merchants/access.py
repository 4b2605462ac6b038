"""Who may manage a merchant."""

from typing import Protocol

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.pay.errors import merchants as errors
from hutong.pay.merchants import registry
from hutong.pay.models.merchants import Merchant


class Actor(Protocol):
    """Who uses the console, as the wire tells it."""

    @property
    def kind(self) -> str: ...
    @property
    def person_id(self) -> int | None: ...


def require_owner(read: Reader, actor: Actor, mchid: str) -> Merchant:
    """The merchant, if the caller may manage it: their own, or any for an operator and in a lab.

    A partner's owner manages the merchants of the partner as well. Raises: MerchantNotFound
    """
    merchant = registry.require(read, mchid)
    if actor.kind != "person" or _is_behind(read, actor, merchant):
        return merchant
    partner = registry.get(read, merchant.partner_mchid) if merchant.partner_mchid else None
    if partner is None or not _is_behind(read, actor, partner):
        raise errors.MerchantNotFound(mchid=mchid)
    return merchant


def listed(read: Reader, actor: Actor) -> list[Merchant]:
    """The merchants the caller may manage, newest first."""
    if actor.kind != "person":
        return registry.list_for_owners(read, None)
    assert actor.person_id is not None, "a person has an id"
    owners = apps.list_owners(read, person_id=actor.person_id)
    return registry.list_for_owners(read, [owner.owner_id for owner in owners])


def _is_behind(read: Reader, actor: Actor, merchant: Merchant) -> bool:
    return apps.find_owner(read, merchant.owner_id).person_id == actor.person_id
