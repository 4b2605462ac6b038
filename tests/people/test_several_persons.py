"""Several persons in one browser, and one-time links that bring them there."""

import pytest

from hutong.kernel.lane import Lane
from hutong.people import public
from tests.people.house import ORIGIN, Browser, refusal


async def a_link(lane: Lane, person_id: int, path: str = "/") -> str:
    token = await lane.db.run(public.make_sign_in_link, person_id, path, at=lane.clock.wire())
    return public.sign_in_path(token)


async def a_lab_person(lane: Lane, browser: Browser, name: str) -> dict[str, str]:
    """Somebody made up, signed in in this browser; answers the header that names them."""
    person = await lane.db.run(public.register_simulated, name)
    await browser.get(await a_link(lane, person.id))
    return {"x-hutong-person": str(person.id)}


@pytest.fixture
def at_lab(lab: Lane) -> Browser:
    return Browser(lab)


async def test_a_link_signs_in_and_leads_on(lab: Lane, at_lab: Browser) -> None:
    li = await lab.db.run(public.register_simulated, "Li Lei")
    link = await a_link(lab, li.id, "/console?tab=1")
    assert (await at_lab.http.head(link)).status_code == 200
    answer = await at_lab.get(link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console?tab=1")
    assert await at_lab.whoami() == "Li Lei"
    assert refusal(await Browser(lab).get(link)) == (404, "sign_in_link_not_found")


async def test_each_tab_speaks_for_the_person_it_names(lab: Lane, at_lab: Browser) -> None:
    li = await a_lab_person(lab, at_lab, "Li Lei")
    han = await a_lab_person(lab, at_lab, "Han Meimei")
    assert await at_lab.whoami(headers=li) == "Li Lei"
    assert await at_lab.whoami(headers=han) == "Han Meimei"
    # Without a name, the one who came last speaks.
    assert await at_lab.whoami() == "Han Meimei"
    looked = (await at_lab.get("/api/client/session", headers=li)).json()
    assert [person["name"] for person in looked["persons"]] == ["Li Lei", "Han Meimei"]


async def test_a_picture_or_a_socket_names_its_person_in_the_address(lab: Lane, at_lab: Browser) -> None:
    li = (await a_lab_person(lab, at_lab, "Li Lei"))["x-hutong-person"]
    await a_lab_person(lab, at_lab, "Han Meimei")
    assert await at_lab.whoami(params={"as": li}) == "Li Lei"
    assert await Browser(lab).whoami(params={"as": li}) is None


async def test_a_name_alone_opens_nothing(lab: Lane, at_lab: Browser) -> None:
    li = await a_lab_person(lab, at_lab, "Li Lei")
    stranger = Browser(lab)
    assert await stranger.whoami(headers=li) is None
    han = await lab.db.run(public.register_simulated, "Han Meimei")
    for wanted in (str(han.id), "", "0", "x", "9" * 40, f" {li['x-hutong-person']}"):
        assert await at_lab.whoami(headers={"x-hutong-person": wanted}) is None, wanted


async def test_a_cookie_under_another_name_speaks_for_nobody(lab: Lane, at_lab: Browser) -> None:
    li = (await a_lab_person(lab, at_lab, "Li Lei"))["x-hutong-person"]
    han = await lab.db.run(public.register_simulated, "Han Meimei")
    name = f"hutong_{lab.instance.id}"
    token = at_lab.http.cookies[f"{name}_{li}"]
    forger = Browser(lab)
    forger.http.cookies.set(f"{name}_{han.id}", token)
    forger.http.cookies.set(name, str(han.id))
    assert await forger.whoami() is None


async def test_when_one_leaves_another_speaks(lab: Lane, at_lab: Browser) -> None:
    li = await a_lab_person(lab, at_lab, "Li Lei")
    han = await a_lab_person(lab, at_lab, "Han Meimei")
    await at_lab.delete("/api/client/session", headers=han)
    assert await at_lab.whoami() == "Li Lei"
    assert await at_lab.whoami(headers=han) is None
    await a_lab_person(lab, at_lab, "Lucy")
    await at_lab.delete("/api/client/session", headers=li)
    assert await at_lab.whoami() == "Lucy"


async def test_instances_on_one_machine_do_not_mix_their_cookies(lab: Lane, live: Lane, at_lab: Browser) -> None:
    await a_lab_person(lab, at_lab, "Li Lei")
    elsewhere = Browser(live)
    elsewhere.http.cookies = at_lab.http.cookies
    assert await elsewhere.whoami() is None


async def test_a_lab_says_what_it_is(lab: Lane, at_lab: Browser) -> None:
    instance = (await at_lab.get("/api/client/session")).json()["instance"]
    assert (instance["mode"], instance["registration"]) == ("lab", "open")


async def test_a_personal_link_and_its_qr_codes(lab: Lane, at_lab: Browser) -> None:
    await a_lab_person(lab, at_lab, "Li Lei")
    han = await lab.db.run(public.register_simulated, "Han Meimei")
    shown = (await at_lab.get(f"/api/client/people/{han.link_code}")).json()
    assert shown == {
        "id": str(han.id),
        "name": "Han Meimei",
        "avatar_url": None,
        "link_code": han.link_code,
        "language": "en",
        "simulated": True,
        "conversation_id": None,
    }
    assert refusal(await at_lab.get("/api/client/people/nobody")) == (404, "person_not_found")
    drawing = await at_lab.get(f"/qr/p/{han.link_code}.svg")
    picture = await at_lab.get(f"/qr/p/{han.link_code}.png")
    assert (drawing.headers["content-type"], picture.headers["content-type"]) == ("image/svg+xml", "image/png")
    assert picture.content.startswith(b"\x89PNG")
    for missing in ("nobody.svg", f"{han.link_code}.gif", han.link_code, ".svg"):
        assert refusal(await at_lab.get(f"/qr/p/{missing}")) == (404, "person_not_found")
    await lab.db.run(public.rename, han.id, "Hannah")
    assert (await at_lab.get(f"/qr/p/{han.link_code}.png")).content == picture.content
    assert ORIGIN.encode() not in drawing.content
