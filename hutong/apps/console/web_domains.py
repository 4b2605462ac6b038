"""/api/console/apps/{app_id}/web-domains: the hosts an app calls its own."""

import msgspec

from hutong.apps import public
from hutong.apps.web_sign_in import domains
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, console


class WebDomainsShape(msgspec.Struct, frozen=True):
    """Bare hosts: where codes may be brought to (two at most), and whose pages may call the JS-SDK (five)."""

    sign_in: list[str] = []
    js: list[str] = []


@console.get("/apps/{app_id}/web-domains")
def show(read: Reader, call: Call[None]) -> WebDomainsShape:
    """The hosts the app named. Errors: NotYours"""
    view = public.require_member(read, call.actor, call.path["app_id"], "settings")
    named = domains.of(read, view.app_id)
    return WebDomainsShape(named.sign_in, named.js)


@console.put("/apps/{app_id}/web-domains", body=WebDomainsShape)
def replace(tx: Transaction, call: Call[WebDomainsShape]) -> WebDomainsShape:
    """Name other hosts.

    Request: {"sign_in": ["shop.example"], "js": ["shop.example"]}
    Errors:  NotYours · DomainWrong
    """
    view = public.require_member(tx, call.actor, call.path["app_id"], "settings")
    named = domains.name(tx, view.app_id, sign_in=call.body.sign_in, js=call.body.js)
    facts = {"sign_in": named.sign_in, "js": named.js}
    audit(tx, actor=call.actor.name, action="apps.web_domains_set", subject=f"app:{view.app_id}", detail=facts)
    return WebDomainsShape(named.sign_in, named.js)
