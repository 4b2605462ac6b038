"""Programs: what is kept of a mini program beside what every app has."""

from datetime import datetime
from typing import Literal

import msgspec

from hutong.kernel.db import Row, table


class Service(msgspec.Struct, frozen=True):
    """A category a program serves in. `state` is waiting, refused or passed."""

    first: int
    second: int
    state: Literal["waiting", "refused", "passed"] = "passed"
    reason: str = ""
    papers: list[str] = []
    """Digests of pictures of what the category asks for."""


class Grey(msgspec.Struct, frozen=True, kw_only=True):
    """A version that a share of people get before all do."""

    version_id: int
    percent: int
    began_at: datetime
    members_first: bool = False
    testers_first: bool = False


class PrivacyUse(msgspec.Struct, frozen=True):
    """One kind of information, and what it is for."""

    key: str
    text: str


class Privacy(msgspec.Struct, frozen=True, kw_only=True):
    """What a program declares to ask of people, and how they reach whoever answers for it."""

    uses: list[PrivacyUse] = []
    contact: dict[str, str] = {}
    notice: str = ""
    kept_until: int | None = None
    sdks: list[PrivacyUse] = []
    updated_at: datetime | None = None


class Program(Row, frozen=True):
    """A mini program."""

    app_id: str
    services: list[Service]
    trial_id: int | None
    release_id: int | None
    """The version that people get."""
    grey: Grey | None
    is_open: bool
    """Whether people may open what is released."""
    is_searchable: bool
    privacy: Privacy
    created_at: datetime


programs = table("mini_programs", Program, key=("app_id",))
