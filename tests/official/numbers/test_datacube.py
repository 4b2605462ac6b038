"""The figures of /datacube: computed from what really happened, for days that are over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hutong.apps import public as apps
from hutong.chat.public import bodies
from hutong.kernel.clock import Setting
from hutong.kernel.db import Transaction
from hutong.official import qrcodes
from hutong.official.articles import reading
from hutong.official.models import articles as stored
from hutong.official.models import broadcasts as sent
from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Town

DAY_BEFORE, YESTERDAY, TODAY = "2026-03-01", "2026-03-02", "2026-03-03"
NUMBER = stored.FIRST_NUMBER


def at(town: Town, day: str, hour: int = 12) -> None:
    """Hold the lane at an hour of a day in China."""
    begin = datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=apps.BEIJING)
    town.lane.clock.setting = Setting(held_at=begin + timedelta(hours=hour))


async def asked(account: Account, name: str, begin: str, end: str | None = None) -> Any:
    """What a figure answers; an error as its number."""
    await account.fetch_token()
    told = await account.post(f"/datacube/{name}", {"begin_date": begin, "end_date": end or begin})
    return told["list"] if "list" in told else told["errcode"]


def an_article(tx: Transaction, app_id: str, *, way: str, number: int = NUMBER, title: str = "Water") -> str:
    """An article that was given out now; the code of its page."""
    code = f"code{number}"
    tx.insert(stored.Issue(app_id, number, f"article{number}", way, "done", 1, tx.now, tx.now))
    piece = stored.Piece(title=title)
    tx.insert(stored.Article(app_id, number, 0, code, piece, False, False, tx.now))
    tx.insert(stored.ArticleAddress(code, app_id, number, 0))
    tx.insert(stored.ArticleCounts(app_id, number, 0))
    return code


async def test_who_came_and_who_left_is_told_by_the_way_they_came(any_town: Town) -> None:
    town = any_town
    at(town, DAY_BEFORE)
    account = await town.account()
    code = await town.lane.db.run(qrcodes.create_permanent, account.app_id, "front door")
    people = [await town.person(f"Walker {number}") for number in range(4)]
    await people[0].follow(account, how="search")
    await people[1].follow(account, ticket=code.ticket)
    at(town, DAY_BEFORE, 23)
    await people[2].follow(account, how="link")
    at(town, YESTERDAY, 0)
    await people[3].follow(account, how="card")
    await people[1].unfollow(account)
    await people[1].unfollow(account)
    at(town, TODAY, 9)
    await people[1].follow(account)
    assert await asked(account, "getusersummary", DAY_BEFORE, YESTERDAY) == [
        {"ref_date": DAY_BEFORE, "user_source": 0, "new_user": 1, "cancel_user": 0},
        {"ref_date": DAY_BEFORE, "user_source": 1, "new_user": 1, "cancel_user": 0},
        {"ref_date": DAY_BEFORE, "user_source": 30, "new_user": 1, "cancel_user": 0},
        {"ref_date": YESTERDAY, "user_source": 0, "new_user": 0, "cancel_user": 0},
        {"ref_date": YESTERDAY, "user_source": 17, "new_user": 1, "cancel_user": 0},
        {"ref_date": YESTERDAY, "user_source": 30, "new_user": 0, "cancel_user": 1},
    ]
    assert await asked(account, "getusercumulate", "2026-02-28", YESTERDAY) == [
        {"ref_date": "2026-02-28", "cumulate_user": 0},
        {"ref_date": DAY_BEFORE, "cumulate_user": 3},
        {"ref_date": YESTERDAY, "cumulate_user": 3},
    ]


async def test_days_that_cannot_be_told_of_are_refused(town: Town) -> None:
    at(town, TODAY, 7)
    account = await town.account()
    spans = {
        "getusersummary": 7,
        "getusercumulate": 7,
        "getarticlesummary": 1,
        "getarticletotal": 1,
        "getuserread": 3,
        "getarticleread": 1,
        "getbizsummary": 30,
        "getupstreammsg": 7,
        "getinterfacesummary": 30,
    }
    refused: list[tuple[str, str, int]] = [
        ("2026-2-1", "2026-02-01", 61500),
        ("2026-02-30", "2026-02-28", 61500),
        ("20260201", "20260201", 61500),
        ("", "", 61500),
        ("2026-02-02", "2026-02-01", 61501),
        ("2014-11-30", "2014-11-30", 61501),
        (TODAY, TODAY, 61501),
        ("9999-12-31", "9999-12-31", 61501),
        (YESTERDAY, YESTERDAY, 61503),
    ]
    last = datetime.fromisoformat(DAY_BEFORE)
    for name, most in spans.items():
        for begin, end, code in refused:
            assert await asked(account, name, begin, end) == code, (name, begin, end)
        first, too_early = last - timedelta(days=most - 1), last - timedelta(days=most)
        assert isinstance(await asked(account, name, first.date().isoformat(), DAY_BEFORE), list), name
        assert await asked(account, name, too_early.date().isoformat(), DAY_BEFORE) == 61501, name
    at(town, TODAY, 8)
    assert isinstance(await asked(account, "getusersummary", YESTERDAY), list)
    unverified = await town.account(verified=False)
    assert await asked(unverified, "getusersummary", YESTERDAY) == 48001


async def test_what_people_wrote_and_how_the_server_answered(any_town: Town, bot: Bot) -> None:
    town = any_town
    at(town, YESTERDAY)
    account = await town.account()
    li, han = await town.follower(account, "Li Lei"), await town.follower(account, "Han Meimei")
    await li.say(account, "One")
    await li.say(account, "Two")
    await han.say(account, "Three")
    place = bodies.Location(latitude=39.9, longitude=116.4, scale=16, label="Beijing", name="")
    await han.say(account, place)
    await account.send(li, content="An answer is nobody's message")
    await account.serve(bot)
    await li.say(account, "Four")
    town.fault(account, "garbage", 1)
    await li.say(account, "Five")
    at(town, TODAY, 9)
    await li.say(account, "Not yesterday")
    assert await asked(account, "getupstreammsg", YESTERDAY) == [
        {"ref_date": YESTERDAY, "user_source": 0, "msg_type": 1, "msg_user": 2, "msg_count": 5},
        {"ref_date": YESTERDAY, "user_source": 0, "msg_type": 6, "msg_user": 1, "msg_count": 1},
    ]
    [pushed] = await asked(account, "getinterfacesummary", YESTERDAY)
    assert (pushed["ref_date"], pushed["callback_count"], pushed["fail_count"]) == (YESTERDAY, 2, 1)
    assert 0 <= pushed["max_time_cost"] <= pushed["total_time_cost"] < 5_000
    assert await asked(account, "getinterfacesummary", DAY_BEFORE) == []


async def test_how_articles_were_read(any_town: Town) -> None:
    town = any_town
    at(town, DAY_BEFORE)
    account = await town.account()
    run = town.lane.db.run
    code = await run(an_article, account.app_id, way="broadcast")
    published = await run(an_article, account.app_id, way="published", number=NUMBER + 1, title="Tea")
    await run(_was_sent, account.app_id, 40)
    for person, source in ((7, "chat"), (7, "chat"), (8, "friend"), (None, "other"), (None, "other")):
        await run(reading.count_read, code, person, source)
    at(town, YESTERDAY)
    await run(reading.count_read, code, 7, "history")
    await run(reading.count_read, code, 9, "chat")
    await run(reading.count_share, code, 9, "chat")
    await run(reading.count_source, code, 9, "chat")
    await run(reading.like, code, 8)
    await run(reading.count_read, published, 7, "chat")
    at(town, TODAY, 9)

    [summary] = await asked(account, "getarticlesummary", DAY_BEFORE)
    assert summary == {
        "ref_date": DAY_BEFORE,
        "msgid": f"{NUMBER}_1",
        "title": "Water",
        "user_source": 0,
        "int_page_read_user": 3,
        "int_page_read_count": 5,
        "ori_page_read_user": 0,
        "ori_page_read_count": 0,
        "share_user": 0,
        "share_count": 0,
        "add_to_fav_user": 0,
        "add_to_fav_count": 0,
    }
    # One broadcast article told of; the published one is none, and was read too little anyway.
    assert [one["msgid"] for one in await asked(account, "getarticlesummary", YESTERDAY)] == [f"{NUMBER}_1"]

    [total] = await asked(account, "getarticletotal", DAY_BEFORE)
    told = [
        (
            one["stat_date"],
            one["target_user"],
            one["int_page_read_user"],
            one["int_page_read_count"],
            one["ori_page_read_user"],
            one["share_count"],
            one["int_page_from_session_read_user"],
            one["int_page_from_hist_msg_read_count"],
            one["int_page_from_friends_read_user"],
        )
        for one in total["details"]
    ]
    assert told == [(DAY_BEFORE, 40, 3, 5, 0, 0, 1, 0, 1), (YESTERDAY, 40, 4, 7, 1, 1, 2, 1, 1)]
    assert await asked(account, "getarticletotal", YESTERDAY) == []

    rows = await asked(account, "getuserread", DAY_BEFORE, YESTERDAY)
    assert [(one["ref_date"], one["user_source"], one["int_page_read_user"], one["share_user"]) for one in rows] == [
        (DAY_BEFORE, 0, 1, 0),
        (DAY_BEFORE, 1, 1, 0),
        (DAY_BEFORE, 5, 1, 0),
        (DAY_BEFORE, 99999999, 3, 0),
        (YESTERDAY, 0, 2, 1),
        (YESTERDAY, 4, 1, 0),
        (YESTERDAY, 99999999, 2, 1),
    ]
    read = await asked(account, "getarticleread", YESTERDAY)
    assert [(one["msgid"], one["detail"]) for one in read] == [
        (
            f"{NUMBER}_1",
            {
                "read_user": 2,
                "read_user_source": [
                    {"user_count": 2, "scene_desc": "全部"},
                    {"user_count": 1, "scene_desc": "公众号消息"},
                    {"user_count": 1, "scene_desc": "公众号主页"},
                ],
            },
        ),
        (
            f"{NUMBER + 1}_1",
            {
                "read_user": 1,
                "read_user_source": [
                    {"user_count": 1, "scene_desc": "全部"},
                    {"user_count": 1, "scene_desc": "公众号消息"},
                ],
            },
        ),
    ]
    first, second = await asked(account, "getbizsummary", DAY_BEFORE, YESTERDAY)
    assert (first["detail"]["read_user"], first["detail"]["send_page_count"]) == (3, 2)
    assert {name: value for name, value in second["detail"].items() if name != "read_user_source"} == {
        "read_user": 2,
        "share_user": 1,
        "zaikan_user": 0,
        "like_user": 1,
        "comment_count": 0,
        "collection_user": 0,
        "send_page_count": 0,
        "redirect_ori_page_user": 1,
    }


def _was_sent(tx: Transaction, app_id: str, reached: int) -> None:
    tx.insert(
        sent.Broadcast(
            app_id=app_id,
            number=sent.FIRST_NUMBER,
            by="api",
            sent_by="",
            client_key="",
            state="sent",
            audience=sent.Audience(),
            said=sent.Said(kind="articles"),
            period=0,
            seqs=(1,),
            issue_number=NUMBER,
            deleted_places=(),
            total=reached + 1,
            reached=reached,
            created_at=tx.now,
            finished_at=tx.now,
        )
    )
