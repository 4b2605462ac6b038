"""Who may reach our own APIs: by which name, from which page, with which token."""

from __future__ import annotations

from pathlib import Path

import pytest

from hutong.wire import guard
from tests.wire.towns import HOME, JSON, Town, a_town

STATE = "/api/lab/state"
PEOPLE = "/api/lab/people"


async def people(town: Town) -> int:
    return int((await town.ours("GET", PEOPLE)).json()["total"])


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LocalHost:8080",
        "127.0.0.1",
        "127.0.0.1:65535",
        "[::1]",
        "[::1]:8080",
        "lane.localhost:8080",
        "lane.localhost.",
    ],
)
async def test_our_own_names_are_answered(town: Town, host: str) -> None:
    assert (await town.ask("GET", STATE, host=host)).status == 200


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.nip.io",
        "localhost.evil.example",
        "lane.localhost.evil.example",
        "xlane.localhost",
        "a.web.lane.localhost",
        "localhost:8080@evil.example",
        "localhost:80/api/lab/state?",
        "localhost:",
        "localhost:abc",
        "localhost localhost",
        "192.168.1.5",
        "0.0.0.0",
        "[",
        "[::2]",
        "..",
        "é",
    ],
)
async def test_a_name_that_somebody_points_at_us_is_not_ours(town: Town, host: str | None) -> None:
    """A page of `evil.example` whose name leads to 127.0.0.1 shares no origin with us, nor does what we host."""
    assert (await town.ask("GET", STATE, host=host)).refusal == (421, "unknown_host")
    said = await town.ask("POST", PEOPLE, body=b"{}", host=host, headers={**JSON, "origin": f"http://{host}"})
    assert said.refusal == (421, "unknown_host")
    assert (await town.ask("GET", "/", host=host)).refusal == (421, "unknown_host")
    assert await people(town) == 0


async def test_the_name_of_a_program_shows_its_frames_and_nothing_of_ours(town: Town) -> None:
    host = "wx0000000000000000.mini.lane.localhost:8080"
    for method, path in (("GET", STATE), ("POST", PEOPLE), ("GET", "/")):
        said = await town.ask(method, path, host=host, body=b"{}", headers=JSON)
        assert (said.status in (404, 405), b"{" in said.body) == (True, False)
    assert await people(town) == 0


async def test_our_own_pages_may_change_things(town: Town) -> None:
    for origin in ("http://127.0.0.1:8080", "HTTP://127.0.0.1:8080", "https://127.0.0.1:8080"):
        said = await town.ours("POST", PEOPLE, {}, headers={"origin": origin, "sec-fetch-site": "same-origin"})
        assert said.status == 200
    assert await people(town) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://["},
        {"origin": "http://127.0.0.1:8081"},
        {"origin": "http://127.0.0.1"},
        {"origin": "http://127.0.0.1:8080.evil.example"},
        {"origin": "http://a.web.lane.localhost:8080"},
        {"origin": "file://"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example", "x-hutong": "1"},
    ],
)
async def test_a_page_of_another_origin_changes_nothing(town: Town, headers: dict[str, str]) -> None:
    account = await town.account()
    for method, path, body in (
        ("POST", PEOPLE, {}),
        ("POST", "/api/lab/reset", {}),
        ("POST", "/api/lab/clock/advance", {"seconds": 5}),
        ("PUT", "/api/lab/rules", {"quotas": "off"}),
        ("POST", "/api/console/apps", {"kind": "service"}),
        ("POST", f"/api/console/apps/{account.app_id}/secret", {}),
        ("DELETE", f"/api/console/apps/{account.app_id}/menu", None),
        ("POST", "/api/client/registrations", {"email": "a@b.c", "name": "A", "password": "three calm rivers"}),
    ):
        said = await town.ours(method, path, body, headers=headers)
        assert said.refusal == (403, "foreign_origin"), path
    state = (await town.ours("GET", STATE)).json()
    assert (state["people"], state["apps"], state["clock"]["moved"]) == (0, 1, False)
    assert (await town.api("GET", "/cgi-bin/getcallbackip", query={"access_token": account.token})).errcode == 0


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://[", "http://127.0.0.1:1"])
async def test_a_page_of_another_origin_opens_no_socket(town: Town, origin: str) -> None:
    person = await town.person()
    for path in ("/api/lab/stream", f"/api/lab/as/{person}/stream", "/api/client/stream"):
        talk = await town.converse(path, headers={"origin": origin})
        assert await talk.next() is None
        assert (talk.closed_with, talk.heard) == (4403, [])


async def test_a_page_of_ours_opens_a_socket(town: Town) -> None:
    person = await town.person()
    talk = await town.converse(f"/api/lab/as/{person}/stream", headers={"origin": f"http://{HOME}"})
    assert (await talk.next())["type"] == "hello"
    await talk.leave()
    by_another_name = await town.converse("/api/lab/stream", host="evil.example", headers={"origin": f"http://{HOME}"})
    assert await by_another_name.next() is None
    assert by_another_name.closed_with == 4421


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "JSON"])
async def test_a_form_of_another_site_cannot_speak_json(town: Town, kind: str) -> None:
    """Old browsers and forms send no Origin; what they cannot send is the type, or a header of ours."""
    said = await town.ask("POST", PEOPLE, body=b"{}", headers={"content-type": kind})
    assert said.refusal == (415, "json_needed")
    said = await town.ask("POST", "/api/lab/reset", headers={"content-type": kind})
    assert said.refusal == (415, "json_needed")
    assert await people(town) == 0
    assert (await town.ask("POST", PEOPLE, body=b"{}", headers={"x-hutong": "1"})).status == 200


