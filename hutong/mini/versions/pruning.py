"""Previews pile up while somebody works: only the last few of each person are kept."""

import sqlalchemy as sa

from hutong.kernel.db import Count, Transaction, param, query, statement
from hutong.mini.models.versions import PREVIEW, READY, Version, versions

MOST_PREVIEWS = 5
"""A program that is open goes on loading from the one it was opened with."""

_previews = query(
    versions.select()
    .where(
        versions.c.app_id == param("app_id"),
        versions.c.kind == PREVIEW,
        versions.c.uploader == param("uploader"),
        versions.c.version_id <= param("newest"),
    )
    .order_by(versions.c.version_id.desc()),
    Version,
)
_with_digest = query(
    sa.select(sa.func.count().label("total")).select_from(versions.sa).where(versions.c.digest == param("digest")),
    Count,
)
_remove = statement(
    sa.delete(versions.sa).where(versions.c.app_id == param("of_app"), versions.c.version_id == param("which"))
)


def prune(tx: Transaction, version: Version, trial_id: int | None) -> list[str]:
    """Forget the older previews of whoever made this one. Answers the digests of packages that nobody has any more."""
    if version.kind != PREVIEW or version.state != READY:
        return []
    mine = tx.many(_previews, app_id=version.app_id, uploader=version.uploader, newest=version.version_id)
    gone = [one for one in mine[MOST_PREVIEWS:] if one.version_id != trial_id]
    for one in gone:
        tx.run(_remove, of_app=one.app_id, which=one.version_id)
    digests = {one.digest for one in gone if one.digest is not None}
    return sorted(digest for digest in digests if _is_unused(tx, digest))


def _is_unused(tx: Transaction, digest: str) -> bool:
    counted = tx.one(_with_digest, digest=digest)
    return counted is None or counted.total == 0
