"""/api/console/apps/{app_id}/ip-list: the addresses that may ask for tokens."""

import msgspec

from hutong.apps import public, registry
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, console


class IpListShape(msgspec.Struct, frozen=True):
    """Addresses ("10.0.0.7") and networks ("10.0.0.0/24")."""

    ips: list[str]


@console.get("/apps/{app_id}/ip-list")
def show(read: Reader, call: Call[None]) -> IpListShape:
    """The addresses that may ask for tokens while the rule `ip_list` is on. Errors: NotYours"""
    return IpListShape(public.require_member(read, call.actor, call.path["app_id"], "settings").ip_list)


@console.put("/apps/{app_id}/ip-list", body=IpListShape)
def replace(tx: Transaction, call: Call[IpListShape]) -> IpListShape:
    """Name other addresses. Request: {"ips": ["10.0.0.0/24"]}. Errors: NotYours · IpListWrong"""
    view = public.require_member(tx, call.actor, call.path["app_id"], "settings")
    app = registry.set_ip_list(tx, view.app_id, call.body.ips)
    audit(
        tx, actor=call.actor.name, action="apps.ip_list_set", subject=f"app:{view.app_id}", detail={"ips": app.ip_list}
    )
    return IpListShape(app.ip_list)
