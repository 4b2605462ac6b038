"""The lists of where a program's requests may go, as its owner changes them."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.mini import filings, programs
from hutong.mini.errors import domains as errors
from hutong.mini.models.domains import KINDS, Domain, DomainChanges, DomainKind, domain_changes, domains

Action = Literal["add", "delete", "set"]
Lists = dict[DomainKind, list[str]]

MOST_OF_A_KIND, MOST_WEB_PAGES = 200, 100
MONTHLY_CHANGES = 50
SCHEMES: dict[DomainKind, str] = {
    "request": "https",
    "socket": "wss",
    "upload": "https",
    "download": "https",
    "udp": "udp",
    "tcp": "tcp",
    "webview": "https",
}
# A program's secret has no business in a request of the program itself.
_NEVER = frozenset({"api.weixin.qq.com", "api.mch.weixin.qq.com", "localhost"})

_of_app = query(
    domains.select().where(domains.c.app_id == param("app_id")).order_by(domains.c.kind, domains.c.origin), Domain
)
_remove = statement(
    sa.delete(domains.sa).where(
        domains.c.app_id == param("of_app"), domains.c.kind == param("of_kind"), domains.c.origin == param("which")
    )
)


class Sorted(msgspec.Struct, frozen=True):
    """What became of the entries somebody sent."""

    good: Lists
    wrong: Lists
    unfiled: list[str]


def of_app(read: Reader, app_id: str) -> Lists:
    """The lists of a program, every kind."""
    found: Lists = {kind: [] for kind in KINDS}
    for domain in read.many(_of_app, app_id=app_id):
        found[domain.kind].append(domain.origin)  # type: ignore[index]  # only kinds are written
    return found


def change(tx: Transaction, app_id: str, action: Action, wanted: Mapping[DomainKind, list[str]]) -> Lists:
    """Add to the lists, take away from them, or set them; kinds that are not named stay.

    Raises: ProgramNotFound · NoDomainChange · DomainWrong · DomainNotFiled · WebPagesClosed · TooManyDomains ·
            TooManyWebDomains · DomainChangesUsedUp
    """
    app = programs.app_of(tx, app_id)
    named = {kind: entries for kind, entries in wanted.items() if entries or action == "set"}
    if not named:
        raise errors.NoDomainChange()
    if named.get("webview") and action != "delete" and not apps.may(app, "web_view"):
        raise errors.WebPagesClosed()
    if action == "delete":
        for kind, entries in named.items():
            _take(tx, app_id, kind, [entry.strip().rstrip("/").lower() for entry in entries])
    else:
        found = sort(tx, app, named)
        for wrong in found.wrong.values():
            raise errors.DomainWrong(entry=wrong[0][:200])
        if found.unfiled and apps.rules(tx)["filings"] == "enforce":
            raise errors.DomainNotFiled(names=found.unfiled)
        _put(tx, app_id, found.good, replace=action == "set")
    _count(tx, app_id)
    return of_app(tx, app_id)


def sort(read: Reader, app: apps.AppView, wanted: Mapping[DomainKind, list[str]]) -> Sorted:
    """Tell the good entries from those that no list may hold, and the names that are not filed."""
    good: Lists = {}
    wrong: Lists = {}
    names: list[str] = []
    for kind, entries in wanted.items():
        good[kind] = []
        for entry in entries:
            origin = _origin(kind, entry)
            if origin is None:
                wrong.setdefault(kind, []).append(entry)
            elif origin not in good[kind]:
                good[kind].append(origin)
                names.append(urlsplit(origin).hostname or "")
    return Sorted(good, wrong, filings.unfiled(read, app.owner_id, sorted(set(names))))


def changes_left(read: Reader, app_id: str) -> int:
    """How often the lists may be changed yet this month."""
    counted = read.one(domain_changes.by_key, app_id=app_id, month=apps.month_of(read.now))
    return MONTHLY_CHANGES - (counted.count if counted else 0)


def _origin(kind: DomainKind, entry: str) -> str | None:
    """The entry in the one spelling it is kept in; None when it is no origin of its kind."""
    try:
        parts = urlsplit(entry.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme != SCHEMES[kind] or parts.path not in ("", "/") or parts.query or parts.fragment:
        return None
    if "@" in parts.netloc or host in _NEVER or len(entry) > 255 or port == 0:
        return None
    try:
        name = filings.plain_name(host)
    except errors.FilingNameWrong:
        return None
    is_usual = port is None or (parts.scheme in ("https", "wss") and port == 443)
    return f"{parts.scheme}://{name}" + ("" if is_usual else f":{port}")


def _put(tx: Transaction, app_id: str, good: Lists, *, replace: bool) -> None:
    held = of_app(tx, app_id)
    for kind, origins in good.items():
        kept = [] if replace else held[kind]
        most = MOST_WEB_PAGES if kind == "webview" else MOST_OF_A_KIND
        if len({*kept, *origins}) > most:
            refusal = errors.TooManyWebDomains if kind == "webview" else errors.TooManyDomains
            raise refusal(max=most, kind=kind)
        if replace:
            _take(tx, app_id, kind, [origin for origin in held[kind] if origin not in origins])
        for origin in origins:
            tx.get_or_add(Domain(app_id=app_id, kind=kind, origin=origin, added_at=tx.now))


def _take(tx: Transaction, app_id: str, kind: DomainKind, origins: list[str]) -> None:
    for origin in origins:
        tx.run(_remove, of_app=app_id, of_kind=kind, which=origin)


def _count(tx: Transaction, app_id: str) -> None:
    month = apps.month_of(tx.now)
    counted, _ = tx.get_or_add(DomainChanges(app_id=app_id, month=month, count=0))
    if counted.count >= MONTHLY_CHANGES:
        raise errors.DomainChangesUsedUp(max=MONTHLY_CHANGES)
    tx.update(counted, count=counted.count + 1)
