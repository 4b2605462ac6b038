"""Tables of owners, apps, tokens, quotas, callback settings and temporary media."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Owner(Row, frozen=True):
    """Who answers for apps. `kind` is "individual" or "company"; numbers of a lab's owners are invented."""

    owner_id: int
    kind: str
    name: str
    licence_number: str | None
    identity_number: str | None
    person_id: int | None
    created_at: datetime


class App(Row, frozen=True):
    """One account that others build for. `kind` is "subscription", "service" or "mini"."""

    app_id: str
    original_id: str
    kind: str
    name: str
    name_folded: str
    intro: str
    colour: str
    avatar: str | None
    """The digest of a picture kept by `people.keep_avatar`."""
    owner_id: int
    verified: bool
    link_code: str
    secret_hash: bytes
    secret_frozen: bool
    ip_list: list[str]
    """Addresses and networks that may ask for tokens; empty: none were named."""
    grants: dict[str, bool]
    """Permissions given or taken away, whatever the kind of account has."""
    created_at: datetime


class Member(Row, frozen=True):
    """Somebody who works on an app for its owner, or was asked to."""

    app_id: str
    person_id: int
    role: str
    """A key of `members.ROLES`."""
    invited_at: datetime
    accepted_at: datetime | None


class TokenTrack(Row, frozen=True):
    """The newest access token of a track ("plain" or "stable") of an app."""

    app_id: str
    track: str
    generation: int
    issued_at: datetime
    expires_at: datetime
    nonce: bytes
    previous_until: datetime | None
    """How long the generation before still works."""
    forced_at: datetime | None
    forced_day: int
    forced_count: int


class Callback(Row, frozen=True):
    """Where an app's messages and events are sent. Written only after the address proved itself."""

    app_id: str
    url: str
    token: str
    aes_key: str
    previous_aes_key: str | None
    mode: str
    """ "plain", "compatible" or "safe"."""
    data_format: str
    """ "xml", or "json" for programs that choose it."""
    verified_at: datetime
    failing_since: datetime | None


class QuotaCount(Row, frozen=True):
    """How often an app called a path on a day (counted in UTC+8)."""

    app_id: str
    day: int
    path: str
    used: int


class QuotaClears(Row, frozen=True):
    """How often an app's counts were cleared in a month (such as 202611, in UTC+8)."""

    app_id: str
    month: int
    count: int


class Switch(Row, frozen=True):
    """A rule of this instance that is not at its default: "off", "warn" or "enforce"."""

    rule: str
    state: str


class OpenAccount(Row, frozen=True):
    """An open platform account: the apps bound to it share one identity of each person."""

    open_app_id: str
    owner_id: int
    created_at: datetime


class OpenBinding(Row, frozen=True):
    """An app bound to an open platform account."""

    app_id: str
    open_app_id: str
    bound_at: datetime


class ProgramLink(Row, frozen=True):
    """An official account asks to lead to a mini program. `state` is asked, linked or refused."""

    account_id: str
    program_id: str
    state: str
    asked_by: str
    """Which side asked: "account" or "program"."""
    asked_at: datetime
    decided_at: datetime | None
    is_shown: bool
    """Whether the account's page shows the program."""


class TemporaryMedia(Row, frozen=True):
    """A file an app may name for 72 hours."""

    app_id: str
    media_id: str
    kind: str
    digest: str
    size_bytes: int
    content_type: str
    filename: str
    width: int | None
    height: int | None
    duration_seconds: float | None
    created_at: datetime
    expires_at: datetime


owners = table("apps_owners", Owner, key=("owner_id",), indexes=[("person_id",)])
apps = table(
    "apps_apps",
    App,
    key=("app_id",),
    unique=[("original_id",), ("name_folded",), ("link_code",)],
    indexes=[("owner_id",)],
)
members = table("apps_members", Member, key=("app_id", "person_id"), indexes=[("person_id",)])
tracks = table("apps_token_tracks", TokenTrack, key=("app_id", "track"))
callbacks = table("apps_callbacks", Callback, key=("app_id",))
quota_counts = table("apps_quota_counts", QuotaCount, key=("app_id", "day", "path"))
quota_clears = table("apps_quota_clears", QuotaClears, key=("app_id", "month"))
switches = table("apps_switches", Switch, key=("rule",))
temporary_media = table(
    "apps_temporary_media", TemporaryMedia, key=("app_id", "media_id"), indexes=[("app_id", "expires_at")]
)
open_accounts = table("apps_open_accounts", OpenAccount, key=("open_app_id",), indexes=[("owner_id",)])
open_bindings = table("apps_open_bindings", OpenBinding, key=("app_id",), indexes=[("open_app_id",)])
program_links = table("apps_program_links", ProgramLink, key=("account_id", "program_id"), indexes=[("program_id",)])
