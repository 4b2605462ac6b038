"""Statements: the postings of an account, or of everything an owner has, the latest first.

Every page looks at a bounded number of rows. A search that finds little in them answers a short page with a cursor
to go on from.
"""

from collections.abc import Callable, Collection
from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, param, query
from hutong.pay.ledger.names import Name
from hutong.pay.models.ledger import Posting, postings

MOST_AT_ONCE = 200
_LOOKED_AT = 500
_END = 2**63 - 1
_LAST = datetime(9999, 1, 1, tzinfo=UTC)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class Cursor(msgspec.Struct, frozen=True):
    """Where a page ended."""

    at: datetime
    id: int


class Page(msgspec.Struct, frozen=True):
    """Some postings, and where to go on; `next` is None at the end."""

    items: list[Posting]
    next: Cursor | None


class Sum(msgspec.Struct, frozen=True):
    total: int


_c = postings.c
_at = _c.at.type
_limit = param("limit", sa.Integer())
_of_account = query(
    postings.select()
    .where(_c.owner == param("of_owner"), _c.purpose == param("of_purpose"), _c.id < param("before", sa.BigInteger()))
    .order_by(_c.id.desc())
    .limit(_limit),
    Posting,
)
# One index serves what an owner is told and, both halves of it, what an account had: each further one costs a page of
# the disk at every transfer.
_quiet_or_not = _c.is_quiet.in_([sa.literal_column("0"), sa.literal_column("1")])
_of_owner = query(
    postings.select()
    .where(
        _c.owner == param("of_owner"),
        _c.is_quiet == 0,
        _c.at >= param("since", _at),
        sa.tuple_(_c.at, _c.id) < sa.tuple_(param("before_at", _at), param("before_id", sa.BigInteger())),
    )
    .order_by(_c.at.desc(), _c.id.desc())
    .limit(_limit),
    Posting,
)
_on_day = query(
    postings.select()
    .where(
        _c.owner == param("of_owner"),
        _quiet_or_not,
        _c.purpose == param("of_purpose"),
        _c.at >= param("since", _at),
        _c.at < param("until", _at),
    )
    .order_by(_c.at, _c.id),
    Posting,
)
_one = query(
    postings.select().where(
        _c.owner == param("of_owner"), _c.purpose == param("of_purpose"), _c.id == param("of_id", sa.BigInteger())
    ),
    Posting,
)
_since = query(
    sa.select(sa.func.coalesce(sa.func.sum(_c.amount_fen), 0).cast(sa.BigInteger()).label("total")).where(
        _c.owner == param("of_owner"), _quiet_or_not, _c.purpose == param("of_purpose"), _c.at >= param("since", _at)
    ),
    Sum,
)


def page(
    read: Reader,
    name: Name,
    *,
    before: int | None = None,
    limit: int = 50,
    kinds: Collection[str] | None = None,
    search: str | None = None,
) -> list[Posting]:
    """The postings of one account before the posting `before`, the latest first.

    With `kinds` or `search` the last five hundred are looked through.
    """
    limit = min(max(limit, 1), MOST_AT_ONCE)
    wanted = _LOOKED_AT if kinds is not None or search else limit
    found = read.many(
        _of_account,
        of_owner=name.owner,
        of_purpose=name.purpose,
        before=_END if before is None else before,
        limit=wanted,
    )
    return [each for each in found if _is_of(each, kinds) and (not search or mentions(each, search))][:limit]


def page_of(
    read: Reader,
    owner: str,
    *,
    before: Cursor | None = None,
    limit: int = 50,
    kinds: Collection[str] | None = None,
    matches: Callable[[Posting], bool] | None = None,
    since: datetime = _FIRST,
    until: datetime = _LAST,
) -> Page:
    """What moved in everything an owner has between `since` and `until`, told once each, the latest first.

    With `kinds` or `matches` a page looks at five hundred, and goes on from there when asked.
    """
    limit = min(max(limit, 1), MOST_AT_ONCE)
    is_narrow = kinds is not None or matches is not None
    start = before if before is not None and before.at < until else Cursor(until, 0)
    looked_at = read.many(
        _of_owner,
        of_owner=owner,
        since=since,
        before_at=start.at,
        before_id=start.id,
        limit=_LOOKED_AT if is_narrow else limit + 1,
    )
    fitting = [posting for posting in looked_at if _is_of(posting, kinds) and (matches is None or matches(posting))]
    items = fitting[:limit]
    if len(fitting) > limit:
        return Page(items, _cursor(items[-1]))
    return Page(items, _cursor(looked_at[-1]) if is_narrow and len(looked_at) == _LOOKED_AT else None)


def between(read: Reader, name: Name, *, since: datetime, until: datetime) -> list[Posting]:
    """Everything on one account from `since` until before `until`, in its order: for bills."""
    return read.many(_on_day, of_owner=name.owner, of_purpose=name.purpose, since=since, until=until)


def find(read: Reader, name: Name, posting_id: int) -> Posting | None:
    """One line of an account's statement."""
    return read.one(_one, of_owner=name.owner, of_purpose=name.purpose, of_id=posting_id)


def moved_since(read: Reader, name: Name, since: datetime) -> int:
    """By how much an account changed from `since` until now."""
    found = read.one(_since, of_owner=name.owner, of_purpose=name.purpose, since=since)
    return found.total if found else 0


def mentions(posting: Posting, words: str) -> bool:
    """Whether its memo or number holds these words."""
    return any(words.casefold() in text.casefold() for text in (posting.memo, posting.number))


def _is_of(posting: Posting, kinds: Collection[str] | None) -> bool:
    # "transfer" finds "transfer_return" as well: what came of a story belongs to it.
    return kinds is None or posting.kind in kinds or posting.kind.partition("_")[0] in kinds


def _cursor(posting: Posting) -> Cursor:
    return Cursor(posting.at, posting.id)
