"""What the rest of the house sees of an app."""

from datetime import datetime
from typing import Literal

import msgspec
import sqlalchemy as sa

from hutong.apps.models import apps, members, owners
from hutong.kernel.db import Reader, in_list, param, query

AppKind = Literal["subscription", "service", "mini"]
OFFICIAL: frozenset[AppKind] = frozenset({"subscription", "service"})
"""The kinds that people follow."""

# Thirty characters, each of which may unfold into eighteen.
_LONGEST_FOLDED = 540


class AppView(msgspec.Struct, frozen=True):
    """An app as others see it, with its owner's name. Secrets are not in it."""

    app_id: str
    original_id: str
    kind: AppKind
    name: str
    intro: str
    colour: str
    avatar: str | None
    """The digest of its picture; `people.avatar_url` tells where browsers find it."""
    owner_id: int
    owner_name: str
    owner_kind: str
    owner_person_id: int | None
    owner_licence_number: str | None
    verified: bool
    link_code: str
    secret_frozen: bool
    ip_list: list[str]
    grants: dict[str, bool]
    created_at: datetime

    @property
    def link_path(self) -> str:
        """The permanent link, from the root of the instance. It outlives a rename."""
        return f"/a/{self.link_code}"


_OF_OWNER = {
    "owner_name": owners.c.name,
    "owner_kind": owners.c.kind,
    "owner_person_id": owners.c.person_id,
    "owner_licence_number": owners.c.licence_number,
}
_columns = [
    _OF_OWNER[field.name].label(field.name) if field.name in _OF_OWNER else apps.c[field.name]
    for field in msgspec.structs.fields(AppView)
]
_views = sa.select(*_columns).join(owners.sa, owners.c.owner_id == apps.c.owner_id)
_newest = apps.c.created_at.desc(), apps.c.app_id
_PAGE = 500

_by_app_id = query(_views.where(apps.c.app_id == param("app_id")), AppView)
_by_original_id = query(_views.where(apps.c.original_id == param("original_id")), AppView)
_by_link_code = query(_views.where(apps.c.link_code == param("link_code")), AppView)
_by_app_ids = query(_views.where(in_list(apps.c.app_id, "app_ids")), AppView)
_all = query(_views.order_by(*_newest).limit(_PAGE), AppView)
_of_owner = query(_views.where(apps.c.owner_id == param("owner_id")).order_by(*_newest).limit(_PAGE), AppView)
_works_on = sa.select(members.c.app_id).where(
    members.c.person_id == param("person_id"), members.c.accepted_at.is_not(None)
)
_of_person = query(
    _views.where(sa.or_(owners.c.person_id == param("person_id"), apps.c.app_id.in_(_works_on)))
    .order_by(*_newest)
    .limit(_PAGE),
    AppView,
)
_named_like = query(
    _views.where(apps.c.name_folded.like(param("pattern", sa.Text()), escape="\\"), in_list(apps.c.kind, "kinds"))
    .order_by(*_newest)
    .limit(param("limit", sa.Integer())),
    AppView,
)


def by_app_id(read: Reader, app_id: str) -> AppView | None:
    """The app of this appid."""
    return read.one(_by_app_id, app_id=app_id)


def by_original_id(read: Reader, original_id: str) -> AppView | None:
    """The app of this gh_ id."""
    return read.one(_by_original_id, original_id=original_id)


def by_link_code(read: Reader, link_code: str) -> AppView | None:
    """The app behind a permanent link."""
    return read.one(_by_link_code, link_code=link_code)


def by_app_ids(read: Reader, app_ids: list[str]) -> dict[str, AppView]:
    """The apps of these appids, those that exist."""
    return {view.app_id: view for view in read.many(_by_app_ids, app_ids=app_ids)} if app_ids else {}


def listed(read: Reader, *, owner_id: int | None = None, person_id: int | None = None) -> list[AppView]:
    """Apps, newest first: of an owner, of a person (as owner or member), or all."""
    if owner_id is not None:
        return read.many(_of_owner, owner_id=owner_id)
    return read.many(_all) if person_id is None else read.many(_of_person, person_id=person_id)


def named_like(read: Reader, *, folded: str, kinds: frozenset[AppKind], limit: int) -> list[AppView]:
    """Apps of these kinds whose folded name holds `folded`, newest first."""
    if len(folded) > _LONGEST_FOLDED:
        return []
    escaped = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return read.many(_named_like, pattern=f"%{escaped}%", kinds=sorted(kinds), limit=limit)
