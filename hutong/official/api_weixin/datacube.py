"""/datacube/*: figures of an account, computed from what really happened, for days in China that are over."""

from typing import Any

import msgspec

from hutong.chat import public as chat
from hutong.dialog import public as dialog
from hutong.kernel.db import Reader
from hutong.official import followers
from hutong.official.api_weixin import figures
from hutong.official.numbers import audience, days, readings
from hutong.official.numbers.days import Days
from hutong.wire.api_weixin import OFFICIAL, Call, Text, api

FOLLOWED_UP_DAYS = 7

Answer = dict[str, Any]


class Range(msgspec.Struct):
    """The first and the last day, as YYYY-MM-DD."""

    begin_date: Text = Text("")
    end_date: Text = Text("")


@api.post("/datacube/getusersummary", kinds=OFFICIAL, needs="analytics", body=Range)
async def getusersummary(call: Call[Range]) -> Answer:
    """How many came and left on up to seven days, by the way they came.

    Request:  {"begin_date": "2026-11-14", "end_date": "2026-11-20"}
    Response: {"list": [{"ref_date": "2026-11-14", "user_source": 30, "new_user": 3, "cancel_user": 1}]}
              `user_source` 0 other, 1 search, 17 card, 30 code; who leaves is counted under the way they had come;
              source 0 is told for quiet days too
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "User analysis data"
    """
    asked = _asked(call, at_most=7)
    return {"list": figures.comings(asked, await _long(call, audience.between, asked))}


@api.post("/datacube/getusercumulate", kinds=OFFICIAL, needs="analytics", body=Range)
async def getusercumulate(call: Call[Range]) -> Answer:
    """How many followed at the end of each of up to seven days.

    Request:  {"begin_date": "2026-11-14", "end_date": "2026-11-20"}
    Response: {"list": [{"ref_date": "2026-11-14", "cumulate_user": 12}]}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "User analysis data"
    """
    asked = _asked(call, at_most=7)
    stood = await _long(call, _standing, asked)
    return {"list": [{"ref_date": days.spelled(day), "cumulate_user": stood[day]} for day in asked.each()]}


@api.post("/datacube/getarticlesummary", kinds=OFFICIAL, needs="analytics", body=Range)
async def getarticlesummary(call: Call[Range]) -> Answer:
    """How broadcast articles were read on one day.

    Request:  {"begin_date": "2026-11-20", "end_date": "2026-11-20"}
    Response: {"list": [{"ref_date": "2026-11-20", "msgid": "2247483649_1", "title": "Water", "user_source": 0,
               "int_page_read_user": 3, "int_page_read_count": 4, "ori_page_read_user": 0, "ori_page_read_count": 0,
               "share_user": 1, "share_count": 1, "add_to_fav_user": 0, "add_to_fav_count": 0}]}
              only articles whose figures add up to 3; `ori_page_*` is "read more"; nothing is kept as a favourite here
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Image and text analysis data"; "read, source, share, and favourite add up to 3" is its condition
    """
    return {"list": await _long(call, _summaries, _asked(call, at_most=1))}


@api.post("/datacube/getarticletotal", kinds=OFFICIAL, needs="analytics", body=Range)
async def getarticletotal(call: Call[Range]) -> Answer:
    """How the articles broadcast on one day were read by the end of each of the seven days from then on.

    Request:  {"begin_date": "2026-11-14", "end_date": "2026-11-14"}
    Response: {"list": [{"ref_date": "2026-11-14", "msgid": "2247483649_1", "title": "Water", "user_source": 0,
               "details": [{"stat_date": "2026-11-14", "target_user": 12, "int_page_read_user": 3, …}]}]}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Image and text analysis data"
    """
    return {"list": await _long(call, _totals, _asked(call, at_most=1))}


@api.post("/datacube/getuserread", kinds=OFFICIAL, needs="analytics", body=Range)
async def getuserread(call: Call[Range]) -> Answer:
    """How all articles were read on up to three days, by the way people came.

    Request:  {"begin_date": "2026-11-18", "end_date": "2026-11-20"}
    Response: {"list": [{"ref_date": "2026-11-20", "user_source": 99999999, "int_page_read_user": 3, …}]}
              `user_source` 0 chat, 1 friend, 4 history, 5 other, 99999999 all, which alone tells of "read more"
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Getting the overview of article reading"
    """
    return {"list": await _long(call, _readings, _asked(call, at_most=3))}


@api.post("/datacube/getarticleread", kinds=OFFICIAL, needs="analytics", body=Range)
async def getarticleread(call: Call[Range]) -> Answer:
    """Who read each published article on one day, by the way they came.

    Request:  {"begin_date": "2026-11-20", "end_date": "2026-11-20"}
    Response: {"list": [{"ref_date": "2026-11-20", "msgid": "2247483649_1", "detail": {"read_user": 3,
               "read_user_source": [{"user_count": 3, "scene_desc": "全部"}]}}], "is_delay": false}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Getting daily reading data of published content"
    """
    return {"list": await _long(call, _article_reads, _asked(call, at_most=1)), "is_delay": False}


