"""Testers and members: who may open what is not released."""

import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Count, Reader, Transaction, param, query, statement
from hutong.mini import programs
from hutong.mini.errors.testers import AlreadyTester, TooManyTesters, UnknownTester
from hutong.mini.models.testers import Tester, testers

MOST_OF_INDIVIDUALS, MOST_OF_COMPANIES, MOST_OF_VERIFIED = 15, 30, 60

_of_app = query(
    testers.select().where(testers.c.app_id == param("app_id")).order_by(testers.c.added_at, testers.c.person_id),
    Tester,
)
_count = query(
    sa.select(sa.func.count().label("total")).select_from(testers.sa).where(testers.c.app_id == param("app_id")), Count
)
_remove = statement(
    sa.delete(testers.sa).where(testers.c.app_id == param("of_app"), testers.c.person_id == param("whose"))
)


def add(tx: Transaction, app_id: str, person_id: int) -> Tester:
    """Let somebody open the trial version. Raises: ProgramNotFound · AlreadyTester · TooManyTesters"""
    app = programs.app_of(tx, app_id)
    if len(of_app(tx, app_id)) >= most(app):
        raise TooManyTesters(limit=most(app))
    tester, is_new = tx.get_or_add(Tester(app_id=app_id, person_id=person_id, added_at=tx.now))
    if not is_new:
        raise AlreadyTester()
    return tester


def remove(tx: Transaction, app_id: str, person_id: int) -> None:
    """Let somebody open it no longer. Raises: UnknownTester"""
    if not tx.run(_remove, of_app=app_id, whose=person_id):
        raise UnknownTester()


def of_app(read: Reader, app_id: str) -> list[Tester]:
    """The testers of a program, in the order they came."""
    return read.many(_of_app, app_id=app_id)


def most(app: apps.AppView) -> int:
    """How many testers a program may have."""
    if app.owner_kind == "individual":
        return MOST_OF_INDIVIDUALS
    return MOST_OF_VERIFIED if app.verified else MOST_OF_COMPANIES


def is_tester(read: Reader, app_id: str, person_id: int) -> bool:
    return read.one(testers.by_key, app_id=app_id, person_id=person_id) is not None


def is_member(read: Reader, app: apps.AppView, person_id: int) -> bool:
    """Whether somebody owns the program or works on it."""
    return app.owner_person_id == person_id or apps.is_member(read, app.app_id, person_id)


def may_try(read: Reader, app: apps.AppView, person_id: int) -> bool:
    """Whether somebody may open the trial version."""
    return may_develop(read, app, person_id) or is_tester(read, app.app_id, person_id)


def may_develop(read: Reader, app: apps.AppView, person_id: int) -> bool:
    """Whether somebody may open development versions."""
    return is_member(read, app, person_id) or is_nobodys(read, app)


def is_nobodys(read: Reader, app: apps.AppView) -> bool:
    """Whether an owner that is no person has named nobody yet: a lab's program, which everybody may try."""
    if app.owner_person_id is not None or apps.has_members(read, app.app_id):
        return False
    counted = read.one(_count, app_id=app.app_id)
    return counted is None or counted.total == 0
