"""Owners and apps: who may own what, and what they are called."""

import re
from pathlib import Path

import pytest

from hutong.apps import errors, licences, names, owners, public, registry
from hutong.apps.models import Owner
from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane
from tests.apps.house import an_app, an_owner, open_house


async def test_an_app_has_the_ids_that_wechats_have(lane: Lane) -> None:
    owner = await an_owner(lane)
    app, secret = await lane.db.run(public.create, kind="service", owner=owner, name="Waterworks")
    assert re.fullmatch(r"wx[0-9a-f]{16}", app.app_id)
    assert re.fullmatch(r"gh_[0-9a-f]{12}", app.original_id)
    assert re.fullmatch(r"[0-9a-f]{32}", secret)
    assert secret.encode() not in app.secret_hash
    view = await lane.db.read(public.get, app.app_id)
    assert view is not None
    assert (view.name, view.owner_name, view.colour in names.COLOURS) == ("Waterworks", owner.name, True)
    assert await lane.db.read(public.by_original_id, app.original_id) == view
    assert await lane.db.read(public.by_link_code, app.link_code) == view


async def test_an_individual_owns_no_service_account(lab: Lane) -> None:
    person = await an_owner(lab, "individual")
    with pytest.raises(errors.OwnerKindRefused) as refused:
        await lab.db.run(public.create, kind="service", owner=person)
    assert refused.value.facts == {"kind": "service", "owner_kind": "individual"}
    assert await lab.db.read(public.count) == 0
    app, _ = await lab.db.run(public.create, kind="subscription", owner=person)
    assert app.kind == "subscription"


async def test_only_a_companys_account_is_verified(lab: Lane) -> None:
    person = await an_owner(lab, "individual")
    with pytest.raises(errors.VerificationNeedsCompany):
        await lab.db.run(public.create, kind="subscription", owner=person, verified=True)
    app, _ = await lab.db.run(public.create, kind="subscription", owner=person)
    with pytest.raises(errors.VerificationNeedsCompany):
        await lab.db.run(registry.set_verified, app.app_id, person, verified=True)


async def test_two_apps_never_share_a_name_whatever_its_case(lane: Lane) -> None:
    app = await an_app(lane, name="Waterworks")
    with pytest.raises(errors.NameTaken):
        await an_app(lane, name="WATERWORKS")
    with pytest.raises(errors.NameTaken):
        await an_app(lane, name="Ｗaterworks")
    other = await an_app(lane, name="Gasworks")
    with pytest.raises(errors.NameTaken):
        await lane.db.run(registry.describe, other.app_id, name="waterworks")
    await lane.db.run(registry.describe, app.app_id, name="WaterWorks")
    assert await lane.db.read(public.count) == 2


@pytest.mark.parametrize("name", ["abc", "水", "a" * 31, "水" * 16, ""])
async def test_a_name_of_the_wrong_width_is_refused(lab: Lane, name: str) -> None:
    with pytest.raises(errors.NameLengthWrong):
        await an_app(lab, name=name)


@pytest.mark.parametrize("name", [" Waterworks", "Water\nworks", "Water\u2028works"])
async def test_a_name_is_plain(lab: Lane, name: str) -> None:
    with pytest.raises(errors.NameNotPlain):
        await an_app(lab, name=name)


@pytest.mark.parametrize("name", ["abcd", "水务", "a" * 30, "水" * 15])
async def test_a_chinese_character_counts_two(lab: Lane, name: str) -> None:
    app = await an_app(lab, name=name)
    assert (await lab.db.read(registry.found, app.app_id)).name == name


async def test_a_rename_leaves_the_link(lab: Lane) -> None:
    app = await an_app(lab, name="Waterworks")
    before = await lab.db.read(public.get, app.app_id)
    await lab.db.run(registry.describe, app.app_id, name="Town Water", intro="Balance and faults")
    after = await lab.db.read(public.get, app.app_id)
    assert before is not None
    assert after is not None
    assert (after.name, after.intro, after.link_path) == ("Town Water", "Balance and faults", before.link_path)


async def test_an_introduction_has_at_most_120_characters(lab: Lane) -> None:
    app = await an_app(lab, intro="水" * 120)
    with pytest.raises(errors.IntroTooLong):
        await lab.db.run(registry.describe, app.app_id, intro="水" * 121)


async def test_a_lab_invents_whole_owners(lane: Lane) -> None:
    company = await an_owner(lane)
    assert company.licence_number is not None
    assert licences.is_credit_code(company.licence_number)
    assert re.search("[\u4e00-\u9fff]", company.name)
    english = await an_owner(lane, language="en")
    assert english.name.endswith("Ltd")
    person = await an_owner(lane, "individual", name="Li Lei")
    assert (person.name, person.licence_number) == ("Li Lei", None)
    assert person.identity_number is not None
    assert await lane.db.read(public.list_owners, person_id=None) == [person, english, company]


async def test_a_live_owner_states_what_they_are(live: Lane) -> None:
    def register(tx: Transaction, name: str, licence_number: str | None = None) -> Owner:
        return owners.register(tx, kind="company", name=name, licence_number=licence_number, person_id=7)

    with pytest.raises(errors.OwnerIncomplete):
        await live.db.run(register, name="Waterworks Ltd")
    with pytest.raises(errors.LicenceNumberWrong):
        await live.db.run(register, name="Waterworks Ltd", licence_number="91350100M000100Y44")
    owner = await live.db.run(register, name="Waterworks Ltd", licence_number="91350100M000100Y43")
    assert owner.identity_number is None


async def test_a_hundred_nameless_apps_get_a_hundred_names(lab: Lane) -> None:
    owner = await an_owner(lab)
    for _ in range(100):
        await lab.db.run(public.create, kind="service", owner=owner)
    views = await lab.db.read(public.listed, owner_id=owner.owner_id)
    assert len({view.name for view in views}) == 100


async def test_a_seeded_lab_makes_the_same_app_again(tmp_path: Path) -> None:
    made = []
    for home in ("one", "two"):
        async with open_house(tmp_path / home, "lab", seed="water") as lane:
            made.append(await an_app(lane))
    assert (made[0].app_id, made[0].secret) == (made[1].app_id, made[1].secret)


async def test_apps_are_found_by_a_part_of_their_name(lane: Lane) -> None:
    await an_app(lane, name="Town Waterworks")
    await an_app(lane, name="100% Water")
    found = await lane.db.read(public.search, "WATER")
    assert [view.name for view in found] == ["100% Water", "Town Waterworks"]
    assert [view.name for view in await lane.db.read(public.search, "0% w")] == ["100% Water"]
    assert await lane.db.read(public.search, "a_e") == []


async def test_addresses_are_kept_in_one_spelling(lab: Lane) -> None:
    app = await an_app(lab)
    kept = await lab.db.run(
        registry.set_ip_list, app.app_id, ["10.0.0.7", " 10.0.0.7/32", "10.1.2.3/16", "2001:DB8::1"]
    )
    assert kept.ip_list == ["10.0.0.7", "10.1.0.0/16", "2001:db8::1"]
    for wrong in (["10.0.0.256"], ["nowhere"], [""], [f"10.0.0.{n}" for n in range(201)]):
        with pytest.raises(errors.IpListWrong):
            await lab.db.run(registry.set_ip_list, app.app_id, wrong)
    assert (await lab.db.read(registry.found, app.app_id)).ip_list == kept.ip_list
