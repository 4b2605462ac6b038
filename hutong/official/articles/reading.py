"""Reading an article, and what is counted of it: reads, shares, likes, and who went on to the source.

Totals stand beside the article; what one person did on one day is a row, so that whoever asks for numbers counts
people as well as times.
"""

import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction, param, statement
from hutong.official.articles import issues
from hutong.official.articles.opened import Opened
from hutong.official.errors.articles import ArticleGone, ArticleUnknown
from hutong.official.models.articles import (
    Article,
    ArticleAddress,
    ArticleCounts,
    ArticleLike,
    ArticleVisit,
    article_addresses,
    article_counts,
    article_likes,
    article_texts,
    article_visits,
    articles,
)

SOURCES = ("chat", "friend", "history", "other")
VISITOR = 0


def _adding(column: str) -> sa.Update:
    """One article's count of something, changed by `more`."""
    return (
        sa.update(article_counts.sa)
        .where(
            article_counts.c.app_id == param("of_app"),
            article_counts.c.number == param("of_number"),
            article_counts.c.place == param("of_place"),
        )
        .values({column: article_counts.c[column] + param("more", sa.Integer())})
    )


_more_reads = statement(_adding("reads"))
_more_likes = statement(_adding("likes"))
_more_shares = statement(_adding("shares"))
_once_more = statement(
    sa.update(article_visits.sa)
    .where(*(article_visits.c[name] == param(f"of_{name}") for name in article_visits.key))
    .values(count=article_visits.c.count + 1)
)
_unlike = statement(
    sa.delete(article_likes.sa).where(*(article_likes.c[name] == param(f"of_{name}") for name in article_likes.key))
)


def open_article(read: Reader, code: str) -> Opened:
    """The article at an address. Raises: ArticleUnknown · ArticleGone"""
    article = at(read, code)
    where = {"app_id": article.app_id, "number": article.number, "place": article.place}
    text, counts = read.one(article_texts.by_key, **where), read.one(article_counts.by_key, **where)
    assert text is not None, "each article has a text"
    assert counts is not None, "each article is counted"
    return Opened(article, text.html, counts)


def at(read: Reader, code: str) -> Article:
    """The article at an address, without its text. Raises: ArticleUnknown · ArticleGone"""
    address = _address(read, code)
    issue = issues.find(read, address.app_id, address.number)
    article = read.one(articles.by_key, app_id=address.app_id, number=address.number, place=address.place)
    assert article is not None, "an address leads to an article"
    if issue is None or issue.state == issues.RUNNING:
        raise ArticleUnknown()
    if article.is_deleted:
        raise ArticleGone()
    return article


def counts_of(read: Reader, article: Article | ArticleAddress) -> ArticleCounts:
    """What people did with an article since it is there."""
    counts = read.one(article_counts.by_key, app_id=article.app_id, number=article.number, place=article.place)
    assert counts is not None, "each article is counted"
    return counts


def count_read(tx: Transaction, code: str, person_id: int | None, source: str = "other") -> None:
    """Somebody opened the page. Raises: ArticleUnknown · ArticleGone"""
    article = at(tx, code)
    tx.run(_more_reads, more=1, **_of(article))
    _visited(tx, article, "read", person_id, source)


def count_share(tx: Transaction, code: str, person_id: int | None, source: str = "other") -> None:
    """Somebody handed the article on. Raises: ArticleUnknown · ArticleGone"""
    article = at(tx, code)
    tx.run(_more_shares, more=1, **_of(article))
    _visited(tx, article, "share", person_id, source)


def count_source(tx: Transaction, code: str, person_id: int | None, source: str = "other") -> None:
    """Somebody went on to the source. Raises: ArticleUnknown · ArticleGone"""
    _visited(tx, at(tx, code), "source", person_id, source)


def like(tx: Transaction, code: str, person_id: int) -> None:
    """A person likes the article; liking twice changes nothing. Raises: ArticleUnknown · ArticleGone"""
    article = at(tx, code)
    liking = ArticleLike(
        app_id=article.app_id, number=article.number, place=article.place, person_id=person_id, liked_at=tx.now
    )
    _, is_new = tx.get_or_add(liking)
    if is_new:
        tx.run(_more_likes, more=1, **_of(article))
        _visited(tx, article, "like", person_id, "other")


def unlike(tx: Transaction, code: str, person_id: int) -> None:
    """A person likes it no longer. Raises: ArticleUnknown · ArticleGone"""
    article = at(tx, code)
    if tx.run(_unlike, of_person_id=person_id, **_key_of(article)):
        tx.run(_more_likes, more=-1, **_of(article))


def is_liked(read: Reader, article: Article, person_id: int) -> bool:
    """Whether a person likes an article."""
    where = {"app_id": article.app_id, "number": article.number, "place": article.place}
    return read.one(article_likes.by_key, person_id=person_id, **where) is not None


def _visited(tx: Transaction, article: Article, kind: str, person_id: int | None, source: str) -> None:
    visit = ArticleVisit(
        app_id=article.app_id,
        day=apps.day_of(tx.now),
        number=article.number,
        place=article.place,
        kind=kind,
        source=source if source in SOURCES else "other",
        person_id=VISITOR if person_id is None else person_id,
        count=1,
        first_at=tx.now,
    )
    _, is_new = tx.get_or_add(visit)
    if not is_new:
        tx.run(_once_more, **{f"of_{name}": getattr(visit, name) for name in article_visits.key})


def _address(read: Reader, code: str) -> ArticleAddress:
    found = read.one(article_addresses.by_key, code=code)
    if found is None:
        raise ArticleUnknown()
    return found


def _of(article: Article) -> dict[str, str | int]:
    return {"of_app": article.app_id, "of_number": article.number, "of_place": article.place}


def _key_of(article: Article) -> dict[str, str | int]:
    return {"of_app_id": article.app_id, "of_number": article.number, "of_place": article.place}
