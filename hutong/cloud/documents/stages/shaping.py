"""Stages that change what documents look like: $addFields, $project, $unwind, $replaceRoot."""

from collections.abc import Iterator
from typing import Any

from hutong.cloud.documents import paths
from hutong.cloud.documents.expressions.evaluating import Scope, compiled
from hutong.cloud.documents.ordering import excluding, tree_of
from hutong.cloud.documents.stages.setting import Setting, Stage
from hutong.cloud.documents.values import MISSING, is_number, is_true
from hutong.cloud.errors.database import AggregateRefused


def add_fields(told: Any, setting: Setting) -> Stage:
    """More fields. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    if not isinstance(told, dict) or not told:
        raise AggregateRefused(detail="$addFields takes an object of fields")
    fields = [(paths.split(name), compiled(its)) for name, its in told.items()]

    def add(document: Any) -> Any:
        scope = setting.scope(document)
        made = document
        for parts, expression in fields:
            made = put(made, parts, expression(scope))
        return made

    return lambda documents: (add(document) for document in documents)


def put(value: Any, parts: paths.Parts, made: Any) -> Any:
    """The same with something at a path, in every object of a list on the way."""
    if type(value) is list:
        return [put(item, parts, made) for item in value]
    its = value if type(value) is dict else {}
    name, rest = parts[0], parts[1:]
    below = put(its.get(name, MISSING), rest, made) if rest else made
    if below is MISSING:
        return {one: held for one, held in its.items() if one != name}
    return {**its, name: below}


def project(told: Any, setting: Setting) -> Stage:
    """These fields, or all but these. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    if not isinstance(told, dict) or not told:
        raise AggregateRefused(detail="$project takes an object of fields")
    if not any(_shows(its) for name, its in told.items() if name != "_id") and not _shows(told.get("_id", 0)):
        tree = tree_of([name for name, its in told.items() if not is_true(its)])
        return lambda documents: (excluding(document, tree) for document in documents)
    plan = _plan(told)

    def show(document: Any) -> Any:
        scope = setting.scope(document)
        made = {"_id": document["_id"]} if "_id" not in told and "_id" in document else {}
        made.update(_shown(document, plan, scope))
        return made

    return lambda documents: (show(document) for document in documents)


def _shows(its: Any) -> bool:
    return not (its is False or (is_number(its) and its == 0))


def _plan(told: dict[str, Any]) -> dict[str, Any]:
    """Names with True, an expression, or a plan of what is below."""
    plan: dict[str, Any] = {}
    for path, its in told.items():
        if not _shows(its):
            if path != "_id":
                raise AggregateRefused(detail="a projection shows fields or leaves them out, not both")
            continue
        below = plan
        *way, last = paths.split(path)
        for part in way:
            below = below.setdefault(part, {})
            if type(below) is not dict:
                raise AggregateRefused(detail=f"{path} is projected twice")
        is_plain = its is True or is_number(its)
        is_below = type(its) is dict and its and not any(name.startswith("$") for name in its)
        below[last] = True if is_plain else _plan(its) if is_below else compiled(its)
    return plan


def _shown(value: Any, plan: dict[str, Any], scope: Scope) -> Any:
    if type(value) is list:
        return [_shown(item, plan, scope) for item in value if type(item) in (dict, list)]
    its = value if type(value) is dict else {}
    made = {}
    for name, wanted in plan.items():
        if wanted is True:
            found = its.get(name, MISSING)
        elif type(wanted) is dict:
            found = _shown(its.get(name), wanted, scope)
            found = MISSING if found == {} and name not in its else found
        else:
            found = wanted(scope)
        if found is not MISSING:
            made[name] = found
    return made


def unwind(told: Any, setting: Setting) -> Stage:
    """One document for each element of a list. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    said = told if isinstance(told, dict) else {"path": told}
    path, index = said.get("path"), said.get("includeArrayIndex")
    if not isinstance(path, str) or not path.startswith("$"):
        raise AggregateRefused(detail='$unwind takes the path of a list, such as "$items"')
    parts, keeps = paths.split(path[1:]), is_true(said.get("preserveNullAndEmptyArrays", False))
    place_parts = paths.split(index) if isinstance(index, str) else None

    def each(document: Any) -> Iterator[Any]:
        value = paths.value_at(document, parts)
        is_list = type(value) is list
        items: list[Any] = value if type(value) is list else [] if value is None or value is MISSING else [value]
        for place, item in enumerate(items):
            made = put(document, parts, item)
            yield made if place_parts is None else put(made, place_parts, place if is_list else None)
        if not items and keeps:
            kept = put(document, parts, MISSING) if is_list else document
            yield kept if place_parts is None else put(kept, place_parts, None)

    return lambda documents: (made for document in documents for made in each(document))


def replace_root(told: Any, setting: Setting) -> Stage:
    """Another object in place of each. Raises: AggregateRefused · ParameterWrong · OperatorUnknown"""
    if not isinstance(told, dict) or "newRoot" not in told:
        raise AggregateRefused(detail="$replaceRoot takes a newRoot")
    expression = compiled(told["newRoot"])

    def replace(document: Any) -> Any:
        made = expression(setting.scope(document))
        if type(made) is not dict:
            raise AggregateRefused(detail="'newRoot' expression must evaluate to an object")
        return made

    return lambda documents: (replace(document) for document in documents)
