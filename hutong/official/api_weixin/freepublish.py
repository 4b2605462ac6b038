"""/cgi-bin/freepublish/*: articles published for good, which reach nobody by themselves."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official.api_weixin import article_shapes as shapes
from hutong.official.api_weixin.article_shapes import MediaId, PageOf
from hutong.official.articles import issues
from hutong.official.errors.articles import IssueUnknown
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api


@api.post("/cgi-bin/freepublish/submit", kinds=OFFICIAL, needs="publish", daily="publish.submit", body=MediaId)
def submit(tx: Transaction, call: Call[MediaId]) -> dict[str, Any]:
    """Begin to publish a draft; it leaves the draft box, and `PUBLISHJOBFINISH` tells how it ended.

    Request:  {"media_id": "…"}
    Response: {"errcode": 0, "errmsg": "ok", "publish_id": "100000001", "msg_data_id": "2247483648"}
    Errors:   MaterialUnknown · DraftNotReady
    Source:   "Publishing"
    """
    issue = issues.submit(tx, call.app.app_id, str(call.body.media_id))
    return {"errcode": 0, "errmsg": "ok", "publish_id": issue.publish_id, "msg_data_id": str(issue.number)}


class PublishId(msgspec.Struct):
    publish_id: Text = Text("")


@api.post("/cgi-bin/freepublish/get", kinds=OFFICIAL, needs="publish", daily="publish.status", body=PublishId)
def get(read: Reader, call: Call[PublishId]) -> dict[str, Any]:
    """How the work of publishing stands: 0 done, 1 under way, 5 taken back since.

    Request:  {"publish_id": "100000001"}
    Response: {"publish_id": "100000001", "publish_status": 0, "article_id": "…", "fail_idx": [],
               "article_detail": {"count": 1, "item": [{"idx": 1, "article_url": "…"}]}}
    Errors:   IssueUnknown
    Source:   "Asking for the state of publishing"
    """
    issue = issues.by_publish_id(read, call.app.app_id, str(call.body.publish_id))
    return issues.outcome(read, issue) | {"fail_idx": []}


class ArticleId(msgspec.Struct):
    article_id: Text = Text("")
    index: int = 0


@api.post("/cgi-bin/freepublish/delete", kinds=OFFICIAL, needs="publish", daily="publish.delete", body=ArticleId)
def delete(tx: Transaction, call: Call[ArticleId]) -> Ok:
    """Take back what was published, or the article in one place of it (from 1). It cannot be undone.

    Request:  {"article_id": "…", "index": 1}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   IssueUnknown
    Source:   "Deleting what was published"
    """
    issue = issues.by_article_id(tx, call.app.app_id, str(call.body.article_id))
    place = None if call.body.index == 0 else call.body.index - 1
    issues.delete(tx, call.app.app_id, issue.number, place)
    return Ok()


@api.post(
    "/cgi-bin/freepublish/getarticle", kinds=OFFICIAL, needs="publish", daily="publish.get_article", body=ArticleId
)
def getarticle(read: Reader, call: Call[ArticleId]) -> dict[str, Any]:
    """The articles that were published under an id.

    Request:  {"article_id": "…"}
    Response: {"news_item": [{"title": "Boats", "content": "<p>…</p>", "url": "…", "is_deleted": false}]}
    Errors:   IssueUnknown
    Source:   "Getting a published article by its article_id"
    """
    issue = issues.by_article_id(read, call.app.app_id, str(call.body.article_id))
    if issue.state == issues.DELETED:
        raise IssueUnknown(article_id=issue.article_id)
    there = issues.articles_of(read, issue.app_id, issue.number)
    texts = issues.texts_of(read, issue.app_id, issue.number)
    return {
        "news_item": shapes.published_items(call.lane, there, texts),
        "create_time": int(issue.created_at.timestamp()),
        "update_time": int(issue.updated_at.timestamp()),
    }


@api.post("/cgi-bin/freepublish/batchget", kinds=OFFICIAL, needs="publish", daily="publish.list", body=PageOf)
async def batchget(call: Call[PageOf]) -> dict[str, Any]:
    """A page of what was published, newest first; what was taken back is not in it.

    Request:  {"offset": 0, "count": 20, "no_content": 1}
    Response: {"total_count": 1, "item_count": 1, "item": [{"article_id": "…", "content": {"news_item": [...]}, …}]}
    Errors:   MaterialCountWrong
    Source:   "Getting the list of what was published"
    """
    return await call.lane.db.read_long(_batchget, call)


def _batchget(read: Reader, call: Call[PageOf]) -> dict[str, Any]:
    wanted, app_id = call.body, call.app.app_id
    page = issues.published(read, app_id, offset=wanted.offset, count=wanted.count)
    items = []
    for issue in page:
        there = issues.articles_of(read, app_id, issue.number)
        texts = None if wanted.no_content else issues.texts_of(read, app_id, issue.number)
        content = {
            "news_item": shapes.published_items(call.lane, there, texts),
            "create_time": int(issue.created_at.timestamp()),
            "update_time": int(issue.updated_at.timestamp()),
        }
        items.append(
            {"article_id": issue.article_id, "content": content, "update_time": int(issue.updated_at.timestamp())}
        )
    return {"total_count": issues.published_count(read, app_id), "item_count": len(page), "item": items}
