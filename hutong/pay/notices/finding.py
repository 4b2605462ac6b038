"""Looking at what merchants were told."""

import sqlalchemy as sa

from hutong.kernel.db import Reader, param, query
from hutong.pay.models.notices import Notice, notices
from hutong.pay.places import LATEST, Place

_page = query(
    notices.select()
    .where(
        notices.c.mchid == param("mchid"),
        sa.tuple_(notices.c.created_at, notices.c.id)
        < sa.tuple_(param("before_at", notices.c.created_at.type), param("before_id", sa.Text())),
    )
    .order_by(notices.c.created_at.desc(), notices.c.id.desc())
    .limit(param("limit", sa.Integer())),
    Notice,
)
_about = query(
    notices.select()
    .where(notices.c.mchid == param("mchid"), notices.c.subject == param("subject"))
    .order_by(notices.c.created_at, notices.c.id),
    Notice,
)


def find(read: Reader, mchid: str, notice_id: str) -> Notice | None:
    """A merchant's notice."""
    return read.one(notices.by_key, mchid=mchid, id=notice_id)


def page(read: Reader, mchid: str, *, before: Place = LATEST, limit: int = 50) -> list[Notice]:
    """What a merchant was told before a place in the list, newest first."""
    return read.many(_page, mchid=mchid, before_at=before.at, before_id=before.id, limit=limit)


def about(read: Reader, mchid: str, subject: str) -> list[Notice]:
    """What a merchant was told of one subject, oldest first."""
    return read.many(_about, mchid=mchid, subject=subject)
