"""Issues: articles given out together, by publishing or by broadcasting, each with a permanent page."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.chat.public import bodies
from hutong.dialog import public as dialog
from hutong.kernel.db import Count, Reader, Transaction, param, query, statement
from hutong.official.articles import news as waiting
from hutong.official.errors.articles import DraftNotReady, IssueUnknown
from hutong.official.material import library
from hutong.official.models.articles import (
    FIRST_NUMBER,
    Article,
    ArticleAddress,
    ArticleCounts,
    ArticleText,
    Issue,
    IssueNumbers,
    News,
    article_texts,
    articles,
    issue_numbers,
    issues,
)

PUBLISHED, BROADCAST = "published", "broadcast"
RUNNING, DONE, DELETED = "running", "done", "deleted"
ADDRESS = "http://mp.weixin.qq.com/s/"
JOB = "official.publish"
TAKEN_BACK = "official.articles_taken_back"
"""Pushed with the codes of articles whose pages must close at once."""

_ARTICLE_ID_BYTES = 32
_STATUS = {DONE: 0, RUNNING: 1, DELETED: 5}


class Issued(msgspec.Struct, frozen=True):
    """An issue with its articles."""

    issue: Issue
    articles: list[Article]


class Publishing(msgspec.Struct, frozen=True):
    """What is being published."""

    app_id: str
    number: int


_next_number = query(
    sa.update(issue_numbers.sa)
    .where(issue_numbers.c.app_id == param("of_app"))
    .values(last=issue_numbers.c.last + 1)
    .returning(issue_numbers.sa),
    IssueNumbers,
)
_by_article_id = query(
    issues.select().where(issues.c.app_id == param("app_id"), issues.c.article_id == param("article_id")), Issue
)
_of_issue = query(
    articles.select()
    .where(articles.c.app_id == param("app_id"), articles.c.number == param("number"))
    .order_by(articles.c.place),
    Article,
)
_texts = query(
    article_texts.select()
    .where(article_texts.c.app_id == param("app_id"), article_texts.c.number == param("number"))
    .order_by(article_texts.c.place),
    ArticleText,
)
_listed = issues.c.app_id == param("app_id"), issues.c.way == param("way"), issues.c.state == param("state")
_page = query(
    issues.select()
    .where(*_listed)
    .order_by(issues.c.number.desc())
    .limit(param("limit", sa.Integer()))
    .offset(param("offset", sa.Integer())),
    Issue,
)
_count = query(sa.select(sa.func.count().label("total")).select_from(issues.sa).where(*_listed), Count)
_drop_text = statement(
    sa.update(article_texts.sa)
    .where(
        article_texts.c.app_id == param("of_app"),
        article_texts.c.number == param("of_number"),
        article_texts.c.place == param("of_place"),
    )
    .values(html="")
)


def submit(tx: Transaction, app_id: str, media_id: str) -> Issue:
    """Begin to publish a draft; it leaves the draft box. Raises: MaterialUnknown · DraftNotReady"""
    draft = waiting.get(tx, app_id, media_id, waiting.DRAFT)
    issue = _give_out(tx, draft, way=PUBLISHED, state=RUNNING).issue
    tx.job(JOB, Publishing(app_id, issue.number))
    return issue


def finish(tx: Transaction, app_id: str, number: int) -> None:
    """Open the pages of what is being published, and tell the account's server; a second time changes nothing."""
    issue = get(tx, app_id, number)
    if issue.state != RUNNING:
        return
    for article in articles_of(tx, app_id, number):
        tx.update(article, published_at=tx.now)
    issue = tx.update(issue, state=DONE, updated_at=tx.now)
    dialog.push_account_event(tx, app_id, "PUBLISHJOBFINISH", {"PublishEventInfo": outcome(tx, issue)})


def broadcast(tx: Transaction, given: News) -> Issued:
    """Give articles out as a broadcast; a draft leaves the draft box. Raises: DraftNotReady"""
    return _give_out(tx, given, way=BROADCAST, state=DONE)


def body(issued: Issued) -> bodies.Articles:
    """What stands in people's conversations: the first article large, the rest below it."""
    return bodies.Articles(
        items=[
            bodies.Article(
                title=article.piece.title,
                # Only an article that comes alone shows its digest.
                description=article.piece.digest if len(issued.articles) == 1 else "",
                url=address_of(article),
                picture_url=article.piece.cover.path if article.piece.cover else "",
            )
            for article in issued.articles
        ]
    )


def address_of(article: Article) -> str:
    """An article's permanent address."""
    return ADDRESS + article.code


def get(read: Reader, app_id: str, number: int) -> Issue:
    """The issue of this number. Raises: IssueUnknown"""
    found = find(read, app_id, number)
    if found is None:
        raise IssueUnknown(number=number)
    return found


def find(read: Reader, app_id: str, number: int) -> Issue | None:
    """The issue of this number, None when there is none."""
    return read.one(issues.by_key, app_id=app_id, number=number)


