"""What a lab does for those who only want to open a program: everything between a package and its release, at once."""

from typing import Literal

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane
from hutong.mini import categories, programs, releasing
from hutong.mini.errors.packages import NotCompiled
from hutong.mini.models.versions import READY, Version
from hutong.mini.reviews import asking
from hutong.mini.versions import uploading

_PATIENCE_SECONDS = 150.0


class ProgramWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A program to make, or with an `app_id` one that gets another version."""

    app_id: str | None = None
    name: str | None = None
    owner: Literal["company", "individual"] = "company"
    verified: bool | None = None
    number: str = "1.0.0"
    description: str = ""
    language: str = "zh-CN"
    release: bool = True
    """False: compiled, and left as a development version."""


async def put_out(lane: Lane, wanted: ProgramWanted, packed: bytes) -> tuple[Version, str]:
    """Make the program, compile it, let it pass and release it. Answers the version, and the secret of a new program.

    Raises: ProgramNotFound · NameTaken · NotCompiled with the problems · what `uploading.receive` raises
    """
    uploading.check_texts(wanted.number, wanted.description)
    app_id, secret = await lane.db.run(_program, wanted)
    upload = uploading.Upload(app_id=app_id, number=wanted.number, description=wanted.description, uploader="lab")
    version = await uploading.receive(lane, upload, packed)
    version = await uploading.wait_for(lane, version, seconds=_PATIENCE_SECONDS)
    if version.state != READY:
        raise NotCompiled(app_id=app_id, problems=[msgspec.to_builtins(problem) for problem in version.problems])
    if wanted.release:
        await lane.db.run(_release, version)
    return version, secret


def _program(tx: Transaction, wanted: ProgramWanted) -> tuple[str, str]:
    if wanted.app_id is not None:
        return programs.kept(tx, wanted.app_id).app_id, ""
    owner = apps.invent_owner(tx, kind=wanted.owner, language=wanted.language)
    is_company = owner.kind == "company"
    verified = is_company if wanted.verified is None else wanted.verified
    app, secret = apps.create(
        tx, kind=programs.MINI, owner=owner, name=wanted.name, verified=verified, language=wanted.language
    )
    categories.add(tx, app.app_id, *categories.FIRST_OF_ALL)
    return app.app_id, secret


def _release(tx: Transaction, version: Version) -> None:
    releasing.set_trial(tx, version.app_id, version.version_id)
    asking.wave_through(tx, version.app_id, version.version_id, by="lab")
    releasing.release(tx, version.app_id, by="lab")
