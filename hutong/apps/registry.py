"""The registry of apps: their names, secrets, verification and grants."""

import ipaddress
from base64 import b32encode

from hutong.apps import errors, events, names, owners, permissions, tokens
from hutong.apps.models import App, Owner, apps
from hutong.apps.views import AppKind
from hutong.kernel.crypto import hash_secret
from hutong.kernel.db import Reader, Transaction, param, query

CHANGED = "apps.app"
"""Woken with the app id whenever something that calls are checked against has changed."""

MAX_LISTED_IPS = 200
_NAME_TRIES = 16

_by_folded_name = query(apps.select().where(apps.c.name_folded == param("name_folded")), App)


def create(
    tx: Transaction, *, kind: AppKind, owner: Owner, name: str, intro: str = "", verified: bool = False
) -> tuple[App, str]:
    """Make an app. Answers it and its secret, which nobody can read again.

    Raises: OwnerKindRefused · VerificationNeedsCompany · NameNotPlain · NameLengthWrong · NameTaken · IntroTooLong
    Publishes: AppCreated
    """
    if kind == "service" and owner.kind != "company":
        raise errors.OwnerKindRefused(kind=kind, owner_kind=owner.kind)
    if verified and owner.kind != "company":
        raise errors.VerificationNeedsCompany(owner_kind=owner.kind)
    app_id = "wx" + tx.new_token("apps.app_id", 8).hex()
    secret = tx.new_token("apps.secret", 16).hex()
    app = App(
        app_id=app_id,
        original_id="gh_" + tx.new_token("apps.original_id", 6).hex(),
        kind=kind,
        name=names.accepted(name),
        name_folded=names.folded(name),
        intro=names.accepted_intro(intro),
        colour=names.COLOURS[int(app_id[-2:], 16) % len(names.COLOURS)],
        avatar=None,
        owner_id=owner.owner_id,
        verified=verified,
        link_code=b32encode(tx.new_token("apps.link_code", 10)).decode().lower(),
        secret_hash=hash_secret(secret),
        secret_frozen=False,
        ip_list=[],
        grants={},
        created_at=tx.now,
    )
    _, is_new = tx.get_or_add(app, by=("name_folded",))
    if not is_new:
        raise errors.NameTaken(name=name)
    tx.publish(events.AppCreated(app_id=app_id))
    return app, secret


def create_with_any_name(
    tx: Transaction, *, kind: AppKind, owner: Owner, language: str, intro: str = "", verified: bool = False
) -> tuple[App, str]:
    """Make an app under a name that is free. Raises: OwnerKindRefused · VerificationNeedsCompany · IntroTooLong"""
    for _ in range(_NAME_TRIES - 1):
        name = names.invented_account(tx.new_token("apps.name", 4), language)
        try:
            with tx.attempt():
                return create(tx, kind=kind, owner=owner, name=name, intro=intro, verified=verified)
        except errors.NameTaken:
            continue
    unlikely = tx.new_token("apps.name", 8).hex()
    return create(tx, kind=kind, owner=owner, name=unlikely, intro=intro, verified=verified)


def found(read: Reader, app_id: str) -> App:
    """The app of this appid. Raises: NotYours"""
    app = read.one(apps.by_key, app_id=app_id)
    if app is None:
        raise errors.NotYours(app_id=app_id)
    return app


def describe(tx: Transaction, app_id: str, *, name: str | None = None, intro: str | None = None) -> App:
    """Change an app's name or introduction; its link stays.

    Raises: NotYours · NameNotPlain · NameLengthWrong · NameTaken · IntroTooLong
    Publishes: AppChanged
    """
    app = found(tx, app_id)
    if name is not None and name != app.name:
        _refuse_taken(tx, app, name)
        app = tx.update(app, name=names.accepted(name), name_folded=names.folded(name))
    if intro is not None:
        app = tx.update(app, intro=names.accepted_intro(intro))
    return _changed_for_people(tx, app)


def set_colour(tx: Transaction, app_id: str, colour: str) -> App:
    """Choose the colour that stands for the app where it has no picture. Raises: NotYours. Publishes: AppChanged"""
    assert colour in names.COLOURS, f"{colour} is none of {names.COLOURS}"
    return _changed_for_people(tx, tx.update(found(tx, app_id), colour=colour))


