"""The built web apps: their files, their client-side routes, and nothing outside their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from hutong.wire.webapps import WebApps
from tests.wire.towns import HOME, Answer, Town

SECRET = b"nobody's business"


@pytest.fixture
async def built(town: Town, tmp_path: Path) -> Town:
    """A lab whose web apps are a few small files."""
    web = tmp_path / "web"
    for app, word in (("messenger", b"the messenger"), ("console", b"the console")):
        (web / app / "assets").mkdir(parents=True)
        (web / app / "index.html").write_bytes(word)
        (web / app / "assets" / "main-1a2b.js").write_bytes(b"0123456789")
    (web / "messenger" / "logo.svg").write_bytes(b"<svg/>")
    (web / "secret.txt").write_bytes(SECRET)
    (tmp_path / "secret.txt").write_bytes(SECRET)
    (web / "messenger" / "assets" / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    town.front._fallback = WebApps(town.lane, web)
    return town


async def shown(town: Town, path: str, method: str = "GET", **headers: str) -> Answer:
    return await town.ask(method, path, headers=headers)


@pytest.mark.parametrize("path", ["/", "/a/k7m", "/c/12/details", "/p/x", "/consoles", "/{}", "/invite/abc"])
async def test_the_messenger_draws_its_own_routes(built: Town, path: str) -> None:
    said = await shown(built, path)
    assert (said.status, said.body) == (200, b"the messenger")
    assert said.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/console", "/console/", "/console/lab/clock", "/console/apps/wx1"])
async def test_the_console_draws_its_own_routes(built: Town, path: str) -> None:
    assert (await shown(built, path)).body == b"the console"


async def test_every_page_says_what_a_browser_may_do_in_it(built: Town) -> None:
    for path in ("/", "/console", "/logo.svg", "/assets/main-1a2b.js"):
        headers = (await shown(built, path)).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["script-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["object-src"] == "'none'"
        assert policy["base-uri"] == "'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


async def test_files_with_a_name_of_their_content_are_kept_for_ever(built: Town) -> None:
    for path in ("/assets/main-1a2b.js", "/console/assets/main-1a2b.js"):
        said = await shown(built, path)
        assert (said.body, said.headers["content-type"]) == (b"0123456789", "text/javascript; charset=utf-8")
        assert said.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (await shown(built, "/logo.svg")).headers["cache-control"] == "no-cache"


async def test_a_part_of_a_file_may_be_asked_for(built: Town) -> None:
    part = await shown(built, "/assets/main-1a2b.js", range="bytes=2-4")
    assert (part.status, part.body, part.headers["content-range"]) == (206, b"234", "bytes 2-4/10")
    assert (await shown(built, "/assets/main-1a2b.js", range="bytes=99-")).status == 416
    assert (await shown(built, "/assets/main-1a2b.js", range="nonsense")).status in (200, 400)
    head = await shown(built, "/assets/main-1a2b.js", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "10")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/../../secret.txt",
        "/assets/../../secret.txt",
        "/assets/../../../secret.txt",
        "/console/../secret.txt",
        "/console/../../secret.txt",
        "/console/../messenger/../secret.txt",
        "//etc/passwd",
        "/../../../../../../../../etc/passwd",
        "/..\\..\\secret.txt",
        "/assets/way-out.txt",
        "/secret.txt\0.js",
        "/\0",
        "/" + "a" * 300,
        "/" + "a/" * 3000 + "x.js",
        "/assets/none.js",
        "/.env",
        "/..",
        "/assets",
        "/~root",
        "/%2e%2e/secret.txt",
    ],
)
async def test_nothing_outside_the_folder_is_shown(built: Town, path: str) -> None:
    said = await shown(built, path)
    assert (said.status, said.body) in ((200, b"the messenger"), (404, b"Not found"))


async def test_a_missing_page_of_the_api_is_json(built: Town) -> None:
    for method, path in (("GET", "/api/none"), ("POST", "/"), ("PUT", "/logo.svg"), ("DELETE", "/console")):
        assert (await shown(built, path, method)).refusal == (404, "not_found")


async def test_people_come_by_one_name(built: Town) -> None:
    said = await built.ask("GET", "/a/k7?x=1", query="", host="localhost:8080")
    assert said.status == 307
    said = await built.ask("GET", "/a/k7", query="x=1", host="LOCALHOST:8080")
    assert (said.status, said.headers["location"]) == (307, "http://lane.localhost:8080/a/k7?x=1")
    away = await built.ask("GET", "//evil.example/x", host="localhost")
    assert away.headers["location"].startswith("http://lane.localhost/")
    assert (await built.ask("GET", "/", host=HOME)).status == 200


async def test_without_web_apps_a_page_says_so(town: Town, tmp_path: Path) -> None:
    town.front._fallback = WebApps(town.lane, tmp_path / "nothing")
    said = await shown(town, "/")
    assert (said.status, b"make setup" in said.body) == (503, True)


async def test_a_file_travels_as_small_as_its_browser_takes_it(built: Town, tmp_path: Path) -> None:
    file = tmp_path / "web" / "messenger" / "assets" / "main-1a2b.js"
    file.with_name(file.name + ".br").write_bytes(b"br")
    file.with_name(file.name + ".gz").write_bytes(b"gzip")
    for accepted, encoding, body in (
        ("gzip, deflate, br", "br", b"br"),
        ("gzip;q=1.0, deflate", "gzip", b"gzip"),
        ("identity", None, b"0123456789"),
    ):
        said = await shown(built, "/assets/main-1a2b.js", **{"accept-encoding": accepted})
        assert (said.body, said.headers.get("content-encoding")) == (body, encoding)
        assert said.headers["content-type"] == "text/javascript; charset=utf-8"
        assert said.headers["vary"] == "accept-encoding"
    part = await shown(built, "/assets/main-1a2b.js", **{"accept-encoding": "br", "range": "bytes=2-4"})
    assert (part.body, part.headers.get("content-encoding")) == (b"234", None)


async def test_a_script_in_the_page_itself_runs_when_it_is_the_one_that_was_built(built: Town, tmp_path: Path) -> None:
    (tmp_path / "web" / "messenger" / "index.html").write_bytes(b"<!doctype html><script>begin()</script>")
    policy = (await shown(built, "/")).headers["content-security-policy"]
    assert "script-src 'self' 'sha256-15S4FGE7rP6kq/PzA1uIhN3+8zfaO6/TnJp4fMWo7lE='; " in policy
