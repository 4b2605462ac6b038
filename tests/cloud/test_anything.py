"""Whatever programs ask, the answer is an answer or a refusal of ours."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hutong.cloud.documents import aggregating, extended
from hutong.cloud.documents.expressions import dates, evaluating
from hutong.cloud.documents.matching import Query
from hutong.cloud.documents.ordering import order_of, ordered, projection_of
from hutong.cloud.documents.updating import Update
from hutong.cloud.errors.base import CloudError

NAMES = st.sampled_from(["a", "b", "a.b", "a.0", "a.$", "a.$[].b", "_id", "x"])
PLAIN = (
    st.none() | st.booleans() | st.integers(-3, 3) | st.integers() | st.floats() | st.text(max_size=3)
    | st.sampled_from(["$a", "$a.b", "$$ROOT", "$$this", "^a(b", "%Y-%m-%d %Q", "Asia/Shanghai"])
    | st.builds(lambda ms: {"$date": {"$numberLong": str(ms)}}, st.integers(-(10**16), 10**16))
)  # fmt: skip
QUERY_OPERATORS = st.sampled_from(
    ["$eq", "$ne", "$in", "$nin", "$gt", "$lte", "$exists", "$all", "$size", "$elemMatch", "$not", "$mod", "$type",
     "$regex", "$options", "$and", "$or", "$nor", "$expr", "$geoNear", "$geoWithin", "$geoIntersects", "$geometry",
     "type", "coordinates", "$centerSphere", "$foo"]
)  # fmt: skip
EXPRESSIONS = st.sampled_from(sorted({*evaluating._PLAIN, *evaluating._SPECIAL, *dates.OF_PARTS}))
ARGUMENTS = st.sampled_from(["input", "in", "as", "cond", "vars", "if", "then", "else", "date", "format", "timezone",
                             "initialValue", "inputs", "branches", "case", "default", "year", "k", "v"])  # fmt: skip
STAGES = st.sampled_from(sorted(aggregating.STAGES))
STAGE_PARTS = st.sampled_from(["_id", "path", "newRoot", "size", "groupBy", "boundaries", "buckets", "output",
                               "default", "from", "localField", "foreignField", "as", "pipeline", "let", "near", "key",
                               "distanceField", "includeArrayIndex", "preserveNullAndEmptyArrays"])  # fmt: skip
ACCUMULATORS = st.sampled_from(["$sum", "$avg", "$first", "$push", "$addToSet", "$max", "$mergeObjects", "$stdDevPop"])
UPDATES = st.sampled_from(["$set", "$unset", "$inc", "$mul", "$min", "$max", "$push", "$pop", "$pull", "$pullAll",
                           "$addToSet", "$rename"])  # fmt: skip
INSIDE_STAGES = NAMES | STAGE_PARTS | EXPRESSIONS | ARGUMENTS | ACCUMULATORS
MODIFIERS = st.sampled_from(["$each", "$position", "$slice", "$sort"])

LOOSELY = settings(max_examples=150, deadline=None)


def told(names: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Something of these names, with anything in it."""
    return st.recursive(
        PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=12
    )


DOCUMENT = st.dictionaries(
    st.sampled_from(["_id", "a", "b", "x"]), told(st.sampled_from(["a", "b", "type"])), max_size=3
)


def made(value: Any) -> Any:
    return extended.made(value, now_ms=0)


@LOOSELY
@given(st.dictionaries(NAMES | QUERY_OPERATORS, told(NAMES | QUERY_OPERATORS), max_size=3), DOCUMENT)
def test_any_query(query: Any, document: Any) -> None:
    try:
        compiled, held = Query(made(query)), made(document)
        compiled.matches(held)
        if compiled.near is not None:
            compiled.near.metres(held)
    except CloudError:
        pass


@LOOSELY
@given(st.dictionaries(UPDATES, st.dictionaries(NAMES, told(NAMES | MODIFIERS), max_size=2), max_size=2), DOCUMENT)
def test_any_update(update: Any, document: Any) -> None:
    try:
        held = made(document)
        done = Update(made(update)).of(held, Query({}))
        assert extended.load(extended.dump(done)).keys() == done.keys()
    except CloudError:
        pass


@LOOSELY
@given(
    st.lists(st.dictionaries(STAGES, told(INSIDE_STAGES), min_size=1, max_size=1), max_size=3),
    st.lists(DOCUMENT, max_size=3),
)
def test_any_aggregation(stages: Any, documents: Any) -> None:
    try:
        held = made(documents)
        for one in aggregating.run(made(stages), held, lambda name: iter(held)):
            extended.plain(one)
    except CloudError:
        pass


@LOOSELY
@given(st.dictionaries(EXPRESSIONS, told(NAMES | EXPRESSIONS | ARGUMENTS), min_size=1, max_size=1), DOCUMENT)
def test_any_expression(expression: Any, document: Any) -> None:
    try:
        compiled = evaluating.compiled(made(expression))
        compiled(evaluating.Scope(made(document), evaluating.Work()))
    except CloudError:
        pass


@LOOSELY
@given(told(NAMES), told(NAMES | st.sampled_from(["$slice", "$elemMatch"])), st.lists(DOCUMENT, max_size=4))
def test_any_order_and_projection(order: Any, projection: Any, documents: Any) -> None:
    try:
        shown = projection_of(made(projection))
        for one in ordered(made(documents), order_of(made(order))):
            shown(one)
    except CloudError:
        pass
