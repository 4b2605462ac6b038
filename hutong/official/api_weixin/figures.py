"""Figures in the words of the wire. Nothing is made up: what cannot happen here, such as reading in Moments, is 0."""

from collections.abc import Iterable
from typing import Any

from hutong.chat import public as chat
from hutong.dialog import public as dialog
from hutong.official.models.articles import Article
from hutong.official.models.numbers import AudienceDay
from hutong.official.numbers.days import Days, spelled
from hutong.official.numbers.readings import Figure

Row = dict[str, Any]

# How somebody came, by our own word: search, a card handed on, a code; the rest is "other".
_WAYS = {"search": 1, "card": 17, "qr_code": 30}
# How somebody came to an article.
SOURCES = {"chat": 0, "friend": 1, "history": 4, "other": 5}
ALL_SOURCES = 99_999_999
_SCENES = {"chat": "公众号消息", "friend": "聊天会话", "history": "公众号主页", "other": "其它"}
_KINDS = {"text": 1, "image": 2, "voice": 3, "video": 4}
_OTHER_KIND = 6
_KINDS_OF_READING = {"read": "int_page_read", "source": "ori_page_read", "share": "share"}
_COUNTED = ("int_page_read", "ori_page_read", "share", "add_to_fav")
# The shortest sum of figures with which an article is told of at all.
_LEAST = 3


def comings(days: Days, counted: Iterable[AudienceDay]) -> list[Row]:
    """`getusersummary`: each day by the way people came; a day on which nobody did is told as well."""
    sums: dict[tuple[int, int], list[int]] = {(day, 0): [0, 0] for day in days.each()}
    for one in counted:
        sum_ = sums.setdefault((one.day, _WAYS.get(one.how, 0)), [0, 0])
        sum_[0] += one.came
        sum_[1] += one.left
    return [
        {"ref_date": spelled(day), "user_source": way, "new_user": came, "cancel_user": left}
        for (day, way), (came, left) in sorted(sums.items())
    ]


def summaries(figures: list[Figure], names: dict[tuple[int, int], Article]) -> list[Row]:
    """`getarticlesummary`: what was done with each article on its day; the least read are left out."""
    rows = []
    for (day, number, place), those in _apart(figures).items():
        counts = _counts(those)
        article = names.get((number, place))
        told = sum(counts[name] for name in _SUMMED)
        if article is not None and told >= _LEAST:
            rows.append({"ref_date": spelled(day), **_named(article), "user_source": 0, **counts})
    return rows


def totals(
    article: Article, sent_on: int, so_far: dict[int, tuple[list[Figure], list[Figure]]], *, sent_to: int
) -> Row:
    """`getarticletotal`: an article day by day, counted from when it was sent to the end of each day."""
    details = [
        {"stat_date": spelled(day), "target_user": sent_to, **_counts(figures), **_by_source(sources)}
        for day, (figures, sources) in sorted(so_far.items())
    ]
    return {"ref_date": spelled(sent_on), **_named(article), "user_source": 0, "details": details}


def readings(figures: list[Figure], by_source: list[Figure]) -> list[Row]:
    """`getuserread`: all articles together, each way of coming by itself and then all ways."""
    rows = []
    for (day, source), those in _apart_by_source(by_source).items():
        counts = {name: count for name, count in _counts(those).items() if not name.startswith(("ori_", "add_"))}
        rows.append({"ref_date": spelled(day), "user_source": SOURCES[source], **counts})
    rows += [
        {"ref_date": spelled(day), "user_source": ALL_SOURCES, **_counts(those)}
        for (day, _, _), those in _apart(figures).items()
    ]
    return sorted(rows, key=lambda row: (row["ref_date"], row["user_source"]))


def article_reads(figures: list[Figure], by_source: list[Figure], names: dict[tuple[int, int], Article]) -> list[Row]:
    """`getarticleread`: who read each article on its day, and how they came."""
    ways = _apart(one for one in by_source if one.kind == "read")
    return [
        {"ref_date": spelled(one.day), "msgid": message_id(one.number, one.place), "detail": _readers(one, ways)}
        for one in figures
        if one.kind == "read" and (one.number, one.place) in names
    ]


