"""How articles look on the wire, coming in and going out."""

from collections.abc import Sequence
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.lane import Lane
from hutong.official import programs
from hutong.official.articles import cleaning, issues, news, writing
from hutong.official.articles.writing import Clean, Written
from hutong.official.errors.articles import CommentsNotPermitted, ProductCardRefused
from hutong.official.models.articles import Article, Crop, News, Piece
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import Call, Text

_CORNERS = 4


class CropPart(msgspec.Struct):
    ratio: Text = Text("")
    x1: Text = Text("")
    y1: Text = Text("")
    x2: Text = Text("")
    y2: Text = Text("")


class CoverInfo(msgspec.Struct):
    crop_percent_list: list[CropPart] = []


class ImageItem(msgspec.Struct):
    image_media_id: Text = Text("")


class ImageInfo(msgspec.Struct):
    image_list: list[ImageItem] = []


class ArticlePart(msgspec.Struct):
    """One article of a request; lists and drafts have the same fields."""

    title: Text = Text("")
    article_type: Text = Text("news")
    author: Text = Text("")
    digest: Text = Text("")
    content: Text = Text("")
    content_source_url: Text = Text("")
    thumb_media_id: Text = Text("")
    show_cover_pic: int = 0
    need_open_comment: int = 0
    only_fans_can_comment: int = 0
    pic_crop_235_1: Text = Text("")
    pic_crop_1_1: Text = Text("")
    cover_info: CoverInfo = msgspec.field(default_factory=CoverInfo)
    image_info: ImageInfo = msgspec.field(default_factory=ImageInfo)
    product_info: dict[str, Any] | None = None


class Articles(msgspec.Struct):
    """A request with several articles."""

    articles: list[ArticlePart] = []


class ArticleOfNews(msgspec.Struct):
    """A request that writes one article of a news anew."""

    media_id: Text = Text("")
    index: int = 0
    articles: ArticlePart | list[ArticlePart] = msgspec.field(default_factory=ArticlePart)

    @property
    def article(self) -> ArticlePart:
        """The article; some clients put it into a list of one."""
        if isinstance(self.articles, list):
            return self.articles[0] if self.articles else ArticlePart()
        return self.articles


class MediaId(msgspec.Struct):
    """A request that names something."""

    media_id: Text = Text("")


class PageOf(msgspec.Struct):
    """A request for a page."""

    offset: int = 0
    count: int = 20
    no_content: int = 0


async def cleaned(call: Call[Any], parts: Sequence[ArticlePart]) -> list[Clean]:
    """The articles of a request, checked and clean. Raises what `writing.cleaned` raises, and:

    CommentsNotPermitted · ProductCardRefused · ArticleProgramUnknown
    """
    if any(part.need_open_comment for part in parts):
        await _check_may_open_comments(call)
    if any(part.product_info for part in parts):
        raise ProductCardRefused()
    clean = await writing.cleaned(call.lane, [_written(part) for part in parts])
    await call.lane.db.read(programs.require_linked, call.app.app_id, [one.html for one in clean])
    return clean


def base_of(lane: Lane) -> str:
    """What stands before the paths of ours, for somebody elsewhere."""
    return (lane.config.public_url or lane.port(Addresses).url).rstrip("/")


def waiting_items(lane: Lane, of: News, texts: Sequence[str] | None) -> list[dict[str, Any]]:
    """The articles of a news as answers show them; without `texts` they have none."""
    base = base_of(lane)
    return [
        _item(piece, base, texts[place] if texts else None) | {"url": news.preview_address(of, place)}
        for place, piece in enumerate(of.pieces)
    ]


def published_items(lane: Lane, of: Sequence[Article], texts: Sequence[str] | None) -> list[dict[str, Any]]:
    """The articles of an issue as answers show them; without `texts` they have none."""
    base = base_of(lane)
    return [
        _item(article.piece, base, texts[place] if texts else None)
        | {"url": issues.address_of(article), "is_deleted": article.is_deleted}
        for place, article in enumerate(of)
    ]


def _item(piece: Piece, base: str, html: str | None) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "article_type": piece.kind,
        "title": piece.title,
        "author": piece.author,
        "digest": piece.digest,
        "content_source_url": piece.source_url,
        "thumb_media_id": piece.cover.media_id if piece.cover else "",
        "thumb_url": base + piece.cover.path if piece.cover else "",
        "show_cover_pic": int(piece.shows_cover),
        "need_open_comment": int(piece.comments_open),
        "only_fans_can_comment": int(piece.followers_comment_only),
    }
    if html is not None:
        shown["content"] = cleaning.with_base(html, base)
    if piece.pictures:
        shown["image_info"] = {"image_list": [{"image_media_id": picture.media_id} for picture in piece.pictures]}
    if piece.crops:
        shown["cover_info"] = {"crop_percent_list": list(piece.crops)}
    return shown


def _written(part: ArticlePart) -> Written:
    return Written(
        kind=str(part.article_type),
        title=str(part.title),
        html=str(part.content),
        author=str(part.author),
        digest=str(part.digest),
        source_url=str(part.content_source_url),
        cover_id=str(part.thumb_media_id),
        shows_cover=part.show_cover_pic != 0,
        comments_open=part.need_open_comment != 0,
        followers_comment_only=part.only_fans_can_comment != 0,
        picture_ids=tuple(str(item.image_media_id) for item in part.image_info.image_list),
        crops=_crops(part),
    )


def _crops(part: ArticlePart) -> tuple[Crop, ...]:
    listed = [
        Crop(ratio=str(crop.ratio), x1=str(crop.x1), y1=str(crop.y1), x2=str(crop.x2), y2=str(crop.y2))
        for crop in part.cover_info.crop_percent_list
    ]
    for ratio, corners in (("2.35_1", part.pic_crop_235_1), ("1_1", part.pic_crop_1_1)):
        if corners:
            x1, y1, x2, y2 = [*corners.split("_"), "", "", "", ""][:_CORNERS]
            listed.append(Crop(ratio=ratio, x1=x1, y1=y1, x2=x2, y2=y2))
    return tuple(listed)


async def _check_may_open_comments(call: Call[Any]) -> None:
    app = await call.lane.db.read(apps.get, call.app.app_id)
    assert app is not None, "an account called"
    if not apps.may(app, "comment") and await apps.rule(call.lane, "permissions") == "enforce":
        raise CommentsNotPermitted()
