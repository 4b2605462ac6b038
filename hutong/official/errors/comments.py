"""Comments on articles."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class ArticleNotCommented(HutongError):
    """The account gave out no article of this number in this place."""

    api_weixin = Errcode(88001, "msg_data_id is not exists")
    product = Problem(404, "article_not_found")


class TooManyElected(HutongError):
    """At most 100 comments of an article are elected."""

    api_weixin = Errcode(88003, "elected comment upper limit")
    product = Problem(409, "too_many_elected_comments")


class CommentTakenBack(HutongError):
    """Whoever wrote the comment took it back."""

    api_weixin = Errcode(88004, "comment was deleted by user")
    product = Problem(410, "comment_taken_back")


class AlreadyReplied(HutongError):
    """A comment is answered once."""

    api_weixin = Errcode(88005, "already reply")
    product = Problem(409, "comment_already_replied")


class ReplyWrong(HutongError):
    """A reply has 1 to 600 characters."""

    api_weixin = Errcode(88007, "reply content beyond max len or content len is zero")
    product = Problem(422, "comment_reply_length")


class CommentUnknown(HutongError):
    """The article has no such comment."""

    api_weixin = Errcode(88008, "comment is not exists")
    product = Problem(404, "comment_not_found")


class ReplyUnknown(HutongError):
    """The comment was not answered."""

    api_weixin = Errcode(88009, "reply is not exists")
    product = Problem(404, "comment_reply_not_found")


class CommentCountWrong(HutongError):
    """A page of comments has 1 to 50, and begins at 0 or later."""

    api_weixin = Errcode(88010, "count range error")
    product = Problem(422, "page_size")


class CommentsClosed(HutongError):
    """Nobody may comment on this article."""

    product = Problem(409, "comments_closed")


class FollowersCommentOnly(HutongError):
    """Only followers may comment on this article."""

    product = Problem(403, "followers_comment_only")


class CommentRefused(HutongError):
    """The account wants nothing from this person."""

    product = Problem(403, "blocked_by_account")


class CommentLengthWrong(HutongError):
    """A comment has 1 to 600 characters."""

    product = Problem(422, "comment_length")


class TooManyComments(HutongError):
    """A person writes at most 20 comments on an article."""

    product = Problem(409, "too_many_comments")
