"""The door of apps: what other domains may call.

`open_on` makes a lane ready; `open_on` and `close` are called by the composition root. Rules take a `tx` or `read`;
what is asked on every call is kept at hand by the lane's `Directory` and `QuotaBook`.
"""

from typing import Protocol

import sqlalchemy as sa

from hutong.apps import (
    callbacks,
    credentials,
    errors,
    media,
    members,
    names,
    openids,
    owners,
    permissions,
    registry,
    switches,
    views,
)
from hutong.apps.days import BEIJING, day_of, month_of
from hutong.apps.directory import Directory
from hutong.apps.linking import identities, program_links
from hutong.apps.linking.errors import NotBound, NotLinked
from hutong.apps.members import Duty
from hutong.apps.minutes import MinuteBook
from hutong.apps.models import App, Callback, Owner, TemporaryMedia, apps
from hutong.apps.owners import OwnerKind
from hutong.apps.ports import Followers
from hutong.apps.quotas import QuotaBook
from hutong.apps.switches import Rule, State
from hutong.apps.views import OFFICIAL, AppKind, AppView
from hutong.apps.web_sign_in import domains
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Row, Transaction, query
from hutong.kernel.lane import Lane
from hutong.kernel.network_policy import NetworkPolicy

__all__ = [
    "BEIJING",
    "MEDIA_LIFE",
    "OFFICIAL",
    "AppKind",
    "AppView",
    "Callback",
    "Directory",
    "Duty",
    "Followers",
    "NotBound",
    "NotLinked",
    "Owner",
    "OwnerKind",
    "QuotaBook",
    "Rule",
    "State",
    "TemporaryMedia",
    "add_media",
    "authenticate",
    "by_link_code",
    "by_original_id",
    "callback_of",
    "check_can_be_verified",
    "close",
    "count",
    "create",
    "day_of",
    "describe",
    "duties",
    "find_media",
    "find_owner",
    "get",
    "get_many",
    "has_members",
    "host_of",
    "invent_owner",
    "is_member",
    "is_name_free",
    "list_owners",
    "listed",
    "lost_without_verification",
    "may",
    "may_lead",
    "month_of",
    "network_policy",
    "open_account_of",
    "open_on",
    "openid",
    "person_of",
    "register_owner",
    "report_callback",
    "require_account",
    "require_member",
    "require_owner",
    "rule",
    "rules",
    "search",
    "set_avatar",
    "set_colour",
    "set_rule",
    "set_verified",
    "unionid",
    "usable_owner",
    "web_domains",
]

get = views.by_app_id
get_many = views.by_app_ids
by_link_code = views.by_link_code
by_original_id = views.by_original_id
listed = views.listed
add_media = media.add
find_media = media.find
MEDIA_LIFE = media.LIFE
callback_of = callbacks.of
report_callback = callbacks.report
set_rule = switches.switch
set_colour = registry.set_colour
describe = registry.describe
set_avatar = registry.set_avatar
is_name_free = registry.is_name_free
set_verified = registry.set_verified
check_can_be_verified = registry.check_can_be_verified
web_domains = domains.of
host_of = domains.host_of
list_owners = owners.listed
invent_owner = owners.invent
register_owner = owners.register
find_owner = owners.found
unionid = identities.unionid
may_lead = program_links.may_lead
open_account_of = identities.of_app


class Actor(Protocol):
    """Who uses the console, as the wire tells it."""

    @property
    def kind(self) -> str: ...
    @property
    def person_id(self) -> int | None: ...


class Total(Row, frozen=True):
    """A number of rows."""

    total: int


_count = query(sa.select(sa.func.count().label("total")).select_from(apps.sa), Total)


def open_on(lane: Lane) -> None:
    """Make a lane ready: called once, when its ports are filled."""
    lane.provide(Directory, Directory(lane))
    lane.provide(QuotaBook, QuotaBook(lane))
    lane.provide(MinuteBook, MinuteBook(lane))
    lane.provide(Followers, _no_followers)


async def close(lane: Lane) -> None:
    """Write down what is only in memory; called before the lane closes."""
    lane.port(Directory).close()
    await lane.port(QuotaBook).close()


def openid(keys: Keys, app_id: str, person_id: int) -> str:
    """What an app calls a person."""
    return openids.of_app(keys, app_id).of(person_id)


def person_of(keys: Keys, app_id: str, openid: str) -> int | None:
    """The person an app means by an openid; None when the openid is none of its own."""
    return openids.of_app(keys, app_id).person_of(openid)


def count(read: Reader) -> int:
    """How many apps there are."""
    counted = read.one(_count)
    assert counted is not None, "a count answers a row"
    return counted.total


def search(read: Reader, text: str, *, kinds: frozenset[AppKind] = OFFICIAL, limit: int = 20) -> list[AppView]:
    """Apps of these kinds whose name holds a text, whatever its case; all for an empty one. Newest first."""
    return views.named_like(read, folded=names.folded(text.strip()), kinds=kinds, limit=limit)


