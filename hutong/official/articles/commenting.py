"""Comments: people write them under an article, the account elects, answers and deletes them."""

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Count, Reader, Transaction, param, query, statement
from hutong.official import followers
from hutong.official.articles import reading
from hutong.official.errors.comments import (
    AlreadyReplied,
    ArticleNotCommented,
    CommentCountWrong,
    CommentLengthWrong,
    CommentRefused,
    CommentsClosed,
    CommentTakenBack,
    CommentUnknown,
    FollowersCommentOnly,
    ReplyUnknown,
    ReplyWrong,
    TooManyComments,
    TooManyElected,
)
from hutong.official.models.articles import Article, ArticleCounts, article_counts, articles
from hutong.official.models.comments import Comment, comments

LETTERS = 600
MOST_ELECTED = 100
MOST_OF_A_PERSON = 20
MOST_A_PAGE = 50
AUTHOR, ACCOUNT = "author", "account"

_BEYOND = 1 << 53


class Page(msgspec.Struct, frozen=True):
    """Some comments, and how many there are of the kind in all."""

    total: int
    comments: list[Comment]


_of_article = (
    comments.c.app_id == param("app_id"),
    comments.c.number == param("number"),
    comments.c.place == param("place"),
)
_there = comments.c.deleted_at.is_(None)
_elected = comments.c.is_elected == 1
_ordinary = comments.c.is_elected == 0
_WHICH: dict[str, tuple[sa.ColumnElement[bool], ...]] = {"all": (), "ordinary": (_ordinary,), "elected": (_elected,)}
_pages = {
    which: query(
        comments.select()
        .where(*_of_article, _there, *wanted)
        .order_by(comments.c.id.desc())
        .limit(param("limit", sa.Integer()))
        .offset(param("offset", sa.Integer())),
        Comment,
    )
    for which, wanted in _WHICH.items()
}
_totals = {
    which: query(
        sa.select(sa.func.count().label("total")).select_from(comments.sa).where(*_of_article, _there, *wanted), Count
    )
    for which, wanted in _WHICH.items()
}
_of_person = query(
    sa.select(sa.func.count().label("total"))
    .select_from(comments.sa)
    .where(*_of_article, comments.c.person_id == param("person_id")),
    Count,
)
_shown = query(
    comments.select()
    .where(
        *_of_article,
        _there,
        sa.or_(_elected, comments.c.person_id == param("person_id")),
        comments.c.id < param("before"),
    )
    .order_by(comments.c.id.desc())
    .limit(param("limit", sa.Integer())),
    Comment,
)
_of_counts = (
    article_counts.c.app_id == param("of_app"),
    article_counts.c.number == param("of_number"),
    article_counts.c.place == param("of_place"),
)
_one_more = query(
    sa.update(article_counts.sa)
    .where(*_of_counts)
    .values(comments=article_counts.c.comments + 1, last_comment=article_counts.c.last_comment + 1)
    .returning(article_counts.sa),
    ArticleCounts,
)
_one_less = statement(sa.update(article_counts.sa).where(*_of_counts).values(comments=article_counts.c.comments - 1))


def write(tx: Transaction, code: str, person_id: int, text: str) -> Comment:
    """A person comments on the article at an address.

    Raises: ArticleUnknown · ArticleGone · CommentsClosed · CommentRefused · FollowersCommentOnly ·
            CommentLengthWrong · TooManyComments
    """
    article = reading.at(tx, code)
    _check_may_comment(tx, article, person_id)
    text = text.strip()
    if not 1 <= len(text) <= LETTERS:
        raise CommentLengthWrong(limit=LETTERS)
    written = tx.one(_of_person, person_id=person_id, **_where(article))
    if written is not None and written.total >= MOST_OF_A_PERSON:
        raise TooManyComments(limit=MOST_OF_A_PERSON)
    counts = tx.one(_one_more, of_app=article.app_id, of_number=article.number, of_place=article.place)
    assert counts is not None, "each article is counted"
    return tx.insert(
        Comment(
            app_id=article.app_id,
            number=article.number,
            place=article.place,
            id=counts.last_comment,
            person_id=person_id,
            text=text,
            written_at=tx.now,
        )
    )


def take_back(tx: Transaction, code: str, person_id: int, comment_id: int) -> None:
    """A person takes back what they wrote. Raises: ArticleUnknown · ArticleGone · CommentUnknown"""
    article = reading.at(tx, code)
    comment = tx.one(comments.by_key, id=comment_id, **_where(article)) if 0 < comment_id < _BEYOND else None
    if comment is None or comment.deleted_at is not None or comment.person_id != person_id:
        raise CommentUnknown(id=comment_id)
    _delete(tx, comment, by=AUTHOR)


def shown(
    read: Reader, article: Article, person_id: int | None, *, before: int | None = None, limit: int = 20
) -> list[Comment]:
    """What a person sees under an article, newest first: what was elected, and what they wrote themselves."""
    beginning = _BEYOND if before is None else min(max(before, 0), _BEYOND)
    who = reading.VISITOR if person_id is None else person_id
    return read.many(_shown, person_id=who, before=beginning, limit=limit, **_where(article))


