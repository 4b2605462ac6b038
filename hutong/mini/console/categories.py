"""/api/console/mini/categories and /{app_id}/categories: in what a program serves."""

import msgspec

from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.mini import categories, programs
from hutong.mini.categories import Category
from hutong.mini.console.programs import CategoryWanted, managed
from hutong.mini.console.shapes import CategoryShape, category_shapes
from hutong.wire.paths import number_in
from hutong.wire.product import Call, console


class CategoryTable(msgspec.Struct, frozen=True):
    """Every category there is; `for_individuals` says which owners of that kind may choose."""

    items: list[Category]
    most: int


class CategoryList(msgspec.Struct, frozen=True):
    items: list[CategoryShape]


@console.get("/mini/categories")
async def table(call: Call[None]) -> CategoryTable:
    """The categories there are, who may choose each, and the papers it asks for.

    Response: {"items": [{"first": 3, "second": 304, "name", "name_en", "group", "for_individuals", "papers"}],
               "most": 5}
    """
    return CategoryTable(list(categories.TABLE.values()), categories.MOST_SERVICES)


@console.get("/mini/{app_id}/categories")
def listed(read: Reader, call: Call[None]) -> CategoryList:
    """In what a program serves. Errors: NotYours · ProgramNotFound"""
    return CategoryList(category_shapes(programs.found(read, managed(read, call).app_id)))


@console.post("/mini/{app_id}/categories", body=CategoryWanted)
def add(tx: Transaction, call: Call[CategoryWanted]) -> CategoryList:
    """Serve in one category more. A lab takes papers as seen; elsewhere an operator looks at them.

    Request:  {"first": 3, "second": 304, "papers": ["<digest of a picture>"]}
    Errors:   NotYours · ProgramNotFound · CategoryUnknown · CategoryClosed · CategoryThere · TooManyCategories ·
              PapersMissing · TooManyPapers
    """
    app, wanted = managed(tx, call, "settings"), call.body
    is_lab = call.lane.mode == "lab"
    program = categories.add(tx, app.app_id, wanted.first, wanted.second, papers=wanted.papers, looked_at=is_lab)
    audit(tx, actor=call.actor.name, action="mini.category_added", subject=f"app:{app.app_id}")
    return CategoryList(category_shapes(program))


@console.delete("/mini/{app_id}/categories/{first}/{second}")
def remove(tx: Transaction, call: Call[None]) -> CategoryList:
    """Serve in a category no longer. Errors: NotYours · ProgramNotFound · CategoryNotHeld · LastCategory"""
    app = managed(tx, call, "settings")
    first, second = number_in(call.path["first"]) or 0, number_in(call.path["second"]) or 0
    program = categories.remove(tx, app.app_id, first, second)
    audit(tx, actor=call.actor.name, action="mini.category_removed", subject=f"app:{app.app_id}")
    return CategoryList(category_shapes(program))
