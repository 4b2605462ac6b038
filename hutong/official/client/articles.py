"""/api/client/articles/{code}: what a reader does with an article. Pages of articles ask from another origin."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.kernel.db import Reader, Transaction
from hutong.official import followers
from hutong.official.articles import commenting, issues, reading
from hutong.official.errors.comments import CommentUnknown
from hutong.official.models.articles import Article, Picture
from hutong.official.models.comments import Comment
from hutong.people import public as people
from hutong.wire.guard import FOR_ARTICLES
from hutong.wire.paths import number_in
from hutong.wire.product import Call, Nothing, client

# Every elected comment, and a few of the reader's own.
_MOST_COMMENTS = 120


class CommentView(msgspec.Struct, frozen=True, kw_only=True):
    """A comment as this reader sees it; only those elected are seen by others than who wrote them."""

    id: int
    author: people.PersonCard
    text: str
    written_at: datetime
    reply: str
    is_elected: bool
    is_mine: bool


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """An article's figures and comments, and how the reader stands to it. `url` is its permanent address."""

    url: str
    title: str
    digest: str
    picture_url: str
    account_name: str
    link_code: str
    reads: int
    likes: int
    comments_total: int
    comments_open: bool
    followers_comment_only: bool
    comment_limit: int
    is_signed_in: bool
    is_liked: bool
    is_following: bool
    comments: list[CommentView]


class Visited(msgspec.Struct, frozen=True):
    """What happened: it was read, or its source was followed; and how the reader came."""

    kind: Literal["read", "source"] = "read"
    source: str = "other"


class Liking(msgspec.Struct, frozen=True):
    likes: int
    is_liked: bool


class CommentWanted(msgspec.Struct, frozen=True):
    text: str


class ShareWanted(msgspec.Struct, frozen=True):
    """Into which conversation; `client_id` is chosen by the device, so that once is once."""

    conversation_id: str
    client_id: str


class Shared(msgspec.Struct, frozen=True):
    seq: int


@client.get("/articles/{code}", auth="public", manner=FOR_ARTICLES)
def show(read: Reader, call: Call[None]) -> ArticleView:
    """An article's figures and what is said under it, also for visitors.

    Response: {"reads", "likes", "is_liked", "comments": [...], ...}
    Errors:   ArticleUnknown · ArticleGone
    """
    opened = reading.open_article(read, call.path["code"])
    article, person_id = opened.article, _reader(call)
    piece = article.piece
    app = apps.get(read, article.app_id)
    assert app is not None, "an article's account is there"
    said = commenting.shown(read, article, person_id, limit=_MOST_COMMENTS)
    follower = None if person_id is None else followers.find(read, article.app_id, person_id)
    return ArticleView(
        url=issues.address_of(article),
        title=piece.title,
        digest=piece.digest,
        picture_url=_path(piece.cover),
        account_name=app.name,
        link_code=app.link_code,
        reads=opened.counts.reads,
        likes=opened.counts.likes,
        comments_total=sum(one.is_elected for one in said),
        comments_open=article.comments_open,
        followers_comment_only=piece.followers_comment_only,
        comment_limit=commenting.LETTERS,
        is_signed_in=person_id is not None,
        is_liked=person_id is not None and reading.is_liked(read, article, person_id),
        is_following=follower is not None and follower.is_following,
        comments=_views(read, said, person_id),
    )


@client.post("/articles/{code}/visits", body=Visited, auth="public", manner=FOR_ARTICLES)
def visited(tx: Transaction, call: Call[Visited]) -> Nothing:
    """Somebody has the article before them, or follows it to its source. Visitors count as well.

    Request:  {"kind": "read", "source": "chat"}
    Errors:   ArticleUnknown · ArticleGone
    """
    count = reading.count_read if call.body.kind == "read" else reading.count_source
    count(tx, call.path["code"], _reader(call), call.body.source)
    return Nothing()


@client.put("/articles/{code}/like", manner=FOR_ARTICLES)
def like(tx: Transaction, call: Call[None]) -> Liking:
    """Like an article; once is enough.

    Errors: ArticleUnknown · ArticleGone
    """
    reading.like(tx, call.path["code"], call.person_id)
    return _liking(tx, call)


@client.delete("/articles/{code}/like", manner=FOR_ARTICLES)
def unlike(tx: Transaction, call: Call[None]) -> Liking:
    """Take a like back.

    Errors: ArticleUnknown · ArticleGone
    """
    reading.unlike(tx, call.path["code"], call.person_id)
    return _liking(tx, call)


@client.post("/articles/{code}/comments", body=CommentWanted, manner=FOR_ARTICLES)
def comment(tx: Transaction, call: Call[CommentWanted]) -> CommentView:
    """Comment on an article. The account chooses whether others see it.

    Request:  {"text": "Our tree as well!"}
    Errors:   ArticleUnknown · ArticleGone · CommentsClosed · FollowersCommentOnly · CommentRefused ·
              CommentLengthWrong · TooManyComments
    """
    written = commenting.write(tx, call.path["code"], call.person_id, call.body.text)
    return _views(tx, [written], call.person_id)[0]


@client.delete("/articles/{code}/comments/{comment_id}", manner=FOR_ARTICLES)
def take_back(tx: Transaction, call: Call[None]) -> Nothing:
    """Delete a comment of one's own.

    Errors: ArticleUnknown · ArticleGone · CommentUnknown
    """
    number = call.path["comment_id"]
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise CommentUnknown()
    commenting.take_back(tx, call.path["code"], call.person_id, int(number))
    return Nothing()


@client.post("/articles/{code}/shares", body=ShareWanted)
def share(tx: Transaction, call: Call[ShareWanted]) -> Shared:
    """Send an article into a conversation as a card that opens it.

    Request:  {"conversation_id": "7", "client_id": "c0ffee0000000001"}
    Errors:   ArticleUnknown · ArticleGone · what sending a message may answer
    """
    opened = reading.open_article(tx, call.path["code"])
    sender, said = chat.Sender.person(call.person_id), card(opened.article, call.base_url)
    # No conversation is numbered 0, so what is no number is answered as one there is not.
    entry = chat.post(tx, number_in(call.body.conversation_id) or 0, sender, said, client_id=call.body.client_id)
    reading.count_share(tx, opened.article.code, call.person_id, source="chat")
    return Shared(entry.seq)


def card(article: Article, base_url: str) -> bodies.Link:
    """An article as it stands in a chat."""
    picture = _path(article.piece.cover)
    return bodies.Link(
        title=article.piece.title,
        description=article.piece.digest,
        url=f"{issues.address_of(article)}?from=chat",
        picture_url=base_url + picture if picture else "",
    )


def _liking(read: Reader, call: Call[None]) -> Liking:
    opened = reading.open_article(read, call.path["code"])
    return Liking(opened.counts.likes, reading.is_liked(read, opened.article, call.person_id))


def _views(read: Reader, comments: list[Comment], person_id: int | None) -> list[CommentView]:
    authors = people.get_many(read, [comment.person_id for comment in comments]) if comments else {}
    return [
        CommentView(
            id=comment.id,
            author=people.card(authors[comment.person_id]),
            text=comment.text,
            written_at=comment.written_at,
            reply=comment.reply,
            is_elected=comment.is_elected,
            is_mine=comment.person_id == person_id,
        )
        for comment in comments
        if comment.person_id in authors
    ]


def _reader(call: Call[Any]) -> int | None:
    return call.session.person_id if call.session else None


def _path(picture: Picture | None) -> str:
    return picture.path if picture else ""
