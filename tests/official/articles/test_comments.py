"""Comments: people write, the account elects, answers and deletes."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.kernel.errors import HutongError
from hutong.official import followers
from hutong.official.articles import commenting, issues, reading
from hutong.official.errors import comments as errors
from hutong.official.errors.articles import ArticleGone, ArticleUnknown
from tests.dialog.towns import Account, Person, Town
from tests.official.articles.press import OK, Given, an_article, published
from tests.official.material.desk import a_cover

COMMENT = "/cgi-bin/comment/"


async def said(town: Town, given: Given, person: Person, text: str) -> int:
    """The number of a new comment."""
    return (await town.lane.db.run(commenting.write, given.code, person.id, text)).id


async def read(town: Town, given: Given, person: Person | None = None) -> list[str]:
    """What somebody reads under an article."""
    article = await town.lane.db.read(reading.at, given.code)
    shown = await town.lane.db.read(commenting.shown, article, person.id if person else None)
    return [comment.text for comment in shown]


async def listed(account: Account, given: Given, **page: int) -> dict[str, Any]:
    """What comment/list answers."""
    return await account.post(
        f"{COMMENT}list", {"msg_data_id": given.number, "index": 0, "begin": 0, "count": 50, "type": 0, **page}
    )


async def do(account: Account, given: Given, what: str, number: int, **more: str) -> dict[str, Any]:
    """What an act on a comment answers."""
    return await account.post(
        COMMENT + what, {"msg_data_id": given.number, "index": 0, "user_comment_id": number, **more}
    )


async def test_a_comment_is_written_elected_answered_and_deleted(any_town: Town) -> None:
    account = await any_town.account()
    li, han, given = await any_town.person("Li"), await any_town.person("Han"), await published(any_town, account)
    any_town.hold()
    first = await said(any_town, given, li, "  When?  ")
    second = await said(any_town, given, han, "Where?")
    assert (first, second) == (1, 2)
    # Until one is elected, each sees only their own.
    assert (await read(any_town, given, li), await read(any_town, given)) == (["When?"], [])
    assert await do(account, given, "markelect", first) == OK
    assert await do(account, given, "markelect", first) == OK
    assert (await read(any_town, given, han), await read(any_town, given)) == (["Where?", "When?"], ["When?"])
    assert await do(account, given, "reply/add", first, content=" At nine. ") == OK
    assert (await do(account, given, "reply/add", first, content="At ten."))["errcode"] == 88005

    now = int(any_town.lane.clock.lane().timestamp())
    page = await listed(account, given)
    assert page == {
        "errcode": 0,
        "errmsg": "ok",
        "total": 2,
        "comment": [
            {
                "user_comment_id": 2,
                "openid": han.openid(account),
                "create_time": now,
                "content": "Where?",
                "comment_type": 0,
            },
            {
                "user_comment_id": 1,
                "openid": li.openid(account),
                "create_time": now,
                "content": "When?",
                "comment_type": 1,
                "reply": {"content": "At nine.", "create_time": now},
            },
        ],
    }
    for kind, numbers in [(0, [2, 1]), (1, [2]), (2, [1])]:
        found = await listed(account, given, type=kind)
        assert (found["total"], [one["user_comment_id"] for one in found["comment"]]) == (len(numbers), numbers)
    assert [one["user_comment_id"] for one in (await listed(account, given, begin=1, count=1))["comment"]] == [1]

    assert await do(account, given, "reply/delete", first) == OK
    assert (await do(account, given, "reply/delete", first))["errcode"] == 88009
    assert await do(account, given, "unmarkelect", first) == OK
    assert await read(any_town, given) == []
    assert await do(account, given, "delete", first) == OK
    for what in ("delete", "markelect", "unmarkelect", "reply/delete"):
        assert (await do(account, given, what, first))["errcode"] == 88008
    assert (await do(account, given, "reply/add", first, content="Late."))["errcode"] == 88008
    # What its author took back is told apart from what never was.
    await any_town.lane.db.run(commenting.take_back, given.code, han.id, second)
    assert (await do(account, given, "markelect", second))["errcode"] == 88004
    assert (await listed(account, given))["total"] == 0
    counts = (await any_town.lane.db.read(reading.open_article, given.code)).counts
    assert (counts.comments, counts.last_comment) == (0, 2)
    assert await said(any_town, given, li, "Still open?") == 3


async def test_comments_are_closed_and_opened_again(town: Town) -> None:
    account = await town.account()
    li, cover = await town.person(), await a_cover(town, account)
    given = await published(town, account, an_article(cover))
    await refused(town, errors.CommentsClosed, commenting.write, given.code, li.id, "When?")
    named = {"msg_data_id": given.number, "index": 0}
    assert await account.post(f"{COMMENT}open", named) == OK
    await said(town, given, li, "When?")
    assert await account.post(f"{COMMENT}close", named) == OK
    await refused(town, errors.CommentsClosed, commenting.write, given.code, li.id, "Where?")
    assert (await listed(account, given))["total"] == 1
    # Some articles are for followers, and nobody whom the account has blocked comments on any.
    followed = await published(town, account, an_article(cover, need_open_comment=1, only_fans_can_comment=1))
    await refused(town, errors.FollowersCommentOnly, commenting.write, followed.code, li.id, "When?")
    await li.follow(account)
    await said(town, followed, li, "When?")
    await town.lane.db.run(followers.block, account.app_id, li.id)
    await refused(town, errors.CommentRefused, commenting.write, followed.code, li.id, "Where?")


async def test_what_cannot_be_done_to_comments_is_refused(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    account, other = await town.account(), await town.account()
    li, han, given = await town.person(), await town.person(), await published(town, account)
    for text in ("", "   ", "字" * 601):
        await refused(town, errors.CommentLengthWrong, commenting.write, given.code, li.id, text)
    first = await said(town, given, li, "字" * 600)
    nowhere = [{"msg_data_id": 0}, {"msg_data_id": 2**70}, {"msg_data_id": -1}, {"index": 1}, {"index": -1}]
    acts = ["open", "close", "markelect", "unmarkelect", "delete", "reply/add", "reply/delete"]
    whole = {"msg_data_id": given.number, "index": 0, "user_comment_id": first, "content": "x"}
    for what in acts:
        for wrong in nowhere:
            assert (await account.post(COMMENT + what, whole | wrong))["errcode"] == 88001, (what, wrong)
        assert (await other.post(COMMENT + what, whole))["errcode"] == 88001
        assert (await account.post(COMMENT + what, whole | {"msg_data_id": "many"}))["errcode"] == 47001
    for what in acts[2:]:
        for number in (0, -1, 2, 2**70):
            assert (await do(account, given, what, number, content="x"))["errcode"] == 88008
    for text in ("", "  ", "字" * 601):
        assert (await do(account, given, "reply/add", first, content=text))["errcode"] == 88007
    for page in (
        {"count": 0},
        {"count": 51},
        {"count": -1},
        {"begin": -1},
        {"begin": 2**70},
        {"type": 3},
        {"type": -1},
    ):
        assert (await listed(account, given, **page))["errcode"] == 88010, page
    assert (await listed(other, given))["errcode"] == 88001
    await refused(town, errors.CommentUnknown, commenting.take_back, given.code, han.id, first)
    await refused(town, errors.CommentUnknown, commenting.take_back, given.code, li.id, 2**70)
    monkeypatch.setattr(commenting, "MOST_ELECTED", 1)
    monkeypatch.setattr(commenting, "MOST_OF_A_PERSON", 2)
    second = await said(town, given, li, "Again?")
    await refused(town, errors.TooManyComments, commenting.write, given.code, li.id, "And again?")
    assert await do(account, given, "markelect", first) == OK
    assert (await do(account, given, "markelect", second))["errcode"] == 88003
    young = await town.account("service", verified=False)
    assert (await listed(young, given))["errcode"] == 48001
    await town.lane.db.run(issues.delete, account.app_id, given.number)
    assert (await listed(account, given))["errcode"] == 88001
    await refused(town, ArticleGone, commenting.write, given.code, li.id, "Gone?")
    await refused(town, ArticleUnknown, commenting.write, "nowhere", li.id, "Where?")


async def refused(town: Town, error: type[HutongError], rule: Any, *given: Any) -> None:
    """Have a rule refused."""
    with pytest.raises(error):
        await town.lane.db.run(rule, *given)