def is_member(read: Reader, app_id: str, person_id: int) -> bool:
    """Whether somebody agreed to work on an app."""
    member = members.find(read, app_id, person_id)
    return member is not None and member.accepted_at is not None


def has_members(read: Reader, app_id: str) -> bool:
    """Whether anybody works on an app, or was asked to."""
    return bool(members.of_app(read, app_id))


def create(
    tx: Transaction,
    *,
    kind: AppKind,
    owner: Owner,
    name: str | None = None,
    intro: str = "",
    verified: bool = False,
    language: str = "zh-CN",
) -> tuple[App, str]:
    """Make an app, under a free name when none is given. Answers it and its secret, shown this once.

    Raises: OwnerKindRefused · VerificationNeedsCompany · NameNotPlain · NameLengthWrong · NameTaken · IntroTooLong
    Publishes: AppCreated
    """
    if name is None:
        return registry.create_with_any_name(
            tx, kind=kind, owner=owner, language=language, intro=intro, verified=verified
        )
    return registry.create(tx, kind=kind, owner=owner, name=name, intro=intro, verified=verified)


def may(app: AppView, permission: str) -> bool:
    """Whether an app has a permission, whatever the rule says of those that lack one."""
    return permissions.may(
        app.kind, verified=app.verified, grants=app.grants, permission=permission, owner_kind=app.owner_kind
    )


def rules(read: Reader) -> dict[str, str]:
    """Each rule of the instance and how it stands: off, warn or enforce."""
    return {str(name): str(state) for name, state in switches.stored(read).items()}


async def rule(lane: Lane, name: Rule) -> State:
    """How a rule stands, as it was a moment ago."""
    return await lane.port(Directory).rule(name)


async def authenticate(lane: Lane, app_id: str, secret: str) -> AppView:
    """The app whose server shows its secret.

    Raises: AppIdMissing · SecretMissing · AppIdUnknown · SecretFrozen · SecretWrong
    """
    if not app_id:
        raise errors.AppIdMissing()
    if not secret:
        raise errors.SecretMissing()
    app = await lane.port(Directory).app(app_id)
    if app is None:
        raise errors.AppIdUnknown(app_id=app_id[:64])
    await lane.db.read(credentials.authenticate, app.app_id, secret)
    return app


async def network_policy(lane: Lane) -> NetworkPolicy:
    """Which addresses an app's server may have, by the rule `private_network`."""
    is_open = await rule(lane, "private_network") != "enforce"
    return NetworkPolicy(allow_private=is_open, allowed=tuple(lane.config.private_networks))


def require_owner(read: Reader, actor: Actor, app_id: str) -> AppView:
    """The app, if the caller may manage it: their own, or any for an operator and in a lab. Raises: NotYours"""
    app = views.by_app_id(read, app_id)
    if app is None or (actor.kind == "person" and app.owner_person_id != actor.person_id):
        raise errors.NotYours(app_id=app_id[:64])
    return app


def require_member(read: Reader, actor: Actor, app_id: str, duty: Duty | None = None) -> AppView:
    """The app, if the caller may do this in it: its owner, a member with the duty, an operator, anybody in a lab.

    Without a duty, any member may. Raises: NotYours
    """
    app = views.by_app_id(read, app_id)
    if app is None:
        raise errors.NotYours(app_id=app_id[:64])
    held = duties(read, actor, app)
    if not held or (duty is not None and duty not in held):
        raise errors.NotYours(app_id=app_id[:64])
    return app


def require_account(read: Reader, actor: Actor, app_id: str, duty: Duty | None = None) -> AppView:
    """The same for what only accounts that people follow have. Raises: NotYours"""
    app = require_member(read, actor, app_id, duty)
    if app.kind not in OFFICIAL:
        raise errors.NotYours(app_id=app_id[:64])
    return app


def usable_owner(read: Reader, actor: Actor, owner_id: int) -> Owner:
    """The owner, if the caller may use it: their own, or any for an operator and in a lab. Raises: OwnerUnknown"""
    owner = owners.found(read, owner_id)
    if actor.kind == "person" and owner.person_id != actor.person_id:
        raise errors.OwnerUnknown(owner_id=str(owner_id))
    return owner


def duties(read: Reader, actor: Actor, app: AppView) -> frozenset[Duty]:
    """What the caller may do in an app."""
    if actor.kind != "person" or app.owner_person_id == actor.person_id:
        return frozenset(members.DUTIES)
    return members.duties_of(read, app.app_id, actor.person_id)


def lost_without_verification(app: AppView) -> list[str]:
    """The permissions that an app of this kind has by being verified alone."""
    checked, unchecked = (
        permissions.of_account(app.kind, verified=verified, owner_kind=app.owner_kind) for verified in (True, False)
    )
    return sorted(checked - unchecked)


def _no_followers(read: Reader, app_ids: list[str]) -> dict[str, int]:
    """Until `official` fills the port."""
    return {}
