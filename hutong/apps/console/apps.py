"""/api/console/apps: making apps and saying what they are."""

from typing import Any

import msgspec

from hutong.apps import owners, public, registry
from hutong.apps.console.owners import OwnerWanted, enter, usable
from hutong.apps.console.shapes import AppShape, app_shape, app_shapes
from hutong.apps.models import Owner
from hutong.apps.views import AppKind
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.people import public as people
from hutong.wire.errors import NotAllowed
from hutong.wire.product import Call, console

_AVATAR_LIMIT_BYTES = 5 << 20


class AppWanted(msgspec.Struct, frozen=True):
    """An app to make. A lab needs the kind alone."""

    kind: AppKind
    name: str | None = None
    intro: str = ""
    owner_id: str | None = None
    owner: OwnerWanted | None = None
    verified: bool | None = None
    language: str = "zh-CN"


class NewApp(AppShape, frozen=True):
    """An app with its secret, which is shown this once."""

    secret: str


class AppList(msgspec.Struct, frozen=True):
    """Apps, newest first."""

    items: list[AppShape]


class AppChanges(msgspec.Struct, frozen=True):
    """What to change."""

    name: str | None = None
    intro: str | None = None


class SecretShown(msgspec.Struct, frozen=True):
    """A secret, shown this once."""

    secret: str


class Freezing(msgspec.Struct, frozen=True):
    """Whether the secret is refused."""

    frozen: bool


class NewOwner(msgspec.Struct, frozen=True):
    """Whose the app becomes: an owner of the caller's, or one entered now."""

    owner_id: str | None = None
    owner: OwnerWanted | None = None


class Verification(msgspec.Struct, frozen=True):
    """Whether the owner was checked."""

    verified: bool


@console.get("/apps")
def listed(read: Reader, call: Call[None]) -> AppList:
    """The apps the caller may manage, newest first; `?owner_id=` for those of one owner. Errors: OwnerUnknown"""
    if "owner_id" in call.query:
        owner = usable(read, call.actor, call.query["owner_id"])
        views = public.listed(read, owner_id=owner.owner_id)
    else:
        views = public.listed(read, person_id=call.actor.person_id if call.actor.kind == "person" else None)
    return AppList(app_shapes(read, call, views))


@console.post("/apps", body=AppWanted)
def create(tx: Transaction, call: Call[AppWanted]) -> NewApp:
    """Make an app. In a lab everything but the kind may be left out, and a company's app is verified.

    Request:  {"kind": "service", "name": "Waterworks", "owner": {"kind": "company"}}
    Response: an App with "secret", which cannot be read again
    Errors:   OwnerUnknown · OwnerIncomplete · LicenceNumberWrong · OwnerKindRefused · VerificationNeedsCompany ·
              NameNotPlain · NameLengthWrong · NameTaken · IntroTooLong · NotAllowed
    """
    wanted = call.body
    owner = _owner(tx, call, wanted, language=wanted.language)
    app, secret = public.create(
        tx,
        kind=wanted.kind,
        owner=owner,
        name=wanted.name,
        intro=wanted.intro,
        verified=_verified(call, owner),
        language=wanted.language,
    )
    audit(tx, actor=call.actor.name, action="apps.app_created", subject=f"app:{app.app_id}")
    shape = app_shape(tx, call, app.app_id)
    return NewApp(**msgspec.structs.asdict(shape), secret=secret)


@console.get("/apps/{app_id}")
def show(read: Reader, call: Call[None]) -> AppShape:
    """One app. Errors: NotYours"""
    view = public.require_member(read, call.actor, call.path["app_id"])
    return app_shape(read, call, view.app_id)


@console.patch("/apps/{app_id}", body=AppChanges)
def describe(tx: Transaction, call: Call[AppChanges]) -> AppShape:
    """Change the name or the introduction.

    Request:  {"name": "Waterworks", "intro": "Balance, faults, outages"}
    Errors:   NotYours · NameNotPlain · NameLengthWrong · NameTaken · IntroTooLong
    """
    view = public.require_member(tx, call.actor, call.path["app_id"], "settings")
    registry.describe(tx, view.app_id, name=call.body.name, intro=call.body.intro)
    audit(tx, actor=call.actor.name, action="apps.app_described", subject=f"app:{view.app_id}")
    return app_shape(tx, call, view.app_id)


