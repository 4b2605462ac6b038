"""Publishing: a draft becomes pages for good, the account's server is told, and pages can be taken back."""

from __future__ import annotations

import asyncio

from hutong.kernel.db import Transaction
from hutong.official.articles import commenting, issues, news, reading, writing
from hutong.official.articles.writing import Written
from tests.dialog.bots import Bot, saying
from tests.dialog.towns import Town
from tests.official.articles.press import DRAFT, OK, PUBLISH, an_article, drafted, html_at, published
from tests.official.material.desk import a_cover

PAGE = "http://mp.weixin.qq.com/s/"


async def test_a_draft_is_published_told_read_and_taken_back(any_town: Town, bot: Bot) -> None:
    account, other = await any_town.account(), await any_town.account()
    await account.serve(bot, mode="safe")
    bot.answer = saying(b"what is this?")
    cover = await a_cover(any_town, account)
    draft = await drafted(account, an_article(cover), an_article(cover, "Trains", digest="On rails."))
    submitted = await account.post(f"{PUBLISH}submit", {"media_id": draft})
    number = int(submitted["msg_data_id"])
    assert submitted == {"errcode": 0, "errmsg": "ok", "publish_id": "100000001", "msg_data_id": "2247483648"}
    # The draft has left the box, and cannot be published twice.
    assert await account.get(f"{DRAFT}count") == {"total_count": 0}
    assert (await account.post(f"{PUBLISH}submit", {"media_id": draft}))["errcode"] == 40007
    await any_town.settle()

    told = await account.post(f"{PUBLISH}get", {"publish_id": "100000001"})
    article_id = told["article_id"]
    links = told["article_detail"]["item"]
    assert (told["publish_status"], told["fail_idx"], told["article_detail"]["count"]) == (0, [], 2)
    assert [link["idx"] for link in links] == [1, 2]
    (pushed,) = bot.pushed
    assert (pushed.fields["MsgType"], pushed.fields["Event"]) == ("event", "PUBLISHJOBFINISH")
    info = pushed.fields["PublishEventInfo"]
    assert (info["publish_id"], info["publish_status"], info["article_id"]) == ("100000001", "0", article_id)
    assert [item["article_url"] for item in info["article_detail"]["item"]] == [link["article_url"] for link in links]
    # Nobody's server may be asked again because of it, and nobody is shown what it answered.
    assert len(await any_town.calls_out()) == 1

    codes = [link["article_url"].removeprefix(PAGE) for link in links]
    assert [len(code) for code in codes] == [22, 22]
    assert await html_at(any_town, codes[0]) == "<p>Two of them.</p>"
    got = await account.post(f"{PUBLISH}getarticle", {"article_id": article_id})
    assert [(one["title"], one["digest"], one["is_deleted"]) for one in got["news_item"]] == [
        ("Boats", "Two of them.", False),
        ("Trains", "On rails.", False),
    ]
    assert [one["url"] for one in got["news_item"]] == [link["article_url"] for link in links]
    for path, body in [("getarticle", {"article_id": article_id}), ("get", {"publish_id": "100000001"})]:
        assert (await other.post(PUBLISH + path, body))["errcode"] == 53600
    assert (await other.post(f"{PUBLISH}delete", {"article_id": article_id}))["errcode"] == 53600

    second = await published(any_town, account)
    listed = await account.post(f"{PUBLISH}batchget", {"offset": 0, "count": 1, "no_content": 1})
    assert (listed["total_count"], listed["item_count"]) == (2, 1)
    assert listed["item"][0]["article_id"] == second.article_id
    assert "content" not in listed["item"][0]["content"]["news_item"][0]
    whole = await account.post(f"{PUBLISH}batchget", {"offset": 1, "count": 20})
    assert whole["item"][0]["content"]["news_item"][1]["content"] == "<p>Two of them.</p>"

    assert await account.post(f"{PUBLISH}delete", {"article_id": article_id, "index": 1}) == OK
    got = await account.post(f"{PUBLISH}getarticle", {"article_id": article_id})
    assert [(one["is_deleted"], one["content"]) for one in got["news_item"]] == [
        (True, ""),
        (False, "<p>Two of them.</p>"),
    ]
    for index in (3, -1, 2**70):
        assert (await account.post(f"{PUBLISH}delete", {"article_id": article_id, "index": index}))["errcode"] == 53600
    assert await account.post(f"{PUBLISH}delete", {"article_id": article_id}) == OK
    assert (await account.post(f"{PUBLISH}getarticle", {"article_id": article_id}))["errcode"] == 53600
    assert await account.post(f"{PUBLISH}get", {"publish_id": "100000001"}) == {
        "publish_id": "100000001",
        "publish_status": 5,
        "fail_idx": [],
    }
    left = await account.post(f"{PUBLISH}batchget", {"offset": 0, "count": 20})
    assert [one["article_id"] for one in left["item"]] == [second.article_id]
    issue = await any_town.lane.db.read(issues.find, account.app_id, number)
    assert issue is not None
    assert issue.state == "deleted"


