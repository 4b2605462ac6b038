"""Programs: the row a mini program has beside its app, made when first needed."""

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.mini.errors.versions import ProgramNotFound
from hutong.mini.models.programs import Privacy, Program, programs

MINI: apps.AppKind = "mini"


def app_of(read: Reader, app_id: str) -> apps.AppView:
    """The app of a mini program. Raises: ProgramNotFound"""
    app = apps.get(read, app_id[:64])
    if app is None or app.kind != MINI:
        raise ProgramNotFound()
    return app


def found(read: Reader, app_id: str) -> Program:
    """A program, as new when nothing was done with it yet. Raises: ProgramNotFound"""
    kept = read.one(programs.by_key, app_id=app_id[:64])
    return kept if kept is not None else _fresh(app_of(read, app_id))


def kept(tx: Transaction, app_id: str) -> Program:
    """The same, as a row that can be changed. Raises: ProgramNotFound"""
    there = tx.one(programs.by_key, app_id=app_id[:64])
    return there if there is not None else tx.get_or_add(_fresh(app_of(tx, app_id)))[0]


def several(read: Reader, app_ids: list[str]) -> dict[str, Program]:
    """The rows of these programs, of those that have one."""
    rows = (read.one(programs.by_key, app_id=app_id) for app_id in app_ids)
    return {row.app_id: row for row in rows if row is not None}


def set_open(tx: Transaction, app_id: str, *, is_open: bool) -> Program:
    """Let people open what is released, or not. Raises: ProgramNotFound"""
    return tx.update(kept(tx, app_id), is_open=is_open)


def set_searchable(tx: Transaction, app_id: str, *, is_searchable: bool) -> Program:
    """Let people find the program by its name, or not. Raises: ProgramNotFound"""
    return tx.update(kept(tx, app_id), is_searchable=is_searchable)


def _fresh(app: apps.AppView) -> Program:
    return Program(
        app_id=app.app_id,
        services=[],
        trial_id=None,
        release_id=None,
        grey=None,
        is_open=True,
        is_searchable=True,
        privacy=Privacy(),
        created_at=app.created_at,
    )
