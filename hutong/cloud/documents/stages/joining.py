"""The stage that looks into another collection: $lookup."""

from collections.abc import Callable, Iterator
from typing import Any

from hutong.cloud.documents import paths
from hutong.cloud.documents.expressions.evaluating import compiled
from hutong.cloud.documents.matching import Query
from hutong.cloud.documents.stages.setting import Documents, Setting, Stage, bounded
from hutong.cloud.documents.stages.shaping import put
from hutong.cloud.documents.values import MISSING
from hutong.cloud.errors.database import AggregateRefused

_MOST_STAGES = 20


def look_up(told: Any, setting: Setting) -> Stage:
    """Beside each document, those of another collection that belong to it. Raises: AggregateRefused"""
    said = told if isinstance(told, dict) else {}
    source, name = said.get("from"), said.get("as")
    if not isinstance(source, str) or not isinstance(name, str):
        raise AggregateRefused(detail="$lookup takes from and as")
    target = paths.split(name)
    join = _by_pipeline(said, setting) if "pipeline" in said else _by_fields(said, setting)

    def look(documents: Documents) -> Iterator[Any]:
        others = list(bounded(setting.look_up(source)))
        for document in documents:
            setting.work.spend(len(others))
            yield put(document, target, join(document, others))

    return look


def _by_fields(said: dict[str, Any], setting: Setting) -> Callable[[Any, list[Any]], list[Any]]:
    local, foreign = said.get("localField"), said.get("foreignField")
    if not isinstance(local, str) or not isinstance(foreign, str):
        raise AggregateRefused(detail="$lookup takes localField and foreignField, or a pipeline")
    here, there = paths.split(local), paths.split(foreign)

    def join(document: Any, others: list[Any]) -> list[Any]:
        wanted = [value for value in paths.candidates(document, here) if value is not MISSING] or [None]
        query = Query({".".join(there): {"$in": wanted}})
        return [other for other in others if query.matches(other)]

    return join


def _by_pipeline(said: dict[str, Any], setting: Setting) -> Callable[[Any, list[Any]], list[Any]]:
    told_variables = said.get("let") or {}
    if not isinstance(told_variables, dict):
        raise AggregateRefused(detail="the let of $lookup is an object")
    variables = {name: compiled(its) for name, its in told_variables.items()}
    pipeline = said["pipeline"]
    if not isinstance(pipeline, list) or len(pipeline) > _MOST_STAGES:
        raise AggregateRefused(detail=f"the pipeline of $lookup is a list of at most {_MOST_STAGES} stages")

    def join(document: Any, others: list[Any]) -> list[Any]:
        scope = setting.scope(document)
        known = {name: {"$literal": _plain(its(scope))} for name, its in variables.items()}
        found: Documents = others
        for told in pipeline:
            found = bounded(setting.stage(_told(told, known), setting)(found))
        return list(found)

    return join


def _plain(value: Any) -> Any:
    return None if value is MISSING else value


def _told(told: Any, known: dict[str, Any]) -> Any:
    """The pipeline with what the outer document says in place of its variables."""
    if type(told) is str and told.startswith("$$"):
        name, _, rest = told[2:].partition(".")
        if name in known:
            value = known[name]["$literal"]
            return {"$literal": _plain(paths.value_at(value, paths.split(rest)))} if rest else known[name]
        return told
    if type(told) is list:
        return [_told(one, known) for one in told]
    return {name: _told(its, known) for name, its in told.items()} if type(told) is dict else told
