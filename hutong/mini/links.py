"""Links that open a program at a page, for thirty days at most: schemes, links of the web, short texts."""

import re
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.mini import makings, programs, reaching
from hutong.mini.errors import links as errors
from hutong.mini.errors.versions import NotReleased
from hutong.mini.models.links import SCHEME, SHORT, URL, Link, links

LONGEST_DAYS = 30
MOST_OPENS_A_DAY = 3_000_000
MOST_SHORT, MOST_LASTING = 1_000_000, 100_000
TITLE_LETTERS = 20
_CODE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_CODE_LENGTH = 11
_SCHEME_BEGINS = "weixin://dl/business/?t="
_WEB_PATH = "wxaurl"
_SHORT = re.compile(r"#小程序://[^/]+/([A-Za-z0-9]+)")
_WEB = re.compile(rf"https?://[^/]+/{_WEB_PATH}/([A-Za-z0-9]+)")

_alive = query(
    sa.select(sa.func.count().label("total"))
    .select_from(links.sa)
    .where(
        links.c.app_id == param("app_id"),
        links.c.kind == SHORT,
        links.c.expires_at > param("now", links.c.expires_at.type),
    ),
    Count,
)
_lasting = query(
    sa.select(sa.func.count().label("total"))
    .select_from(links.sa)
    .where(links.c.app_id == param("app_id"), links.c.kind == SHORT, links.c.expires_at.is_(None)),
    Count,
)


def until(now: datetime, *, expires: bool | None, by_days: bool, at: int | None, days: int | None) -> datetime:
    """When a link ends, as its maker asks: at a time, after some days, or, unasked, after thirty.

    Raises: LinkTimeWrong · LinkDaysWrong
    """
    longest = now + timedelta(days=LONGEST_DAYS)
    if by_days and (expires is not False):
        if days is None or not 1 <= days <= LONGEST_DAYS:
            raise errors.LinkDaysWrong()
        return now + timedelta(days=days)
    if expires is False or (expires is None and not at):
        return longest
    # A minute less or more is a clock that differs.
    if at is None or not now.timestamp() < at <= longest.timestamp() + 60:
        raise errors.LinkTimeWrong()
    return datetime.fromtimestamp(at, UTC)


def make(tx: Transaction, app_id: str, kind: str, *, path: str, query: str, version: str, expires_at: datetime) -> Link:
    """A scheme or a link of the web.

    Raises: ProgramNotFound · LinkArgsWrong · LinkQueryWrong · PageSpelledWrong · NotReleased · LinksUsedUp
    """
    if version not in reaching.VERSIONS:
        raise errors.LinkArgsWrong()
    if len(query) > reaching.QUERY_LETTERS or not reaching.QUERY.fullmatch(query):
        raise errors.LinkQueryWrong()
    found = reaching.version_of(tx, app_id, version)
    if found is None:
        raise NotReleased()
    page = path.removeprefix("/")
    if page and ("?" in page or len(page) > reaching.PATH_BYTES or not reaching.has_page(found, page)):
        raise errors.PageSpelledWrong()
    makings.count_link(tx, app_id, apps.day_of(tx.now))
    return _keep(tx, app_id, kind, path=page, query=query, version=version, title="", expires_at=expires_at)


def make_short(tx: Transaction, app_id: str, *, page_url: str, title: str, is_lasting: bool) -> Link:
    """A short text, which people copy and the messenger opens.

    Raises: ProgramNotFound · ShortPageWrong · ShortTitleWrong · TooManyLinks
    """
    page, _, query = page_url.removeprefix("/").partition("?")
    released = reaching.version_of(tx, app_id, "release")
    if not page or len(page_url) > reaching.PATH_BYTES or not reaching.has_page(released, page):
        raise errors.ShortPageWrong()
    if len(title) > TITLE_LETTERS:
        raise errors.ShortTitleWrong()
    held = tx.one(_lasting, app_id=app_id) if is_lasting else tx.one(_alive, app_id=app_id, now=tx.now)
    if held is not None and held.total >= (MOST_LASTING if is_lasting else MOST_SHORT):
        raise errors.TooManyLinks()
    expires_at = None if is_lasting else tx.now + timedelta(days=LONGEST_DAYS)
    return _keep(tx, app_id, SHORT, path=page, query=query, version="release", title=title, expires_at=expires_at)


def made(read: Reader, app_id: str, kind: str, text: str) -> Link:
    """What a program made this link of, whether it ended or not. Raises: LinkUnknown"""
    link = _find(read, text)
    if link is None or (link.app_id, link.kind) != (app_id, kind):
        raise errors.LinkUnknown()
    return link


def follow(tx: Transaction, text: str) -> Link:
    """Somebody opens a link. Raises: LinkEnded"""
    link = _find(tx, text)
    if link is None or (link.expires_at is not None and link.expires_at <= tx.now):
        raise errors.LinkEnded()
    return tx.update(link, opens=link.opens + 1)


def spelled(read: Reader, link: Link, base_url: str) -> str:
    """The link as its maker hands it out."""
    if link.kind == SCHEME:
        return _SCHEME_BEGINS + link.code
    if link.kind == URL:
        return f"{base_url}/{_WEB_PATH}/{link.code}"
    name = programs.app_of(read, link.app_id).name.replace("/", "")
    return f"#小程序://{name}/{link.code}"


def leads_to(link: Link, base_url: str = "") -> str:
    """The address of the page it opens."""
    path = f"{link.path}?{link.query}" if link.query else link.path
    scene = reaching.BY_SHORT_LINK if link.kind == SHORT else reaching.BY_LINK
    return reaching.address(base_url, link.app_id, path, version=link.version, scene=scene)


def _find(read: Reader, text: str) -> Link | None:
    text = text.strip()
    found = _SHORT.fullmatch(text) or _WEB.fullmatch(text)
    code = found.group(1) if found else text.removeprefix(_SCHEME_BEGINS) if text.startswith(_SCHEME_BEGINS) else ""
    return read.one(links.by_key, code=code[:32]) if code else None


def _keep(
    tx: Transaction,
    app_id: str,
    kind: str,
    *,
    path: str,
    query: str,
    version: str,
    title: str,
    expires_at: datetime | None,
) -> Link:
    drawn = tx.new_token("mini.link", _CODE_LENGTH)
    return tx.insert(
        Link(
            code="".join(_CODE_LETTERS[byte % len(_CODE_LETTERS)] for byte in drawn),
            app_id=app_id,
            kind=kind,
            path=path,
            query=query,
            version=version,
            title=title,
            created_at=tx.now,
            expires_at=expires_at,
            opens=0,
        )
    )
