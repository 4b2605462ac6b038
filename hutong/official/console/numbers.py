"""/api/console/apps/{app_id}/numbers and /scenes: what happened around an account, day by day and code by code."""

from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.dialog import public as dialog
from hutong.kernel.db import Reader
from hutong.official import followers
from hutong.official.numbers import audience, days, funnel, readings
from hutong.official.numbers.days import Days
from hutong.official.numbers.readings import Figure
from hutong.wire.product import Call, console

_MOST_DAYS = 90
_MOST_SCENES = 200
_MOST_ARTICLES = 20


class NumbersQuery(msgspec.Struct, frozen=True):
    """How many days, the present one included. Days are China's, as those of /datacube."""

    days: int = 30


class DayNumbers(msgspec.Struct, frozen=True, kw_only=True):
    """One day: who came, left and followed at its end, who wrote, who read, how the server answered."""

    on: str
    came: int
    left: int
    following: int
    writers: int
    messages: int
    readers: int
    reads: int
    shares: int
    pushes: int
    failed_pushes: int
    mean_push_ms: int | None
    longest_push_ms: int | None


class WayNumbers(msgspec.Struct, frozen=True):
    """A way of coming to follow: a key of `followers.WAYS`."""

    how: str
    came: int
    left: int


class KindNumbers(msgspec.Struct, frozen=True):
    """What people wrote, by kind of message. `people` counts somebody once a day."""

    kind: str
    people: int
    messages: int


class ArticleNumbers(msgspec.Struct, frozen=True, kw_only=True):
    """What was done with an article in these days."""

    title: str
    code: str
    published_at: datetime
    readers: int
    reads: int
    shares: int
    likes: int


class Numbers(msgspec.Struct, frozen=True):
    days: list[DayNumbers]
    ways: list[WayNumbers]
    kinds: list[KindNumbers]
    articles: list[ArticleNumbers]


class SceneShape(msgspec.Struct, frozen=True, kw_only=True):
    """How many people went how far with the codes of a scene. Who scans twice is one person and two scans."""

    scene: str
    is_number: bool
    scans: int
    scanned: int
    followed: int
    wrote: int
    paid: int


class SceneList(msgspec.Struct, frozen=True):
    items: list[SceneShape]


@console.get("/apps/{app_id}/numbers", query=NumbersQuery)
async def show(call: Call[None]) -> Numbers:
    """The last days of an account in figures.

    Response: {"days": [{"on": "2026-11-21", "came": 3, "left": 1, "following": 12, "writers": 2, "messages": 5,
               "readers": 4, "reads": 6, "shares": 1, "pushes": 8, "failed_pushes": 0, "mean_push_ms": 20,
               "longest_push_ms": 80}], "ways": [{"how": "qr_code", "came": 3, "left": 0}],
               "kinds": [{"kind": "text", "people": 2, "messages": 5}], "articles": [{"title", "code",
               "published_at", "readers", "reads", "shares", "likes"}]}
    Errors:   NotYours
    """
    return await call.lane.db.read_long(_numbers, call)


@console.get("/apps/{app_id}/scenes")
async def scenes(call: Call[None]) -> SceneList:
    """How far people went who scanned a code, scene by scene, the most scanned first.

    Response: {"items": [{"scene": "front door", "is_number": false, "scans": 9, "scanned": 7, "followed": 5,
               "wrote": 2, "paid": 1}]}
    Errors:   NotYours
    """
    return await call.lane.db.read_long(_scenes, call)


