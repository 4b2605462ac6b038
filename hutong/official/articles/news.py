"""News: one to eight articles that wait, in the draft box, in the library, or for three days."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import timedelta

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.official.articles.opened import Previewed
from hutong.official.articles.writing import Clean
from hutong.official.errors.articles import ArticleUnknown, CoverUnknown, PlaceWrong
from hutong.official.errors.material import MaterialUnknown
from hutong.official.material import library
from hutong.official.models.articles import (
    News,
    NewsPreview,
    NewsText,
    Picture,
    Piece,
    news,
    news_previews,
    news_texts,
)

DRAFT, MATERIAL, TEMPORARY = "draft", "material", "temporary"
MOST = 100_000
TEMPORARY_LIFE = timedelta(hours=72)
PREVIEW = "http://mp.weixin.qq.com/s?tempkey="

_CODE_BYTES = 16
_FORGOTTEN_AT_ONCE = 20


_page = query(
    news.select()
    .where(news.c.app_id == param("app_id"), news.c.kind == param("kind"))
    .order_by(news.c.updated_at.desc(), news.c.id.desc())
    .limit(param("limit", sa.Integer()))
    .offset(param("offset", sa.Integer())),
    News,
)
_oldest = query(
    news.select()
    .where(news.c.app_id == param("app_id"), news.c.kind == param("kind"))
    .order_by(news.c.updated_at, news.c.id)
    .limit(param("limit", sa.Integer())),
    News,
)
_texts = query(
    news_texts.select()
    .where(news_texts.c.app_id == param("app_id"), news_texts.c.media_id == param("media_id"))
    .order_by(news_texts.c.place),
    NewsText,
)
_delete = statement(sa.delete(news.sa).where(news.c.app_id == param("of_app"), news.c.media_id == param("of_media")))
_delete_texts = statement(
    sa.delete(news_texts.sa).where(news_texts.c.app_id == param("of_app"), news_texts.c.media_id == param("of_media"))
)
_delete_preview = statement(sa.delete(news_previews.sa).where(news_previews.c.code == param("of_code")))


def add(
    tx: Transaction, app_id: str, kind: str, written: Sequence[Clean], *, also: Mapping[str, Picture] | None = None
) -> News:
    """Keep articles that were checked and cleaned, under a new media id.

    Covers come from the library; `also` are pictures by id that lie elsewhere.
    Raises: CoverUnknown · LibraryFull
    """
    if kind == TEMPORARY:
        _forget_expired(tx, app_id)
    library.count_one(tx, app_id, _counted_as(kind), limit=MOST)
    kept = tx.insert(
        News(
            app_id=app_id,
            media_id=library.new_media_id(tx),
            id=tx.new_id("news"),
            kind=kind,
            pieces=tuple(_piece(tx, app_id, one, also) for one in written),
            preview_code=new_code(tx),
            created_at=tx.now,
            updated_at=tx.now,
            expires_at=tx.now + TEMPORARY_LIFE if kind == TEMPORARY else None,
        )
    )
    for place, one in enumerate(written):
        tx.insert(NewsText(app_id=app_id, media_id=kept.media_id, place=place, html=one.html))
    tx.insert(NewsPreview(code=kept.preview_code, app_id=app_id, media_id=kept.media_id))
    return kept


def find(read: Reader, app_id: str, media_id: str) -> News | None:
    """The news an account means by an id; None when it is none of its own, or its time is over."""
    found = read.one(news.by_key, app_id=app_id, media_id=media_id)
    return found if found is not None and (found.expires_at is None or read.now < found.expires_at) else None


def get(read: Reader, app_id: str, media_id: str, *kinds: str) -> News:
    """The news an account means by an id, of one of these kinds where some are named. Raises: MaterialUnknown"""
    found = find(read, app_id, media_id)
    if found is None or (kinds and found.kind not in kinds):
        raise MaterialUnknown(media_id=media_id[:128])
    return found


news_of = get


def texts(read: Reader, of: News) -> list[str]:
    """The clean texts of its articles, in order."""
    return [text.html for text in read.many(_texts, app_id=of.app_id, media_id=of.media_id)]


def update(tx: Transaction, app_id: str, media_id: str, place: int, written: Clean, *kinds: str) -> News:
    """Write the article in this place anew. Raises: MaterialUnknown · PlaceWrong · CoverUnknown"""
    found = get(tx, app_id, media_id, *kinds)
    if not 0 <= place < len(found.pieces):
        raise PlaceWrong(index=place, count=len(found.pieces))
    pieces = list(found.pieces)
    pieces[place] = _piece(tx, app_id, written)
    text = tx.one(news_texts.by_key, app_id=app_id, media_id=media_id, place=place)
    assert text is not None, "each article has a text"
    tx.update(text, html=written.html)
    return tx.update(found, pieces=tuple(pieces), updated_at=tx.now)


def replace(tx: Transaction, app_id: str, media_id: str, written: Sequence[Clean], *kinds: str) -> News:
    """Write all of it anew; articles may come and go. Raises: MaterialUnknown · CoverUnknown"""
    found = get(tx, app_id, media_id, *kinds)
    tx.run(_delete_texts, of_app=app_id, of_media=media_id)
    for place, one in enumerate(written):
        tx.insert(NewsText(app_id=app_id, media_id=media_id, place=place, html=one.html))
    return tx.update(found, pieces=tuple(_piece(tx, app_id, one) for one in written), updated_at=tx.now)


def delete(tx: Transaction, app_id: str, media_id: str, *kinds: str) -> News:
    """Throw it away; its preview leads nowhere any more. Raises: MaterialUnknown"""
    found = get(tx, app_id, media_id, *kinds)
    drop(tx, found)
    return found


def drop(tx: Transaction, gone: News) -> None:
    """Let go of a news that is at hand."""
    tx.run(_delete, of_app=gone.app_id, of_media=gone.media_id)
    tx.run(_delete_texts, of_app=gone.app_id, of_media=gone.media_id)
    tx.run(_delete_preview, of_code=gone.preview_code)
    library.count_one_less(tx, gone.app_id, _counted_as(gone.kind))


def listed(read: Reader, app_id: str, kind: str, *, offset: int, count: int) -> list[News]:
    """A page of a kind, what changed last first. Raises: MaterialCountWrong"""
    library.check_page(offset, count)
    return read.many(_page, app_id=app_id, kind=kind, limit=count, offset=offset)


def count(read: Reader, app_id: str, kind: str) -> int:
    """How many of a kind there are."""
    return library.count(read, app_id, _counted_as(kind))


def preview_address(of: News, place: int) -> str:
    """Where an article can be looked at beforehand, as long as it waits."""
    return f"{PREVIEW}{of.preview_code}&idx={place + 1}"


def previewed(read: Reader, code: str, place: int) -> Previewed:
    """The article that a preview's address leads to. Raises: ArticleUnknown"""
    named = read.one(news_previews.by_key, code=code)
    found = None if named is None else find(read, named.app_id, named.media_id)
    if found is None or not 0 <= place < len(found.pieces):
        raise ArticleUnknown()
    text = read.one(news_texts.by_key, app_id=found.app_id, media_id=found.media_id, place=place)
    assert text is not None, "each article has a text"
    return Previewed(app_id=found.app_id, piece=found.pieces[place], html=text.html, updated_at=found.updated_at)


