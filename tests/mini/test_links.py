"""Links that open a program: what they lead to, and for how long."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.mini import makings
from tests.dialog.towns import Account, Town, refusal
from tests.mini.phones import a_released_program
from tests.mini.workshop import a_copying_compiler, a_program

SCHEME, URL, SHORT = "/wxa/generatescheme", "/wxa/generate_urllink", "/wxa/genwxashortlink"
PLACE = {"path": "pages/more/more", "query": "id=1&b=%20"}


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def test_every_kind_of_link_opens_its_page(any_town: Town) -> None:
    town, program = any_town, await a_released_program(any_town, "Tea/House")
    person = await town.person()
    scheme = (await program.post(SCHEME, {"jump_wxa": PLACE}))["openlink"]
    url = (await program.post(URL, PLACE | {"env_version": "trial"}))["url_link"]
    short = (await program.post(SHORT, {"page_url": "pages/more/more?id=1&b=%20", "page_title": "Tea"}))["link"]
    assert scheme.startswith("weixin://dl/business/?t=")
    assert short.startswith("#小程序://TeaHouse/")
    leads_to = f"/mini/{program.app_id}?path=pages/more/more%3Fid%3D1%26b%3D%2520&scene=1194"
    for link, path in ((scheme, leads_to), (url, f"{leads_to}&version=trial"), (f" {short}\n", leads_to)):
        answer = await person.phone.post("/mini/links", json={"text": link})
        assert answer.json() == {"path": path}
    answer = await town.browser("http://lane.localhost").get(url.removeprefix("http://lane.localhost"))
    assert (answer.status_code, answer.headers["location"]) == (302, f"{leads_to}&version=trial")


async def test_links_are_told_of_and_end(any_town: Town) -> None:
    town, program = any_town, await a_released_program(any_town)
    person = await town.person()
    town.hold()
    now = int(town.lane.clock.lane().timestamp())
    link = (await program.post(SCHEME, {"jump_wxa": PLACE, "expire_type": 1, "expire_interval": 2}))["openlink"]
    about = {"appid": program.app_id, **PLACE, "create_time": now, "env_version": "release"}
    told = await program.post("/wxa/queryscheme", {"scheme": link})
    assert told["scheme_info"] == about | {"expire_time": now + 2 * 86_400}
    url = (await program.post(URL, PLACE | {"is_expire": True, "expire_type": 0, "expire_time": now + 60}))["url_link"]
    await person.phone.post("/mini/links", json={"text": url})
    told = await program.post("/wxa/query_urllink", {"url_link": url, "query_type": 1})
    assert told["url_link_info"] == about | {"expire_time": now + 60}
    assert told["quota_info"] == {"remain_visit_quota": 2_999_999}
    town.hold(days=2)
    for ended in (link, url, "weixin://dl/business/?t=none", "#小程序://none/none", "tea", ""):
        answer = await person.phone.post("/mini/links", json={"text": ended})
        assert refusal(answer) == (404, "mini_link_ended")
    await program.fetch_token()
    assert (await program.post("/wxa/queryscheme", {"scheme": link}))["errcode"] == 0
    other = await a_released_program(town)
    assert (await other.post("/wxa/queryscheme", {"scheme": link}))["errcode"] == 85403
    assert (await program.post("/wxa/query_urllink", {"url_link": link}))["errcode"] == 85403


async def test_links_say_what_is_wrong(town: Town) -> None:
    program = await a_released_program(town)
    town.hold()
    now = int(town.lane.clock.lane().timestamp())
    for body, errcode in (
        ({"path": "pages/none/none"}, 40165),
        ({"path": "pages/more/more?a=1"}, 40165),
        ({"path": "p" * 1025}, 40165),
        ({"query": "茶=1"}, 40212),
        ({"query": "q" * 1025}, 40212),
        ({"env_version": "newest"}, 40097),
        ({"expire_type": 2}, 40097),
        ({"expire_time": now}, 85401),
        ({"expire_time": now + 31 * 86_400}, 85401),
        ({"expire_time": 2**63 - 1}, 85401),
        ({"is_expire": True}, 85401),
        ({"expire_type": 1}, 85402),
        ({"expire_type": 1, "expire_interval": 0}, 85402),
        ({"expire_type": 1, "expire_interval": 31}, 85402),
        ({"expire_interval": "soon"}, 47001),
    ):
        assert (await program.post(URL, body))["errcode"] == errcode, body
    assert (await program.post(URL, {"cloud_base": {"env": "e"}}))["errcode"] == 40097
    for body, errcode in (
        ({}, 40066),
        ({"page_url": "pages/none/none"}, 40066),
        ({"page_url": "pages/more/more?" + "q" * 1024}, 40066),
        ({"page_url": "pages/more/more", "page_title": "t" * 21}, 40225),
    ):
        assert (await program.post(SHORT, body))["errcode"] == errcode, body
    assert (await (await a_program(town)).post(SCHEME, {}))["errcode"] == 85079
    assert (await (await _of_an_individual(town)).post(SCHEME, {}))["errcode"] == 48001


async def test_links_are_counted_by_the_day(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    program = await a_released_program(town)
    town.hold()
    monkeypatch.setattr(makings, "MOST_LINKS_A_DAY", 2)
    assert [(await program.post(path, {}))["errcode"] for path in (SCHEME, URL, SCHEME)] == [0, 0, 44990]
    town.hold(days=1)
    await program.fetch_token()
    assert (await program.post(SCHEME, {}))["errcode"] == 0


async def _of_an_individual(town: Town) -> Account:
    person = await town.person()
    return await a_program(town, owner="individual", person_id=person.id)
