"""Who is an operator, and how one becomes one."""

import sqlalchemy as sa

from hutong.kernel.audit import audit
from hutong.kernel.db import Count, Reader, Transaction, param, query, statement
from hutong.operate import errors
from hutong.operate.models import Operator, operators
from hutong.people import public as people

_count = query(sa.select(sa.func.count().label("total")).select_from(operators.sa), Count)
_all = query(operators.select().order_by(operators.c.since, operators.c.person_id), Operator)
_remove = statement(sa.delete(operators.sa).where(operators.c.person_id == param("of_person")))


def is_operator(read: Reader, person_id: int) -> bool:
    """Whether this person looks after the instance."""
    return read.one(operators.by_key, person_id=person_id) is not None


def require(read: Reader, kind: str, person_id: int | None) -> None:
    """Make sure, on the data of this very moment, that the caller has operators' powers; in a lab everybody has.

    Raises: OperatorNeeded
    """
    if kind != "lab" and (person_id is None or not is_operator(read, person_id)):
        raise errors.OperatorNeeded()


def count(read: Reader) -> int:
    """How many operators there are."""
    found = read.one(_count)
    assert found is not None, "a count answers one row"
    return found.total


def everybody(read: Reader) -> list[Operator]:
    """All operators, in the order they came."""
    return read.many(_all)


def grant(tx: Transaction, *, person_id: int, role: str, inviter_id: int | None) -> None:
    """Give a newcomer the role their invitation promised; a member has none."""
    if role != "operator":
        return
    people.require(tx, person_id)
    _, is_new = tx.get_or_add(Operator(person_id=person_id, since=tx.now, inviter_id=inviter_id))
    if is_new:
        actor = f"operator:{inviter_id}" if inviter_id is not None else "system"
        audit(tx, actor=actor, action="operate.operator_made", subject=f"person:{person_id}")
        people.recheck_sessions(tx, person_id)


def withdraw(tx: Transaction, *, person_id: int, actor: str) -> None:
    """Take an operator's role away; without it nothing changes.

    Raises: LastOperator
    """
    if not is_operator(tx, person_id):
        return
    if count(tx) == 1:
        raise errors.LastOperator()
    tx.run(_remove, of_person=person_id)
    audit(tx, actor=actor, action="operate.operator_withdrawn", subject=f"person:{person_id}")
    people.recheck_sessions(tx, person_id)
