"""Owners and apps as the console shows them."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import callbacks, errors, public
from hutong.apps.models import Callback, Owner
from hutong.apps.views import AppView
from hutong.kernel.db import Reader
from hutong.people import public as people
from hutong.wire.product import Call


class OwnerShape(msgspec.Struct, frozen=True):
    """An owner. Numbers of identity cards are never shown."""

    id: str
    kind: str
    name: str
    licence_number: str | None
    person_id: str | None


class CallbackState(msgspec.Struct, frozen=True):
    """How an app's callback is: "none", "ok" or "failing"."""

    state: str


class AppShape(msgspec.Struct, frozen=True):
    """An app."""

    app_id: str
    kind: str
    name: str
    intro: str
    original_id: str
    owner: OwnerShape
    verified: bool
    secret_frozen: bool
    avatar_url: str | None
    colour: str
    link_code: str
    link_url: str
    followers: int
    created_at: datetime
    callback: CallbackState
    duties: list[str]
    """What the caller may do in it."""


def owner_shape(owner: Owner) -> OwnerShape:
    """An owner for the console."""
    return OwnerShape(str(owner.owner_id), owner.kind, owner.name, owner.licence_number, _text(owner.person_id))


def app_shapes(read: Reader, call: Call[Any], views: list[AppView]) -> list[AppShape]:
    """Apps for the console, with what belongs to them in two more look-ups."""
    app_ids = [view.app_id for view in views]
    followers = call.lane.port(public.Followers)(read, app_ids)
    set_callbacks = callbacks.of_apps(read, app_ids)
    return [
        _app_shape(
            view,
            call.base_url,
            followers.get(view.app_id, 0),
            set_callbacks.get(view.app_id),
            sorted(public.duties(read, call.actor, view)),
        )
        for view in views
    ]


def app_shape(read: Reader, call: Call[Any], app_id: str) -> AppShape:
    """One app for the console. Raises: NotYours"""
    view = public.get(read, app_id)
    if view is None:
        raise errors.NotYours(app_id=app_id[:64])
    return app_shapes(read, call, [view])[0]


def _app_shape(view: AppView, base_url: str, followers: int, callback: Callback | None, duties: list[str]) -> AppShape:
    return AppShape(
        app_id=view.app_id,
        kind=view.kind,
        name=view.name,
        intro=view.intro,
        original_id=view.original_id,
        owner=OwnerShape(
            str(view.owner_id), view.owner_kind, view.owner_name, view.owner_licence_number, _text(view.owner_person_id)
        ),
        verified=view.verified,
        secret_frozen=view.secret_frozen,
        avatar_url=people.avatar_url(view.avatar),
        colour=view.colour,
        link_code=view.link_code,
        link_url=base_url + view.link_path,
        followers=followers,
        created_at=view.created_at,
        callback=CallbackState(callbacks.state_of(callback)),
        duties=duties,
    )


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
