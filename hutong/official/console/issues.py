"""/api/console/apps/{app_id}/issues: what was published and broadcast, how it is read, and taking it back."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official.articles import commenting, issues, overview
from hutong.official.console.articles import PageQuery
from hutong.official.errors.articles import IssueUnknown
from hutong.official.models.articles import Article, ArticleCounts, Issue
from hutong.wire.paths import number_in
from hutong.wire.product import Call, Nothing, console


class IssuedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its permanent address and what people did with it."""

    place: int
    code: str
    url: str
    title: str
    digest: str
    cover_url: str
    reads: int
    likes: int
    shares: int
    comments: int
    comments_open: bool
    is_deleted: bool


class IssueShape(msgspec.Struct, frozen=True, kw_only=True):
    """Articles given out together; `state` is running until their pages are open, then done."""

    number: int
    way: str
    state: str
    created_at: datetime
    articles: list[IssuedArticle]


class IssueList(msgspec.Struct, frozen=True):
    items: list[IssueShape]
    total: int


class PlaceQuery(msgspec.Struct, frozen=True):
    """One of the articles, from 0; without it all."""

    place: int | None = None


class CommentsWanted(msgspec.Struct, frozen=True):
    open: bool


@console.get("/apps/{app_id}/issues", query=PageQuery)
def listed(read: Reader, call: Call[None]) -> IssueList:
    """What the account gave out, newest first.

    Errors: NotYours · MaterialCountWrong
    """
    app_id = _app_id(read, call)
    found = overview.listed(read, app_id, offset=call.query.offset, count=call.query.count)
    return IssueList(_shapes(read, app_id, found), overview.total(read, app_id))


@console.get("/apps/{app_id}/issues/{number}")
def show(read: Reader, call: Call[None]) -> IssueShape:
    """One issue, with how far it is.

    Errors: NotYours · IssueUnknown
    """
    app_id = _app_id(read, call)
    return _shapes(read, app_id, [issues.get(read, app_id, number_of(call))])[0]


@console.delete("/apps/{app_id}/issues/{number}", query=PlaceQuery)
def take_back(tx: Transaction, call: Call[None]) -> Nothing:
    """Take articles back for good: their pages say so, and their address leads nowhere else.

    Errors: NotYours · IssueUnknown
    """
    app_id = _app_id(tx, call)
    issues.delete(tx, app_id, number_of(call), call.query.place)
    audit(tx, actor=call.actor.name, action="official.articles_deleted", subject=f"app:{app_id}")
    return Nothing()


@console.put("/apps/{app_id}/issues/{number}/{place}/comments-open", body=CommentsWanted)
def set_comments(tx: Transaction, call: Call[CommentsWanted]) -> Nothing:
    """Let people comment on an article, or no longer.

    Request:  {"open": true}
    Errors:   NotYours · ArticleNotCommented
    """
    change = commenting.open_comments if call.body.open else commenting.close_comments
    change(tx, _app_id(tx, call), number_of(call), place_of(call))
    return Nothing()


def number_of(call: Call[Any]) -> int:
    """The issue an address names. Raises: IssueUnknown"""
    number = number_in(call.path["number"])
    if number is None:
        raise IssueUnknown(number=call.path["number"][:32])
    return number


def place_of(call: Call[Any]) -> int:
    """The article of it, from 0. Raises: IssueUnknown"""
    place = number_in(call.path["place"])
    if place is None:
        raise IssueUnknown(place=call.path["place"][:32])
    return place


def _app_id(read: Reader, call: Call[Any]) -> str:
    return apps.require_account(read, call.actor, call.path["app_id"], "content").app_id


def _shapes(read: Reader, app_id: str, found: list[Issue]) -> list[IssueShape]:
    numbers = [issue.number for issue in found]
    articles = overview.articles_of(read, app_id, numbers)
    counts = overview.counts_of(read, app_id, numbers)
    return [
        IssueShape(
            number=issue.number,
            way=issue.way,
            state=issue.state,
            created_at=issue.created_at,
            articles=[_article(one, counts[one.number, one.place]) for one in articles[issue.number]],
        )
        for issue in found
    ]


def _article(article: Article, counts: ArticleCounts) -> IssuedArticle:
    piece = article.piece
    return IssuedArticle(
        place=article.place,
        code=article.code,
        url=issues.address_of(article),
        title=piece.title,
        digest=piece.digest,
        cover_url=piece.cover.path if piece.cover else "",
        reads=counts.reads,
        likes=counts.likes,
        shares=counts.shares,
        comments=counts.comments,
        comments_open=article.comments_open,
        is_deleted=article.is_deleted,
    )
