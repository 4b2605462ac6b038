"""/cgi-bin/wxopen/*: the categories a program serves in."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.mini import categories, programs
from hutong.mini.errors.categories import CategoryUnknown, PaperUnknown
from hutong.mini.models.programs import Service
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

NEEDS = "code_management"
STATES = {"waiting": 1, "refused": 2, "passed": 3}

Told = dict[str, Any]
_OK: Told = {"errcode": 0, "errmsg": "ok"}


class Paper(msgspec.Struct):
    """What is shown for a category, as a temporary medium."""

    key: Text = Text("")
    value: Text = Text("")


class Wanted(msgspec.Struct):
    """A category; the misspelt name of its papers is the wire's own."""

    first: int
    second: int
    certicates: list[Paper] = []


class WantedList(msgspec.Struct):
    categories: list[Wanted]


class Chosen(msgspec.Struct):
    first: int
    second: int


@api.get("/cgi-bin/wxopen/getallcategories", kinds={MINI}, needs=NEEDS)
def getallcategories(read: Reader, call: Call[None]) -> Told:
    """Everything a program of this owner may serve in, two levels deep.

    Response: {"errcode": 0, "errmsg": "ok", "categories_list": {"categories": [{"id": 1, "name": "工具", "level": 1,
               "father": 0, "children": [106], "sensitive_type": 0, "qualify": {"exter_list": [], "remark": ""}}]}}
    Errors:   NotPermitted
    Source:   "Get all categories". The numbers and names are this instance's own
    """
    is_individual = programs.app_of(read, call.app.app_id).owner_kind == "individual"
    open_to = [one for one in categories.TABLE.values() if one.for_individuals or not is_individual]
    groups = {one.first: one.group for one in open_to}
    listed: list[Told] = [
        _entry(first, name, level=1, father=0, children=[one.second for one in open_to if one.first == first])
        for first, name in groups.items()
    ]
    listed += [_entry(one.second, one.name, level=2, father=one.first, papers=one.papers) for one in open_to]
    return {**_OK, "categories_list": {"categories": listed}}


@api.get("/cgi-bin/wxopen/getcategory", kinds={MINI}, needs=NEEDS)
def getcategory(read: Reader, call: Call[None]) -> Told:
    """What the program serves in: 1 being looked at, 2 refused, 3 passed.

    Response: {"errcode": 0, "errmsg": "ok", "categories": [{"first": 1, "first_name": "工具", "second": 106,
               "second_name": "效率", "audit_status": 3, "audit_reason": ""}], "limit": 50, "quota": 4,
               "category_limit": 5}
    Errors:   NotPermitted
    Source:   "Get the categories that are set". How often they may change is not limited here
    """
    held = programs.found(read, call.app.app_id).services
    left = categories.MOST_SERVICES - len(held)
    listed = [_held(service) for service in held]
    return {**_OK, "categories": listed, "limit": left, "quota": left, "category_limit": categories.MOST_SERVICES}


@api.post("/cgi-bin/wxopen/addcategory", kinds={MINI}, needs=NEEDS, body=WantedList)
def addcategory(tx: Transaction, call: Call[WantedList]) -> Ok:
    """Serve in more categories; papers are looked at by whoever reviews.

    Request:  {"categories": [{"first": 3, "second": 304, "certicates": [{"key": "…", "value": "media id"}]}]}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · CategoryUnknown · CategoryThere · CategoryClosed · TooManyCategories · PapersMissing ·
              TooManyPapers · PaperUnknown
    Source:   "Add categories". One that is refused refuses all
    """
    app_id = call.app.app_id
    if not call.body.categories:
        raise CategoryUnknown()
    for wanted in call.body.categories:
        papers = [_paper(tx, app_id, str(paper.value)) for paper in wanted.certicates]
        categories.add(tx, app_id, wanted.first, wanted.second, papers=papers)
    return Ok()


@api.post("/cgi-bin/wxopen/deletecategory", kinds={MINI}, needs=NEEDS, body=Chosen)
def deletecategory(tx: Transaction, call: Call[Chosen]) -> Ok:
    """Serve in a category no longer.

    Request:  {"first": 1, "second": 106}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · CategoryNotHeld · LastCategory
    Source:   "Delete a category"
    """
    categories.remove(tx, call.app.app_id, call.body.first, call.body.second)
    return Ok()


def _entry(number: int, name: str, *, level: int, father: int, children: Any = (), papers: str = "") -> Told:
    asked = [{"inner_list": [{"name": papers, "url": ""}]}] if papers else []
    return {
        "id": number,
        "name": name,
        "level": level,
        "father": father,
        "children": list(children),
        "sensitive_type": int(bool(papers)),
        "qualify": {"exter_list": asked, "remark": ""},
    }


def _held(service: Service) -> Told:
    known = categories.TABLE[service.first, service.second]
    return {
        "first": service.first,
        "first_name": known.group,
        "second": service.second,
        "second_name": known.name,
        "audit_status": STATES[service.state],
        "audit_reason": service.reason,
    }


def _paper(read: Reader, app_id: str, media_id: str) -> str:
    found = apps.find_media(read, app_id, media_id)
    if found is None or not found.content_type.startswith("image/"):
        raise PaperUnknown()
    return found.digest
