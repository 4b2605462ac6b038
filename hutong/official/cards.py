"""Accounts as one person sees them."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.kernel.db import Reader, in_list, param, query
from hutong.official.errors.followers import AccountNotFound
from hutong.official.models.followers import Follower, followers
from hutong.official.models.menus import menus
from hutong.people import public as people


class AccountCard(msgspec.Struct, frozen=True, kw_only=True):
    """An account, and whether the person who looks follows it."""

    app_id: str
    name: str
    kind: str
    intro: str
    avatar_url: str | None
    colour: str
    verified: bool
    link_code: str
    following: bool
    followed_at: str | None
    owner_name: str
    has_menu: bool


class AppId(msgspec.Struct, frozen=True):
    app_id: str


_standings = query(
    followers.select().where(followers.c.person_id == param("person_id"), in_list(followers.c.app_id, "app_ids")),
    Follower,
)
_with_menu = query(sa.select(menus.c.app_id).where(in_list(menus.c.app_id, "app_ids")), AppId)


def cards(read: Reader, person_id: int | None, app_ids: Sequence[str]) -> dict[str, AccountCard]:
    """The cards of these accounts, of those there are; `person_id` is None for a visitor."""
    wanted = list(app_ids)
    standings: dict[str, Follower] = {}
    if person_id is not None:
        found = read.many(_standings, person_id=person_id, app_ids=wanted)
        standings = {follower.app_id: follower for follower in found if follower.is_following}
    with_menu = {found.app_id for found in read.many(_with_menu, app_ids=wanted)}
    return {
        app_id: _card(app, standings.get(app_id), has_menu=app_id in with_menu)
        for app_id, app in apps.get_many(read, wanted).items()
    }


def card(read: Reader, person_id: int | None, app_id: str) -> AccountCard:
    """One account's card. Raises: AccountNotFound"""
    found = cards(read, person_id, [app_id]).get(app_id)
    if found is None:
        raise AccountNotFound()
    return found


def _card(app: apps.AppView, standing: Follower | None, *, has_menu: bool) -> AccountCard:
    return AccountCard(
        app_id=app.app_id,
        name=app.name,
        kind=app.kind,
        intro=app.intro,
        avatar_url=people.avatar_url(app.avatar),
        colour=app.colour,
        verified=app.verified,
        link_code=app.link_code,
        following=standing is not None,
        followed_at=chat.time_view(standing.followed_at) if standing else None,
        owner_name=app.owner_name,
        has_menu=has_menu,
    )
