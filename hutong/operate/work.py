"""How much work lies about, by what became of it."""

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, query
from hutong.kernel.jobs.table import jobs


class InState(msgspec.Struct, frozen=True):
    state: str
    total: int


_by_state = query(
    sa.select(jobs.c.state, sa.func.count().label("total")).select_from(jobs.sa).group_by(jobs.c.state), InState
)


def by_state(read: Reader) -> dict[str, int]:
    """How many jobs are "waiting", and how many were given up as "failed"."""
    return {one.state: one.total for one in read.many(_by_state)}