@console.put("/apps/{app_id}/avatar", raw=True)
async def set_avatar(call: Call[None]) -> AppShape:
    """Show another picture. Request: the bytes of a PNG, JPEG, GIF or WebP. Errors: NotYours · PictureRefused"""
    view = await call.lane.db.read(public.require_member, call.actor, call.path["app_id"], "settings")
    digest = await people.keep_avatar(call.lane, await call.read(_AVATAR_LIMIT_BYTES))

    def show_it(tx: Transaction) -> AppShape:
        public.require_member(tx, call.actor, view.app_id, "settings")
        registry.set_avatar(tx, view.app_id, digest)
        return app_shape(tx, call, view.app_id)

    return await call.lane.db.run(show_it)


@console.post("/apps/{app_id}/secret")
def reset_secret(tx: Transaction, call: Call[None]) -> SecretShown:
    """Draw another secret, shown this once. The old one and its tokens are dead at once. Errors: NotYours"""
    view = public.require_owner(tx, call.actor, call.path["app_id"])
    audit(tx, actor=call.actor.name, action="apps.secret_reset", subject=f"app:{view.app_id}")
    return SecretShown(registry.reset_secret(tx, view.app_id))


@console.put("/apps/{app_id}/secret/frozen", body=Freezing)
def freeze_secret(tx: Transaction, call: Call[Freezing]) -> AppShape:
    """Refuse the secret for a while (40243), or take it again; tokens live on. Errors: NotYours"""
    view = public.require_owner(tx, call.actor, call.path["app_id"])
    registry.freeze_secret(tx, view.app_id, frozen=call.body.frozen)
    action = "apps.secret_frozen" if call.body.frozen else "apps.secret_thawed"
    audit(tx, actor=call.actor.name, action=action, subject=f"app:{view.app_id}")
    return app_shape(tx, call, view.app_id)


@console.post("/apps/{app_id}/verification", body=Verification)
def verify(tx: Transaction, call: Call[Verification]) -> AppShape:
    """Say whether the owner was checked: a lab's power, and an operator's.

    Request:  {"verified": true}
    Errors:   NotYours · NotAllowed · VerificationNeedsCompany
    """
    if call.actor.kind == "person":
        raise NotAllowed()
    view = public.require_owner(tx, call.actor, call.path["app_id"])
    registry.set_verified(tx, view.app_id, owners.found(tx, view.owner_id), verified=call.body.verified)
    action = "apps.verified" if call.body.verified else "apps.verification_withdrawn"
    audit(tx, actor=call.actor.name, action=action, subject=f"app:{view.app_id}")
    return app_shape(tx, call, view.app_id)


@console.put("/apps/{app_id}/owner", body=NewOwner)
def hand_over(tx: Transaction, call: Call[NewOwner]) -> AppShape:
    """Give the app to another owner of the caller's, as when an individual founds a company. Its ids and people stay.

    Request:  {"owner": {"kind": "company", "name": "Waterworks Ltd"}} or {"owner_id": "7312…"}
    Errors:   NotYours · OwnerUnknown · OwnerIncomplete · LicenceNumberWrong · OwnerKindRefused
    """
    view = public.require_owner(tx, call.actor, call.path["app_id"])
    owner = _owner(tx, call, call.body, language="zh-CN")
    registry.hand_over(tx, view.app_id, owner)
    is_taken_at_its_word = call.lane.mode == "lab" and owner.kind == "company"
    if is_taken_at_its_word:
        registry.set_verified(tx, view.app_id, owner, verified=True)
    about = {"from": f"owner:{view.owner_id}", "to": f"owner:{owner.owner_id}"}
    audit(tx, actor=call.actor.name, action="apps.handed_over", subject=f"app:{view.app_id}", detail=about)
    return app_shape(tx, call, view.app_id)


def _owner(tx: Transaction, call: Call[Any], wanted: AppWanted | NewOwner, *, language: str) -> Owner:
    if wanted.owner_id is not None:
        return usable(tx, call.actor, wanted.owner_id)
    return enter(tx, call, wanted.owner or OwnerWanted(kind="company", language=language))


def _verified(call: Call[AppWanted], owner: Owner) -> bool:
    """A lab takes a company at its word; elsewhere verification is an operator's."""
    if call.body.verified is None:
        return call.lane.mode == "lab" and owner.kind == "company"
    if call.body.verified and call.actor.kind == "person":
        raise NotAllowed()
    return call.body.verified
