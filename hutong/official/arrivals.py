"""Arrivals: when those who follow an account came."""

from datetime import datetime

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, param, query
from hutong.official.models.followers import followers

_DAY_MS = 86_400_000


class CameOnDay(msgspec.Struct, frozen=True):
    """How many came on the day that many days after the first."""

    day: int
    came: int


_day = (sa.type_coerce(followers.c.followed_at, sa.BigInteger()) - param("since_ms", sa.BigInteger())) // _DAY_MS
_came = query(
    sa.select(_day.label("day"), sa.func.count().label("came"))
    .select_from(followers.sa)
    .where(
        followers.c.app_id == param("app_id"),
        followers.c.is_following == 1,
        followers.c.followed_at >= param("since", followers.c.followed_at.type),
    )
    .group_by(sa.literal_column("day"))
    .order_by(sa.literal_column("day")),
    CameOnDay,
)


def per_day(read: Reader, app_id: str, *, since: datetime, days: int) -> list[int]:
    """How many of today's followers came on each of `days` days from `since`."""
    found = {
        one.day: one.came
        for one in read.many(_came, app_id=app_id, since=since, since_ms=round(since.timestamp() * 1000))
    }
    return [found.get(day, 0) for day in range(days)]