def _numbers(read: Reader, call: Call[None]) -> Numbers:
    app = apps.require_account(read, call.actor, call.path["app_id"], "numbers")
    asked = days.last(min(max(call.query.days, 1), _MOST_DAYS), read.now)
    comings = audience.between(read, app.app_id, asked)
    by_kind = chat.written_to_app(read, app.app_id, since=asked.since, until=asked.until, by_kind=True)
    ways: dict[str, list[int]] = {}
    for one in comings:
        way = ways.setdefault(one.how, [0, 0])
        way[0] += one.came
        way[1] += one.left
    kinds: dict[str, list[int]] = {}
    for written in by_kind:
        kind = kinds.setdefault(written.kind, [0, 0])
        kind[0] += written.people
        kind[1] += written.messages
    return Numbers(
        days=_days(read, app.app_id, asked),
        ways=[WayNumbers(how, *way) for how, way in sorted(ways.items(), key=lambda one: (-one[1][0], one[0]))],
        kinds=[KindNumbers(name, *kind) for name, kind in sorted(kinds.items(), key=lambda one: -one[1][1])],
        articles=_articles(read, app.app_id, asked),
    )


def _days(read: Reader, app_id: str, asked: Days) -> list[DayNumbers]:
    stood = audience.standing(read, app_id, asked, following=followers.count(read, app_id))
    came: dict[int, int] = {}
    left: dict[int, int] = {}
    for one in audience.between(read, app_id, asked):
        came[one.day] = came.get(one.day, 0) + one.came
        left[one.day] = left.get(one.day, 0) + one.left
    wrote = {
        asked.first + one.day: one for one in chat.written_to_app(read, app_id, since=asked.since, until=asked.until)
    }
    done = {(one.day, one.kind): one for one in readings.of_all(read, app_id, asked)}
    pushed: dict[int, list[dialog.PushHour]] = {}
    for hour in dialog.pushes_between(read, app_id, first_day=asked.first, last_day=asked.last):
        pushed.setdefault(hour.day, []).append(hour)
    nothing = Figure(0, 0, 0, "", "", 0, 0)
    return [
        DayNumbers(
            on=days.spelled(day),
            came=came.get(day, 0),
            left=left.get(day, 0),
            following=stood[day],
            writers=wrote[day].people if day in wrote else 0,
            messages=wrote[day].messages if day in wrote else 0,
            readers=done.get((day, "read"), nothing).people,
            reads=done.get((day, "read"), nothing).times,
            shares=done.get((day, "share"), nothing).times,
            pushes=sum(one.sent for one in pushed.get(day, [])),
            failed_pushes=sum(one.failed for one in pushed.get(day, [])),
            mean_push_ms=_mean_ms(pushed.get(day, [])),
            longest_push_ms=max((one.longest_ms for one in pushed.get(day, [])), default=None),
        )
        for day in asked.each()
    ]


def _mean_ms(hours: list[dialog.PushHour]) -> int | None:
    sent = sum(one.sent for one in hours)
    return round(sum(one.total_ms for one in hours) / sent) if sent else None


def _articles(read: Reader, app_id: str, asked: Days) -> list[ArticleNumbers]:
    found = readings.in_all(read, app_id, asked)
    names = readings.named(read, app_id, found)
    shapes = []
    for at, figures in readings.by_article(found).items():
        done = {one.kind: one for one in figures}
        if at in names and "read" in done:
            shapes.append(
                ArticleNumbers(
                    title=names[at].piece.title,
                    code=names[at].code,
                    published_at=names[at].published_at,
                    readers=done["read"].people,
                    reads=done["read"].times,
                    shares=done["share"].times if "share" in done else 0,
                    likes=done["like"].people if "like" in done else 0,
                )
            )
    return sorted(shapes, key=lambda one: (-one.reads, one.title))[:_MOST_ARTICLES]


def _scenes(read: Reader, call: Call[None]) -> SceneList:
    app = apps.require_account(read, call.actor, call.path["app_id"], "numbers")
    return SceneList(
        [
            SceneShape(
                scene=funnel.shown(one.scene),
                is_number=one.scene.startswith("number:"),
                scans=one.scans,
                scanned=one.scanned,
                followed=one.followed,
                wrote=one.wrote,
                paid=one.paid,
            )
            for one in funnel.of_scenes(read, app.app_id, limit=_MOST_SCENES)
        ]
    )