def set_avatar(tx: Transaction, app_id: str, digest: str) -> App:
    """Show the picture with this digest as the app's avatar. Raises: NotYours. Publishes: AppChanged"""
    return _changed_for_people(tx, tx.update(found(tx, app_id), avatar=digest))


def set_verified(tx: Transaction, app_id: str, owner: Owner, *, verified: bool) -> App:
    """Say whether the owner was checked. Raises: NotYours · VerificationNeedsCompany. Publishes: AppChanged"""
    if verified:
        check_can_be_verified(owner)
    return _changed_for_people(tx, tx.update(found(tx, app_id), verified=verified))


def check_can_be_verified(owner: Owner) -> None:
    """Only companies are checked. Raises: VerificationNeedsCompany"""
    if owner.kind != "company":
        raise errors.VerificationNeedsCompany(owner_kind=owner.kind)


def hand_over(tx: Transaction, app_id: str, owner: Owner) -> App:
    """Give an app to another owner, as when an individual founds a company. Its ids, followers and openids stay.

    The verification was of the owner before, and is gone. Raises: NotYours · OwnerKindRefused. Publishes: AppChanged
    """
    app = found(tx, app_id)
    if app.kind == "service" and owner.kind != "company":
        raise errors.OwnerKindRefused(kind=app.kind, owner_kind=owner.kind)
    return _changed_for_people(tx, tx.update(app, owner_id=owner.owner_id, verified=False))


def reset_secret(tx: Transaction, app_id: str) -> str:
    """Give an app another secret. The old one and every token got with it are dead at once.

    Raises: NotYours
    Publishes: SecretReset
    """
    secret = tx.new_token("apps.secret", 16).hex()
    tx.update(found(tx, app_id), secret_hash=hash_secret(secret), secret_frozen=False)
    tokens.revoke(tx, app_id)
    tx.wake(CHANGED, app_id)
    tx.publish(events.SecretReset(app_id=app_id))
    return secret


def freeze_secret(tx: Transaction, app_id: str, *, frozen: bool) -> App:
    """Refuse the secret for a while, or take it again. Tokens live on. Raises: NotYours"""
    return _changed_for_calls(tx, tx.update(found(tx, app_id), secret_frozen=frozen))


def set_ip_list(tx: Transaction, app_id: str, ips: list[str]) -> App:
    """Name the addresses and networks that may ask for tokens. Raises: NotYours · IpListWrong"""
    if len(ips) > MAX_LISTED_IPS:
        raise errors.IpListWrong(max=MAX_LISTED_IPS)
    spelled = list(dict.fromkeys(_network(ip) for ip in ips))
    return _changed_for_calls(tx, tx.update(found(tx, app_id), ip_list=spelled))


def grant(tx: Transaction, app_id: str, permission: str, *, granted: bool) -> App:
    """Give or take a permission whatever the kind of account has. Raises: NotYours · PermissionUnknown"""
    if permission not in permissions.TABLE:
        raise errors.PermissionUnknown(permission=permission)
    app = found(tx, app_id)
    owner_kind = owners.found(tx, app.owner_id).kind
    by_kind = permission in permissions.of_account(app.kind, verified=app.verified, owner_kind=owner_kind)
    grants = {name: held for name, held in app.grants.items() if name != permission}
    if granted != by_kind:
        grants[permission] = granted
    return _changed_for_calls(tx, tx.update(app, grants=grants))


def is_name_free(read: Reader, name: str, *, besides: str) -> bool:
    """Whether an app may be called so, as no other is. Raises: NameNotPlain · NameLengthWrong"""
    other = read.one(_by_folded_name, name_folded=names.folded(names.accepted(name)))
    return other is None or other.app_id == besides


def _refuse_taken(tx: Transaction, app: App, name: str) -> None:
    other = tx.one(_by_folded_name, name_folded=names.folded(name))
    if other is not None and other.app_id != app.app_id:
        raise errors.NameTaken(name=name)


def _changed_for_calls(tx: Transaction, app: App) -> App:
    tx.wake(CHANGED, app.app_id)
    return app


def _changed_for_people(tx: Transaction, app: App) -> App:
    tx.publish(events.AppChanged(app_id=app.app_id))
    return _changed_for_calls(tx, app)


def _network(text: str) -> str:
    """One spelling for an address ("10.0.0.7") or a network ("10.0.0.0/24")."""
    try:
        network = ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        raise errors.IpListWrong(entry=text[:64]) from None
    return str(network.network_address) if network.num_addresses == 1 else str(network)
