"""The address book: bounds, the one that is offered first, and whose it is."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.people import addresses, persons, phones
from tests.dialog.towns import Town, refusal

GOOD: dict[str, Any] = {
    "name": "Li Lei", "phone": "138 0000 0000", "province": "北京市", "city": "北京市", "district": "东城区",
    "street": "", "detail": "1 Hutong Lane", "postal_code": "100010",
}  # fmt: skip


async def test_the_first_is_the_default_until_another_is(any_town: Town) -> None:
    phone = (await any_town.person()).phone
    first = (await phone.post("/addresses", json=GOOD)).json()
    assert first == {**GOOD, "id": first["id"], "national_code": "", "is_default": True}
    second = (await phone.post("/addresses", json={**GOOD, "detail": "2 Hutong Lane"})).json()
    third = (await phone.post("/addresses", json={**GOOD, "detail": "3 Hutong Lane", "is_default": True})).json()
    assert await shown(phone) == [(third["id"], True), (second["id"], False), (first["id"], False)]
    assert (await phone.post(f"/addresses/{first['id']}/default")).json()["is_default"] is True
    assert await shown(phone) == [(first["id"], True), (third["id"], False), (second["id"], False)]
    changed = await phone.put(f"/addresses/{first['id']}", json={**GOOD, "name": " Han   Meimei "})
    assert (changed.json()["name"], changed.json()["is_default"]) == ("Han Meimei", True)
    assert (await phone.delete(f"/addresses/{first['id']}")).json() == {}
    assert await shown(phone) == [(third["id"], True), (second["id"], False)]
    await phone.delete(f"/addresses/{third['id']}")
    await phone.delete(f"/addresses/{second['id']}")
    assert await shown(phone) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "   "), ("name", "x" * 26), ("name", "a\x07b"), ("name", "a\u202eb"),
        ("phone", ""), ("phone", "12"), ("phone", "call me"), ("phone", "1" * 21), ("phone", "１３８００００００００"),
        ("province", ""), ("province", "x" * 31), ("city", ""), ("district", "x" * 31), ("street", "x" * 41),
        ("detail", ""), ("detail", "x" * 101), ("postal_code", "1" * 13), ("postal_code", "<b>"),
        ("national_code", "x"),
    ],
)  # fmt: skip
async def test_each_part_has_bounds(town: Town, field: str, value: str) -> None:
    phone = (await town.person()).phone
    answer = await phone.post("/addresses", json={**GOOD, field: value})
    assert (refusal(answer), answer.json()["params"]["field"]) == ((422, "address_refused"), field)
    kept = (await phone.post("/addresses", json=GOOD)).json()
    answer = await phone.put(f"/addresses/{kept['id']}", json={**GOOD, field: value})
    assert refusal(answer) == (422, "address_refused")
    assert (await phone.get("/addresses")).json()["items"] == [kept]


async def test_nobody_sees_or_changes_anothers(town: Town) -> None:
    phone, other = (await town.person()).phone, (await town.person("Han Meimei")).phone
    kept = (await phone.post("/addresses", json=GOOD)).json()
    path = f"/addresses/{kept['id']}"
    assert await shown(other) == []
    for answer in (
        await other.put(path, json={**GOOD, "name": "Mallory"}),
        await other.delete(path),
        await other.post(f"{path}/default"),
        await phone.delete("/addresses/1"),
        await phone.delete("/addresses/x"),
        await phone.delete(f"/addresses/{1 << 63}"),
    ):
        assert refusal(answer) == (404, "address_not_found")
    assert (await phone.get("/addresses")).json()["items"] == [kept]
    async with town.browser("http://lane.localhost/api/client") as nobody:
        assert refusal(await nobody.get("/addresses")) == (401, "sign_in_needed")


async def test_a_book_has_room_for_fifty(town: Town) -> None:
    person = await town.person()
    draft = addresses.Draft(**GOOD)
    for _ in range(addresses.MOST):
        await town.lane.db.run(addresses.add, person.id, draft)
    assert refusal(await person.phone.post("/addresses", json=GOOD)) == (409, "too_many_addresses")
    assert len(await shown(person.phone)) == addresses.MOST


async def test_a_simulated_person_has_one_phone_number_and_others_have_none(any_town: Town) -> None:
    lane = any_town.lane
    li, han = await any_town.person(), await any_town.person("Han Meimei")
    first = await lane.db.run(phones.of_person, li.id)
    assert first is not None
    assert await lane.db.run(phones.of_person, li.id) == first
    other = await lane.db.run(phones.of_person, han.id)
    assert other is not None
    assert other.number != first.number
    real = await lane.db.run(persons.register, name="Real", email="real@example.com", password_hash="x", language="en")
    assert await lane.db.run(phones.of_person, real.id) is None


async def shown(phone: Any) -> list[tuple[str, bool]]:
    """The book's order, and which is the default."""
    items = (await phone.get("/addresses")).json()["items"]
    return [(item["id"], item["is_default"]) for item in items]
