"""What an account gave out, published and broadcast alike, as its owner looks over it."""

import sqlalchemy as sa

from hutong.kernel.db import Count, Reader, in_list, param, query
from hutong.official.articles import issues as given
from hutong.official.material import library
from hutong.official.models.articles import Article, ArticleCounts, Issue, article_counts, articles, issues

_there = issues.c.app_id == param("app_id"), issues.c.state != given.DELETED
_page = query(
    issues.select()
    .where(*_there)
    .order_by(issues.c.number.desc())
    .limit(param("limit", sa.Integer()))
    .offset(param("offset", sa.Integer())),
    Issue,
)
_count = query(sa.select(sa.func.count().label("total")).select_from(issues.sa).where(*_there), Count)
_articles = query(
    articles.select()
    .where(articles.c.app_id == param("app_id"), in_list(articles.c.number, "numbers"))
    .order_by(articles.c.number, articles.c.place),
    Article,
)
_counts = query(
    article_counts.select().where(
        article_counts.c.app_id == param("app_id"), in_list(article_counts.c.number, "numbers")
    ),
    ArticleCounts,
)


def listed(read: Reader, app_id: str, *, offset: int, count: int) -> list[Issue]:
    """A page of issues, newest first, those under way as well. Raises: MaterialCountWrong"""
    library.check_page(offset, count)
    return read.many(_page, app_id=app_id, limit=count, offset=offset)


def total(read: Reader, app_id: str) -> int:
    """How many there are."""
    counted = read.one(_count, app_id=app_id)
    assert counted is not None, "a count answers a row"
    return counted.total


def articles_of(read: Reader, app_id: str, numbers: list[int]) -> dict[int, list[Article]]:
    """The articles of several issues, in order, those taken back as well."""
    found: dict[int, list[Article]] = {number: [] for number in numbers}
    for article in read.many(_articles, app_id=app_id, numbers=numbers):
        found[article.number].append(article)
    return found


def counts_of(read: Reader, app_id: str, numbers: list[int]) -> dict[tuple[int, int], ArticleCounts]:
    """What people did with these articles, by issue and place."""
    found = read.many(_counts, app_id=app_id, numbers=numbers)
    return {(counts.number, counts.place): counts for counts in found}
