"""/api/lab/people: people out of nothing, and opening the messenger as one of them."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official import public as official
from hutong.people import public as people
from hutong.wire.product import Call, lab

_LARGEST_CROWD = 200


class NewPeople(msgspec.Struct, frozen=True, kw_only=True):
    """Who to make: one by name, or `count` with likely names."""

    name: str | None = None
    count: int = 1
    language: str = "en"


class LinkWanted(msgspec.Struct, frozen=True):
    """Where the link leads; a path of ours."""

    path: str = "/"


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    q: str = ""
    after: str | None = None
    limit: int = 50


@lab.get("/people", query=Listing)
def listed(read: Reader, call: Call[None]) -> dict[str, Any]:
    """Everybody in the lab, by when they were made, with how many accounts they follow; `q` is how a name begins."""
    wanted: Listing = call.query
    limit = min(max(wanted.limit, 1), 200)
    found = people.search(read, prefix=wanted.q, after=people.id_of(wanted.after or "0") or 0, limit=limit)
    return {
        "items": [_card(read, person) for person in found],
        "next": str(found[-1].id) if len(found) == limit else None,
        "total": people.count(read),
    }


def _card(read: Reader, person: people.PersonView) -> dict[str, Any]:
    followed = official.followed_by(read, person.id)
    return msgspec.structs.asdict(people.card(person)) | {"following": len(followed)}


@lab.post("/people", body=NewPeople)
def make(tx: Transaction, call: Call[NewPeople]) -> dict[str, Any]:
    """Make people out of nothing.

    Request:  {"name": "Li Lei"} or {"count": 100}
    Response: {"items": [Person]}
    Errors:   name_refused
    """
    wanted = call.body
    count = min(max(wanted.count, 1), _LARGEST_CROWD)
    made = people.register_crowd(tx, count, wanted.name, language=wanted.language)
    tx.wake("lab", {"type": "person"})
    return {"items": [people.card(person) for person in made]}


@lab.post("/people/{id}/sign-in-link", body=LinkWanted)
async def sign_in_link(call: Call[LinkWanted]) -> dict[str, str]:
    """A link that opens the messenger signed in as this person, once, within the hour. Errors: person_not_found"""
    at = call.lane.clock.wire()
    token = await call.lane.db.run(people.make_sign_in_link, people.id_of(call.path["id"]) or 0, call.body.path, at=at)
    return {"url": call.base_url + people.sign_in_path(token)}
