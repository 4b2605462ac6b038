"""/api/console/mini: registering programs and what is said of them."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.mini import categories, privacy, programs
from hutong.mini.console.shapes import ProgramShape, program_shape
from hutong.mini.errors.categories import CategoryMissing
from hutong.mini.models.programs import Privacy, PrivacyUse
from hutong.wire.errors import NotAllowed
from hutong.wire.paths import number_in
from hutong.wire.product import Call, console


class CategoryWanted(msgspec.Struct, frozen=True):
    """A category by its two numbers, and digests of pictures of the papers it asks for."""

    first: int
    second: int
    papers: list[str] = []


class OwnerOfProgram(msgspec.Struct, frozen=True, kw_only=True):
    """An owner to enter with the program. A lab makes up what is missing."""

    kind: apps.OwnerKind = "company"
    name: str | None = None
    licence_number: str | None = None


class ProgramWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A program to register: whose, how it is called, and in what it serves."""

    name: str | None = None
    intro: str = ""
    owner_id: str | None = None
    owner: OwnerOfProgram | None = None
    categories: list[CategoryWanted] = []
    verified: bool | None = None
    language: str = "zh-CN"


class NewProgram(ProgramShape, frozen=True, kw_only=True):
    """A program with its secret, which is shown this once."""

    secret: str
    owner_id: str


class ProgramList(msgspec.Struct, frozen=True):
    items: list[ProgramShape]


class ProgramChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What to change."""

    is_open: bool | None = None
    is_searchable: bool | None = None


class PrivacyWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the program asks of people and what for; `contact` has contact_email, _phone, _qq or _weixin."""

    uses: list[PrivacyUse] = []
    contact: dict[str, str] = {}
    notice: str = ""
    kept_until: int | None = None
    sdks: list[PrivacyUse] = []


@console.get("/mini")
def listed(read: Reader, call: Call[None]) -> ProgramList:
    """The mini programs the caller may manage, newest first.

    Response: {"items": [{"app_id", "name", "release", "trial", "grey", "review", "categories", "url", …}]}
    """
    person_id = call.actor.person_id if call.actor.kind == "person" else None
    mine = [app for app in apps.listed(read, person_id=person_id) if app.kind == programs.MINI]
    return ProgramList([program_shape(read, call, app) for app in mine])


@console.post("/mini", body=ProgramWanted)
def register(tx: Transaction, call: Call[ProgramWanted]) -> NewProgram:
    """Register a program. In a lab everything may be left out, and a company's program is verified.

    Request:  {"name": "Pizza", "intro": "…", "owner": {"kind": "company"}, "categories": [{"first": 3, "second": 302}]}
    Response: a program with "secret", which cannot be read again
    Errors:   OwnerUnknown · OwnerIncomplete · LicenceNumberWrong · VerificationNeedsCompany · NameNotPlain ·
              NameLengthWrong · NameTaken · IntroTooLong · NotAllowed · CategoryMissing · CategoryUnknown ·
              CategoryClosed · CategoryThere · TooManyCategories · PapersMissing
    """
    wanted, is_lab = call.body, call.lane.mode == "lab"
    owner = _owner(tx, call)
    if wanted.verified and call.actor.kind == "person":
        raise NotAllowed()
    verified = is_lab and owner.kind == "company" if wanted.verified is None else wanted.verified
    app, secret = apps.create(
        tx,
        kind=programs.MINI,
        owner=owner,
        name=wanted.name,
        intro=wanted.intro,
        verified=verified,
        language=wanted.language,
    )
    if not wanted.categories and not is_lab:
        raise CategoryMissing()
    chosen = wanted.categories or [CategoryWanted(*categories.FIRST_OF_ALL)]
    for one in chosen:
        categories.add(tx, app.app_id, one.first, one.second, papers=one.papers, looked_at=is_lab)
    audit(tx, actor=call.actor.name, action="mini.registered", subject=f"app:{app.app_id}")
    shape = program_shape(tx, call, programs.app_of(tx, app.app_id))
    told = {name: getattr(shape, name) for name in shape.__struct_fields__}
    return NewProgram(**told, secret=secret, owner_id=str(owner.owner_id))


@console.get("/mini/{app_id}")
def show(read: Reader, call: Call[None]) -> ProgramShape:
    """One program at a glance. Errors: NotYours · ProgramNotFound"""
    return program_shape(read, call, managed(read, call))


@console.patch("/mini/{app_id}", body=ProgramChanges)
def change(tx: Transaction, call: Call[ProgramChanges]) -> ProgramShape:
    """Open the program to people or close it, let it be found by its name or not.

    Request:  {"is_open": false, "is_searchable": true}
    Errors:   NotYours · ProgramNotFound
    """
    app = managed(tx, call, "settings")
    if call.body.is_open is not None:
        programs.set_open(tx, app.app_id, is_open=call.body.is_open)
        audit(tx, actor=call.actor.name, action="mini.opened" if call.body.is_open else "mini.closed", subject=_of(app))
    if call.body.is_searchable is not None:
        programs.set_searchable(tx, app.app_id, is_searchable=call.body.is_searchable)
    return program_shape(tx, call, app)


@console.get("/mini/{app_id}/privacy")
def show_privacy(read: Reader, call: Call[None]) -> Privacy:
    """What the program declares to ask of people. Errors: NotYours · ProgramNotFound"""
    return programs.found(read, managed(read, call, "settings").app_id).privacy


@console.put("/mini/{app_id}/privacy", body=PrivacyWanted)
def declare_privacy(tx: Transaction, call: Call[PrivacyWanted]) -> Privacy:
    """Declare it anew.

    Request:  {"uses": [{"key": "PhoneNumber", "text": "to deliver"}], "contact": {"contact_email": "us@example.com"}}
    Errors:   NotYours · ProgramNotFound · PrivacyWrong
    """
    app, wanted = managed(tx, call, "settings"), call.body
    declared = privacy.declare(
        tx,
        app.app_id,
        uses=wanted.uses,
        contact=wanted.contact,
        notice=wanted.notice,
        kept_until=wanted.kept_until,
        sdks=wanted.sdks,
    )
    audit(tx, actor=call.actor.name, action="mini.privacy_declared", subject=_of(app))
    return declared.privacy


def managed(read: Reader, call: Call[Any], duty: apps.Duty | None = None) -> apps.AppView:
    """The program of the path, if the caller may do this in it. Raises: NotYours · ProgramNotFound"""
    app = apps.require_member(read, call.actor, call.path["app_id"], duty)
    return programs.app_of(read, app.app_id)


def _owner(tx: Transaction, call: Call[ProgramWanted]) -> apps.Owner:
    """Whose program it becomes: an owner of the caller's, or one entered with it."""
    wanted, actor = call.body, call.actor
    if wanted.owner_id is not None:
        return apps.usable_owner(tx, actor, number_in(wanted.owner_id) or 0)
    entered = wanted.owner or OwnerOfProgram()
    told: dict[str, Any] = {"name": entered.name, "licence_number": entered.licence_number}
    told["person_id"] = actor.person_id
    if call.lane.mode == "lab":
        return apps.invent_owner(tx, kind=entered.kind, language=wanted.language, **told)
    return apps.register_owner(tx, kind=entered.kind, **told)


def _of(app: apps.AppView) -> str:
    return f"app:{app.app_id}"
