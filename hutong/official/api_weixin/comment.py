"""/cgi-bin/comment/*: what people wrote under articles, and what the account does about it.

`msg_data_id` is what `freepublish/submit` or a broadcast answered; `index` is the article's place in it, from 0.
"""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official.articles import commenting
from hutong.official.errors.comments import CommentCountWrong
from hutong.official.models.comments import Comment
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api

_TYPES = ("all", "ordinary", "elected")


class OfArticle(msgspec.Struct):
    msg_data_id: int = 0
    index: int = 0


class OfComment(OfArticle):
    user_comment_id: int = 0


class Listing(OfArticle):
    begin: int = 0
    count: int = 0
    type: int = 0


class Replying(OfComment):
    content: Text = Text("")


@api.post("/cgi-bin/comment/open", kinds=OFFICIAL, needs="comment", body=OfArticle)
def open_(tx: Transaction, call: Call[OfArticle]) -> Ok:
    """Let people comment on an article that was given out.

    Request:  {"msg_data_id": 2247483648, "index": 0}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ArticleNotCommented
    Source:   "Opening comments on an article"
    """
    commenting.open_comments(tx, call.app.app_id, call.body.msg_data_id, call.body.index)
    return Ok()


@api.post("/cgi-bin/comment/close", kinds=OFFICIAL, needs="comment", body=OfArticle)
def close(tx: Transaction, call: Call[OfArticle]) -> Ok:
    """Let nobody comment any more; what was written stays.

    Request:  {"msg_data_id": 2247483648, "index": 0}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ArticleNotCommented
    Source:   "Closing comments on an article"
    """
    commenting.close_comments(tx, call.app.app_id, call.body.msg_data_id, call.body.index)
    return Ok()


@api.post("/cgi-bin/comment/list", kinds=OFFICIAL, needs="comment", body=Listing)
def list_(read: Reader, call: Call[Listing]) -> dict[str, Any]:
    """A page of comments, newest first: type 0 all, 1 ordinary, 2 elected.

    Request:  {"msg_data_id": 2247483648, "index": 0, "begin": 0, "count": 49, "type": 0}
    Response: {"errcode": 0, "errmsg": "ok", "total": 1, "comment": [{"user_comment_id": 1, "openid": "o…",
               "create_time": 1732183200, "content": "When?", "comment_type": 0, "reply": {"content": "…", …}}]}
    Errors:   ArticleNotCommented · CommentCountWrong
    Source:   "Looking at the comments of an article"; it refuses 50, which SDKs ask for by themselves and we answer
    """
    wanted = call.body
    if not 0 <= wanted.type < len(_TYPES):
        raise CommentCountWrong(type=wanted.type)
    page = commenting.listed(
        read,
        call.app.app_id,
        wanted.msg_data_id,
        wanted.index,
        begin=wanted.begin,
        count=wanted.count,
        which=_TYPES[wanted.type],
    )
    return {
        "errcode": 0,
        "errmsg": "ok",
        "total": page.total,
        "comment": [_shape(call, comment) for comment in page.comments],
    }


@api.post("/cgi-bin/comment/markelect", kinds=OFFICIAL, needs="comment", body=OfComment)
def markelect(tx: Transaction, call: Call[OfComment]) -> Ok:
    """Show a comment to everybody who reads the article.

    Request:  {"msg_data_id": 2247483648, "index": 0, "user_comment_id": 1}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ArticleNotCommented · CommentUnknown · CommentTakenBack · TooManyElected
    Source:   "Electing a comment"
    """
    commenting.elect(tx, *_named(call))
    return Ok()


@api.post("/cgi-bin/comment/unmarkelect", kinds=OFFICIAL, needs="comment", body=OfComment)
def unmarkelect(tx: Transaction, call: Call[OfComment]) -> Ok:
    """Show a comment to nobody but whoever wrote it.

    Request:  {"msg_data_id": 2247483648, "index": 0, "user_comment_id": 1}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ArticleNotCommented · CommentUnknown · CommentTakenBack
    Source:   "Electing a comment no longer"
    """
    commenting.unelect(tx, *_named(call))
    return Ok()


@api.post("/cgi-bin/comment/delete", kinds=OFFICIAL, needs="comment", body=OfComment)
def delete(tx: Transaction, call: Call[OfComment]) -> Ok:
    """Take a comment away.

    Request:  {"msg_data_id": 2247483648, "index": 0, "user_comment_id": 1}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ArticleNotCommented · CommentUnknown · CommentTakenBack
    Source:   "Deleting a comment"
    """
    commenting.delete(tx, *_named(call))
    return Ok()


@api.post("/cgi-bin/comment/reply/add", kinds=OFFICIAL, needs="comment", body=Replying)
def reply(tx: Transaction, call: Call[Replying]) -> Ok:
    """Answer a comment, once; whoever sees the comment sees the answer.

    Request:  {"msg_data_id": 2247483648, "index": 0, "user_comment_id": 1, "content": "At nine."}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ArticleNotCommented · CommentUnknown · CommentTakenBack · AlreadyReplied · ReplyWrong
    Source:   "Answering a comment"
    """
    commenting.reply(tx, *_named(call), str(call.body.content))
    return Ok()


@api.post("/cgi-bin/comment/reply/delete", kinds=OFFICIAL, needs="comment", body=OfComment)
def delete_reply(tx: Transaction, call: Call[OfComment]) -> Ok:
    """Take an answer back.

    Request:  {"msg_data_id": 2247483648, "index": 0, "user_comment_id": 1}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ArticleNotCommented · CommentUnknown · CommentTakenBack · ReplyUnknown
    Source:   "Deleting an answer"; it prints 87009 for an answer that is not there in one place, 88009 in another
    """
    commenting.delete_reply(tx, *_named(call))
    return Ok()


def _named(call: Call[Any]) -> tuple[str, int, int, int]:
    return call.app.app_id, call.body.msg_data_id, call.body.index, call.body.user_comment_id


def _shape(call: Call[Any], comment: Comment) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "user_comment_id": comment.id,
        "openid": apps.openid(call.lane.keys, comment.app_id, comment.person_id),
        "create_time": int(comment.written_at.timestamp()),
        "content": comment.text,
        "comment_type": int(comment.is_elected),
    }
    if comment.replied_at is not None:
        shape["reply"] = {"content": comment.reply, "create_time": int(comment.replied_at.timestamp())}
    return shape
