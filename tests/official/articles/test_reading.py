"""Reading: what an address leads to, and what is counted."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction, query
from hutong.official.articles import issues, news, reading
from hutong.official.errors.articles import ArticleGone, ArticleUnknown
from hutong.official.models.articles import ArticleVisit, Issue, article_visits
from tests.dialog.towns import Town
from tests.official.articles.press import PUBLISH, an_article, drafted, published
from tests.official.material.desk import a_cover

_visits = query(
    sa.select(article_visits.sa).order_by(*(article_visits.c[name] for name in article_visits.key)), ArticleVisit
)


def _all_visits(read: Reader) -> list[tuple[str, str, int, int]]:
    return [(one.kind, one.source, one.person_id, one.count) for one in read.many(_visits)]


async def test_reads_shares_and_likes_are_counted_in_all_and_for_each_person(any_town: Town) -> None:
    account = await any_town.account()
    li, given = await any_town.person(), await published(any_town, account)
    db, code = any_town.lane.db, given.code
    for person_id, source in [(None, "other"), (None, "other"), (li.id, "chat"), (li.id, "chat"), (li.id, "mars")]:
        await db.run(reading.count_read, code, person_id, source)
    await db.run(reading.count_share, code, li.id, "chat")
    await db.run(reading.count_source, code, None)
    for _ in range(2):
        await db.run(reading.like, code, li.id)
    opened = await db.read(reading.open_article, code)
    assert (opened.counts.reads, opened.counts.shares, opened.counts.likes) == (5, 1, 1)
    assert await db.read(reading.is_liked, opened.article, li.id)
    assert sorted(await db.read(_all_visits)) == [
        ("like", "other", li.id, 1),
        ("read", "chat", li.id, 2),
        ("read", "other", 0, 2),
        ("read", "other", li.id, 1),
        ("share", "chat", li.id, 1),
        ("source", "other", 0, 1),
    ]
    today = apps.day_of(any_town.lane.clock.lane())
    assert {one.day for one in await db.read(lambda read: read.many(_visits))} == {today}
    for _ in range(2):
        await db.run(reading.unlike, code, li.id)
    opened = await db.read(reading.open_article, code)
    assert opened.counts.likes == 0
    assert not await db.read(reading.is_liked, opened.article, li.id)


async def test_an_address_leads_to_its_article_while_it_is_published(town: Town) -> None:
    account = await town.account()
    cover = await a_cover(town, account)
    db = town.lane.db
    media_id = await drafted(account, an_article(cover), an_article(cover, "Trains"))
    draft = await db.read(news.news_of, account.app_id, media_id)
    assert (await db.read(news.previewed, draft.preview_code, 1)).piece.title == "Trains"
    for code, place in [(draft.preview_code, 2), (draft.preview_code, -1), ("nowhere", 0)]:
        with pytest.raises(ArticleUnknown):
            await db.read(news.previewed, code, place)
    issue = await db.run(_submitted, account.app_id, media_id)
    with pytest.raises(ArticleUnknown):
        await db.read(news.previewed, draft.preview_code, 0)
    await town.settle()
    first, second = await db.read(issues.articles_of, account.app_id, issue.number)
    assert (await db.read(reading.open_article, second.code)).article.piece.title == "Trains"
    with pytest.raises(ArticleUnknown):
        await db.read(reading.open_article, "nowhere")
    body = {"article_id": issue.article_id, "index": 1}
    assert (await account.post(f"{PUBLISH}delete", body))["errcode"] == 0
    for rule in (reading.count_read, reading.like, reading.unlike, reading.count_share, reading.count_source):
        with pytest.raises(ArticleGone):
            await db.run(rule, first.code, 1)
    assert (await db.read(reading.open_article, second.code)).counts.reads == 0


def _submitted(tx: Transaction, app_id: str, media_id: str) -> Issue:
    """Submit a draft; published it is only once the work of publishing is done."""
    issue = issues.submit(tx, app_id, media_id)
    article = issues.articles_of(tx, app_id, issue.number)[0]
    with pytest.raises(ArticleUnknown):
        reading.open_article(tx, article.code)
    return issue
