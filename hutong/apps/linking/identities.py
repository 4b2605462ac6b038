"""One identity: an owner binds apps to one open platform account, and people have one unionid with all of them.

An account is nothing but its number and its owner. Leaving it, or getting another owner, changes or ends the unionid.
"""

import sqlalchemy as sa

from hutong.apps import openids, registry
from hutong.apps.linking.errors import BoundAlready, NotBound, OpenAccountFull, OpenAccountUnknown, OtherOwner
from hutong.apps.models import OpenAccount, OpenBinding, apps, open_accounts, open_bindings
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction, param, query, statement

MOST_APPS = 100

_of_account = query(
    open_bindings.select().where(open_bindings.c.open_app_id == param("open_app_id")).order_by(open_bindings.c.app_id),
    OpenBinding,
)
# An app that went to another owner left the account behind, whatever was written down.
_held = query(
    sa.select(open_bindings.sa)
    .join(apps.sa, apps.c.app_id == open_bindings.c.app_id)
    .join(open_accounts.sa, open_accounts.c.open_app_id == open_bindings.c.open_app_id)
    .where(open_bindings.c.app_id == param("app_id"), apps.c.owner_id == open_accounts.c.owner_id),
    OpenBinding,
)
_drop = statement(sa.delete(open_bindings.sa).where(open_bindings.c.app_id == param("of_app")))


def of_app(read: Reader, app_id: str) -> str | None:
    """The open platform account an app is bound to."""
    held = read.one(_held, app_id=app_id)
    return None if held is None else held.open_app_id


def unionid(read: Reader, keys: Keys, app_id: str, person_id: int) -> str | None:
    """What all apps of the account call a person; None where an app is bound to none."""
    open_app_id = of_app(read, app_id)
    return None if open_app_id is None else openids.of_app(keys, open_app_id).of(person_id)


def apps_of(read: Reader, open_app_id: str) -> list[str]:
    """The apps bound to an account."""
    return [bound.app_id for bound in read.many(_of_account, open_app_id=open_app_id)]


def create(tx: Transaction, app_id: str) -> str:
    """Make an account for an app's owner and bind the app to it; its number. Raises: NotYours · BoundAlready"""
    app = registry.found(tx, app_id)
    if of_app(tx, app_id) is not None:
        raise BoundAlready()
    open_app_id = "wx" + tx.new_token("apps.open_app_id", 8).hex()
    tx.insert(OpenAccount(open_app_id=open_app_id, owner_id=app.owner_id, created_at=tx.now))
    _bind(tx, app_id, open_app_id)
    return open_app_id


def bind(tx: Transaction, app_id: str, open_app_id: str) -> None:
    """Bind an app to an account of its owner.

    Raises: NotYours · BoundAlready · OpenAccountUnknown · OtherOwner · OpenAccountFull
    """
    app, account = registry.found(tx, app_id), found(tx, open_app_id)
    if of_app(tx, app_id) is not None:
        raise BoundAlready()
    if account.owner_id != app.owner_id:
        raise OtherOwner()
    if len(apps_of(tx, open_app_id)) >= MOST_APPS:
        raise OpenAccountFull(limit=MOST_APPS)
    _bind(tx, app_id, open_app_id)


def unbind(tx: Transaction, app_id: str) -> None:
    """Leave the account. Raises: NotYours · NotBound"""
    registry.found(tx, app_id)
    if of_app(tx, app_id) is None:
        raise NotBound()
    tx.run(_drop, of_app=app_id)


def found(read: Reader, open_app_id: str) -> OpenAccount:
    """The account of this number. Raises: OpenAccountUnknown"""
    account = read.one(open_accounts.by_key, open_app_id=open_app_id[:64])
    if account is None:
        raise OpenAccountUnknown()
    return account


def _bind(tx: Transaction, app_id: str, open_app_id: str) -> None:
    tx.run(_drop, of_app=app_id)
    tx.insert(OpenBinding(app_id=app_id, open_app_id=open_app_id, bound_at=tx.now))
