"""How articles are written and given out in tests."""

from __future__ import annotations

from typing import Any

import msgspec

from hutong.official.articles import issues, reading
from hutong.official.models.articles import Article
from tests.dialog.towns import Account, Town
from tests.official.material.desk import a_cover

OK = {"errcode": 0, "errmsg": "ok"}
DRAFT = "/cgi-bin/draft/"
PUBLISH = "/cgi-bin/freepublish/"


class Given(msgspec.Struct, frozen=True):
    """What was published."""

    article_id: str
    number: int
    articles: list[Article]

    @property
    def code(self) -> str:
        """The address of the first article."""
        return self.articles[0].code


def an_article(cover: str, title: str = "Boats", **more: Any) -> dict[str, Any]:
    """An article with what it cannot be without."""
    return {"title": title, "content": "<p>Two of them.</p>", "thumb_media_id": cover, **more}


async def drafted(account: Account, *articles: dict[str, Any]) -> str:
    """The media id of a new draft."""
    media_id: str = (await account.post(f"{DRAFT}add", {"articles": list(articles)}))["media_id"]
    return media_id


async def published(town: Town, account: Account, *articles: dict[str, Any]) -> Given:
    """Articles at their permanent addresses; one with comments open when none are named."""
    if not articles:
        articles = (an_article(await a_cover(town, account), need_open_comment=1),)
    submitted = await account.post(f"{PUBLISH}submit", {"media_id": await drafted(account, *articles)})
    assert submitted["errmsg"] == "ok", submitted
    await town.settle()
    told = await account.post(f"{PUBLISH}get", {"publish_id": submitted["publish_id"]})
    number = int(submitted["msg_data_id"])
    there = await town.lane.db.read(issues.articles_of, account.app_id, number)
    return Given(told["article_id"], number, there)


async def html_at(town: Town, code: str) -> str:
    """The text that readers of an address see."""
    return (await town.lane.db.read(reading.open_article, code)).html
