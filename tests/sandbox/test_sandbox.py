"""Nothing gets out of a mini program's frame: every way that is known is tried, in the worker and in the document.

The frame is the one the lane serves, with its headers, in the messenger. What the engine takes away from programs is
given back to the attempts beforehand (kept.js), so that each has to be stopped by the headers as well.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

import pytest

from hutong.mini.packages import compiling
from hutong.testing import Lane, MiniProgram
from tests.sandbox.listener import Listener

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page, Route

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here"),
]

HERE = Path(__file__).parent
_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    # Chromium asks before a page reaches this machine; that must not be what stops it here.
    "--disable-features=LocalNetworkAccessChecks",
)
_LEAVING = ("location", "replace", "link", "meta", "script")
_PAUSE_MS = 500


@pytest.fixture(scope="module")
def lane() -> Iterator[Lane]:
    if compiling.node() is None or not compiling.compiler_file().is_file():
        assert os.environ.get("CI") != "true", "CI builds the compiler first"
        pytest.skip("THE COMPILER IS NOT BUILT: npm run build in web/packages/engine")
    with Lane.start() as started:
        yield started


@pytest.fixture(scope="module")
def program(lane: Lane) -> MiniProgram:
    return lane.mini_program(HERE / "program", name="Hostile")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=shutil.which("chromium"), args=list(_ARGUMENTS))
        yield opened
        opened.close()


def test_nothing_leaves_the_worker(browser: "Browser", lane: Lane, program: MiniProgram) -> None:
    with Listener() as listener, _shown(browser, lane, program, listener) as (page, frame):
        told = _told(frame)
        page.wait_for_timeout(_PAUSE_MS)
        assert listener.hits == []
    for tried in (told, told["crew"]):
        assert tried["found"] == []
        assert {outcome.partition(":")[0] for outcome in tried["outcomes"].values()} == {"refused"}
        assert tried["outcomes"]["eval"] == tried["outcomes"]["constructor"] == "refused: EvalError"


def test_pictures_and_texts_of_a_program_reach_nobody_but_through_the_lane(
    browser: "Browser", lane: Lane, program: MiniProgram
) -> None:
    with Listener() as listener, _shown(browser, lane, program, listener, drawn=True) as (page, _):
        page.wait_for_timeout(_PAUSE_MS)
        assert listener.hits == []
        assert set(listener.fetched) <= {"template-image", "rich-text-img"}


def test_nothing_leaves_the_document(browser: "Browser", lane: Lane, program: MiniProgram) -> None:
    with Listener() as listener, _shown(browser, lane, program, listener) as (page, frame):
        before, frames = page.url, len(page.frames)
        outcomes = _attempted(frame, listener)
        page.wait_for_timeout(_PAUSE_MS)
        assert (listener.hits, listener.packets) == ([], 0)
        assert {name: outcome for name, outcome in outcomes.items() if outcome.startswith("done")} == {}
        assert outcomes["code.eval"] == outcomes["code.constructor"] == "refused: EvalError"
        assert outcomes["realms.srcdoc"] == outcomes["types.policy"] == "refused: TypeError"
        assert page.evaluate("() => document.cookie.includes('a=b')") is False
        assert (page.url, len(page.context.pages)) == (before, 1)
        assert len(outcomes) > 60, "attempts are missing"
        assert frames == 2


@pytest.mark.parametrize("way", _LEAVING)
def test_the_frame_goes_nowhere_else(browser: "Browser", lane: Lane, program: MiniProgram, way: str) -> None:
    with Listener() as listener, _shown(browser, lane, program, listener) as (page, frame):
        before = page.url
        frame.evaluate("([way, listener]) => leave(way, listener)", [way, listener.url])
        page.wait_for_timeout(_PAUSE_MS)
        assert listener.hits == []
        assert page.url == before


def test_without_the_headers_the_same_attempts_get_out(browser: "Browser", lane: Lane, program: MiniProgram) -> None:
    with Listener() as listener, _shown(browser, lane, program, listener, loose=True) as (page, frame):
        assert _told(frame)["outcomes"]["eval"] == "done: 2"
        outcomes = _attempted(frame, listener)
        frame.evaluate("([way, listener]) => leave(way, listener)", ["location", listener.url])
        page.wait_for_timeout(_PAUSE_MS)
        seen = set(listener.hits)
    assert {"worker-fetch", "worker-xhr", "worker-socket", "worker-scripts", "worker-nested"} <= seen
    assert {"crew-fetch", "crew-socket", "crew-nested"} <= seen
    assert {"network-fetch", "network-socket", "network-script", "network-frame", "network-worker"} <= seen
    assert {"leaks-image", "leaks-background", "leaks-prefetch", "leaks-font", "leaks-stylesheet"} <= seen
    assert {"realms-srcdoc-attribute", "realms-data-frame", "leaving-location"} <= seen
    assert outcomes["types.policy"] == "done: mine"


def test_who_asks_is_known_by_the_port_and_not_by_what_is_said(
    browser: "Browser", lane: Lane, program: MiniProgram
) -> None:
    other = lane.mini_program(HERE / "program", name="Other")
    with Listener() as listener, _shown(browser, lane, program, listener) as (_, frame):
        asked = _told(frame)["asked"]
    code = asked.pop("5")["code"]
    assert asked == {
        "1": {"errMsg": "noSuchCall:fail not supported"},
        "2": {"errMsg": "constructor:fail not supported"},
        "3": {"errMsg": "__proto__:fail not supported"},
        "4": {"errMsg": "login:fail the data is too large"},
    }
    assert _session(lane, other, code)["errcode"] == 40029
    assert "openid" in _session(lane, program, code)


def test_the_document_of_a_frame_knows_no_cookies(lane: Lane, program: MiniProgram) -> None:
    port = urlsplit(lane.url).port
    answers = [
        _get(port, f"{program.appid}.mini.lane.localhost:{port}", "/frame", cookie) for cookie in ("", "session=x")
    ]
    for status, headers, _ in answers:
        assert status == 200
        assert "set-cookie" not in headers
        assert "connect-src 'none'" in headers["content-security-policy"]


def _told(frame: "Frame") -> Any:
    return json.loads(frame.locator("#done").inner_text())


def _attempted(frame: "Frame", listener: Listener) -> dict[str, str]:
    server = f"stun:127.0.0.1:{listener.udp_port}"
    found: dict[str, str] = frame.evaluate(
        "([listener, server]) => attemptAll(listener, server)", [listener.url, server]
    )
    return found


@contextmanager
def _shown(
    browser: "Browser",
    lane: Lane,
    program: MiniProgram,
    listener: Listener,
    *,
    drawn: bool = False,
    loose: bool = False,
) -> "Iterator[tuple[Page, Frame]]":
    """The program in the messenger; `loose` takes the headers away from both of them."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    for script in ("kept.js", "attempts.js"):
        context.add_init_script(path=HERE / script)
    page = context.new_page()
    if loose:
        page.route(lambda url: urlsplit(url).path.startswith(("/frame", "/mini/")), _without_headers)
    asked = f"pages/index/index?listener={quote(listener.url, safe='')}&drawn={'yes' if drawn else 'no'}"
    page.goto(lane.person().sign_in_url("/settings"))
    page.goto(urljoin(page.url, f"/mini/{program.appid}?path={quote(asked, safe='')}"))
    page.frame_locator(".program iframe").locator("#done", has_text="outcomes").wait_for(timeout=60_000)
    frame = next(one for one in page.frames if urlsplit(one.url).path == "/frame")
    try:
        yield page, frame
    finally:
        context.close()


def _without_headers(route: "Route") -> None:
    if route.request.resource_type != "document":
        return route.continue_()
    asked = urlsplit(route.request.url)
    path = f"{asked.path}?{asked.query}" if asked.query else asked.path
    status, _, body = _get(asked.port, asked.netloc, path)
    return route.fulfill(status=status, content_type="text/html; charset=utf-8", body=body)


def _get(port: int | None, host: str, path: str, cookie: str = "") -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", port or 80, timeout=10)
    connection.request("GET", path, headers={"host": host, **({"cookie": cookie} if cookie else {})})
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def _session(lane: Lane, program: MiniProgram, code: str) -> Any:
    base = urlsplit(lane.base())
    query = f"appid={program.appid}&secret={program.secret}&js_code={code}&grant_type=authorization_code"
    return json.loads(_get(base.port, base.netloc, f"/sns/jscode2session?{query}")[2])
