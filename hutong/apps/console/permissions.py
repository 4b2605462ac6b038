"""/api/console/apps/{app_id}/permissions: what an app may call."""

import msgspec

from hutong.apps import permissions, public, registry, switches
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.api_weixin import api
from hutong.wire.errors import NotAllowed
from hutong.wire.product import Call, console


class PermissionShape(msgspec.Struct, frozen=True):
    """One permission of an app. `by` says what decides; `needs` names the accounts that have it by themselves."""

    permission: str
    label_key: str
    granted: bool
    by: str
    paths: list[str]
    needs: list[str]


class PermissionList(msgspec.Struct, frozen=True):
    """All permissions, and how the instance's rule stands."""

    rule: str
    items: list[PermissionShape]


class Granting(msgspec.Struct, frozen=True):
    """Give it, or take it."""

    granted: bool


@console.get("/apps/{app_id}/permissions")
def listed(read: Reader, call: Call[None]) -> PermissionList:
    """What an app may call, and why. Errors: NotYours"""
    return _listed(read, public.require_member(read, call.actor, call.path["app_id"], "settings"))


@console.put("/apps/{app_id}/permissions/{permission}", body=Granting)
def grant(tx: Transaction, call: Call[Granting]) -> PermissionList:
    """Give or take one permission: a lab's power, and an operator's.

    Request:  {"granted": true}
    Errors:   NotYours · NotAllowed · PermissionUnknown
    """
    if call.actor.kind == "person":
        raise NotAllowed()
    view = public.require_member(tx, call.actor, call.path["app_id"], "settings")
    permission = call.path["permission"]
    registry.grant(tx, view.app_id, permission, granted=call.body.granted)
    action = "apps.permission_granted" if call.body.granted else "apps.permission_taken"
    audit(tx, actor=call.actor.name, action=action, subject=f"app:{view.app_id}", detail={"permission": permission})
    return _listed(tx, public.require_owner(tx, call.actor, view.app_id))


def _listed(read: Reader, view: public.AppView) -> PermissionList:
    paths: dict[str, list[str]] = {}
    for endpoint in api.endpoints:
        if endpoint.needs is not None:
            paths.setdefault(endpoint.needs, []).append(endpoint.path)
    items = [
        PermissionShape(
            permission=held.permission,
            label_key=f"permission.{held.permission}",
            granted=held.granted,
            by=held.by,
            paths=sorted(set(paths.get(held.permission, []))),
            needs=list(held.needs),
        )
        for held in permissions.held(view.kind, verified=view.verified, grants=view.grants, owner_kind=view.owner_kind)
    ]
    return PermissionList(switches.stored(read)["permissions"], items)
