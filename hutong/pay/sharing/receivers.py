"""Who may share in a merchant's payments."""

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Count, Reader, Transaction, param, query, statement
from hutong.pay.errors import sharing as errors
from hutong.pay.merchants import registry
from hutong.pay.models.sharing import MERCHANT, PERSON, SUB_PERSON, Receiver, receivers
from hutong.pay.sharing import parties
from hutong.pay.sharing.parties import Party
from hutong.people import public as people

MOST = 20_000
CUSTOM = "CUSTOM"


class NewReceiver(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a merchant wants to share with; an openid is of `app_id` or, for SUB_PERSON, of `sub_app_id`."""

    type: str
    account: str
    name: str | None
    relation: str
    custom_relation: str = ""
    app_id: str | None = None
    sub_app_id: str | None = None


_here = receivers.c.mchid == param("mchid")
_count = query(sa.select(sa.func.count().label("total")).select_from(receivers.sa).where(_here), Count)
_remove = statement(
    sa.delete(receivers.sa).where(
        _here, receivers.c.type == param("of_type"), receivers.c.account == param("of_account")
    )
)


def add(tx: Transaction, keys: Keys, party: Party, new: NewReceiver) -> Receiver:
    """Let somebody share; adding twice changes nothing.

    Raises: SharingSubForeign · RelationMissing · SharingAppForeign · ReceiverUnknown · ReceiverNameWrong ·
    ReceiversTooMany
    """
    parties.require(tx, party)
    if new.relation == CUSTOM and not new.custom_relation:
        raise errors.RelationMissing()
    app_id, person_id = _who(tx, keys, party, new)
    there = find(tx, party.payee, new.type, new.account)
    if there is not None:
        return there
    counted = tx.one(_count, mchid=party.payee)
    if counted is not None and counted.total >= MOST:
        raise errors.ReceiversTooMany()
    return tx.insert(
        Receiver(
            mchid=party.payee,
            type=new.type,
            account=new.account,
            app_id=app_id,
            person_id=person_id,
            relation=new.relation,
            custom_relation=new.custom_relation,
            added_at=tx.now,
        )
    )


def remove(tx: Transaction, party: Party, type_: str, account: str) -> None:
    """Let somebody share no more; what is under way goes on. Removing twice changes nothing.

    Raises: SharingSubForeign
    """
    parties.require(tx, party)
    tx.run(_remove, mchid=party.payee, of_type=type_, of_account=account)


def find(read: Reader, payee: str, type_: str, account: str) -> Receiver | None:
    """A receiver of this merchant's payments."""
    return read.one(receivers.by_key, mchid=payee, type=type_, account=account)


def _who(tx: Transaction, keys: Keys, party: Party, new: NewReceiver) -> tuple[str, int | None]:
    """The app and the person that an openid means; nobody for a merchant."""
    if new.type == MERCHANT:
        merchant = registry.get(tx, new.account)
        if merchant is None or merchant.mchid == party.payee:
            raise errors.ReceiverUnknown(account=new.account)
        if new.name != merchant.name:
            raise errors.ReceiverNameWrong(account=new.account)
        return "", None
    assert new.type in (PERSON, SUB_PERSON), "the host knows three types"
    app_id = new.sub_app_id if new.type == SUB_PERSON else new.app_id
    owner = party.payee if new.type == SUB_PERSON else party.mchid
    if not app_id or not registry.is_bound(tx, owner, app_id):
        raise errors.SharingAppForeign()
    person_id = apps.person_of(keys, app_id, new.account)
    person = people.get(tx, person_id) if person_id is not None else None
    if person is None:
        raise errors.ReceiverUnknown(account=new.account)
    if new.name is not None and new.name != person.name:
        raise errors.ReceiverNameWrong(account=new.account)
    return app_id, person.id