def listed(read: Reader, app_id: str, number: int, place: int, *, begin: int, count: int, which: str = "all") -> Page:
    """What the account sees: all, ordinary or elected comments, newest first.

    Raises: ArticleNotCommented · CommentCountWrong
    """
    if not 1 <= count <= MOST_A_PAGE or not 0 <= begin < 1 << 31 or which not in _WHICH:
        raise CommentCountWrong(begin=begin, count=count, limit=MOST_A_PAGE)
    where = _where(_article(read, app_id, number, place))
    total = read.one(_totals[which], **where)
    assert total is not None, "a count answers a row"
    return Page(total.total, read.many(_pages[which], limit=count, offset=begin, **where))


def elect(tx: Transaction, app_id: str, number: int, place: int, comment_id: int) -> Comment:
    """Show a comment to everybody.

    Raises: ArticleNotCommented · CommentUnknown · CommentTakenBack · TooManyElected
    """
    comment = _get(tx, app_id, number, place, comment_id)
    if comment.is_elected:
        return comment
    elected = tx.one(_totals["elected"], app_id=app_id, number=number, place=place)
    if elected is not None and elected.total >= MOST_ELECTED:
        raise TooManyElected(limit=MOST_ELECTED)
    return tx.update(comment, is_elected=True)


def unelect(tx: Transaction, app_id: str, number: int, place: int, comment_id: int) -> Comment:
    """Show a comment to nobody but whoever wrote it. Raises: ArticleNotCommented · CommentUnknown · CommentTakenBack"""
    return tx.update(_get(tx, app_id, number, place, comment_id), is_elected=False)


def delete(tx: Transaction, app_id: str, number: int, place: int, comment_id: int) -> None:
    """The account takes a comment away. Raises: ArticleNotCommented · CommentUnknown · CommentTakenBack"""
    _delete(tx, _get(tx, app_id, number, place, comment_id), by=ACCOUNT)


def reply(tx: Transaction, app_id: str, number: int, place: int, comment_id: int, text: str) -> Comment:
    """The account answers a comment, once.

    Raises: ArticleNotCommented · CommentUnknown · CommentTakenBack · AlreadyReplied · ReplyWrong
    """
    comment = _get(tx, app_id, number, place, comment_id)
    text = text.strip()
    if not 1 <= len(text) <= LETTERS:
        raise ReplyWrong(limit=LETTERS)
    if comment.replied_at is not None:
        raise AlreadyReplied()
    return tx.update(comment, reply=text, replied_at=tx.now)


def delete_reply(tx: Transaction, app_id: str, number: int, place: int, comment_id: int) -> Comment:
    """Take an answer back. Raises: ArticleNotCommented · CommentUnknown · CommentTakenBack · ReplyUnknown"""
    comment = _get(tx, app_id, number, place, comment_id)
    if comment.replied_at is None:
        raise ReplyUnknown()
    return tx.update(comment, reply="", replied_at=None)


def open_comments(tx: Transaction, app_id: str, number: int, place: int) -> Article:
    """Let people comment. Raises: ArticleNotCommented"""
    return tx.update(_article(tx, app_id, number, place), comments_open=True)


def close_comments(tx: Transaction, app_id: str, number: int, place: int) -> Article:
    """Let nobody comment any more; what was written stays. Raises: ArticleNotCommented"""
    return tx.update(_article(tx, app_id, number, place), comments_open=False)


def _check_may_comment(read: Reader, article: Article, person_id: int) -> None:
    if not article.comments_open:
        raise CommentsClosed()
    follower = followers.find(read, article.app_id, person_id)
    if follower is not None and follower.is_blocked:
        raise CommentRefused()
    if article.piece.followers_comment_only and (follower is None or not follower.is_following):
        raise FollowersCommentOnly()


def _article(read: Reader, app_id: str, number: int, place: int) -> Article:
    is_possible = 0 <= number < _BEYOND and 0 <= place < _BEYOND
    found = read.one(articles.by_key, app_id=app_id, number=number, place=place) if is_possible else None
    if found is None or found.is_deleted:
        raise ArticleNotCommented(number=number, place=place)
    return found


def _get(read: Reader, app_id: str, number: int, place: int, comment_id: int) -> Comment:
    article = _article(read, app_id, number, place)
    comment = read.one(comments.by_key, id=comment_id, **_where(article)) if 0 < comment_id < _BEYOND else None
    if comment is not None and comment.deleted_by == AUTHOR:
        raise CommentTakenBack()
    if comment is None or comment.deleted_at is not None:
        raise CommentUnknown(id=comment_id)
    return comment


def _delete(tx: Transaction, comment: Comment, *, by: str) -> None:
    tx.update(comment, deleted_at=tx.now, deleted_by=by, is_elected=False)
    tx.run(_one_less, of_app=comment.app_id, of_number=comment.number, of_place=comment.place)


def _where(article: Article) -> dict[str, str | int]:
    return {"app_id": article.app_id, "number": article.number, "place": article.place}
