"""/api/console/apps/{app_id}/identity: the apps with which people have one unionid."""

from typing import Any

import msgspec

from hutong.apps import public, views
from hutong.apps.linking import identities
from hutong.apps.linking.errors import OpenAccountUnknown
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, console


class Sibling(msgspec.Struct, frozen=True):
    """Another app of the owner's; `together` where people have one identity with both."""

    app_id: str
    name: str
    kind: str
    colour: str
    open_app_id: str | None
    together: bool


class IdentityShape(msgspec.Struct, frozen=True):
    """The open platform account of an app, and the owner's other apps."""

    open_app_id: str | None
    others: list[Sibling]


class Joining(msgspec.Struct, frozen=True):
    """The app whose account to join; where it has none, one is made for both."""

    app_id: str


@console.get("/apps/{app_id}/identity")
def show(read: Reader, call: Call[None]) -> IdentityShape:
    """Which apps share one identity of people with this one.

    Response: {"open_app_id": "wx…", "others": [{"app_id", "name", "kind", "open_app_id", "together"}]}
    Errors:   NotYours
    """
    return _shape(read, public.require_member(read, call.actor, call.path["app_id"], "settings"))


@console.post("/apps/{app_id}/identity", body=Joining)
def join(tx: Transaction, call: Call[Joining]) -> IdentityShape:
    """Share one identity of people with another app of the same owner.

    Request:  {"app_id": "wx…"}
    Errors:   NotYours · BoundAlready · OtherOwner · OpenAccountUnknown · OpenAccountFull
    """
    view, other = _both(tx, call)
    if identities.of_app(tx, view.app_id) is None and identities.of_app(tx, other.app_id) is None:
        identities.create(tx, other.app_id)
    account, theirs = identities.of_app(tx, view.app_id), identities.of_app(tx, other.app_id)
    if account is not None and theirs is None:
        identities.bind(tx, other.app_id, account)
    elif theirs is not None:
        identities.bind(tx, view.app_id, theirs)
    _note(tx, call, "apps.identity_shared", view.app_id, {"with": other.app_id})
    return _shape(tx, view)


@console.delete("/apps/{app_id}/identity")
def leave(tx: Transaction, call: Call[None]) -> IdentityShape:
    """Have people known by this app alone again.

    Errors: NotYours · NotBound
    """
    view = public.require_member(tx, call.actor, call.path["app_id"], "settings")
    identities.unbind(tx, view.app_id)
    _note(tx, call, "apps.identity_left", view.app_id, {})
    return _shape(tx, view)


def _both(read: Reader, call: Call[Joining]) -> tuple[public.AppView, public.AppView]:
    """Raises: NotYours · OpenAccountUnknown"""
    view = public.require_member(read, call.actor, call.path["app_id"], "settings")
    other = public.require_member(read, call.actor, call.body.app_id, "settings")
    if other.app_id == view.app_id:
        raise OpenAccountUnknown()
    return view, other


def _shape(read: Reader, view: public.AppView) -> IdentityShape:
    bound = identities.of_app(read, view.app_id)
    others = [one for one in views.listed(read, owner_id=view.owner_id) if one.app_id != view.app_id]
    return IdentityShape(bound, [_sibling(read, one, bound) for one in others])


def _sibling(read: Reader, view: public.AppView, bound: str | None) -> Sibling:
    theirs = identities.of_app(read, view.app_id)
    together = bound is not None and theirs == bound
    return Sibling(view.app_id, view.name, view.kind, view.colour, theirs, together)


def _note(tx: Transaction, call: Call[Any], action: str, app_id: str, detail: dict[str, Any]) -> None:
    audit(tx, actor=call.actor.name, action=action, subject=f"app:{app_id}", detail=detail)
