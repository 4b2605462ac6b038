"""Programs in the messenger's JSON, and the launch that a call is made by."""

from typing import Any, Literal

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.mini import granting, launches, programs
from hutong.mini.launches import Launch
from hutong.mini.models.programs import PrivacyUse
from hutong.people import public as people
from hutong.wire.product import Call


class ProgramCard(msgspec.Struct, frozen=True, kw_only=True):
    """A program as people see it."""

    app_id: str
    original_id: str
    name: str
    avatar_url: str | None
    colour: str
    intro: str
    owner: str
    owner_kind: str
    verified: bool


class VersionCard(msgspec.Struct, frozen=True):
    """A version as people see it. `digest` names what was compiled."""

    kind: Literal["release", "trial", "develop"]
    name: str
    digest: str


class ProgramCards(msgspec.Struct, frozen=True):
    items: list[ProgramCard]


class PrivacyCard(msgspec.Struct, frozen=True, kw_only=True):
    """What a program says it learns of people and what for, how they reach whoever answers for it, and their word."""

    uses: list[PrivacyUse]
    notice: str
    contact: dict[str, str]
    agreed: bool


def privacy_card(read: Reader, person_id: int, app_id: str) -> PrivacyCard:
    """What a program declares, and whether the person agreed."""
    told = programs.found(read, app_id).privacy
    agreed = granting.is_allowed(read, person_id, app_id, granting.PRIVACY)
    return PrivacyCard(uses=told.uses, notice=told.notice, contact=told.contact, agreed=agreed)


def card(app: apps.AppView) -> ProgramCard:
    """A program as people see it."""
    return ProgramCard(
        app_id=app.app_id,
        original_id=app.original_id,
        name=app.name,
        avatar_url=people.avatar_url(app.avatar),
        colour=app.colour,
        intro=app.intro,
        owner=app.owner_name,
        owner_kind=app.owner_kind,
        verified=app.verified,
    )


def cards(read: Reader, app_ids: list[str]) -> ProgramCards:
    """Those of these apps that are programs, in their order."""
    found = apps.get_many(read, app_ids)
    known = [found[app_id] for app_id in app_ids if app_id in found]
    return ProgramCards([card(app) for app in known if app.kind == programs.MINI])


def launch_of(call: Call[Any]) -> Launch:
    """The launch a call is made by, as its token tells. Raises: LaunchMissing"""
    token = call.headers.get("x-hutong-launch") or call.request.query_params.get("launch", "")
    at = call.lane.clock.wire().timestamp()
    return launches.require(call.lane.keys, token, call.person_id, call.path["app_id"], at=at)


def running(read: Reader, call: Call[Any]) -> Launch:
    """The launch a call is made by, if it may go on.

    Raises: LaunchMissing · ProgramNotFound · ProgramClosed · NotATester
    """
    launch = launch_of(call)
    launches.recheck(read, launch)
    return launch