def by_publish_id(read: Reader, app_id: str, publish_id: str) -> Issue:
    """What the work of publishing became. Raises: IssueUnknown"""
    number = int(publish_id) if publish_id.isascii() and publish_id.isdigit() and len(publish_id) < 16 else 0
    found = find(read, app_id, number - 100_000_001 + FIRST_NUMBER)
    if found is None or found.way != PUBLISHED:
        raise IssueUnknown(publish_id=publish_id[:32])
    return found


def by_article_id(read: Reader, app_id: str, article_id: str) -> Issue:
    """What was published under an article id. Raises: IssueUnknown"""
    found = read.one(_by_article_id, app_id=app_id, article_id=article_id)
    if found is None or found.state == RUNNING:
        raise IssueUnknown(article_id=article_id[:64])
    return found


def articles_of(read: Reader, app_id: str, number: int) -> list[Article]:
    """The articles of an issue in order, deleted ones as well."""
    return read.many(_of_issue, app_id=app_id, number=number)


def texts_of(read: Reader, app_id: str, number: int) -> list[str]:
    """Their clean texts in order; empty where an article was deleted."""
    return [text.html for text in read.many(_texts, app_id=app_id, number=number)]


def published(read: Reader, app_id: str, *, offset: int, count: int, state: str = DONE) -> list[Issue]:
    """A page of what the account published, newest first. Raises: MaterialCountWrong"""
    library.check_page(offset, count)
    return read.many(_page, app_id=app_id, way=PUBLISHED, state=state, limit=count, offset=offset)


def published_count(read: Reader, app_id: str) -> int:
    """How many issues the account published and did not delete."""
    counted = read.one(_count, app_id=app_id, way=PUBLISHED, state=DONE)
    assert counted is not None, "a count answers a row"
    return counted.total


def delete(tx: Transaction, app_id: str, number: int, place: int | None = None) -> Issue:
    """Take an issue back for good, or the article in one place of it. Raises: IssueUnknown"""
    issue = get(tx, app_id, number)
    there = articles_of(tx, app_id, number)
    doomed = [article for article in there if place in (None, article.place)]
    if not doomed or issue.state == RUNNING:
        raise IssueUnknown(number=number, place=place)
    for article in doomed:
        tx.update(article, is_deleted=True)
        tx.run(_drop_text, of_app=app_id, of_number=number, of_place=article.place)
    tx.wake(TAKEN_BACK, {"codes": [article.code for article in doomed]})
    left = [article for article in there if article not in doomed and not article.is_deleted]
    return tx.update(issue, state=issue.state if left else DELETED, updated_at=tx.now)


def outcome(read: Reader, issue: Issue) -> dict[str, Any]:
    """How publishing went, as the wire says it in an answer and in the event."""
    said: dict[str, Any] = {"publish_id": issue.publish_id, "publish_status": _STATUS[issue.state]}
    if issue.state == DONE:
        there = articles_of(read, issue.app_id, issue.number)
        links = [{"idx": article.place + 1, "article_url": address_of(article)} for article in there]
        said |= {"article_id": issue.article_id, "article_detail": {"count": len(links), "item": links}}
    return said


def _give_out(tx: Transaction, given: News, *, way: str, state: str) -> Issued:
    missing = [place for place, piece in enumerate(given.pieces) if not piece.is_complete]
    if missing:
        raise DraftNotReady(places=missing)
    issue = tx.insert(
        Issue(
            app_id=given.app_id,
            number=_new_number(tx, given.app_id),
            article_id=urlsafe_b64encode(tx.new_token("official.article_id", _ARTICLE_ID_BYTES)).decode().rstrip("="),
            way=way,
            state=state,
            count=len(given.pieces),
            created_at=tx.now,
            updated_at=tx.now,
        )
    )
    made = _make_articles(tx, issue, given, waiting.texts(tx, given))
    if given.kind == waiting.DRAFT:
        waiting.drop(tx, given)
    return Issued(issue, made)


def _make_articles(tx: Transaction, issue: Issue, given: News, texts: Sequence[str]) -> list[Article]:
    made = []
    for place, (piece, html) in enumerate(zip(given.pieces, texts, strict=True)):
        where: dict[str, Any] = {"app_id": issue.app_id, "number": issue.number, "place": place}
        article = Article(
            **where,
            code=waiting.new_code(tx),
            piece=piece,
            comments_open=piece.comments_open,
            is_deleted=False,
            published_at=tx.now,
        )
        made.append(tx.insert(article))
        tx.insert(ArticleText(**where, html=html))
        tx.insert(ArticleCounts(**where))
        tx.insert(ArticleAddress(code=article.code, **where))
    return made


def _new_number(tx: Transaction, app_id: str) -> int:
    begun, is_new = tx.get_or_add(IssueNumbers(app_id=app_id, last=FIRST_NUMBER))
    if is_new:
        return begun.last
    counted = tx.one(_next_number, of_app=app_id)
    assert counted is not None, "the row was there above"
    return counted.last
