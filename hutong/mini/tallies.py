"""Whom programs talk to: counted for each person, who may look at it."""

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.mini.models.visits import Tally, tallies

MOST_HOSTS = 200
"""Hosts that are told apart for a person and a program; the rest are counted together."""
OTHERS = "*"

_of_program = query(
    tallies.select()
    .where(tallies.c.person_id == param("person_id"), tallies.c.app_id == param("app_id"))
    .order_by(tallies.c.count.desc(), tallies.c.host)
    .limit(MOST_HOSTS + 1),
    Tally,
)
_count = statement(
    sa.update(tallies.sa)
    .where(
        tallies.c.person_id == param("of_person"), tallies.c.app_id == param("of_app"), tallies.c.host == param("to")
    )
    .values(
        count=tallies.c.count + param("more"),
        refused=tallies.c.refused + param("more_refused"),
        last_at=param("at"),
    )
)


def of_program(read: Reader, person_id: int, app_id: str) -> list[Tally]:
    """The hosts a program talked to when this person had it open, the most often first."""
    return read.many(_of_program, person_id=person_id, app_id=app_id)


def count(tx: Transaction, person_id: int, app_id: str, host: str, *, is_refused: bool) -> None:
    """A program talked to a host, or was kept from it."""
    told = {"of_person": person_id, "of_app": app_id, "more": 1, "more_refused": int(is_refused), "at": tx.now}
    if tx.run(_count, **told, to=host):
        return
    known = of_program(tx, person_id, app_id)
    named = host if len(known) < MOST_HOSTS else OTHERS
    fresh = Tally(person_id=person_id, app_id=app_id, host=named, count=0, refused=0, last_at=tx.now)
    tx.get_or_add(fresh)
    tx.run(_count, **told, to=named)
