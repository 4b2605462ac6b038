"""/api/console/apps/{app_id}/drafts and /article-pictures: articles while they are written."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.chat.public import bodies
from hutong.dialog import public as dialog
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official import programs
from hutong.official.articles import issues, news, writing
from hutong.official.errors.articles import PlaceWrong
from hutong.official.errors.followers import OpenidUnknown
from hutong.official.material import keeping
from hutong.official.models.articles import Crop, News, Picture
from hutong.wire.product import Call, Nothing, console

_PICTURE_BYTES = 10 << 20


class PageQuery(msgspec.Struct, frozen=True):
    """Which page: `count` (at most 20) after the first `offset`."""

    offset: int = 0
    count: int = 20


class PictureShape(msgspec.Struct, frozen=True):
    """A picture of the library; `url` is where it is seen, from the root of the instance."""

    media_id: str
    url: str


class ArticleDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it is written. What is not there yet is empty; `html` is cleaned when it is kept."""

    kind: str = "news"
    title: str = ""
    author: str = ""
    digest: str = ""
    html: str = ""
    source_url: str = ""
    cover_id: str = ""
    shows_cover: bool = False
    comments_open: bool = False
    followers_comment_only: bool = False
    picture_ids: list[str] = []
    crops: list[Crop] = []


class ArticleShape(ArticleDraft, frozen=True, kw_only=True):
    """An article of a draft, with its pictures and the address where it can be looked at beforehand."""

    cover: PictureShape | None
    pictures: list[PictureShape]
    preview_url: str


class DraftWanted(msgspec.Struct, frozen=True):
    """One to eight articles."""

    articles: list[ArticleDraft]


class DraftSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A draft in a list: its titles and covers."""

    media_id: str
    titles: list[str]
    digest: str
    cover_url: str
    is_complete: bool
    updated_at: datetime


class DraftList(msgspec.Struct, frozen=True):
    items: list[DraftSummary]
    total: int


class DraftShape(msgspec.Struct, frozen=True, kw_only=True):
    media_id: str
    articles: list[ArticleShape]
    is_complete: bool
    updated_at: datetime


class PreviewWanted(msgspec.Struct, frozen=True):
    """To whom, and which of the articles."""

    openid: str
    place: int = 0


class Publishing(msgspec.Struct, frozen=True):
    """The issue a draft became; its `state` tells how far it is."""

    number: int
    state: str


@console.get("/apps/{app_id}/drafts", query=PageQuery)
def drafts(read: Reader, call: Call[None]) -> DraftList:
    """Drafts, what changed last first.

    Errors: NotYours · MaterialCountWrong
    """
    app_id = _app_id(read, call)
    found = news.listed(read, app_id, news.DRAFT, offset=call.query.offset, count=call.query.count)
    return DraftList([_summary(read, draft) for draft in found], news.count(read, app_id, news.DRAFT))


@console.post("/apps/{app_id}/drafts", body=DraftWanted)
async def create(call: Call[DraftWanted]) -> DraftShape:
    """Keep a new draft. Nothing has to be finished.

    Request:  {"articles": [{"title": "Persimmons", "html": "<p>…</p>", "cover_id": "…", "comments_open": true}]}
    Errors:   NotYours · what writing.cleaned refuses · ArticleProgramUnknown · CoverUnknown · LibraryFull
    """
    written = await _cleaned(call)

    def keep(tx: Transaction) -> DraftShape:
        return _draft(tx, call, news.add(tx, _app_id(tx, call), news.DRAFT, written))

    return await call.lane.db.run(keep)


@console.get("/apps/{app_id}/drafts/{media_id}")
def show(read: Reader, call: Call[None]) -> DraftShape:
    """A draft whole.

    Errors: NotYours · MaterialUnknown
    """
    return _draft(read, call, news.get(read, _app_id(read, call), call.path["media_id"], news.DRAFT))


@console.put("/apps/{app_id}/drafts/{media_id}", body=DraftWanted)
async def rewrite(call: Call[DraftWanted]) -> DraftShape:
    """Write a draft anew; articles may come and go.

    Errors: NotYours · MaterialUnknown · what writing.cleaned refuses · ArticleProgramUnknown · CoverUnknown
    """
    written = await _cleaned(call)

    def keep(tx: Transaction) -> DraftShape:
        kept = news.replace(tx, _app_id(tx, call), call.path["media_id"], written, news.DRAFT)
        return _draft(tx, call, kept)

    return await call.lane.db.run(keep)


@console.delete("/apps/{app_id}/drafts/{media_id}")
def throw_away(tx: Transaction, call: Call[None]) -> Nothing:
    """Throw a draft away.

    Errors: NotYours · MaterialUnknown
    """
    news.delete(tx, _app_id(tx, call), call.path["media_id"], news.DRAFT)
    return Nothing()


@console.post("/apps/{app_id}/drafts/{media_id}/previews", body=PreviewWanted)
def send_preview(tx: Transaction, call: Call[PreviewWanted]) -> Nothing:
    """Send one article of a draft to one follower, who sees it as it will be. It costs no broadcast.

    Request:  {"openid": "oA1…", "place": 0}
    Errors:   NotYours · MaterialUnknown · PlaceWrong · OpenidUnknown · NotFollowing · ReceiverBlocked
    """
    app_id = _app_id(tx, call)
    draft, place = news.get(tx, app_id, call.path["media_id"], news.DRAFT), call.body.place
    if not 0 <= place < len(draft.pieces):
        raise PlaceWrong(index=place, count=len(draft.pieces))
    person_id = apps.person_of(call.lane.keys, app_id, call.body.openid)
    if person_id is None:
        raise OpenidUnknown()
    piece = draft.pieces[place]
    card = bodies.Article(
        title=piece.title,
        description=piece.digest,
        url=news.preview_address(draft, place),
        picture_url=piece.cover.path if piece.cover else "",
    )
    dialog.tell(tx, app_id, person_id, bodies.Articles(items=[card]))
    return Nothing()


@console.post("/apps/{app_id}/drafts/{media_id}/publish")
def publish(tx: Transaction, call: Call[None]) -> Publishing:
    """Begin to publish a draft: it leaves the draft box, and its pages open a moment later.

    Errors: NotYours · MaterialUnknown · DraftNotReady
    """
    app_id = _app_id(tx, call)
    issue = issues.submit(tx, app_id, call.path["media_id"])
    audit(tx, actor=call.actor.name, action="official.articles_published", subject=f"app:{app_id}")
    return Publishing(issue.number, issue.state)


@console.post("/apps/{app_id}/article-pictures", raw=True)
async def keep_picture(call: Call[None]) -> PictureShape:
    """Keep a picture for use inside articles: JPEG or PNG of at most 1 MB, as the raw body. It has no media id.

    Errors: NotYours · MaterialEmpty · ArticlePictureRefused · PictureTooLarge · BodyTooLarge
    """
    await call.lane.db.read(_app_id, call)
    return PictureShape("", await keeping.article_picture(call.lane, await call.read(_PICTURE_BYTES)))


@console.post("/apps/{app_id}/article-covers", raw=True)
async def keep_cover(call: Call[None]) -> PictureShape:
    """Keep a picture in the library, as a cover: JPEG, PNG, BMP or GIF of at most 10 MB, as the raw body.

    Errors: NotYours · MaterialEmpty · MaterialTypeRefused · PictureTooLarge · LibraryFull · BodyTooLarge
    """
    app_id = await call.lane.db.read(_app_id, call)
    kept = await keeping.keep(call.lane, app_id, "image", await call.read(_PICTURE_BYTES), "cover")
    return PictureShape(kept.media_id, kept.path)


def _app_id(read: Reader, call: Call[Any]) -> str:
    """Raises: NotYours"""
    return apps.require_account(read, call.actor, call.path["app_id"], "content").app_id


async def _cleaned(call: Call[DraftWanted]) -> list[writing.Clean]:
    """What was written, checked and cleaned; not before it is sure that the caller may write here."""
    app_id = await call.lane.db.read(_app_id, call)
    wanted = [msgspec.convert(one, writing.Written, from_attributes=True) for one in call.body.articles]
    clean = await writing.cleaned(call.lane, wanted, complete=False)
    await call.lane.db.read(programs.require_linked, app_id, [one.html for one in clean])
    return clean


def _summary(read: Reader, draft: News) -> DraftSummary:
    first = draft.pieces[0]
    return DraftSummary(
        media_id=draft.media_id,
        titles=[piece.title for piece in draft.pieces],
        digest=first.digest,
        cover_url=first.cover.path if first.cover else "",
        is_complete=all(piece.is_complete for piece in draft.pieces),
        updated_at=draft.updated_at,
    )


def _draft(read: Reader, call: Call[Any], draft: News) -> DraftShape:
    return DraftShape(
        media_id=draft.media_id,
        articles=[
            ArticleShape(
                kind=piece.kind,
                title=piece.title,
                author=piece.author,
                digest=piece.digest,
                html=html,
                source_url=piece.source_url,
                cover_id=piece.cover.media_id if piece.cover else "",
                cover=_picture(piece.cover),
                shows_cover=piece.shows_cover,
                comments_open=piece.comments_open,
                followers_comment_only=piece.followers_comment_only,
                picture_ids=[picture.media_id for picture in piece.pictures],
                pictures=[PictureShape(picture.media_id, picture.path) for picture in piece.pictures],
                crops=list(piece.crops),
                preview_url=news.preview_address(draft, place),
            )
            for place, (piece, html) in enumerate(zip(draft.pieces, news.texts(read, draft), strict=True))
        ],
        is_complete=all(piece.is_complete for piece in draft.pieces),
        updated_at=draft.updated_at,
    )


def _picture(picture: Picture | None) -> PictureShape | None:
    return None if picture is None else PictureShape(picture.media_id, picture.path)