async def test_looking_is_free_and_tells_another_page_nothing(town: Town) -> None:
    """A browser asks for any page what any page wants; without our leave it does not hand the answer over."""
    for origin in ("http://evil.example", "null"):
        said = await town.ask("GET", STATE, headers={"origin": origin})
        assert said.status == 200
        assert not [name for name in said.headers if name.startswith("access-control-")]
        assert said.headers["x-content-type-options"] == "nosniff"
        asked_first = await town.ask("OPTIONS", PEOPLE, headers={"origin": origin})
        assert asked_first.status == 405
        assert not [name for name in asked_first.headers if name.startswith("access-control-")]


async def test_a_lab_that_others_can_reach_needs_its_token_and_says_how(tmp_path: Path) -> None:
    async with a_town(tmp_path, host="0.0.0.0") as town:
        how = {"needs": "X-Hutong-Token", "file": "lab-token", "page": "/api/lab/enter?token="}
        for path in (STATE, "/api/console/apps", "/api/lab/as/1/me"):
            said = await town.ask("GET", path, host="192.168.1.5:8080", caller="192.168.1.77")
            assert said.refusal == (403, "not_allowed")
            assert said.json()["params"] == how
        talk = await town.converse("/api/lab/stream", host="192.168.1.5:8080")
        assert await talk.next() is None
        assert talk.closed_with == 4403
        token = (tmp_path / "lab-token").read_text()
        assert (tmp_path / "lab-token").stat().st_mode & 0o777 == 0o600
        for wrong in ("", "x", token[:-1], token + "0", "é"):
            refused = await town.ask("GET", STATE, headers={"x-hutong-token": wrong})
            assert refused.status == 403
            entered = await town.ask("GET", "/api/lab/enter", query={"token": wrong})
            assert (entered.status, entered.headers.get("set-cookie")) == (403, None)
        assert (await town.ask("GET", STATE, headers={"x-hutong-token": token})).status == 200


async def test_a_browser_keeps_the_token_of_a_lab(tmp_path: Path) -> None:
    async with a_town(tmp_path, host="0.0.0.0") as town:
        link = guard.lab_link(town.lane, "http://192.168.1.5:8080")
        path, _, query = link.removeprefix("http://192.168.1.5:8080").partition("?")
        entered = await town.ask("GET", path, query=query, host="192.168.1.5:8080")
        assert (entered.status, entered.headers["location"]) == (303, "/console/lab")
        kept, *manner = entered.headers["set-cookie"].split("; ")
        assert kept.startswith(f"hutong_lab_{town.lane.instance.id}=")
        assert {"HttpOnly", "SameSite=lax"} <= set(manner)
        assert (await town.ask("GET", STATE, host="192.168.1.5:8080", headers={"cookie": kept})).status == 200


async def test_a_lab_on_loopback_needs_no_token(town: Town) -> None:
    assert guard.lab_link(town.lane, "http://localhost:8080") == "http://localhost:8080/console/lab"
    assert (await town.ask("GET", "/api/lab/enter")).headers["location"] == "/console/lab"


async def test_an_instance_behind_a_proxy_knows_its_public_name(tmp_path: Path) -> None:
    async with a_town(tmp_path, "live", public_url="https://hutong.example") as town:
        body = {"email": "li@example.com", "password": "three calm rivers"}
        for host in ("hutong.example", HOME):
            headers = {"origin": "https://hutong.example"}
            said = await town.ours("POST", "/api/client/session", body, host=host, headers=headers)
            assert said.refusal == (401, "sign_in_refused"), said.body
        for host in ("x.hutong.example", "hutong.example.evil.example", "xhutong.example"):
            assert (await town.ours("GET", "/api/client/session", host=host)).refusal == (421, "unknown_host")


async def test_links_lead_where_their_reader_came_from(town: Town) -> None:
    """Who came by HTTPS stays on HTTPS; the word of a proxy that nobody named in the settings counts for nothing."""
    path = f"{PEOPLE}/{await town.person()}/sign-in-link"
    for scheme, host in (("http", HOME), ("https", HOME), ("https", "localhost:8443"), ("https", "[::1]:8443")):
        said = await town.ours("POST", path, {"path": "/"}, host=host, scheme=scheme)
        assert said.json()["url"].startswith(f"{scheme}://{host}/sign-in/")
    claimed = await town.ours("POST", path, {"path": "/"}, headers={"x-forwarded-proto": "https"})
    assert claimed.json()["url"].startswith(f"http://{HOME}/")


async def test_links_of_an_instance_behind_a_proxy_bear_its_public_name(tmp_path: Path) -> None:
    async with a_town(tmp_path, public_url="https://hutong.example/") as town:
        path = f"{PEOPLE}/{await town.person()}/sign-in-link"
        for scheme in ("http", "https"):
            said = await town.ours("POST", path, {"path": "/"}, scheme=scheme)
            assert said.json()["url"].startswith("https://hutong.example/sign-in/")


async def test_an_address_that_was_bound_is_a_name_of_ours(tmp_path: Path) -> None:
    async with a_town(tmp_path, host="127.0.0.2") as town:
        assert (await town.ask("GET", STATE, host="127.0.0.2:8080")).status == 200
        assert (await town.ask("GET", STATE, host="127.0.0.3:8080")).status == 421


@pytest.mark.parametrize(
    ("host", "is_ours_alone"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("hutong.example", False),
        ("", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, is_ours_alone: bool) -> None:
    assert guard.is_loopback(host) is is_ours_alone
