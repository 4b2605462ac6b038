"""What becomes of those who scan a code: they scan, they follow, they write, they pay."""

from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.official.models.numbers import SceneVisit, scene_visits
from hutong.official.models.qrcodes import Qrcode


class Funnel(msgspec.Struct, frozen=True):
    """How many people went how far with the codes of one scene."""

    scene: str
    scans: int
    scanned: int
    followed: int
    wrote: int
    paid: int


def _happened(column: Any) -> Any:
    return sa.func.count(column)


_funnels = query(
    sa.select(
        scene_visits.c.scene,
        sa.func.sum(scene_visits.c.scans).label("scans"),
        sa.func.count().label("scanned"),
        _happened(scene_visits.c.followed_at).label("followed"),
        _happened(scene_visits.c.wrote_at).label("wrote"),
        _happened(scene_visits.c.paid_at).label("paid"),
    )
    .where(scene_visits.c.app_id == param("app_id"))
    .group_by(scene_visits.c.scene)
    .order_by(sa.func.count().desc(), scene_visits.c.scene)
    .limit(param("limit", sa.Integer())),
    Funnel,
)
_of_person = query(
    scene_visits.select()
    .where(scene_visits.c.app_id == param("app_id"), scene_visits.c.person_id == param("person_id"))
    .order_by(scene_visits.c.scanned_at.desc())
    .limit(param("limit", sa.Integer())),
    SceneVisit,
)


def _first_time(column: str) -> Any:
    """The first time that who came by a code did something more."""
    return statement(
        sa.update(scene_visits.sa)
        .where(
            scene_visits.c.app_id == param("of_app"),
            scene_visits.c.person_id == param("whose"),
            scene_visits.c.followed_at.is_not(None),
            scene_visits.c[column].is_(None),
        )
        .values({column: param("first_at", scene_visits.c[column].type)})
    )


_wrote = _first_time("wrote_at")
_paid = _first_time("paid_at")


def scanned(tx: Transaction, code: Qrcode, person_id: int) -> None:
    """A person scanned a code."""
    visit, is_new = tx.get_or_add(_fresh(tx, code, person_id))
    if not is_new:
        tx.update(visit, scans=visit.scans + 1)


def followed(tx: Transaction, code: Qrcode, person_id: int) -> None:
    """A person became a follower by a code; who was brought by its ticket alone scanned it once."""
    visit, _ = tx.get_or_add(_fresh(tx, code, person_id))
    if visit.followed_at is None:
        tx.update(visit, followed_at=tx.now)


def wrote(tx: Transaction, app_id: str, person_id: int) -> None:
    """A person wrote to the account; only the first time counts."""
    tx.run(_wrote, of_app=app_id, whose=person_id, first_at=tx.now)


def paid(tx: Transaction, app_id: str, person_id: int) -> None:
    """A person paid an order of the account; only the first time counts."""
    tx.run(_paid, of_app=app_id, whose=person_id, first_at=tx.now)


def of_scenes(read: Reader, app_id: str, *, limit: int) -> list[Funnel]:
    """How far people went, scene by scene, the most scanned first."""
    return [
        msgspec.structs.replace(one, scans=int(one.scans)) for one in read.many(_funnels, app_id=app_id, limit=limit)
    ]


def of_person(read: Reader, app_id: str, person_id: int, *, limit: int = 20) -> list[SceneVisit]:
    """The codes of the account that a person scanned, the latest first."""
    return read.many(_of_person, app_id=app_id, person_id=person_id, limit=limit)


def shown(scene: str) -> str:
    """A scene without its kind."""
    return scene.partition(":")[2]


def _fresh(tx: Transaction, code: Qrcode, person_id: int) -> SceneVisit:
    kind = "number" if code.scene_is_number else "text"
    return SceneVisit(
        app_id=code.app_id,
        scene=f"{kind}:{code.scene}",
        person_id=person_id,
        scans=1,
        scanned_at=tx.now,
    )
