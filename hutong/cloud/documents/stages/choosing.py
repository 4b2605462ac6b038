"""Stages that choose documents and put them in order."""

from itertools import islice
from typing import Any

from hutong.cloud.documents import paths
from hutong.cloud.documents.matching import Near, Query
from hutong.cloud.documents.ordering import order_of, ordered
from hutong.cloud.documents.stages.setting import Documents, Setting, Stage
from hutong.cloud.documents.stages.shaping import put
from hutong.cloud.documents.values import is_number, is_whole
from hutong.cloud.errors.database import AggregateRefused
from hutong.kernel.crypto import random_bytes


def match(told: Any, setting: Setting) -> Stage:
    """Those that a query asks for. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    query = Query(told)
    return lambda documents: (document for document in documents if query.matches(document))


def sort(told: Any, setting: Setting) -> Stage:
    """In an order. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    order = order_of(told)
    return lambda documents: ordered(documents, order)


def _count_of(told: Any, name: str) -> int:
    if not is_whole(told) or told < 0:
        raise AggregateRefused(detail=f"{name} takes a whole number that is not negative")
    return int(told)


def limit(told: Any, setting: Setting) -> Stage:
    """No more than so many. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    most = _count_of(told, "$limit")
    if most == 0:
        raise AggregateRefused(detail="the limit must be positive")
    return lambda documents: islice(documents, most)


def skip(told: Any, setting: Setting) -> Stage:
    """All but the first so many. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    passed = _count_of(told, "$skip")
    return lambda documents: islice(documents, passed, None)


def sample(told: Any, setting: Setting) -> Stage:
    """So many, drawn by chance. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    size = _count_of(told.get("size") if isinstance(told, dict) else None, "the size of $sample")

    def draw(documents: Documents) -> Documents:
        held = list(documents)
        for place in range(min(size, len(held))):
            other = place + int.from_bytes(random_bytes(8)) % (len(held) - place)
            held[place], held[other] = held[other], held[place]
        return held[:size]

    return draw


def count(told: Any, setting: Setting) -> Stage:
    """How many there are. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    if not isinstance(told, str) or not told or told.startswith("$") or "." in told:
        raise AggregateRefused(detail="$count takes the name of a field")

    def tell(documents: Documents) -> Documents:
        total = sum(1 for _ in documents)
        return [{told: total}] if total else []

    return tell


def geo_near(told: Any, setting: Setting) -> Stage:
    """Those near a point, the nearest first. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    said = told if isinstance(told, dict) else {}
    key, distance = said.get("key"), said.get("distanceField")
    if not isinstance(key, str) or not isinstance(distance, str):
        raise AggregateRefused(detail="$geoNear takes key, near and distanceField")
    near = Near(paths.split(key), {**said, "geometry": said.get("near")})
    query, target = Query(said.get("query") or {}), paths.split(distance)
    factor = said.get("distanceMultiplier", 1)
    if not is_number(factor):
        raise AggregateRefused(detail="the distanceMultiplier is a number")

    def nearest(documents: Documents) -> Documents:
        found = [(far, one) for one in documents if query.matches(one) and (far := near.metres(one)) is not None]
        found.sort(key=lambda pair: pair[0])
        return (put(one, target, far * factor) for far, one in found)

    return nearest
