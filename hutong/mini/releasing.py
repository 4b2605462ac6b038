"""Releasing: at once, to a share of people first, and back again."""

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.mini import events, programs
from hutong.mini.errors import versions as errors
from hutong.mini.models.programs import Grey, Program
from hutong.mini.models.reviews import PASSED
from hutong.mini.models.versions import Release, Version, releases
from hutong.mini.reviews import asking
from hutong.mini.versions import choosing

MOST_GONE_BACK = 5
"""To how many releases before the present one a program can go back."""

_newest = query(
    releases.select()
    .where(releases.c.app_id == param("app_id"))
    .order_by(releases.c.release_id.desc())
    .limit(param("limit", sa.Integer())),
    Release,
)


def set_trial(tx: Transaction, app_id: str, version_id: int) -> Program:
    """Let testers open this version. Raises: ProgramNotFound · VersionNotFound · VersionNotReady"""
    version = choosing.ready(tx, app_id, version_id)
    return tx.update(programs.kept(tx, app_id), trial_id=version.version_id)


def release(tx: Transaction, app_id: str, *, by: str = "") -> Release:
    """Give people the version that passed its review last; they get it at their next start.

    Raises: NothingToRelease · ReviewNotPassed · AlreadyReleased
    Publishes: VersionReleased
    """
    program = programs.kept(tx, app_id)
    return _put_out(tx, program, _passed(tx, program).version_id, how="release", by=by)


def begin_grey(
    tx: Transaction,
    app_id: str,
    percent: int,
    *,
    members_first: bool = False,
    testers_first: bool = False,
    by: str = "",
) -> Program:
    """Give the version that passed last to a share of people, or to a larger one; at 100 % it is released.

    Raises: NotReleased · GreyPercentWrong · GreyMustGrow · GreyNotApproved · AlreadyReleased
    """
    program = programs.kept(tx, app_id)
    if not 1 <= percent <= 100:
        raise errors.GreyPercentWrong()
    if program.release_id is None:
        raise errors.NotReleased()
    if program.grey is not None and percent <= program.grey.percent:
        raise errors.GreyMustGrow(percent=program.grey.percent)
    version_id = program.grey.version_id if program.grey is not None else _passed_for_grey(tx, program).version_id
    if percent == 100:
        _put_out(tx, program, version_id, how="release", by=by)
        return programs.kept(tx, app_id)
    began_at = program.grey.began_at if program.grey is not None else tx.now
    grey = Grey(
        version_id=version_id,
        percent=percent,
        began_at=began_at,
        members_first=members_first,
        testers_first=testers_first,
    )
    tx.publish(events.VersionReleased(app_id=app_id, version_id=version_id))
    return tx.update(program, grey=grey)


def end_grey(tx: Transaction, app_id: str) -> Program:
    """Give everybody the released version again. Raises: NoGreyRelease"""
    program = programs.kept(tx, app_id)
    if program.grey is None:
        raise errors.NoGreyRelease()
    return tx.update(program, grey=None)


def go_back(tx: Transaction, app_id: str, version_id: int | None = None, *, by: str = "") -> Release:
    """Give people the release before, or an older one, again.

    Raises: NotReleased · ReleaseRunsInShares · NoOlderRelease
    Publishes: VersionReleased
    """
    program = programs.kept(tx, app_id)
    if program.release_id is None:
        raise errors.NotReleased()
    if program.grey is not None:
        raise errors.ReleaseRunsInShares()
    older = older_releases(tx, program)
    wanted = [version for version in older if version_id in (None, version.version_id)]
    if not wanted:
        raise errors.NoOlderRelease()
    return _put_out(tx, program, wanted[0].version_id, how="rollback", by=by)


def older_releases(read: Reader, program: Program) -> list[Version]:
    """The versions a program can go back to, the nearest first."""
    # Whoever went back goes further back from there, and not forward again.
    released = {then.version_id for then in history_of(read, program.app_id)}
    found = sorted((one for one in released if one < (program.release_id or 0)), reverse=True)
    return [choosing.found(read, program.app_id, version_id) for version_id in found[:MOST_GONE_BACK]]


def history_of(read: Reader, app_id: str, *, limit: int = 50) -> list[Release]:
    """What was released when, newest first."""
    return read.many(_newest, app_id=app_id, limit=limit)


def _put_out(tx: Transaction, program: Program, version_id: int, *, how: str, by: str) -> Release:
    tx.update(program, release_id=version_id, grey=None)
    tx.publish(events.VersionReleased(app_id=program.app_id, version_id=version_id))
    return tx.insert(
        Release(
            app_id=program.app_id,
            release_id=tx.new_id("mini.release"),
            version_id=version_id,
            how=how,
            by=by,
            released_at=tx.now,
        )
    )


def _passed(read: Reader, program: Program) -> Version:
    review = asking.newest(read, program.app_id)
    if review is None:
        raise errors.NothingToRelease()
    if review.state != PASSED:
        raise errors.ReviewNotPassed(state=review.state)
    return _not_yet_out(read, program, review.version_id)


def _passed_for_grey(read: Reader, program: Program) -> Version:
    review = asking.newest(read, program.app_id)
    if review is None or review.state != PASSED:
        raise errors.GreyNotApproved()
    return _not_yet_out(read, program, review.version_id)


def _not_yet_out(read: Reader, program: Program, version_id: int) -> Version:
    if any(then.version_id == version_id for then in history_of(read, program.app_id)):
        raise errors.AlreadyReleased()
    return choosing.found(read, program.app_id, version_id)