@api.post("/datacube/getbizsummary", kinds=OFFICIAL, needs="analytics", body=Range)
async def getbizsummary(call: Call[Range]) -> Answer:
    """What was done with all articles, day by day, for up to thirty days.

    Request:  {"begin_date": "2026-11-01", "end_date": "2026-11-20"}
    Response: {"list": [{"ref_date": "2026-11-20", "detail": {"read_user": 3, "read_user_source": [...],
               "share_user": 1, "zaikan_user": 0, "like_user": 1, "comment_count": 2, "collection_user": 0,
               "send_page_count": 1, "redirect_ori_page_user": 0}}], "is_delay": false}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Getting overview data of published content"; its longest span is not told, others of the kind take 30
    """
    return {"list": await _long(call, _overviews, _asked(call, at_most=30)), "is_delay": False}


@api.post("/datacube/getupstreammsg", kinds=OFFICIAL, needs="analytics", body=Range)
async def getupstreammsg(call: Call[Range]) -> Answer:
    """What people wrote to the account on up to seven days, kind by kind.

    Request:  {"begin_date": "2026-11-14", "end_date": "2026-11-20"}
    Response: {"list": [{"ref_date": "2026-11-14", "user_source": 0, "msg_type": 1, "msg_user": 2, "msg_count": 5}]}
              `msg_type` 1 text, 2 image, 3 voice, 4 video, 6 anything else
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Message analysis data"
    """
    asked = _asked(call, at_most=7)
    return {"list": figures.messages(asked, await _long(call, _written, asked))}


@api.post("/datacube/getinterfacesummary", kinds=OFFICIAL, needs="analytics", body=Range)
async def getinterfacesummary(call: Call[Range]) -> Answer:
    """How the account's server answered on up to thirty days.

    Request:  {"begin_date": "2026-11-01", "end_date": "2026-11-20"}
    Response: {"list": [{"ref_date": "2026-11-20", "callback_count": 40, "fail_count": 1, "total_time_cost": 900,
               "max_time_cost": 120}]}
              times in milliseconds; a message that was tried three times is one; quiet days are left out
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Interface analysis data"
    """
    return {"list": figures.pushes(await _long(call, _pushes, _asked(call, at_most=30)))}


def _asked(call: Call[Range], *, at_most: int) -> Days:
    body = call.body
    return days.asked(str(body.begin_date), str(body.end_date), at_most=at_most, now=call.lane.clock.lane())


async def _long(call: Call[Range], question: Any, asked: Days) -> Any:
    return await call.lane.db.read_long(question, call.app.app_id, asked)


def _standing(read: Reader, app_id: str, asked: Days) -> dict[int, int]:
    return audience.standing(read, app_id, asked, following=followers.count(read, app_id))


def _summaries(read: Reader, app_id: str, asked: Days) -> list[figures.Row]:
    found = readings.of_articles(read, app_id, asked)
    return figures.summaries(found, readings.named(read, app_id, found, only_broadcast=True))


def _totals(read: Reader, app_id: str, asked: Days) -> list[figures.Row]:
    sent = readings.given_out(read, app_id, asked, only_broadcast=True)
    over = days.last(1, read.now).first - 1
    so_far = {}
    for day in range(asked.first, min(asked.first + FOLLOWED_UP_DAYS - 1, over) + 1):
        until = Days(asked.first, day)
        counted = readings.in_all(read, app_id, until), readings.in_all(read, app_id, until, by_source=True)
        so_far[day] = tuple(readings.by_article(one) for one in counted)
    return [
        figures.totals(
            article,
            asked.first,
            {day: (all_.get(at, []), ways.get(at, [])) for day, (all_, ways) in so_far.items()},
            sent_to=readings.sent_to(read, article),
        )
        for article in sent
        if (at := (article.number, article.place))
    ]


def _readings(read: Reader, app_id: str, asked: Days) -> list[figures.Row]:
    return figures.readings(readings.of_all(read, app_id, asked), readings.of_all(read, app_id, asked, by_source=True))


def _article_reads(read: Reader, app_id: str, asked: Days) -> list[figures.Row]:
    found = readings.of_articles(read, app_id, asked)
    by_source = readings.of_articles(read, app_id, asked, by_source=True)
    return figures.article_reads(found, by_source, readings.named(read, app_id, found))


def _overviews(read: Reader, app_id: str, asked: Days) -> list[figures.Row]:
    given_out: dict[int, int] = {}
    for article in readings.given_out(read, app_id, asked):
        day = readings.day_of(article)
        given_out[day] = given_out.get(day, 0) + 1
    return figures.overviews(
        asked,
        readings.of_all(read, app_id, asked),
        readings.of_all(read, app_id, asked, by_source=True),
        comments=readings.commented(read, app_id, asked),
        given_out=given_out,
    )


def _written(read: Reader, app_id: str, asked: Days) -> list[chat.WrittenOnDay]:
    return chat.written_to_app(read, app_id, since=asked.since, until=asked.until, by_kind=True)


def _pushes(read: Reader, app_id: str, asked: Days) -> list[dialog.PushHour]:
    return dialog.pushes_between(read, app_id, first_day=asked.first, last_day=asked.last)
