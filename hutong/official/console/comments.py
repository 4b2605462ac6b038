"""/api/console/apps/{app_id}/issues/{number}/{place}/comments: what people wrote under an article."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official.articles import commenting
from hutong.official.console.issues import number_of, place_of
from hutong.official.errors.comments import CommentUnknown
from hutong.official.models.comments import Comment
from hutong.people import public as people
from hutong.wire.paths import number_in
from hutong.wire.product import Call, Nothing, console

_HERE = "/apps/{app_id}/issues/{number}/{place}/comments"


class CommentsQuery(msgspec.Struct, frozen=True):
    """Which comments: `count` (at most 50) after the first `begin`, newest first."""

    which: Literal["all", "ordinary", "elected"] = "all"
    begin: int = 0
    count: int = 50


class CommentShape(msgspec.Struct, frozen=True, kw_only=True):
    """A comment with what the account answered; `is_elected` when everybody sees it."""

    id: int
    author: people.PersonCard
    openid: str
    text: str
    written_at: datetime
    is_elected: bool
    reply: str
    replied_at: datetime | None


class CommentList(msgspec.Struct, frozen=True):
    items: list[CommentShape]
    total: int


class ReplyWanted(msgspec.Struct, frozen=True):
    text: str


@console.get(_HERE, query=CommentsQuery)
def listed(read: Reader, call: Call[None]) -> CommentList:
    """Comments on an article, newest first.

    Errors: NotYours · IssueUnknown · ArticleNotCommented · CommentCountWrong
    """
    wanted: CommentsQuery = call.query
    page = commenting.listed(read, *_article(read, call), begin=wanted.begin, count=wanted.count, which=wanted.which)
    return CommentList(_shapes(read, call, page.comments), page.total)


@console.put(_HERE + "/{comment_id}/elected")
def elect(tx: Transaction, call: Call[None]) -> CommentShape:
    """Show a comment to everybody.

    Errors: NotYours · IssueUnknown · ArticleNotCommented · CommentUnknown · CommentTakenBack · TooManyElected
    """
    return _shapes(tx, call, [commenting.elect(tx, *_article(tx, call), _comment_id(call))])[0]


@console.delete(_HERE + "/{comment_id}/elected")
def unelect(tx: Transaction, call: Call[None]) -> CommentShape:
    """Show a comment to nobody but whoever wrote it.

    Errors: NotYours · IssueUnknown · ArticleNotCommented · CommentUnknown · CommentTakenBack
    """
    return _shapes(tx, call, [commenting.unelect(tx, *_article(tx, call), _comment_id(call))])[0]


@console.put(_HERE + "/{comment_id}/reply", body=ReplyWanted)
def reply(tx: Transaction, call: Call[ReplyWanted]) -> CommentShape:
    """Answer a comment, once.

    Request:  {"text": "Come and pick some."}
    Errors:   NotYours · IssueUnknown · ArticleNotCommented · CommentUnknown · CommentTakenBack · AlreadyReplied ·
              ReplyWrong
    """
    answered = commenting.reply(tx, *_article(tx, call), _comment_id(call), call.body.text)
    return _shapes(tx, call, [answered])[0]


@console.delete(_HERE + "/{comment_id}/reply")
def delete_reply(tx: Transaction, call: Call[None]) -> CommentShape:
    """Take an answer back.

    Errors: NotYours · IssueUnknown · ArticleNotCommented · CommentUnknown · CommentTakenBack · ReplyUnknown
    """
    return _shapes(tx, call, [commenting.delete_reply(tx, *_article(tx, call), _comment_id(call))])[0]


@console.delete(_HERE + "/{comment_id}")
def delete(tx: Transaction, call: Call[None]) -> Nothing:
    """Take a comment away for good.

    Errors: NotYours · IssueUnknown · ArticleNotCommented · CommentUnknown · CommentTakenBack
    """
    app_id, number, place = _article(tx, call)
    commenting.delete(tx, app_id, number, place, _comment_id(call))
    audit(tx, actor=call.actor.name, action="official.comment_deleted", subject=f"app:{app_id}")
    return Nothing()


def _article(read: Reader, call: Call[Any]) -> tuple[str, int, int]:
    """Raises: NotYours · IssueUnknown"""
    app_id = apps.require_account(read, call.actor, call.path["app_id"], "content").app_id
    return app_id, number_of(call), place_of(call)


def _comment_id(call: Call[Any]) -> int:
    found = number_in(call.path["comment_id"])
    if found is None:
        raise CommentUnknown(id=call.path["comment_id"][:32])
    return found


def _shapes(read: Reader, call: Call[Any], comments: list[Comment]) -> list[CommentShape]:
    authors = people.get_many(read, [comment.person_id for comment in comments]) if comments else {}
    return [
        CommentShape(
            id=comment.id,
            author=people.card(authors[comment.person_id]),
            openid=apps.openid(call.lane.keys, comment.app_id, comment.person_id),
            text=comment.text,
            written_at=comment.written_at,
            is_elected=comment.is_elected,
            reply=comment.reply,
            replied_at=comment.replied_at,
        )
        for comment in comments
        if comment.person_id in authors
    ]
