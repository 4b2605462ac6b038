"""/api/console/apps/{app_id}/tags: an account's names for some of its followers."""

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official import tags
from hutong.official.errors.tags import TagMissing
from hutong.official.tags import Counted
from hutong.wire.paths import number_in
from hutong.wire.product import Call, console


class TagList(msgspec.Struct, frozen=True):
    """Every tag, the house's own first, and how many hold it."""

    items: list[Counted]


class TagName(msgspec.Struct, frozen=True):
    name: str


@console.get("/apps/{app_id}/tags")
def listed(read: Reader, call: Call[None]) -> TagList:
    """The account's tags.

    Response: {"items": [{"id": 2, "name": "星标组", "count": 0}, {"id": 100, "name": "Neighbours", "count": 3}]}
    Errors:   NotYours
    """
    app = apps.require_account(read, call.actor, call.path["app_id"])
    return TagList(tags.listed(read, app.app_id))


@console.post("/apps/{app_id}/tags", body=TagName)
def create(tx: Transaction, call: Call[TagName]) -> Counted:
    """Make a tag.

    Request:  {"name": "Neighbours"}
    Errors:   NotYours · TagNameTaken · TagNameTooLong · TooManyTags
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "audience")
    made = tags.create(tx, app.app_id, call.body.name.strip())
    audit(tx, actor=call.actor.name, action="official.tag_created", subject=f"app:{app.app_id}")
    return Counted(made.id, made.name, 0)


@console.patch("/apps/{app_id}/tags/{tag_id}", body=TagName)
def rename(tx: Transaction, call: Call[TagName]) -> TagList:
    """Give a tag another name.

    Request:  {"name": "Next door"}
    Errors:   NotYours · TagIsOurs · TagMissing · TagNameTaken · TagNameTooLong
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "audience")
    tags.rename(tx, app.app_id, _number(call.path["tag_id"]), call.body.name.strip())
    audit(tx, actor=call.actor.name, action="official.tag_renamed", subject=f"app:{app.app_id}")
    return TagList(tags.listed(tx, app.app_id))


@console.delete("/apps/{app_id}/tags/{tag_id}")
def delete(tx: Transaction, call: Call[None]) -> TagList:
    """Take a tag away, from all who hold it too.

    Errors: NotYours · TagIsOurs · TagMissing · TagHeldByTooMany
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "audience")
    tags.delete(tx, app.app_id, _number(call.path["tag_id"]))
    audit(tx, actor=call.actor.name, action="official.tag_deleted", subject=f"app:{app.app_id}")
    return TagList(tags.listed(tx, app.app_id))


def _number(spelled: str) -> int:
    number = number_in(spelled)
    if number is None:
        raise TagMissing(tag_id=spelled[:32])
    return number
