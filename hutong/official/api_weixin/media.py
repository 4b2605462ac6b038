"""/cgi-bin/media: what articles are made of before they are broadcast."""

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.official.api_weixin import article_shapes as shapes
from hutong.official.api_weixin.article_shapes import Articles
from hutong.official.articles import news
from hutong.official.errors.material import MaterialMissing
from hutong.official.material import keeping, pictures
from hutong.official.models.articles import Picture
from hutong.wire.api_weixin import OFFICIAL, Call, api


class PictureAddress(msgspec.Struct, frozen=True):
    """Where a picture lies, for use inside an article."""

    url: str


@api.post("/cgi-bin/media/uploadimg", kinds=OFFICIAL, needs="media", form=True)
async def uploadimg(call: Call[None]) -> PictureAddress:
    """Upload a picture for use inside articles; the library does not count it.

    Request:  a multipart form with a JPEG or PNG of at most 1 MB as `media`
    Response: {"url": "http://…/mmbiz/…"}
    Errors:   MaterialMissing · MaterialEmpty · ArticlePictureRefused · PictureTooLarge
    Source:   "Uploading a picture inside a news message and getting its URL"
    """
    file = call.files.get("media")
    if file is None:
        raise MaterialMissing()
    path = await keeping.article_picture(call.lane, file.data)
    return PictureAddress(shapes.base_of(call.lane) + path)


class UploadedNews(msgspec.Struct, frozen=True):
    """News that a broadcast may name for three days."""

    type: str
    media_id: str
    created_at: int


@api.post("/cgi-bin/media/uploadnews", kinds=OFFICIAL, needs="mass_message", daily="mass.upload_news", body=Articles)
async def uploadnews(call: Call[Articles]) -> UploadedNews:
    """Write news that waits three days to be broadcast. Its covers may be temporary media too.

    Request:  {"articles": [{"title": "Boats", "thumb_media_id": "…", "content": "<p>…</p>"}]}
    Response: {"type": "news", "media_id": "…", "created_at": 1732183200}
    Errors:   those of `draft/add`
    Source:   "Uploading news material" for broadcasts; drafts took its place in 2022
    """
    clean = await shapes.cleaned(call, call.body.articles)
    covers = await call.lane.db.read(_temporary_covers, call, {one.cover_id for one in clean})
    kept = await call.lane.db.run(news.add, call.app.app_id, news.TEMPORARY, clean, also=covers)
    return UploadedNews("news", kept.media_id, int(kept.created_at.timestamp()))


def _temporary_covers(read: Reader, call: Call[Articles], media_ids: set[str]) -> dict[str, Picture]:
    found = [apps.find_media(read, call.app.app_id, media_id) for media_id in media_ids]
    return {
        one.media_id: Picture(
            media_id=one.media_id,
            digest=one.digest,
            type=one.content_type,
            path=pictures.path_of(call.lane.keys, one.digest, one.content_type),
            width=one.width,
            height=one.height,
        )
        for one in found
        if one is not None and one.kind in ("image", "thumb")
    }
