"""Aggregations: documents go through stages, and what comes out of the last is the answer."""

from collections.abc import Callable, Iterator
from typing import Any

from hutong.cloud.documents.expressions.evaluating import Work
from hutong.cloud.documents.stages import bucketing, choosing, grouping, joining, shaping
from hutong.cloud.documents.stages.setting import Documents, LookUp, Setting, Stage, bounded
from hutong.cloud.errors.database import AggregateRefused, OperatorUnknown, ParameterWrong

MOST_STAGES = 100


def run(stages: Any, documents: Documents, look_up: LookUp) -> Iterator[Any]:
    """Raises: ParameterWrong · OperatorUnknown · AggregateRefused · TooMuchWork · and what `look_up` raises"""
    setting = Setting(Work(), look_up, compile_stage)
    for stage in [compile_stage(told, setting) for told in _listed(stages)]:
        documents = bounded(stage(documents))
    return iter(documents)


def first_query(stages: Any) -> Any:
    """What a match at the beginning asks, so that the database may narrow what is looked through."""
    first = _listed(stages)[:1]
    return first[0].get("$match", {}) if first and isinstance(first[0], dict) else {}


def has_limit(stages: Any) -> bool:
    """Whether it says itself how many come out."""
    return any(isinstance(told, dict) and ("$limit" in told or "$sample" in told) for told in _listed(stages))


def collections_of(stages: Any) -> set[str]:
    """Which other collections it looks into."""
    return {
        str(told["$lookup"].get("from"))
        for told in _listed(stages)
        if isinstance(told, dict) and isinstance(told.get("$lookup"), dict)
    }


def compile_stage(told: Any, setting: Setting) -> Stage:
    """Raises: OperatorUnknown · AggregateRefused · ParameterWrong"""
    if not isinstance(told, dict) or len(told) != 1:
        raise AggregateRefused(detail="a stage has exactly one name")
    name, its = next(iter(told.items()))
    if name not in STAGES:
        raise OperatorUnknown(name=name[:60])
    return STAGES[name](its, setting)


def _listed(stages: Any) -> list[Any]:
    if not isinstance(stages, list) or len(stages) > MOST_STAGES:
        raise ParameterWrong(detail=f"stages are a list of at most {MOST_STAGES}")
    return stages


STAGES: dict[str, Callable[[Any, Setting], Stage]] = {
    "$match": choosing.match,
    "$sort": choosing.sort,
    "$limit": choosing.limit,
    "$skip": choosing.skip,
    "$sample": choosing.sample,
    "$count": choosing.count,
    "$geoNear": choosing.geo_near,
    "$addFields": shaping.add_fields,
    "$set": shaping.add_fields,
    "$project": shaping.project,
    "$unwind": shaping.unwind,
    "$replaceRoot": shaping.replace_root,
    "$lookup": joining.look_up,
    "$group": grouping.group_stage,
    "$sortByCount": grouping.sort_by_count,
    "$bucket": bucketing.bucket,
    "$bucketAuto": bucketing.bucket_auto,
}
