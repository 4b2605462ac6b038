"""Tallies: how much was said with an app, day by day."""

from datetime import datetime

import msgspec
import sqlalchemy as sa

from hutong.chat.models.tables import conversations, entries
from hutong.kernel.db import Query, Reader, param, query

_DAY_MS = 86_400_000


class SaidOnDay(msgspec.Struct, frozen=True):
    """What people wrote and what the app said on the day that many days after the first."""

    day: int
    written: int
    answered: int


class WrittenOnDay(msgspec.Struct, frozen=True):
    """What people wrote to an app on the day that many days after the first; `kind` is empty for all kinds together."""

    day: int
    kind: str
    people: int
    messages: int


class SaidIn(msgspec.Struct, frozen=True):
    """What was said in the thread of a person with an app."""

    written: int
    answered: int
    last_written_at: datetime | None


# What people say, against what they do to what was said.
_SAYING = ("text", "image", "voice", "video", "file", "location", "link")
_is_written = sa.and_(
    entries.c.sender.like("person:%"), sa.or_(*(entries.c.kind == kind_said for kind_said in _SAYING))
)
_at_ms = sa.type_coerce(entries.c.at, sa.BigInteger())
_day = (_at_ms - param("since_ms", sa.BigInteger())) // _DAY_MS
_said = query(
    sa.select(
        _day.label("day"),
        sa.func.sum(sa.case((entries.c.sender.like("person:%"), 1), else_=0)).label("written"),
        sa.func.sum(sa.case((entries.c.sender.like("app:%"), 1), else_=0)).label("answered"),
    )
    .select_from(entries.sa.join(conversations.sa, conversations.c.id == entries.c.conversation_id))
    .where(
        conversations.c.app_id == param("app_id"),
        conversations.c.kind == "app",
        conversations.c.last_entry_at >= param("since", conversations.c.last_entry_at.type),
        entries.c.at >= param("since", entries.c.at.type),
    )
    .group_by(sa.literal_column("day"))
    .order_by(sa.literal_column("day")),
    SaidOnDay,
)


def _written(kind: "sa.ColumnElement[str]", *apart: "sa.ColumnElement[str]") -> Query[WrittenOnDay]:
    return query(
        sa.select(
            _day.label("day"),
            kind.label("kind"),
            sa.func.count(entries.c.sender.distinct()).label("people"),
            sa.func.count().label("messages"),
        )
        .select_from(entries.sa.join(conversations.sa, conversations.c.id == entries.c.conversation_id))
        .where(
            conversations.c.app_id == param("app_id"),
            conversations.c.kind == "app",
            conversations.c.last_entry_at >= param("since", conversations.c.last_entry_at.type),
            entries.c.at >= param("since", entries.c.at.type),
            entries.c.at < param("until", entries.c.at.type),
            _is_written,
        )
        .group_by(sa.literal_column("day"), *apart)
        .order_by(sa.literal_column("day"), *apart),
        WrittenOnDay,
    )


_written_by_kind = _written(entries.c.kind, entries.c.kind)
_written_in_all = _written(sa.literal("", sa.Text()))


def written_to_app(
    read: Reader, app_id: str, *, since: datetime, until: datetime, by_kind: bool = False
) -> list[WrittenOnDay]:
    """What people wrote to an app on each day from `since` to before `until`; quiet days are left out."""
    question = _written_by_kind if by_kind else _written_in_all
    return read.many(question, app_id=app_id, since=since, until=until, since_ms=round(since.timestamp() * 1000))


_said_in = query(
    sa.select(
        sa.func.count(sa.case((_is_written, 1))).label("written"),
        sa.func.count(sa.case((entries.c.sender.like("app:%"), 1))).label("answered"),
        sa.type_coerce(sa.func.max(sa.case((_is_written, entries.c.at))), entries.c.at.type).label("last_written_at"),
    ).where(entries.c.conversation_id == param("conversation_id")),
    SaidIn,
)


def said_in(read: Reader, conversation_id: int) -> SaidIn:
    """How much was said in a thread, and when the person last wrote."""
    said = read.one(_said_in, conversation_id=conversation_id)
    assert said is not None, "a count answers a row"
    return said


def said_with_app(read: Reader, app_id: str, *, since: datetime, days: int) -> list[SaidOnDay]:
    """What was said with an app on each of `days` days from `since`, quiet days included."""
    found = {
        one.day: one for one in read.many(_said, app_id=app_id, since=since, since_ms=round(since.timestamp() * 1000))
    }
    return [found.get(day, SaidOnDay(day, 0, 0)) for day in range(days)]
