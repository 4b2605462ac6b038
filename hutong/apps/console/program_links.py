"""/api/console/apps/{app_id}/links: programs that an account leads to, and accounts that lead to a program."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public, views
from hutong.apps.linking import program_links
from hutong.apps.linking.program_links import Side
from hutong.apps.models import ProgramLink
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, console


class LinkedApp(msgspec.Struct, frozen=True):
    """The other side of a link."""

    app_id: str
    name: str
    kind: str
    colour: str
    owner_name: str
    state: str
    """own (of the same owner), linked, asked, refused."""
    asked_by: str
    """us or them."""
    asked_at: datetime | None


class LinkList(msgspec.Struct, frozen=True):
    items: list[LinkedApp]


class Other(msgspec.Struct, frozen=True):
    app_id: str


class Decision(msgspec.Struct, frozen=True):
    agreed: bool


@console.get("/apps/{app_id}/links")
def show(read: Reader, call: Call[None]) -> LinkList:
    """For an account the programs it may lead to; for a program the accounts that may lead to it.

    Response: {"items": [{"app_id", "name", "kind", "owner_name", "state": "linked", "asked_by": "us", "asked_at"}]}
    Errors:   NotYours
    """
    return _listed(read, public.require_member(read, call.actor, call.path["app_id"], "settings"))


@console.post("/apps/{app_id}/links", body=Other)
def ask(tx: Transaction, call: Call[Other]) -> LinkList:
    """Ask the other side; of the same owner it is linked at once.

    Request:  {"app_id": "wx…"}
    Errors:   NotYours · ProgramUnknown · LinksFull · LinksFullOfOthers
    """
    view, account_id, program_id, side = _sides(tx, call, call.body.app_id)
    program_links.ask(tx, account_id, program_id, by=side)
    _note(tx, call, "apps.link_asked", account_id, program_id)
    return _listed(tx, view)


@console.put("/apps/{app_id}/links/{other_id}", body=Decision)
def decide(tx: Transaction, call: Call[Decision]) -> LinkList:
    """Agree to what the other side asked, or do not.

    Request:  {"agreed": true}
    Errors:   NotYours · LinkNotAsked
    """
    view, account_id, program_id, side = _sides(tx, call, call.path["other_id"])
    program_links.decide(tx, account_id, program_id, by=side, agreed=call.body.agreed)
    _note(tx, call, "apps.link_agreed" if call.body.agreed else "apps.link_refused", account_id, program_id)
    return _listed(tx, view)


@console.delete("/apps/{app_id}/links/{other_id}")
def end(tx: Transaction, call: Call[None]) -> LinkList:
    """End a link, or take back what was asked. Errors: NotYours · NotLinked"""
    view, account_id, program_id, _ = _sides(tx, call, call.path["other_id"])
    program_links.end(tx, account_id, program_id)
    _note(tx, call, "apps.link_ended", account_id, program_id)
    return _listed(tx, view)


def _sides(read: Reader, call: Call[Any], other_id: str) -> tuple[public.AppView, str, str, Side]:
    """The app whose page it is, then account and program, and which of them it is. Raises: NotYours"""
    view = public.require_member(read, call.actor, call.path["app_id"], "settings")
    other_id = other_id[:64]
    if view.kind == "mini":
        return view, other_id, view.app_id, "program"
    return view, view.app_id, other_id, "account"


def _listed(read: Reader, view: public.AppView) -> LinkList:
    is_program = view.kind == "mini"
    links = (program_links.of_program if is_program else program_links.of_account)(read, view.app_id)
    by_other = {link.account_id if is_program else link.program_id: link for link in links}
    own = [
        one
        for one in views.listed(read, owner_id=view.owner_id)
        if (one.kind == "mini") != is_program and one.app_id not in by_other
    ]
    others = views.by_app_ids(read, list(by_other))
    listed = [_shown(others[app_id], link, view, is_program) for app_id, link in by_other.items()]
    return LinkList(listed + [_shown(one, None, view, is_program) for one in own])


def _shown(other: public.AppView, link: ProgramLink | None, view: public.AppView, is_program: bool) -> LinkedApp:
    ours = "program" if is_program else "account"
    is_own = other.owner_id == view.owner_id
    state = "own" if is_own else "asked" if link is None else link.state
    asked_by = "us" if link is None or link.asked_by == ours else "them"
    at = None if link is None else link.asked_at
    return LinkedApp(other.app_id, other.name, other.kind, other.colour, other.owner_name, state, asked_by, at)


def _note(tx: Transaction, call: Call[Any], action: str, account_id: str, program_id: str) -> None:
    audit(tx, actor=call.actor.name, action=action, subject=f"app:{account_id}", detail={"program": program_id})
