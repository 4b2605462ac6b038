"""/cgi-bin/draft/*: articles that wait to be published or broadcast."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official.api_weixin import article_shapes as shapes
from hutong.official.api_weixin.article_shapes import ArticleOfNews, Articles, MediaId, PageOf
from hutong.official.articles import news
from hutong.official.articles.news import DRAFT
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, api


class MadeDraft(msgspec.Struct, frozen=True):
    """The new draft's id."""

    media_id: str
    item: list[str] = []
    """Always empty; clients ask for it."""


@api.post("/cgi-bin/draft/add", kinds=OFFICIAL, needs="draft", daily="draft.add", body=Articles)
async def add(call: Call[Articles]) -> MadeDraft:
    """Put one to eight articles into the draft box.

    Whatever may run is taken out of a text, and so is every picture that was not uploaded here (`media/uploadimg` or
    the library). Without a digest the first 54 characters are it.

    Request:  {"articles": [{"title": "Boats", "content": "<p>…</p>", "thumb_media_id": "…", "need_open_comment": 1}]}
    Response: {"media_id": "…", "item": []}
    Errors:   ArticlesMissing · TooManyArticles · ArticleKindUnknown · TitleWrong · AuthorTooLong · DigestTooLong ·
              SourceUrlWrong · TextTooLong · TextEmpty · CoverUnknown · CropWrong · ProductCardRefused ·
              CommentsNotPermitted · LibraryFull
    Source:   "New draft"; titles end at 64 characters in older text and at 32 in the newest, we follow the older
    """
    clean = await shapes.cleaned(call, call.body.articles)
    return MadeDraft((await call.lane.db.run(news.add, call.app.app_id, DRAFT, clean)).media_id)


@api.post("/cgi-bin/draft/get", kinds=OFFICIAL, needs="draft", daily="draft.get", body=MediaId)
def get(read: Reader, call: Call[MediaId]) -> dict[str, Any]:
    """A draft. Each `url` shows an article as it would be read, until the draft is gone.

    Request:  {"media_id": "…"}
    Response: {"news_item": [{"title": "Boats", "content": "<p>…</p>", "url": "…"}], "create_time": 1732183200, …}
    Errors:   MaterialUnknown
    Source:   "Getting a draft"
    """
    found = news.get(read, call.app.app_id, str(call.body.media_id), DRAFT)
    return {
        "news_item": shapes.waiting_items(call.lane, found, news.texts(read, found)),
        "create_time": int(found.created_at.timestamp()),
        "update_time": int(found.updated_at.timestamp()),
    }


@api.post("/cgi-bin/draft/update", kinds=OFFICIAL, needs="draft", daily="draft.update", body=ArticleOfNews)
async def update(call: Call[ArticleOfNews]) -> Ok:
    """Write one article of a draft anew.

    Request:  {"media_id": "…", "index": 0, "articles": {"title": "Boats", …}}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   MaterialUnknown · PlaceWrong · those of one article in `draft/add`
    Source:   "Changing a draft"
    """
    (clean,) = await shapes.cleaned(call, [call.body.article])
    await call.lane.db.run(news.update, call.app.app_id, str(call.body.media_id), call.body.index, clean, DRAFT)
    return Ok()


@api.post("/cgi-bin/draft/delete", kinds=OFFICIAL, needs="draft", daily="draft.delete", body=MediaId)
def delete(tx: Transaction, call: Call[MediaId]) -> Ok:
    """Throw a draft away.

    Request:  {"media_id": "…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   MaterialUnknown
    Source:   "Deleting a draft"
    """
    news.delete(tx, call.app.app_id, str(call.body.media_id), DRAFT)
    return Ok()


@api.get("/cgi-bin/draft/count", kinds=OFFICIAL, needs="draft", daily="draft.count", also=("POST",))
def count(read: Reader, call: Call[None]) -> dict[str, int]:
    """How many drafts there are.

    Response: {"total_count": 3}
    Source:   "Getting the number of drafts"
    """
    return {"total_count": news.count(read, call.app.app_id, DRAFT)}


@api.post("/cgi-bin/draft/batchget", kinds=OFFICIAL, needs="draft", daily="draft.list", body=PageOf)
async def batchget(call: Call[PageOf]) -> dict[str, Any]:
    """A page of drafts, what changed last first.

    Request:  {"offset": 0, "count": 20, "no_content": 1}
    Response: {"total_count": 1, "item_count": 1, "item": [{"media_id": "…", "content": {"news_item": [...]}, …}]}
    Errors:   MaterialCountWrong
    Source:   "Getting the list of drafts"
    """
    return await call.lane.db.read_long(_batchget, call)


def _batchget(read: Reader, call: Call[PageOf]) -> dict[str, Any]:
    wanted = call.body
    page = news.listed(read, call.app.app_id, DRAFT, offset=wanted.offset, count=wanted.count)
    return {
        "total_count": news.count(read, call.app.app_id, DRAFT),
        "item_count": len(page),
        "item": [
            {
                "media_id": one.media_id,
                "content": {
                    "news_item": shapes.waiting_items(
                        call.lane, one, None if wanted.no_content else news.texts(read, one)
                    ),
                    "create_time": int(one.created_at.timestamp()),
                    "update_time": int(one.updated_at.timestamp()),
                },
                "update_time": int(one.updated_at.timestamp()),
            }
            for one in page
        ],
    }


@api.post("/cgi-bin/draft/switch", kinds=OFFICIAL, needs="draft")
async def switch(call: Call[None]) -> dict[str, Any]:
    """Whether the account writes drafts: every account does.

    Request:  ?checkonly=1
    Response: {"errcode": 0, "errmsg": "ok", "is_open": 1}
    Source:   "The switch of the draft box"; it could only ever be opened
    """
    return {"errcode": 0, "errmsg": "ok", "is_open": 1}
