"""What tests of article pages may ask for."""

from __future__ import annotations

import io
from typing import Any

import msgspec
from PIL import Image

from hutong.official.articles import issues, news, writing
from hutong.official.material import keeping
from hutong.official.models.articles import Article, News
from tests.dialog.towns import Account, Town
from tests.official.conftest import account as account
from tests.official.conftest import any_town as any_town
from tests.official.conftest import bot as bot
from tests.official.conftest import town as town


def a_picture(colour: str = "firebrick", size: tuple[int, int] = (47, 20)) -> bytes:
    """A small JPEG."""
    drawn = io.BytesIO()
    Image.new("RGB", size, colour).save(drawn, "JPEG")
    return drawn.getvalue()


async def a_draft(town: Town, account: Account, **fields: Any) -> News:
    """An article that waits, with a cover."""
    cover = await keeping.keep(town.lane, account.app_id, "image", a_picture(), "cover.jpg")
    told: dict[str, Any] = {"title": "Persimmons", "html": "<p>They are red again.</p>", "cover_id": cover.media_id}
    written = await writing.cleaned(town.lane, [msgspec.convert(told | fields, writing.Written)])
    return await town.lane.db.run(news.add, account.app_id, news.DRAFT, written)


async def published(town: Town, account: Account, **fields: Any) -> Article:
    """An article that everybody can read."""
    draft = await a_draft(town, account, **fields)
    issue = await town.lane.db.run(issues.submit, account.app_id, draft.media_id)
    await town.settle()
    return (await town.lane.db.read(issues.articles_of, account.app_id, issue.number))[0]
