"""/api/lab/mini-programs: a program from its files to its release in one call; and who reviews."""

import asyncio
import os
from pathlib import Path

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.mini import programs, putting_out
from hutong.mini.errors import packages as errors
from hutong.mini.models.reviews import Mode, Reviewer, Verdict
from hutong.mini.models.versions import Problem, Version
from hutong.mini.packages import packing, unpacking
from hutong.mini.ports import FunctionsPort
from hutong.mini.putting_out import ProgramWanted
from hutong.mini.reviews import reviewers
from hutong.wire import forms, guard
from hutong.wire.errors import BodyMalformed
from hutong.wire.product import Call, lab

_SLACK_BYTES = 1 << 20


class FolderWanted(ProgramWanted, frozen=True, kw_only=True):
    """The same, from a folder on this machine."""

    dir: str


class ProgramOwner(msgspec.Struct, frozen=True):
    """Who answers for the program."""

    id: str
    kind: str
    name: str
    licence_number: str | None


class ProgramMade(msgspec.Struct, frozen=True, kw_only=True):
    """A program and the version that was made; `secret` is empty where the program was there before."""

    app_id: str
    secret: str
    original_id: str
    name: str
    kind: str
    owner: ProgramOwner
    verified: bool
    link_code: str
    link_url: str
    version_id: str
    version: str
    digest: str
    pages: list[str]
    problems: list[Problem]
    url: str
    functions: list[str]
    """The functions of its cloud that were deployed with it."""


class ReviewerWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks at submissions: of one program, or of all."""

    app_id: str = ""
    mode: Mode
    least_hours: float = 1
    most_hours: float = 24
    verdicts: list[Verdict] = []


class ReviewerShape(msgspec.Struct, frozen=True, kw_only=True):
    app_id: str
    mode: str
    least_hours: float
    most_hours: float
    verdicts: list[Verdict]


@lab.post("/mini-programs", raw=True)
async def put_out(call: Call[None]) -> ProgramMade:
    """Make a mini program of a zip or a folder: compiled, approved and released when this answers.

    Request:  {"dir": "/path/to/program", "name": "Pizza", "owner": "company"}; or multipart/form-data with the zip as
              `package` and the same names beside it; or the bytes of the zip with the names in the query
    Response: {"app_id", "secret", "original_id", "name", "owner", "version_id", "digest", "pages", "problems", "url"}
    Errors:   FolderNotFound · FolderNotHere · PackageTooLarge · PackageNotZip · PathEscapes · LinkInPackage · … ·
              NameTaken · ProgramNotFound · NotCompiled · CompilerMissing · StillCompiling
    """
    wanted, packed = await _sent(call)
    version, secret = await putting_out.put_out(call.lane, wanted, packed)
    functions = await _functions(call, version.app_id, wanted) if isinstance(wanted, FolderWanted) else []
    return await call.lane.db.read(_made, call, version, secret, functions)


@lab.get("/mini-reviewer")
def reviewer(read: Reader, call: Call[None]) -> ReviewerShape:
    """Who looks at submissions; `?app_id=` for one program. Response: {"app_id", "mode", "verdicts", …}"""
    return _reviewer(reviewers.of(read, call.query.get("app_id", "")))


@lab.put("/mini-reviewer", body=ReviewerWanted)
def choose_reviewer(tx: Transaction, call: Call[ReviewerWanted]) -> ReviewerShape:
    """Say who looks at submissions from now on.

    Request:  {"mode": "scripted", "verdicts": [{"passed": false, "reason": "The page is empty."}]} or
              {"mode": "delayed", "least_hours": 2, "most_hours": 48}, {"mode": "auto"}, {"mode": "human"}
    Errors:   ReviewerWrong · ProgramNotFound
    """
    wanted = call.body
    if wanted.app_id:
        programs.app_of(tx, wanted.app_id)
    chosen = reviewers.choose(
        tx,
        wanted.app_id,
        mode=wanted.mode,
        least_hours=wanted.least_hours,
        most_hours=wanted.most_hours,
        verdicts=wanted.verdicts,
    )
    return _reviewer(chosen)


async def _sent(call: Call[None]) -> tuple[ProgramWanted, bytes]:
    kind = call.headers.get("content-type", "")
    sent = await call.read(unpacking.MOST_PACKED_BYTES + _SLACK_BYTES)
    try:
        if kind.startswith("application/json"):
            told = msgspec.json.decode(sent, type=FolderWanted)
            return told, await asyncio.to_thread(packing.pack, _folder(call, told.dir))
        if kind.startswith("multipart/"):
            form, files = forms.parse(kind, sent)
            package = next(iter(files.values()), None)
            return msgspec.convert(form, ProgramWanted, strict=False), b"" if package is None else package.data
        return msgspec.convert(call.query, ProgramWanted, strict=False), sent
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BodyMalformed(detail=str(error)) from None


def _folder(call: Call[None], named: str) -> Path:
    """A folder of this machine, for programs on it alone. Raises: FolderNotHere · FolderNotFound"""
    if not guard.is_from_here(call.request):
        raise errors.FolderNotHere()
    folder = Path(os.path.expanduser(named))
    if not folder.is_absolute():
        raise errors.FolderNotFound(folder=named[:300])
    return folder


async def _functions(call: Call[None], app_id: str, wanted: FolderWanted) -> list[str]:
    """Deploy the functions that lie where the project's settings say."""
    folder = await asyncio.to_thread(packing.functions_of, _folder(call, wanted.dir))
    return [] if folder is None else await call.lane.port(FunctionsPort)(call.lane, app_id, folder)


def _made(read: Reader, call: Call[None], version: Version, secret: str, functions: list[str]) -> ProgramMade:
    app = programs.app_of(read, version.app_id)
    return ProgramMade(
        app_id=app.app_id,
        secret=secret,
        original_id=app.original_id,
        name=app.name,
        kind=app.kind,
        owner=ProgramOwner(str(app.owner_id), app.owner_kind, app.owner_name, app.owner_licence_number),
        verified=app.verified,
        link_code=app.link_code,
        link_url=call.base_url + app.link_path,
        version_id=str(version.version_id),
        version=version.number,
        digest=version.digest or "",
        pages=version.pages,
        problems=version.problems,
        url=f"{call.base_url}/mini/{app.app_id}",
        functions=functions,
    )


def _reviewer(found: Reviewer) -> ReviewerShape:
    return ReviewerShape(**msgspec.structs.asdict(found))