def overviews(
    days: Days,
    figures: list[Figure],
    by_source: list[Figure],
    *,
    comments: dict[int, int],
    given_out: dict[int, int],
) -> list[Row]:
    """`getbizsummary`: what was done with all articles, day by day."""
    done = {(one.day, one.kind): one for one in figures}
    ways = _apart(one for one in by_source if one.kind == "read")

    def people(day: int, kind: str) -> int:
        found = done.get((day, kind))
        return found.people if found else 0

    return [
        {
            "ref_date": spelled(day),
            "detail": {
                **_readers(done.get((day, "read"), Figure(day, 0, 0, "read", "", 0, 0)), ways),
                "share_user": people(day, "share"),
                "zaikan_user": 0,
                "like_user": people(day, "like"),
                "comment_count": comments.get(day, 0),
                "collection_user": 0,
                "send_page_count": given_out.get(day, 0),
                "redirect_ori_page_user": people(day, "source"),
            },
        }
        for day in days.each()
    ]


def messages(days: Days, written: Iterable[chat.WrittenOnDay]) -> list[Row]:
    """`getupstreammsg`: what people wrote, kind by kind. Places, links and files share a kind of the wire."""
    sums: dict[tuple[int, int], list[int]] = {}
    for one in written:
        sum_ = sums.setdefault((one.day, _KINDS.get(one.kind, _OTHER_KIND)), [0, 0])
        sum_[0] += one.people
        sum_[1] += one.messages
    return [
        {
            "ref_date": spelled(days.first + day),
            "user_source": 0,
            "msg_type": kind,
            "msg_user": people,
            "msg_count": count,
        }
        for (day, kind), (people, count) in sorted(sums.items())
    ]


def pushes(hours: Iterable[dialog.PushHour]) -> list[Row]:
    """`getinterfacesummary`: how the account's server answered, day by day."""
    rows: dict[int, Row] = {}
    for one in hours:
        row = rows.setdefault(
            one.day,
            {
                "ref_date": spelled(one.day),
                "callback_count": 0,
                "fail_count": 0,
                "total_time_cost": 0,
                "max_time_cost": 0,
            },
        )
        row["callback_count"] += one.sent
        row["fail_count"] += one.failed
        row["total_time_cost"] += one.total_ms
        row["max_time_cost"] = max(row["max_time_cost"], one.longest_ms)
    return list(rows.values())


def message_id(number: int, place: int) -> str:
    """An article as figures name it: the message and its place in it, from 1."""
    return f"{number}_{place + 1}"


_SUMMED = ("int_page_read_user", "ori_page_read_user", "share_user", "share_count", "add_to_fav_user")


def _named(article: Article) -> Row:
    return {"msgid": message_id(article.number, article.place), "title": article.piece.title}


def _readers(reading: Figure, ways: dict[tuple[int, int, int], list[Figure]]) -> Row:
    those = ways.get((reading.day, reading.number, reading.place), [])
    told = [{"user_count": one.people, "scene_desc": _SCENES[one.source]} for one in those]
    return {
        "read_user": reading.people,
        "read_user_source": [{"user_count": reading.people, "scene_desc": "全部"}, *told],
    }


def _counts(figures: Iterable[Figure]) -> Row:
    counts = {f"{name}_{what}": 0 for name in _COUNTED for what in ("user", "count")}
    for one in figures:
        if (name := _KINDS_OF_READING.get(one.kind)) is not None:
            counts[f"{name}_user"], counts[f"{name}_count"] = one.people, one.times
    return counts


def _by_source(figures: Iterable[Figure]) -> Row:
    words = {"chat": "session", "history": "hist_msg", "friend": "friends", "other": "other"}
    row = {
        f"int_page_from_{word}_read_{what}": 0
        for word in ("session", "hist_msg", "feed", "friends", "other")
        for what in ("user", "count")
    }
    row |= {f"feed_share_from_{word}_{what}": 0 for word in ("session", "feed", "other") for what in ("user", "cnt")}
    for one in figures:
        if one.kind == "read":
            word = words[one.source]
            row[f"int_page_from_{word}_read_user"] = one.people
            row[f"int_page_from_{word}_read_count"] = one.times
    return row


def _apart(figures: Iterable[Figure]) -> dict[tuple[int, int, int], list[Figure]]:
    those: dict[tuple[int, int, int], list[Figure]] = {}
    for one in figures:
        those.setdefault((one.day, one.number, one.place), []).append(one)
    return those


def _apart_by_source(figures: Iterable[Figure]) -> dict[tuple[int, str], list[Figure]]:
    those: dict[tuple[int, str], list[Figure]] = {}
    for one in figures:
        if one.kind in ("read", "share"):
            those.setdefault((one.day, one.source), []).append(one)
    return those
