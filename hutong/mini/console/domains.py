"""/api/console/mini/{app_id}/domains and /filings: where requests may go, and having names filed."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.mini import domains, filings
from hutong.mini.console.programs import managed
from hutong.mini.models.domains import DomainKind, Filing
from hutong.wire.paths import number_in
from hutong.wire.product import Call, console


class DomainShape(msgspec.Struct, frozen=True, kw_only=True):
    """The lists, the names in them that are not filed, how the rules stand, and how many changes are left."""

    lists: dict[DomainKind, list[str]]
    unfiled: list[str]
    rule: str
    filing_rule: str
    changes_left: int


class DomainsWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to do with which lists; kinds that are not named stay as they are."""

    action: domains.Action = "set"
    lists: dict[DomainKind, list[str]]


class FilingShape(msgspec.Struct, frozen=True, kw_only=True):
    """A filing. `state` is waiting, granted or refused."""

    owner_id: str
    name: str
    state: str
    number: str
    applied_at: datetime
    due_at: datetime
    decided_at: datetime | None
    reason: str


class FilingList(msgspec.Struct, frozen=True):
    items: list[FilingShape]


class NameWanted(msgspec.Struct, frozen=True):
    name: str


class FilingDecision(msgspec.Struct, frozen=True):
    """Whether a name is filed, and why not."""

    granted: bool
    reason: str = ""


@console.get("/mini/{app_id}/domains")
def show(read: Reader, call: Call[None]) -> DomainShape:
    """Where the program's requests may go. Errors: NotYours · ProgramNotFound"""
    return _shape(read, managed(read, call))


@console.put("/mini/{app_id}/domains", body=DomainsWanted)
def change(tx: Transaction, call: Call[DomainsWanted]) -> DomainShape:
    """Set the lists, add to them or take away from them.

    Request:  {"action": "add", "lists": {"request": ["https://api.example.com"], "socket": ["wss://api.example.com"]}}
    Errors:   NotYours · ProgramNotFound · NoDomainChange · DomainWrong · DomainNotFiled · WebPagesClosed ·
              TooManyDomains · TooManyWebDomains · DomainChangesUsedUp
    """
    app = managed(tx, call, "settings")
    domains.change(tx, app.app_id, call.body.action, call.body.lists)
    audit(tx, actor=call.actor.name, action="mini.domains_changed", subject=f"app:{app.app_id}")
    return _shape(tx, app)


@console.get("/mini/{app_id}/filings")
def list_filings(read: Reader, call: Call[None]) -> FilingList:
    """The names that the program's owner has filed, or asked to. Errors: NotYours · ProgramNotFound"""
    app = managed(read, call)
    return FilingList([_filing(one) for one in filings.of_owner(read, app.owner_id)])


@console.post("/mini/{app_id}/filings", body=NameWanted)
def file(tx: Transaction, call: Call[NameWanted]) -> FilingShape:
    """Have a name filed. In a lab it takes 14 to 28 days of its clock; elsewhere an operator decides.

    Request:  {"name": "example.com"}
    Errors:   NotYours · ProgramNotFound · FilingNameWrong · FilingThere · TooManyFilings
    """
    app = managed(tx, call, "settings")
    filing = filings.apply(tx, app.owner_id, call.body.name)
    audit(tx, actor=call.actor.name, action="mini.filing_asked", subject=f"owner:{app.owner_id}")
    return _filing(filing)


@console.get("/mini/filings", auth="operator")
def waiting(read: Reader, call: Call[None]) -> FilingList:
    """Filings that wait for a decision, the longest first: for operators."""
    return FilingList([_filing(one) for one in filings.waiting(read)])


@console.post("/mini/filings/{owner_id}/{name}", auth="operator", body=FilingDecision)
def decide(tx: Transaction, call: Call[FilingDecision]) -> FilingShape:
    """Grant a filing or refuse it: for operators.

    Request:  {"granted": true}
    Errors:   FilingUnknown · FilingDecided
    """
    owner_id = number_in(call.path["owner_id"]) or 0
    filing = filings.decide(tx, owner_id, call.path["name"], granted=call.body.granted, reason=call.body.reason)
    audit(tx, actor=call.actor.name, action="mini.filing_decided", subject=f"owner:{owner_id}")
    return _filing(filing)


def _shape(read: Reader, app: apps.AppView) -> DomainShape:
    lists = domains.of_app(read, app.app_id)
    rules = apps.rules(read)
    return DomainShape(
        lists=lists,
        unfiled=domains.sort(read, app, lists).unfiled,
        rule=rules["domains"],
        filing_rule=rules["filings"],
        changes_left=domains.changes_left(read, app.app_id),
    )


def _filing(filing: Filing) -> FilingShape:
    told: dict[str, Any] = {**msgspec.structs.asdict(filing), "owner_id": str(filing.owner_id)}
    return FilingShape(**told)
