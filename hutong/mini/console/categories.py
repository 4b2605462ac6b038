"""/api/console/mini/categories and /{app_id}/categories: in what a program serves."""

import msgspec

from hutong.apps import public as apps
from hutong.kernel import media
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.mini import categories, programs
from hutong.mini.categories import Category
from hutong.mini.console.programs import CategoryWanted, managed
from hutong.mini.console.shapes import CategoryShape, category_shapes
from hutong.mini.errors.categories import CategoryNotHeld, PaperRefused
from hutong.mini.models.programs import Program
from hutong.wire.paths import number_in
from hutong.wire.product import Call, File, Nothing, console

_MOST_PAPER_BYTES = 5 << 20


class CategoryTable(msgspec.Struct, frozen=True):
    """Every category there is; `for_individuals` says which owners of that kind may choose."""

    items: list[Category]
    most: int


class CategoryList(msgspec.Struct, frozen=True):
    items: list[CategoryShape]


class Paper(msgspec.Struct, frozen=True):
    """A picture of a paper, by which it is named when a category is added."""

    digest: str


class WaitingCategory(msgspec.Struct, frozen=True, kw_only=True):
    """A category whose papers an operator looks at."""

    app_id: str
    name: str
    owner_name: str
    owner_licence_number: str | None
    category: CategoryShape
    papers: list[str]
    """Where each picture is."""


class WaitingCategories(msgspec.Struct, frozen=True):
    items: list[WaitingCategory]


class CategoryDecision(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the papers of a category will do."""

    passed: bool
    reason: str = ""


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


@console.post("/mini/{app_id}/papers", raw=True)
async def keep_paper(call: Call[None]) -> Paper:
    """Keep a picture of a paper that a category asks for.

    Request:  the bytes of a picture of at most 5 MB
    Errors:   NotYours · ProgramNotFound · PaperRefused
    """
    await call.lane.db.read(managed, call, "settings")
    try:
        blob = await call.lane.media.put(call.stream(), _MOST_PAPER_BYTES, "image")
    except (media.TooLarge, media.Empty, media.NotThatKind):
        raise PaperRefused() from None
    return Paper(blob.digest)


@console.get("/mini/papers", auth="operator")
def waiting(read: Reader, call: Call[None]) -> WaitingCategories:
    """Categories whose papers wait to be looked at: for operators.

    Response: {"items": [{"app_id", "name", "owner_name", "category": {"first", "second", "name"}, "papers"}]}
    """
    found = categories.waiting(read)
    views = apps.get_many(read, [program.app_id for program in found])
    return WaitingCategories(
        [shape for program in found if program.app_id in views for shape in _waiting(program, views[program.app_id])]
    )


@console.get("/mini/papers/{app_id}/{digest}", auth="operator")
async def paper(call: Call[None]) -> File:
    """A paper that is to be looked at: for operators. Errors: ProgramNotFound · CategoryNotHeld"""
    lane, digest = call.lane, call.path["digest"]
    program: Program = await lane.db.read(programs.found, call.path["app_id"])
    if not any(digest in service.papers for service in program.services):
        raise CategoryNotHeld()
    place = lane.media.path(digest)
    with place.open("rb") as opened:
        return File(place, media.sniff(opened.read(64)))


@console.post("/mini/papers/{app_id}/{first}/{second}", auth="operator", body=CategoryDecision)
def decide(tx: Transaction, call: Call[CategoryDecision]) -> Nothing:
    """Say whether the papers of a category will do: for operators.

    Request:  {"passed": false, "reason": "The licence is of another company."}
    Errors:   ProgramNotFound · CategoryNotHeld
    """
    said, app_id = call.body, call.path["app_id"]
    first, second = number_in(call.path["first"]) or 0, number_in(call.path["second"]) or 0
    categories.decide(tx, app_id, first, second, passed=said.passed, reason=said.reason[:200])
    audit(tx, actor=call.actor.name, action="mini.category_decided", subject=f"app:{app_id}")
    return Nothing()


def _waiting(program: Program, app: apps.AppView) -> list[WaitingCategory]:
    papers = {(service.first, service.second): service.papers for service in program.services}
    return [
        WaitingCategory(
            app_id=app.app_id,
            name=app.name,
            owner_name=app.owner_name,
            owner_licence_number=app.owner_licence_number,
            category=shape,
            papers=[f"/api/console/mini/papers/{app.app_id}/{digest}" for digest in papers[shape.first, shape.second]],
        )
        for shape in category_shapes(program)
        if shape.state == "waiting"
    ]
