"""Domains: where a program's requests may go, and the filings its owner has for them."""

from datetime import datetime
from typing import Literal, get_args

from hutong.kernel.db import Row, table

DomainKind = Literal["request", "socket", "upload", "download", "udp", "tcp", "webview"]
KINDS: tuple[DomainKind, ...] = get_args(DomainKind)


class Domain(Row, frozen=True):
    """One entry of a list. `origin` is scheme, name and perhaps port: "https://api.example.com"."""

    app_id: str
    kind: str
    origin: str
    added_at: datetime


class DomainChanges(Row, frozen=True):
    """How often a program's lists were changed in a month (such as 202611, in UTC+8)."""

    app_id: str
    month: int
    count: int


class Filing(Row, frozen=True):
    """An owner's ICP filing of a name. `state` is waiting, granted or refused."""

    owner_id: int
    name: str
    state: str
    number: str
    applied_at: datetime
    due_at: datetime
    decided_at: datetime | None
    reason: str


domains = table("mini_domains", Domain, key=("app_id", "kind", "origin"))
domain_changes = table("mini_domain_changes", DomainChanges, key=("app_id", "month"))
filings = table("mini_filings", Filing, key=("owner_id", "name"))
