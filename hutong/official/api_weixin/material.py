"""/cgi-bin/material/*: the library of an account, kept until it is told to let go."""

import asyncio
from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official.api_weixin import article_shapes as shapes
from hutong.official.api_weixin.article_shapes import ArticleOfNews, Articles, MediaId
from hutong.official.articles import news
from hutong.official.articles.news import MATERIAL
from hutong.official.errors.material import DescriptionMalformed, DescriptionTooLong, MaterialKindWrong, MaterialMissing
from hutong.official.material import keeping, library
from hutong.official.models.articles import News
from hutong.official.models.material import Material
from hutong.wire.api_weixin import OFFICIAL, Bytes, Call, Ok, Text, api, refuse_nul

TITLE_LETTERS = 64
INTRODUCTION_LETTERS = 200


class Description(msgspec.Struct):
    """What a film is called and about."""

    title: str
    introduction: str = ""


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was kept, and where a picture is seen."""

    media_id: str
    url: str | None = None


@api.post("/cgi-bin/material/add_material", kinds=OFFICIAL, needs="material", form=True)
async def add_material(call: Call[None]) -> Kept:
    """Keep a file for good. Its type is told from its bytes, not from its name.

    Request:  ?type=image|voice|video|thumb (or a form field), a multipart form with the file as `media` and, for a
              film, `description` as JSON: {"title": "Boats", "introduction": "…"}
    Response: {"media_id": "…", "url": "…"}, the address for pictures and thumbnails only
    Errors:   MaterialKindWrong · MaterialTypeRefused · MaterialEmpty · PictureTooLarge · MaterialMissing ·
              MaterialTooLarge · SoundTooLong · DescriptionMalformed · DescriptionTooLong · LibraryFull
    Source:   "Adding other permanent material"; SDKs send the description in the query as well
    """
    kind = call.args.get("type") or call.form.get("type", "")
    file = call.files.get("media")
    if file is None:
        raise MaterialMissing() if kind in library.KINDS else MaterialKindWrong(type=kind[:32])
    name, about = file.filename, ""
    if kind == "video":
        described = _described(call.form.get("description") or call.args.get("description") or "")
        name, about = described.title, described.introduction
    kept = await keeping.keep(call.lane, call.app.app_id, kind, file.data, name, about)
    is_seen = kind in ("image", "thumb")
    return Kept(kept.media_id, shapes.base_of(call.lane) + kept.path if is_seen else None)


@api.post("/cgi-bin/material/add_news", kinds=OFFICIAL, needs="material", body=Articles)
async def add_news(call: Call[Articles]) -> dict[str, str]:
    """Keep one to eight articles in the library.

    Request:  {"articles": [{"title": "Boats", "thumb_media_id": "…", "content": "<p>…</p>", "show_cover_pic": 0}]}
    Response: {"media_id": "…"}
    Errors:   those of `draft/add`
    Source:   "Adding permanent news"; drafts took its place in 2022, older SDKs still call it
    """
    clean = await shapes.cleaned(call, call.body.articles)
    return {"media_id": (await call.lane.db.run(news.add, call.app.app_id, MATERIAL, clean)).media_id}


@api.post("/cgi-bin/material/update_news", kinds=OFFICIAL, needs="material", body=ArticleOfNews)
async def update_news(call: Call[ArticleOfNews]) -> Ok:
    """Write one article of permanent news anew.

    Request:  {"media_id": "…", "index": 0, "articles": {"title": "Boats", …}}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   MaterialUnknown · PlaceWrong · those of one article in `draft/add`
    Source:   "Changing permanent news"
    """
    (clean,) = await shapes.cleaned(call, [call.body.article])
    await call.lane.db.run(news.update, call.app.app_id, str(call.body.media_id), call.body.index, clean, MATERIAL)
    return Ok()


@api.post("/cgi-bin/material/get_material", kinds=OFFICIAL, needs="material", body=MediaId)
async def get_material(call: Call[MediaId]) -> Bytes | dict[str, Any]:
    """Something of the library: articles and films as JSON, anything else as its bytes.

    Request:  {"media_id": "…"}
    Response: {"news_item": [...], "create_time": …, "update_time": …}, or {"title": "Boats", "description": "…",
              "down_url": "…"}, or the bytes
    Errors:   MaterialUnknown
    Source:   "Getting permanent material"
    """
    found = await call.lane.db.read_long(_found, call)
    if not isinstance(found, Material):
        return found
    if found.kind == "video":
        return {
            "title": found.name,
            "description": found.description,
            "down_url": shapes.base_of(call.lane) + found.path,
        }
    content = await asyncio.to_thread(call.lane.media.read, found.digest)
    return Bytes(content, found.content_type, f"{found.media_id}.{found.content_type.partition('/')[2]}")


@api.post("/cgi-bin/material/del_material", kinds=OFFICIAL, needs="material", body=MediaId)
def del_material(tx: Transaction, call: Call[MediaId]) -> Ok:
    """Let go of something for good.

    Request:  {"media_id": "…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   MaterialUnknown · MaterialInUse
    Source:   "Deleting permanent material"
    """
    app_id, media_id = call.app.app_id, str(call.body.media_id)
    if library.find(tx, app_id, media_id) is None:
        news.delete(tx, app_id, media_id, MATERIAL)
    else:
        library.delete(tx, app_id, media_id)
    return Ok()


@api.get("/cgi-bin/material/get_materialcount", kinds=OFFICIAL, needs="material", also=("POST",))
def get_materialcount(read: Reader, call: Call[None]) -> dict[str, int]:
    """How much of each kind there is, whoever brought it.

    Response: {"voice_count": 1, "video_count": 0, "image_count": 2, "news_count": 1}
    Source:   "Getting the amount of material"
    """
    counted = library.counts(read, call.app.app_id)
    return {
        "voice_count": counted["voice"],
        "video_count": counted["video"],
        "image_count": counted["image"],
        "news_count": news.count(read, call.app.app_id, MATERIAL),
    }


class Listing(msgspec.Struct):
    type: Text = Text("")
    offset: int = 0
    count: int = 20


@api.post("/cgi-bin/material/batchget_material", kinds=OFFICIAL, needs="material", body=Listing)
async def batchget_material(call: Call[Listing]) -> dict[str, Any]:
    """A page of one kind, newest first.

    Request:  {"type": "image", "offset": 0, "count": 20}
    Response: {"total_count": 1, "item_count": 1, "item": [{"media_id": "…", "name": "boat.jpg", "update_time": …,
               "url": "…"}]}; of news each item has `content` with `news_item`
    Errors:   ListedKindWrong · MaterialCountWrong
    Source:   "Getting the list of material"
    """
    return await call.lane.db.read_long(_news_page if call.body.type == "news" else _page, call)


def _page(read: Reader, call: Call[Listing]) -> dict[str, Any]:
    wanted, base = call.body, shapes.base_of(call.lane)
    found = library.listed(read, call.app.app_id, str(wanted.type), offset=wanted.offset, count=wanted.count)
    return {
        "total_count": library.counts(read, call.app.app_id)[str(wanted.type)],
        "item_count": len(found),
        "item": [
            {
                "media_id": one.media_id,
                "name": one.name,
                "update_time": int(one.created_at.timestamp()),
                **({"url": base + one.path} if one.kind in ("image", "thumb") else {}),
            }
            for one in found
        ],
    }


def _news_page(read: Reader, call: Call[Listing]) -> dict[str, Any]:
    wanted = call.body
    found = news.listed(read, call.app.app_id, MATERIAL, offset=wanted.offset, count=wanted.count)
    return {
        "total_count": news.count(read, call.app.app_id, MATERIAL),
        "item_count": len(found),
        "item": [
            {
                "media_id": one.media_id,
                "content": _news(read, call, one),
                "update_time": int(one.updated_at.timestamp()),
            }
            for one in found
        ],
    }


def _found(read: Reader, call: Call[MediaId]) -> Material | dict[str, Any]:
    app_id, media_id = call.app.app_id, str(call.body.media_id)
    return library.find(read, app_id, media_id) or _news(read, call, news.get(read, app_id, media_id, MATERIAL))


def _news(read: Reader, call: Call[Any], of: News) -> dict[str, Any]:
    return {
        "news_item": shapes.waiting_items(call.lane, of, news.texts(read, of)),
        "create_time": int(of.created_at.timestamp()),
        "update_time": int(of.updated_at.timestamp()),
    }


def _described(text: str) -> Description:
    encoded = text.encode()
    refuse_nul(encoded)
    try:
        described = msgspec.json.decode(encoded, type=Description)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise DescriptionMalformed(detail=str(error)) from None
    if len(described.title) > TITLE_LETTERS or len(described.introduction) > INTRODUCTION_LETTERS:
        raise DescriptionTooLong(title_limit=TITLE_LETTERS, introduction_limit=INTRODUCTION_LETTERS)
    return described
