"""Which version a person gets: the released one, a newer one of a grey release, the trial one, or a member's own."""

import hashlib

import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, param, query
from hutong.mini import programs, testers
from hutong.mini.errors.versions import (
    NotATester,
    NotReleased,
    NoTrialVersion,
    ProgramClosed,
    VersionNotFound,
    VersionNotReady,
)
from hutong.mini.models.programs import Grey, Program
from hutong.mini.models.versions import READY, Version, Wanted, versions

_newest = query(
    versions.select()
    .where(versions.c.app_id == param("app_id"), versions.c.state == READY)
    .order_by(versions.c.version_id.desc())
    .limit(1),
    Version,
)
_newest_of = query(
    versions.select()
    .where(
        versions.c.app_id == param("app_id"),
        versions.c.state == READY,
        # What a terminal or a test sends to a lab is nobody's own, and meant for whoever looks.
        sa.or_(versions.c.person_id == param("person_id", sa.BigInteger()), versions.c.person_id.is_(None)),
    )
    .order_by(versions.c.version_id.desc())
    .limit(1),
    Version,
)


def current(read: Reader, app_id: str, person_id: int, wanted: Wanted = "release") -> Version:
    """The version this person gets when they open a program.

    Raises: ProgramNotFound · ProgramClosed · NotReleased · NotATester · NoTrialVersion
    """
    app = programs.app_of(read, app_id)
    program = programs.found(read, app_id)
    if wanted == "release":
        return released(read, program, app, person_id)
    if wanted == "trial":
        if not testers.may_try(read, app, person_id):
            raise NotATester()
        if program.trial_id is None:
            raise NoTrialVersion()
        return found(read, app_id, program.trial_id)
    if not testers.may_develop(read, app, person_id):
        raise NotATester()
    own = read.one(_newest_of, app_id=app_id, person_id=person_id)
    last = own if own is not None else newest(read, app_id)
    if last is None:
        raise VersionNotFound()
    return last


def released(read: Reader, program: Program, app: apps.AppView, person_id: int) -> Version:
    """The version this person gets as everybody. Raises: ProgramClosed · NotReleased"""
    if not program.is_open:
        raise ProgramClosed()
    grey = program.grey
    if grey is not None and _is_among(read, app, grey, person_id):
        return found(read, program.app_id, grey.version_id)
    if program.release_id is None:
        raise NotReleased()
    return found(read, program.app_id, program.release_id)


def found(read: Reader, app_id: str, version_id: int) -> Version:
    """A version of a program. Raises: VersionNotFound"""
    version = read.one(versions.by_key, app_id=app_id, version_id=version_id)
    if version is None:
        raise VersionNotFound()
    return version


def newest(read: Reader, app_id: str) -> Version | None:
    """The last version that can be opened, whoever uploaded it."""
    return read.one(_newest, app_id=app_id)


def ready(read: Reader, app_id: str, version_id: int) -> Version:
    """A version that can be opened. Raises: VersionNotFound · VersionNotReady"""
    version = found(read, app_id, version_id)
    if version.state != READY:
        raise VersionNotReady(state=version.state)
    return version


def place_of(app_id: str, person_id: int) -> int:
    """Where a person stands among a hundred: who gets a grey release at 10 % gets it at 20 % too."""
    return int.from_bytes(hashlib.sha256(f"{app_id}:{person_id}".encode()).digest()[:8]) % 100


def _is_among(read: Reader, app: apps.AppView, grey: Grey, person_id: int) -> bool:
    if place_of(app.app_id, person_id) < grey.percent:
        return True
    if grey.members_first and testers.is_member(read, app, person_id):
        return True
    return grey.testers_first and testers.is_tester(read, app.app_id, person_id)
