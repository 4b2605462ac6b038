"""Places on the earth: how far, inside what, crossing what. Coordinates are longitude and latitude, as in GeoJSON.

Distances go along great circles. Areas are those their corners draw on a plane of degrees, which differs from the
sphere's by little where shapes are as large as towns; no shape crosses the antimeridian.
"""

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

from hutong.cloud.documents.values import is_number
from hutong.cloud.errors.database import ParameterWrong

EARTH_METRES = 6_378_100.0
Point = tuple[float, float]
Ring = list[Point]
Test = Callable[[Any], bool]

_LINES, _AREAS = ("LineString", "MultiLineString"), ("Polygon", "MultiPolygon")


def point(value: Any) -> Point | None:
    """A point as GeoJSON or as a pair; None when it is neither."""
    if isinstance(value, dict):
        value = value.get("coordinates") if value.get("type") == "Point" else None
    if not isinstance(value, list) or len(value) != 2 or not all(is_number(part) for part in value):
        return None
    return float(value[0]), float(value[1])


def metres(one: Point, other: Point) -> float:
    """How far two points are from each other."""
    (lng, lat), (its_lng, its_lat) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    half = math.sin((its_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(its_lat) * math.sin((its_lng - lng) / 2) ** 2
    return 2 * EARTH_METRES * math.asin(min(1.0, math.sqrt(half)))


def within(wanted: Any) -> Test:
    """Whether a shape lies in an area or a circle. Raises: ParameterWrong"""
    if isinstance(wanted, dict) and "$centerSphere" in wanted:
        centre, radius = _circle(wanted["$centerSphere"])
        return lambda value: all(metres(centre, one) <= radius for one in corners(value)) and _is_shape(value)
    area = _geometry(wanted)
    if area.get("type") not in _AREAS:
        raise ParameterWrong(detail="geoWithin asks for a Polygon, a MultiPolygon or a $centerSphere")
    polygons = list(_polygons(area))
    return lambda value: (
        _is_shape(value) and any(all(_is_inside(one, polygon) for one in corners(value)) for polygon in polygons)
    )


def intersects(wanted: Any) -> Test:
    """Whether a shape shares a point with another. Raises: ParameterWrong"""
    area = _geometry(wanted)
    return lambda value: _is_shape(value) and _meet(value, area)


def near(wanted: Any) -> tuple[Point, float, float]:
    """The centre of a search with its least and most metres. Raises: ParameterWrong"""
    said = wanted if isinstance(wanted, dict) else {}
    centre = point(said.get("$geometry", said.get("geometry")))
    if centre is None:
        raise ParameterWrong(detail="geoNear asks for a geometry that is a Point")
    least, most = (said.get(f"${name}", said.get(name)) for name in ("minDistance", "maxDistance"))
    for bound in (least, most):
        if bound is not None and not is_number(bound):
            raise ParameterWrong(detail="the distances of geoNear are numbers of metres")
    return centre, 0.0 if least is None else float(least), math.inf if most is None else float(most)


def corners(value: Any) -> Iterator[Point]:
    """The points a shape is drawn by."""
    found = point(value)
    if found is not None:
        yield found
    elif isinstance(value, dict):
        yield from _points(value.get("coordinates"))


def _points(coordinates: Any) -> Iterator[Point]:
    found = point(coordinates)
    if found is not None:
        yield found
    elif isinstance(coordinates, list):
        for part in coordinates:
            yield from _points(part)


def _is_shape(value: Any) -> bool:
    return next(corners(value), None) is not None


def _geometry(wanted: Any) -> dict[str, Any]:
    area = wanted.get("$geometry", wanted.get("geometry", wanted)) if isinstance(wanted, dict) else None
    if not isinstance(area, dict) or not _is_shape(area):
        raise ParameterWrong(detail="a geometry is GeoJSON: a type and its coordinates")
    return area


def _circle(said: Any) -> tuple[Point, float]:
    centre = point(said[0]) if isinstance(said, list) and len(said) == 2 else None
    if centre is None or not is_number(said[1]):
        raise ParameterWrong(detail="$centerSphere is a point and a radius in radians")
    return centre, float(said[1]) * EARTH_METRES


def _polygons(area: dict[str, Any]) -> Iterator[list[Ring]]:
    """Each polygon's rings, the outer first. Raises: ParameterWrong"""
    told = area.get("coordinates")
    for rings in [told] if area.get("type") == "Polygon" else told if isinstance(told, list) else []:
        drawn = [list(_points(ring)) for ring in rings] if isinstance(rings, list) else []
        if not drawn or any(len(ring) < 4 for ring in drawn):
            raise ParameterWrong(detail="a ring of a polygon has four points at least, the last being the first")
        yield drawn


def _is_inside(spot: Point, polygon: list[Ring]) -> bool:
    outer, *holes = polygon
    return _in_ring(spot, outer) and not any(_in_ring(spot, hole) and not _on_ring(spot, hole) for hole in holes)


def _in_ring(spot: Point, ring: Ring) -> bool:
    if _on_ring(spot, ring):
        return True
    x, y = spot
    is_in = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            is_in = not is_in
    return is_in


def _on_ring(spot: Point, ring: Ring) -> bool:
    return any(_is_between(spot, one, other) for one, other in itertools.pairwise(ring))


def _is_between(spot: Point, one: Point, other: Point) -> bool:
    if abs(_turn(one, other, spot)) > 1e-12:
        return False
    return all(min(one[axis], other[axis]) <= spot[axis] <= max(one[axis], other[axis]) for axis in (0, 1))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return _holds(one, other) or _holds(other, one) or _cross(one, other)


def _holds(area: Any, shape: Any) -> bool:
    """Whether any corner of a shape lies in an area, on a line or at a point."""
    if isinstance(area, dict) and area.get("type") in _AREAS:
        return any(_is_inside(one, polygon) for polygon in _polygons(area) for one in corners(shape))
    lines = list(_segments(area))
    if lines:
        return any(_is_between(one, *line) for line in lines for one in corners(shape))
    there = set(corners(area))
    return any(one in there for one in corners(shape))


def _cross(one: Any, other: Any) -> bool:
    its = list(_segments(other))
    return any(_segments_cross(line, another) for line in _segments(one) for another in its)


def _segments(shape: Any) -> Iterator[tuple[Point, Point]]:
    if not isinstance(shape, dict) or shape.get("type") not in (*_LINES, *_AREAS):
        return
    for run in _runs(shape.get("coordinates")):
        yield from itertools.pairwise(run)


def _runs(coordinates: Any) -> Iterator[Ring]:
    """Each line of points, however deep it lies."""
    if not isinstance(coordinates, list):
        return
    if coordinates and point(coordinates[0]) is not None:
        yield list(_points(coordinates))
    else:
        for part in coordinates:
            yield from _runs(part)


def _segments_cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    if (_turn(a, b, c) > 0) != (_turn(a, b, d) > 0) and (_turn(c, d, a) > 0) != (_turn(c, d, b) > 0):
        return True
    return any(_is_between(spot, *line) for spot, line in ((c, one), (d, one), (a, other), (b, other)))
