"""/api/console/mini/{app_id}/testers: who may open the trial version."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.mini import testers
from hutong.mini.console.programs import managed
from hutong.mini.errors.testers import UnknownTester
from hutong.people import public as people
from hutong.wire.product import Call, console


class TesterShape(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may open the trial version."""

    person: people.PersonCard
    openid: str
    added_at: datetime


class TesterList(msgspec.Struct, frozen=True):
    """The testers, and how many there may be."""

    items: list[TesterShape]
    most: int


class TesterWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Whom: by the code of their own link, or by their openid in the program."""

    link_code: str | None = None
    openid: str | None = None


@console.get("/mini/{app_id}/testers")
def listed(read: Reader, call: Call[None]) -> TesterList:
    """Who may open the trial version. Errors: NotYours · ProgramNotFound"""
    return _list(read, call, managed(read, call))


@console.post("/mini/{app_id}/testers", body=TesterWanted)
def add(tx: Transaction, call: Call[TesterWanted]) -> TesterList:
    """Let somebody open the trial version.

    Request:  {"link_code": "k3w…"} or {"openid": "oA1…"}
    Errors:   NotYours · ProgramNotFound · UnknownTester · AlreadyTester · TooManyTesters
    """
    app = managed(tx, call, "settings")
    person_id = _person(tx, call, app)
    testers.add(tx, app.app_id, person_id)
    _remember(tx, call, "mini.tester_added", app, person_id)
    return _list(tx, call, app)


@console.delete("/mini/{app_id}/testers/{openid}")
def remove(tx: Transaction, call: Call[None]) -> TesterList:
    """Let somebody open it no longer. Errors: NotYours · ProgramNotFound · UnknownTester"""
    app = managed(tx, call, "settings")
    person_id = apps.person_of(call.lane.keys, app.app_id, call.path["openid"])
    if person_id is None:
        raise UnknownTester()
    testers.remove(tx, app.app_id, person_id)
    _remember(tx, call, "mini.tester_removed", app, person_id)
    return _list(tx, call, app)


def _person(read: Reader, call: Call[TesterWanted], app: apps.AppView) -> int:
    wanted = call.body
    if wanted.openid is not None:
        person_id = apps.person_of(call.lane.keys, app.app_id, wanted.openid)
        person = None if person_id is None else people.get(read, person_id)
    else:
        person = people.by_link_code(read, (wanted.link_code or "").strip()[:64])
    if person is None:
        raise UnknownTester()
    return person.id


def _list(read: Reader, call: Call[Any], app: apps.AppView) -> TesterList:
    found = testers.of_app(read, app.app_id)
    known = people.get_many(read, [tester.person_id for tester in found])
    items = [
        TesterShape(
            person=people.card(known[tester.person_id]),
            openid=apps.openid(call.lane.keys, app.app_id, tester.person_id),
            added_at=tester.added_at,
        )
        for tester in found
        if tester.person_id in known
    ]
    return TesterList(items, testers.most(app))


def _remember(tx: Transaction, call: Call[Any], action: str, app: apps.AppView, person_id: int) -> None:
    about = {"person": f"person:{person_id}"}
    audit(tx, actor=call.actor.name, action=action, subject=f"app:{app.app_id}", detail=about)
