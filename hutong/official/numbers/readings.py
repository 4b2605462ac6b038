"""How articles were read: by whom, how often, and how they came.

Who is not signed in cannot be told apart: together they count as one reader.
"""

from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Count, Query, Reader, in_list, param, query
from hutong.official.models.articles import Article, Issue, article_visits, articles, issues
from hutong.official.models.broadcasts import broadcasts
from hutong.official.models.comments import comments
from hutong.official.numbers.days import Days


class Figure(msgspec.Struct, frozen=True):
    """So many people did something so many times; what was not asked for apart is 0 or empty."""

    day: int
    number: int
    place: int
    kind: str
    source: str
    people: int
    times: int


class OnDay(msgspec.Struct, frozen=True):
    day: int
    total: int


_visits = article_visits.c
_DAY_MS = 86_400_000
_BROADCAST = "broadcast"


def _figures(*apart: str) -> Query[Figure]:
    """Visits of some days, counted apart by these columns."""
    unasked: dict[str, Any] = {"day": 0, "number": 0, "place": 0, "kind": "", "source": ""}
    columns = [_visits[name] if name in apart else sa.literal(value).label(name) for name, value in unasked.items()]
    asked = [_visits[name] for name in apart]
    return query(
        sa.select(
            *columns,
            sa.func.count(_visits.person_id.distinct()).label("people"),
            sa.func.sum(_visits.count).label("times"),
        )
        .where(
            _visits.app_id == param("app_id"),
            _visits.day >= param("first_day"),
            _visits.day <= param("last_day"),
        )
        .group_by(*asked)
        .order_by(*asked),
        Figure,
    )


_of_articles = _figures("day", "number", "place", "kind")
_of_articles_by_source = _figures("day", "number", "place", "kind", "source")
_of_all = _figures("day", "kind")
_of_all_by_source = _figures("day", "kind", "source")
_so_far = _figures("number", "place", "kind")
_so_far_by_source = _figures("number", "place", "kind", "source")
_those = query(
    articles.select()
    .where(articles.c.app_id == param("app_id"), in_list(articles.c.number, "numbers"))
    .order_by(articles.c.number, articles.c.place),
    Article,
)
_given_out = query(
    articles.select()
    .where(
        articles.c.app_id == param("app_id"),
        articles.c.published_at >= param("since", articles.c.published_at.type),
        articles.c.published_at < param("until", articles.c.published_at.type),
    )
    .order_by(articles.c.number, articles.c.place),
    Article,
)
_issues = query(issues.select().where(issues.c.app_id == param("app_id"), in_list(issues.c.number, "numbers")), Issue)
_sent_to = query(
    sa.select(sa.func.coalesce(sa.func.sum(broadcasts.c.reached), 0).label("total")).where(
        broadcasts.c.app_id == param("app_id"), broadcasts.c.issue_number == param("number")
    ),
    Count,
)
_comment_day = (sa.type_coerce(comments.c.written_at, sa.BigInteger()) - param("since_ms", sa.BigInteger())) // _DAY_MS
_commented = query(
    sa.select(_comment_day.label("day"), sa.func.count().label("total"))
    .where(
        comments.c.app_id == param("app_id"),
        comments.c.written_at >= param("since", comments.c.written_at.type),
        comments.c.written_at < param("until", comments.c.written_at.type),
    )
    .group_by(sa.literal_column("day")),
    OnDay,
)


def of_articles(read: Reader, app_id: str, days: Days, *, by_source: bool = False) -> list[Figure]:
    """What was done with each article on each day."""
    return _asked(read, _of_articles_by_source if by_source else _of_articles, app_id, days)


def of_all(read: Reader, app_id: str, days: Days, *, by_source: bool = False) -> list[Figure]:
    """What was done on each day with all articles together; who read two is one reader."""
    return _asked(read, _of_all_by_source if by_source else _of_all, app_id, days)


def in_all(read: Reader, app_id: str, days: Days, *, by_source: bool = False) -> list[Figure]:
    """What was done with each article in all of these days together."""
    return _asked(read, _so_far_by_source if by_source else _so_far, app_id, days)


def named(
    read: Reader, app_id: str, figures: list[Figure], *, only_broadcast: bool = False
) -> dict[tuple[int, int], Article]:
    """The articles that figures are about, by number and place; those given out in another way are left out."""
    numbers = sorted({one.number for one in figures})
    found = read.many(_those, app_id=app_id, numbers=numbers) if numbers else []
    if only_broadcast:
        found = _broadcast(read, app_id, found)
    return {(article.number, article.place): article for article in found}


def given_out(read: Reader, app_id: str, days: Days, *, only_broadcast: bool = False) -> list[Article]:
    """The articles that were published or broadcast on these days."""
    found = read.many(_given_out, app_id=app_id, since=days.since, until=days.until)
    return _broadcast(read, app_id, found) if only_broadcast else found


def by_article(figures: list[Figure]) -> dict[tuple[int, int], list[Figure]]:
    """Figures apart for each article, by number and place."""
    those: dict[tuple[int, int], list[Figure]] = {}
    for one in figures:
        those.setdefault((one.number, one.place), []).append(one)
    return those


def commented(read: Reader, app_id: str, days: Days) -> dict[int, int]:
    """How many comments were written on each day."""
    since_ms = round(days.since.timestamp() * 1000)
    found = read.many(_commented, app_id=app_id, since=days.since, until=days.until, since_ms=since_ms)
    return {days.first + one.day: one.total for one in found}


def day_of(article: Article) -> int:
    """The day on which an article was given out."""
    return apps.day_of(article.published_at)


def sent_to(read: Reader, article: Article) -> int:
    """To how many people an article was broadcast."""
    counted = read.one(_sent_to, app_id=article.app_id, number=article.number)
    return int(counted.total) if counted else 0


def _broadcast(read: Reader, app_id: str, found: list[Article]) -> list[Article]:
    numbers = sorted({article.number for article in found})
    ways = {issue.number: issue.way for issue in read.many(_issues, app_id=app_id, numbers=numbers)} if numbers else {}
    return [article for article in found if ways.get(article.number) == _BROADCAST]


def _asked(read: Reader, question: Query[Figure], app_id: str, days: Days) -> list[Figure]:
    found = read.many(question, app_id=app_id, first_day=days.first, last_day=days.last)
    # Sums come as decimals from one of the databases.
    return [msgspec.structs.replace(one, times=int(one.times)) for one in found]
