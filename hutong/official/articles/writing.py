"""Articles as somebody writes them: what each field may hold, and the text made clean.

Checking and cleaning take time and know nothing of the database: callers do them before their transaction.
"""

import asyncio
from collections.abc import Sequence

import msgspec

from hutong.kernel.crypto import Keys
from hutong.kernel.lane import Lane
from hutong.official.articles import cleaning
from hutong.official.errors.articles import (
    ArticleKindUnknown,
    ArticlesMissing,
    AuthorTooLong,
    CoverUnknown,
    CropWrong,
    DigestTooLong,
    SourceUrlWrong,
    TextEmpty,
    TextTooLong,
    TitleWrong,
    TooManyArticles,
)
from hutong.official.models.articles import Crop

MOST_ARTICLES = 8
MOST_PICTURES = 20
TITLE_LETTERS = 64
AUTHOR_LETTERS = 16
DIGEST_LETTERS = 128
SOURCE_URL_BYTES = 1 << 10
TEXT_LETTERS = 20_000
TEXT_BYTES = 1 << 20
RATIOS = ("2.35_1", "1_1", "16_9")


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One article as it was written. `cover_id` and `picture_ids` name permanent material."""

    kind: str = "news"
    title: str
    html: str
    author: str = ""
    digest: str = ""
    source_url: str = ""
    cover_id: str = ""
    shows_cover: bool = False
    comments_open: bool = False
    followers_comment_only: bool = False
    picture_ids: tuple[str, ...] = ()
    crops: tuple[Crop, ...] = ()


class Clean(Written, frozen=True, kw_only=True):
    """One article whose fields were checked and whose text is clean; `is_complete` when nothing is missing."""

    is_complete: bool = True


async def cleaned(lane: Lane, written: Sequence[Written], *, complete: bool = True) -> list[Clean]:
    """Check one to eight articles and clean their texts; of what is not `complete` yet, parts may be missing.

    Raises: ArticlesMissing · TooManyArticles · ArticleKindUnknown · TitleWrong · AuthorTooLong · DigestTooLong ·
            SourceUrlWrong · TextTooLong · TextEmpty · CoverUnknown · CropWrong
    """
    if not written:
        raise ArticlesMissing()
    if len(written) > MOST_ARTICLES:
        raise TooManyArticles(count=len(written), limit=MOST_ARTICLES)
    for one in written:
        _check(one)
    return [await asyncio.to_thread(_clean, lane.keys, one, complete) for one in written]


def _check(one: Written) -> None:
    if one.kind not in ("news", "newspic"):
        raise ArticleKindUnknown(kind=one.kind[:32])
    if len(one.title) > TITLE_LETTERS:
        raise TitleWrong(limit=TITLE_LETTERS)
    if len(one.author) > AUTHOR_LETTERS:
        raise AuthorTooLong(limit=AUTHOR_LETTERS)
    if len(one.digest) > DIGEST_LETTERS:
        raise DigestTooLong(limit=DIGEST_LETTERS)
    if one.source_url and not _is_web_address(one.source_url):
        raise SourceUrlWrong(limit_bytes=SOURCE_URL_BYTES)
    if len(one.html) >= TEXT_LETTERS or len(one.html.encode()) >= TEXT_BYTES:
        raise TextTooLong(limit=TEXT_LETTERS)
    if len(one.picture_ids) > MOST_PICTURES:
        raise TooManyArticles(count=len(one.picture_ids), limit=MOST_PICTURES)
    for crop in one.crops:
        _check_crop(crop)


def _is_web_address(url: str) -> bool:
    return url.lower().startswith(("http://", "https://")) and len(url.encode()) <= SOURCE_URL_BYTES


def _check_crop(crop: Crop) -> None:
    try:
        x1, y1, x2, y2 = (float(corner) for corner in (crop.x1, crop.y1, crop.x2, crop.y2))
    except ValueError:
        raise CropWrong(ratio=crop.ratio[:16]) from None
    if crop.ratio not in RATIOS or not (0 <= x1 < x2 <= 1 and 0 <= y1 < y2 <= 1):
        raise CropWrong(ratio=crop.ratio[:16])


def _clean(keys: Keys, one: Written, complete: bool) -> Clean:
    html = cleaning.clean(keys, one.html)
    has_text = bool(cleaning.plain(html)) or "<img " in html or one.kind == "newspic"
    has_picture = bool(one.picture_ids if one.kind == "newspic" else one.cover_id)
    if complete:
        _require(one, has_text=has_text, has_picture=has_picture)
    fields = {name: getattr(one, name) for name in Written.__struct_fields__}
    fields |= {"html": html, "digest": one.digest or cleaning.digest_of(html)}
    return Clean(**fields, is_complete=bool(one.title.strip()) and has_text and has_picture)


def _require(one: Written, *, has_text: bool, has_picture: bool) -> None:
    if not one.title.strip():
        raise TitleWrong(limit=TITLE_LETTERS)
    if not has_text:
        raise TextEmpty()
    if not has_picture:
        raise CoverUnknown()