def new_code(tx: Transaction) -> str:
    """Twenty-two letters for an address."""
    return urlsafe_b64encode(tx.new_token("official.article", _CODE_BYTES)).decode().rstrip("=")


def _counted_as(kind: str) -> str:
    return f"news.{kind}"


def _piece(read: Reader, app_id: str, one: Clean, also: Mapping[str, Picture] | None = None) -> Piece:
    pictures = tuple(_picture(read, app_id, media_id) for media_id in one.picture_ids)
    cover = (also or {}).get(one.cover_id)
    if cover is None and one.cover_id:
        cover = _picture(read, app_id, one.cover_id, "thumb")
    return Piece(
        kind=one.kind,
        title=one.title,
        author=one.author,
        digest=one.digest,
        source_url=one.source_url,
        cover=cover or (pictures[0] if pictures else None),
        shows_cover=one.shows_cover,
        comments_open=one.comments_open,
        followers_comment_only=one.followers_comment_only,
        pictures=pictures,
        crops=one.crops,
        is_complete=one.is_complete,
    )


def _picture(read: Reader, app_id: str, media_id: str, also: str = "image") -> Picture:
    found = library.find(read, app_id, media_id)
    if found is None or found.kind not in ("image", also):
        raise CoverUnknown(media_id=media_id[:128])
    return Picture(
        media_id=media_id,
        digest=found.digest,
        type=found.content_type,
        path=found.path,
        width=found.width,
        height=found.height,
    )


def _forget_expired(tx: Transaction, app_id: str) -> None:
    for old in tx.many(_oldest, app_id=app_id, kind=TEMPORARY, limit=_FORGOTTEN_AT_ONCE):
        if old.expires_at is not None and old.expires_at <= tx.now:
            drop(tx, old)