async def test_what_cannot_be_published_stays_a_draft(town: Town) -> None:
    account = await town.account()
    for body in ({}, {"media_id": "none"}):
        assert (await account.post(f"{PUBLISH}submit", body))["errcode"] == 40007
    for publish_id in ("", "0", "abc", "100000001", "-5", "9" * 40, 100000001, 2**63):
        assert (await account.post(f"{PUBLISH}get", {"publish_id": publish_id}))["errcode"] == 53600
    for article_id in ("", "none", "x" * 5_000):
        assert (await account.post(f"{PUBLISH}getarticle", {"article_id": article_id}))["errcode"] == 53600
        assert (await account.post(f"{PUBLISH}delete", {"article_id": article_id}))["errcode"] == 53600
    for page in ({"count": 0}, {"count": 21}, {"offset": -1}):
        assert (await account.post(f"{PUBLISH}batchget", page))["errcode"] == 40097
    # Who writes in the console may keep what is not finished; it is not published.
    clean = await writing.cleaned(town.lane, [Written(title="", html="")], complete=False)
    kept = await town.lane.db.run(news.add, account.app_id, news.DRAFT, clean)
    assert (await account.post(f"{PUBLISH}submit", {"media_id": kept.media_id}))["errcode"] == 53503
    assert await account.get(f"{DRAFT}count") == {"total_count": 1}
    written = Written(title="Boats", html="<p>Two.</p>", cover_id=await a_cover(town, account))
    clean = await writing.cleaned(town.lane, [written, written])
    await town.lane.db.run(news.replace, account.app_id, kept.media_id, clean, news.DRAFT)
    assert (await account.post(f"{PUBLISH}submit", {"media_id": kept.media_id}))["errcode"] == 0
    young = await town.account("service", verified=False)
    assert (await young.post(f"{PUBLISH}submit", {"media_id": "none"}))["errcode"] == 48001


async def test_an_article_keeps_its_cover_when_the_library_lets_it_go(town: Town) -> None:
    account = await town.account()
    cover = await a_cover(town, account)
    given = await published(town, account, an_article(cover))
    assert await account.post("/cgi-bin/material/del_material", {"media_id": cover}) == OK
    shown = given.articles[0].piece.cover
    assert shown is not None
    assert (await town.browser("http://lane.localhost").get(shown.path)).status_code == 200


async def test_a_broadcast_gives_articles_out_without_waiting(any_town: Town) -> None:
    account = await any_town.account()
    cover = await a_cover(any_town, account)
    kept = await account.post("/cgi-bin/material/add_news", {"articles": [an_article(cover), an_article(cover, "B")]})
    draft = await drafted(account, an_article(cover, digest="Short."))
    first = await any_town.lane.db.run(_broadcast, account.app_id, kept["media_id"])
    second = await any_town.lane.db.run(_broadcast, account.app_id, draft)
    assert [issued.issue.number for issued in (first, second)] == [2247483648, 2247483649]
    # News of the library may be broadcast again; a draft is gone.
    assert (await account.get("/cgi-bin/material/get_materialcount"))["news_count"] == 1
    assert await account.get(f"{DRAFT}count") == {"total_count": 0}
    items = issues.body(first).items
    assert [(item.title, item.description) for item in items] == [("Boats", ""), ("B", "")]
    assert issues.body(second).items[0].description == "Short."
    assert all(item.url.startswith(PAGE) and item.picture_url.startswith("/mmbiz/") for item in items)
    assert await html_at(any_town, first.articles[1].code) == "<p>Two of them.</p>"
    # What was broadcast is not in the list of what was published.
    assert (await account.post(f"{PUBLISH}batchget", {"offset": 0, "count": 20}))["total_count"] == 0
    await any_town.lane.db.run(issues.delete, account.app_id, first.issue.number, 1)
    there = await any_town.lane.db.read(issues.articles_of, account.app_id, first.issue.number)
    assert [article.is_deleted for article in there] == [False, True]


async def test_what_many_do_at_once_happens_once_each(any_town: Town) -> None:
    account = await any_town.account()
    cover = await a_cover(any_town, account)
    draft = await drafted(account, an_article(cover, need_open_comment=1))
    answers = await asyncio.gather(*(account.post(f"{PUBLISH}submit", {"media_id": draft}) for _ in range(4)))
    assert sorted(answer["errcode"] for answer in answers) == [0, 40007, 40007, 40007]
    drafts = [await drafted(account, an_article(cover)) for _ in range(3)]
    answers = await asyncio.gather(*(account.post(f"{PUBLISH}submit", {"media_id": one}) for one in drafts))
    assert sorted(answer["publish_id"] for answer in answers) == ["100000002", "100000003", "100000004"]
    await any_town.settle()
    (article,) = await any_town.lane.db.read(issues.articles_of, account.app_id, 2247483648)
    li, db = await any_town.person(), any_town.lane.db
    said = [db.run(commenting.write, article.code, li.id, f"{number}?") for number in range(5)]
    assert sorted(comment.id for comment in await asyncio.gather(*said)) == [1, 2, 3, 4, 5]
    await asyncio.gather(*(db.run(reading.count_read, article.code, li.id) for _ in range(20)))
    await asyncio.gather(*(db.run(reading.like, article.code, li.id) for _ in range(5)))
    counts = (await db.read(reading.open_article, article.code)).counts
    assert (counts.reads, counts.likes, counts.comments) == (20, 1, 5)


def _broadcast(tx: Transaction, app_id: str, media_id: str) -> issues.Issued:
    return issues.broadcast(tx, news.news_of(tx, app_id, media_id))
