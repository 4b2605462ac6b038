"""Which days have bills: whole days in Beijing, from ten on the next morning, for three months."""

import re
from datetime import date, datetime, timedelta

from hutong.pay import times
from hutong.pay.errors import bills as errors

READY_AFTER = timedelta(days=1, hours=10)
KEPT_FOR = timedelta(days=92)
_SPELT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read(text: str) -> date:
    """A day as callers spell it, yyyy-MM-dd. Raises: BillDateWrong"""
    try:
        if not _SPELT.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise errors.BillDateWrong(issue="格式应为yyyy-MM-dd") from None


def check(now: datetime, day: date) -> None:
    """Whether the bill of `day` can be had. Raises: BillDateWrong · StatementNotReady"""
    today = times.day_of(now)
    if day > today:
        raise errors.BillDateWrong(issue="日期不能晚于今天")
    if day < today - KEPT_FOR:
        raise errors.BillDateWrong(issue="仅支持三个月内的账单")
    if now < ready_at(day):
        raise errors.StatementNotReady()


def ready_at(day: date) -> datetime:
    """When the bill of a day is made."""
    return times.start_of(day) + READY_AFTER
