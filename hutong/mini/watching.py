"""Who has a development version before them: they are told when there is a newer one, and see it at once."""

from datetime import timedelta

import sqlalchemy as sa

from hutong.kernel.db import Reader, Row, param, query
from hutong.mini import programs, testers
from hutong.mini.models.versions import READY, Version
from hutong.mini.models.visits import visits
from hutong.mini.versions import choosing

LOOKED_LATELY = timedelta(hours=12)
_MOST_TOLD = 200


class Visitor(Row, frozen=True):
    """Somebody who opened the program."""

    person_id: int


_lately = query(
    sa.select(visits.c.person_id)
    .where(visits.c.app_id == param("app_id"), visits.c.opened_at >= param("since", visits.c.opened_at.type))
    .order_by(visits.c.opened_at.desc())
    .limit(param("limit", sa.Integer())),
    Visitor,
)


def watchers(read: Reader, app_id: str, version_id: int) -> tuple[Version | None, list[int]]:
    """The version if it can be opened, and who may have the development version of its program open."""
    app = programs.app_of(read, app_id)
    version = choosing.found(read, app_id, version_id)
    if version.state != READY:
        return None, []
    lately = read.many(_lately, app_id=app_id, since=read.now - LOOKED_LATELY, limit=_MOST_TOLD)
    return version, [one.person_id for one in lately if testers.may_develop(read, app, one.person_id)]
