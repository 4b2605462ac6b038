"""Places that followers share: said by themselves, known to the one account, gone when they stop sharing or leave."""

import math

import msgspec
import sqlalchemy as sa

from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.official.models.broadcasts import Area
from hutong.official.models.places import SharedPlace, shared_places

NEAREST_METRES, FARTHEST_METRES = 100, 200_000
_EARTH_METRES = 6_371_000
_METRES_PER_DEGREE = 111_194.9


class Place(msgspec.Struct, frozen=True):
    """Degrees, and how exact they are in metres."""

    latitude: float
    longitude: float
    precision: float = 0.0


_of_app = query(
    shared_places.select()
    .where(
        shared_places.c.app_id == param("app_id"),
        shared_places.c.person_id > param("after"),
        shared_places.c.latitude.between(param("south", sa.Float()), param("north", sa.Float())),
    )
    .order_by(shared_places.c.person_id)
    .limit(param("limit", sa.Integer())),
    SharedPlace,
)
_forget = statement(
    sa.delete(shared_places.sa).where(
        shared_places.c.app_id == param("of_app"), shared_places.c.person_id == param("whose")
    )
)


def share(tx: Transaction, app_id: str, person_id: int, *, shared: bool) -> None:
    """A follower shares their place from now on, or stops, and what was known is forgotten."""
    if shared:
        tx.get_or_add(SharedPlace(app_id, person_id, None, None, tx.now))
    else:
        forget(tx, app_id, person_id)


def forget(tx: Transaction, app_id: str, person_id: int) -> None:
    """The account no longer knows where somebody was."""
    tx.run(_forget, of_app=app_id, whose=person_id)


def is_shared(read: Reader, app_id: str, person_id: int) -> bool:
    """Whether a person shares their place with the account."""
    return read.one(shared_places.by_key, app_id=app_id, person_id=person_id) is not None


def tell(tx: Transaction, app_id: str, person_id: int, place: Place) -> None:
    """A follower says where they are, which is sharing it; the account's server hears of it."""
    here = SharedPlace(app_id, person_id, place.latitude, place.longitude, tx.now)
    known, is_new = tx.get_or_add(here)
    if not is_new:
        tx.update(known, latitude=place.latitude, longitude=place.longitude, told_at=tx.now)
    fields = {"Latitude": place.latitude, "Longitude": place.longitude, "Precision": place.precision}
    dialog.push_event(tx, app_id, person_id, "LOCATION", fields)


def page_within(read: Reader, app_id: str, area: Area, *, after: int, limit: int) -> tuple[list[int], int | None]:
    """Those of the next `limit` who share a place that lies in the area, and who to go on after; None at the end."""
    tall = area.radius_m / _METRES_PER_DEGREE
    some = read.many(
        _of_app, app_id=app_id, after=after, south=area.latitude - tall, north=area.latitude + tall, limit=limit
    )
    inside = [one.person_id for one in some if _lies_in(one, area)]
    return inside, some[-1].person_id if len(some) == limit else None


def _lies_in(one: SharedPlace, area: Area) -> bool:
    return (
        one.latitude is not None
        and one.longitude is not None
        and metres_between(one.latitude, one.longitude, area.latitude, area.longitude) <= area.radius_m
    )


def metres_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The way along the earth."""
    here, there = math.radians(latitude), math.radians(other_latitude)
    turned = math.radians(other_longitude - longitude)
    half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(turned / 2) ** 2
    return 2 * _EARTH_METRES * math.asin(min(1.0, math.sqrt(half)))
