"""/api/client/mini: the programs of a person: opened of late, kept at hand, found by name; and what each may do."""

import asyncio
from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.mini import granting, programs, tallies, visits
from hutong.mini.client.shapes import (
    PrivacyCard,
    ProgramCard,
    ProgramCards,
    VersionCard,
    card,
    cards,
    privacy_card,
    running,
)
from hutong.mini.models.programs import Program
from hutong.mini.packages import store
from hutong.mini.versions import choosing
from hutong.wire.product import Call, Nothing, client

_MOST_FOUND = 20
_PLUGIN = "plugin:"


class SearchQuery(msgspec.Struct, frozen=True):
    q: str = ""


class Mine(msgspec.Struct, frozen=True):
    mine: bool


class ScopeAnswer(msgspec.Struct, frozen=True):
    scope: str
    allowed: bool


class Scopes(msgspec.Struct, frozen=True):
    """What the person said, by scope; what they were not asked is left out."""

    scopes: dict[str, bool]


class DomainTally(msgspec.Struct, frozen=True):
    """A host a program talked to, how often, and how often it was kept from it."""

    host: str
    count: int
    refused: int
    last_at: datetime


class PluginCard(msgspec.Struct, frozen=True):
    """A plugin that a program names; without support what it would draw stays empty."""

    name: str
    supported: bool


class _Missed(msgspec.Struct):
    """What the compiler wrote down of a version: what it asks for that is not there."""

    missing: list[str] = []


class ProgramSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a person sees of a program they use: whose it is, what they allowed, whom it talked to."""

    program: ProgramCard
    version: VersionCard | None
    scopes: dict[str, bool]
    domains: list[DomainTally]
    privacy: PrivacyCard
    mine: bool
    times_opened: int
    opened_at: datetime | None
    plugins: list[PluginCard]


@client.get("/mini/recent")
def recent(read: Reader, call: Call[None]) -> ProgramCards:
    """The programs opened of late, the last first.

    Response: {"items": [program]}
    """
    return cards(read, visits.recent(read, call.person_id))


@client.get("/mini/mine")
def mine(read: Reader, call: Call[None]) -> ProgramCards:
    """The programs kept at hand.

    Response: {"items": [program]}
    """
    return cards(read, visits.mine(read, call.person_id))


@client.get("/mini/search", query=SearchQuery)
def search(read: Reader, call: Call[None]) -> ProgramCards:
    """Released programs whose name holds a text; without one, the newest.

    Request:  ?q=pizza
    Response: {"items": [program]}
    """
    found = apps.search(read, call.query.q[:60], kinds=frozenset({programs.MINI}), limit=_MOST_FOUND * 3)
    rows = programs.several(read, [app.app_id for app in found])
    shown = [app for app in found if (row := rows.get(app.app_id)) and row.release_id and row.is_open]
    return ProgramCards([card(app) for app in shown if rows[app.app_id].is_searchable][:_MOST_FOUND])


@client.put("/mini/{app_id}/mine", body=Mine)
def keep(tx: Transaction, call: Call[Mine]) -> Nothing:
    """Keep a program at hand, or no longer.

    Request: {"mine": true}
    Errors:  ProgramNotFound
    """
    app = programs.app_of(tx, call.path["app_id"])
    visits.keep(tx, call.person_id, app.app_id, is_mine=call.body.mine)
    return Nothing()


@client.delete("/mini/recent/{app_id}")
def forget(tx: Transaction, call: Call[None]) -> Nothing:
    """Leave a program out of those opened of late."""
    visits.forget(tx, call.person_id, call.path["app_id"])
    return Nothing()


@client.get("/mini/{app_id}/settings")
async def settings(call: Call[None]) -> ProgramSettings:
    """What a person sees of a program they use.

    Response: {"program", "version": {"kind", "name", "digest"} or null, "scopes",
               "domains": [{"host", "count", "refused", "last_at"}], "privacy", "mine", "times_opened",
               "opened_at", "plugins": [{"name", "supported"}]}
    Errors:   ProgramNotFound
    """
    told = await call.lane.db.read(_settings, call.path["app_id"], call.person_id)
    plugins = await asyncio.to_thread(_plugins, call.lane, told.version)
    return msgspec.structs.replace(told, plugins=plugins)


@client.get("/mini/{app_id}/scopes")
def scopes(read: Reader, call: Call[None]) -> Scopes:
    """What the person allows the program that asks.

    Response: {"scopes": {"scope.userLocation": true}}
    Errors:   LaunchMissing · ProgramNotFound · ProgramClosed · NotATester
    """
    launch = running(read, call)
    return Scopes(granting.listed(read, launch.person_id, launch.app_id))


@client.put("/mini/{app_id}/scopes", body=ScopeAnswer)
def decide(tx: Transaction, call: Call[ScopeAnswer]) -> Scopes:
    """Take the person's answer, from a sheet or from the program's settings.

    Request:  {"scope": "scope.userLocation", "allowed": false}
    Response: {"scopes": {"scope.userLocation": false}}
    Errors:   ProgramNotFound · ScopeUnknown
    """
    app = programs.app_of(tx, call.path["app_id"])
    granting.decide(tx, call.person_id, app.app_id, call.body.scope, allowed=call.body.allowed)
    return Scopes(granting.listed(tx, call.person_id, app.app_id))


def _released(read: Reader, program: Program, app: apps.AppView, person_id: int) -> VersionCard | None:
    """The version this person gets, if there is one for everybody."""
    if not program.is_open or program.release_id is None:
        return None
    version = choosing.released(read, program, app, person_id)
    return VersionCard("release", version.number, version.digest or "")


def _settings(read: Reader, app_id: str, person_id: int) -> ProgramSettings:
    app = programs.app_of(read, app_id)
    program, visit = programs.found(read, app.app_id), visits.find(read, person_id, app.app_id)
    return ProgramSettings(
        program=card(app),
        version=_released(read, program, app, person_id),
        scopes=granting.listed(read, person_id, app.app_id),
        domains=[
            DomainTally(tally.host, tally.count, tally.refused, tally.last_at)
            for tally in tallies.of_program(read, person_id, app.app_id)
        ],
        privacy=privacy_card(read, person_id, app.app_id),
        mine=visit is not None and visit.kept_at is not None,
        times_opened=visit.times if visit else 0,
        opened_at=visit.opened_at if visit else None,
        plugins=[],
    )


def _plugins(lane: Lane, version: VersionCard | None) -> list[PluginCard]:
    """The plugins that a version names in its app.json. None is here."""
    file = None if version is None else store.find(lane, version.digest, store.MANIFEST)
    if file is None:
        return []
    missed = msgspec.json.decode(file.read_bytes(), type=_Missed).missing
    names = [told.removeprefix(_PLUGIN) for told in missed if told.startswith(_PLUGIN)]
    return [PluginCard(name, supported=False) for name in names]
