"""Pages of others inside the messenger: what works in them, and what they cannot reach."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web

from hutong.apps.browser import headers, rewriting, sites
from hutong.kernel.network_policy import NetworkPolicy
from hutong.wire import scripts
from tests.dialog.towns import Person, Town, refusal
from tests.support.listening import listening

NAVIGATION = {"sec-fetch-dest": "iframe", "sec-fetch-mode": "navigate", "sec-fetch-site": "same-origin"}
HTML = "<!doctype html><html><head><title>Shop</title></head><body>{}</body></html>"


class Site:
    """Somebody's site on loopback, with the manners of common frameworks."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[web.Request] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        match request.path:
            case "/":
                script = '<script src="https://res.wx.qq.com/open/js/jweixin-1.6.0.js"></script>'
                page = web.Response(text=HTML.format(script), content_type="text/html")
                page.headers["X-Frame-Options"] = "DENY"
                page.headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'"
                page.headers.add("Set-Cookie", "sessionid=s1; Domain=127.0.0.1; HttpOnly; Path=/; SameSite=Lax")
                page.headers.add("Set-Cookie", "hutong_visit=stolen; Path=/")
                return page
            case "/sign-in":
                return web.Response(
                    status=302, headers={"Location": "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1"}
                )
            case "/moved":
                return web.Response(status=301, headers={"Location": f"{self.url}//evil.example/x?y=1"})
            case "/post":
                return web.json_response({"got": (await request.read()).decode()})
        return web.Response(text="var a = 'https:\\/\\/open.weixin.qq.com\\/connect'", content_type="text/javascript")


@asynccontextmanager
async def a_site() -> AsyncIterator[Site]:
    site = Site()
    async with listening(site.answer) as site.url:
        yield site


async def entered(town: Town, person: Person, url: str) -> httpx.AsyncClient:
    """A browser that has entered a page of a site, under the site's name below ours."""
    way = (await person.phone.post("/pages", json={"url": url})).json()
    assert way["kind"] == "page", way
    browser = town.browser(way["frame_origin"])
    del browser.headers["content-type"]
    answer = await browser.get(way["frame_url"], headers=NAVIGATION)
    assert answer.status_code == 302
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Lax" in answer.headers["set-cookie"]
    return browser


async def test_a_site_works_under_a_name_of_its_own_and_knows_nothing_of_ours(town: Town) -> None:
    li = await town.person()
    async with a_site() as site:
        browser = await entered(town, li, f"{site.url}/?a=b%20c")
        here = str(browser.base_url).rstrip("/")
        page = await browser.get("/?a=b%20c", headers={**NAVIGATION, "referer": f"{here}/before", "x-hutong": "1"})
        assert page.status_code == 200
        tag = f'<head><script src="/.hutong/bridge.js" data-page="{site.url}/?a=b%20c"></script>'
        assert tag in page.text
        assert f'src="{here}/.hutong/at/res.wx.qq.com/open/js/jweixin-1.6.0.js"' in page.text
        assert "x-frame-options" not in page.headers
        assert page.headers.get_list("content-security-policy") == [
            f"default-src 'self' {here}/.hutong/",
            "frame-ancestors http://lane.localhost",
        ]
        assert page.headers.get_list("set-cookie") == ["sessionid=s1; HttpOnly; Path=/; SameSite=Lax"]
        seen = site.asked[-1]
        assert seen.headers["Host"] == site.url.removeprefix("http://")
        assert seen.headers["Referer"] == f"{site.url}/before"
        assert "MicroMessenger/" in seen.headers["User-Agent"]
        assert not {"Cookie", "X-Hutong", "Sec-Fetch-Dest"} & set(seen.headers)
        # The site's own cookie comes back to it, and ours does not.
        posted = await browser.post("/post", content="a=1", headers={"origin": here, "content-type": "text/plain"})
        assert posted.json() == {"got": "a=1"}
        assert site.asked[-1].headers["Cookie"] == "sessionid=s1"
        assert site.asked[-1].headers["Origin"] == site.url
        script = await browser.get("/app.js", headers={"sec-fetch-dest": "script", "sec-fetch-site": "same-origin"})
        slashed = f"{here}/.hutong/at/open.weixin.qq.com".replace("/", "\\/")
        assert script.text == f"var a = '{slashed}\\/connect'"
        moved = await browser.get("/moved", headers=NAVIGATION)
        assert (moved.status_code, moved.headers["location"]) == (301, "/.//evil.example/x?y=1")
        # What leads elsewhere is handed to the messenger, which knows who the person is.
        handed = await browser.get("/sign-in", headers=NAVIGATION)
        assert 'data-hand="go" data-to="https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1"' in handed.text
        assert handed.headers["content-security-policy"].endswith("frame-ancestors http://lane.localhost")
        again = await browser.get("/.hutong/at/open.weixin.qq.com/connect/oauth2/authorize?a=1&b=2", headers=NAVIGATION)
        assert 'data-to="https://open.weixin.qq.com/connect/oauth2/authorize?a=1&amp;b=2"' in again.text


async def test_a_hostile_page_reaches_neither_the_lane_nor_other_sites(town: Town) -> None:
    li, han = await town.person("Li Lei"), await town.person("Han")
    async with a_site() as site, a_site() as evil:
        browser, other = await entered(town, li, site.url), await entered(town, li, evil.url)
        here, there = str(browser.base_url).rstrip("/"), str(other.base_url).rstrip("/")
        before = len(site.asked)
        # Another site's page, for which the browser would send this one's cookies: all our names are one site to it.
        for method, given in [
            ("POST", {"origin": there, "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"}),
            ("GET", {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}),
            ("GET", {"origin": there, "sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}),
            ("GET", {"origin": "null", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}),
        ]:
            assert (await browser.request(method, "/post", headers=given)).status_code == 403, given
        assert (await browser.get("/w.js", headers={"service-worker": "script"})).status_code == 403
        assert (await browser.request("TRACE", "/")).status_code == 405
        # A visit is good under its own name only, and not for another person's.
        stolen = {"cookie": f"hutong_visit={other.cookies['hutong_visit']}"}
        stranger = town.browser(here)
        assert (await stranger.get("/", headers={**stolen, "sec-fetch-dest": "image"})).status_code == 403
        assert 'data-hand="again"' in (await stranger.get("/", headers={**NAVIGATION, **stolen})).text
        assert len(site.asked) == before
        # A wrong one beside the right one, set for all names below ours by a page, is passed over.
        both = f"hutong_visit={other.cookies['hutong_visit']}; hutong_visit={browser.cookies['hutong_visit']}"
        stranger.cookies.clear()
        assert (await stranger.get("/", headers={**NAVIGATION, "cookie": both})).status_code == 200
        ticket = (await li.phone.post("/pages", json={"url": site.url})).json()["frame_url"].partition("?")[2]
        assert (await town.browser(there).get(f"/.hutong/enter?{ticket}")).status_code == 403
        assert (await town.browser(here).get(f"/.hutong/enter?{ticket}x")).status_code == 403
        way = (await han.phone.post("/pages", json={"url": site.url})).json()
        assert way["frame_origin"] != here
        # Nothing below our name is one of ours: not its cookies, not its APIs, not the lab.
        for path in ("/api/client/me", "/api/lab/state", "/api/console/apps"):
            said = await stranger.get(path, headers={"cookie": f"who={li.id}"})
            assert 'data-hand="again"' in said.text
            assert str(li.id) not in said.text
        for origin in (here, "http://mp.lane.localhost", "null"):
            answer = await li.phone.post("/pages", json={"url": site.url}, headers={"origin": origin})
            assert refusal(answer) == (403, "foreign_origin")


async def test_addresses_that_are_no_page_of_others(town: Town) -> None:
    li = await town.person()

    async def kind(url: str) -> Any:
        answer = await li.phone.post("/pages", json={"url": url})
        return answer.json()["kind"] if answer.status_code == 200 else refusal(answer)

    refused = (422, "page_refused")
    for url, expected in [
        ("javascript:alert(1)", refused),
        ("file:///etc/passwd", refused),
        ("https://user:word@shop.example/", refused),
        ("https://shop.example\\@lane.localhost/", refused),
        ("https://shop.example/\r\nHost: x", refused),
        ("https://api.weixin.qq.com/cgi-bin/token", refused),
        ("https://thirdwx.qlogo.cn/x", refused),
        ("https://shop.example:0/", refused),
        ("http://lane.localhost/api/lab/state", "ours"),
        ("http://x.web.lane.localhost/", "ours"),
        ("http://127.0.0.1/", "ours"),
        ("http://127.0.0.1:9/", "page"),
        ("https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1", "sign_in"),
        ("https://mp.weixin.qq.com/s/abc", "article"),
        ("https://shop.example/x", "page"),
    ]:
        assert await kind(url) == expected, url
    by_address = town.browser("http://127.0.0.1/api/client", who=li.id)
    assert (await by_address.post("/pages", json={"url": "https://shop.example/x"})).json()["kind"] == "window"


async def test_private_networks_stay_shut_where_the_rule_says_so(town: Town) -> None:
    li = await town.person()
    await town.browser("http://lane.localhost/api/lab").put("/rules", json={"private_network": "enforce"})
    async with a_site() as site:
        browser = await entered(town, li, site.url)
        page = await browser.get("/", headers=NAVIGATION)
        assert page.status_code == 502
        assert "private_network" in page.text
        assert site.asked == []
    assert not NetworkPolicy(allow_private=False).allows("127.0.0.1")


async def test_scripts_are_at_the_addresses_that_pages_expect(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    li, res = await town.person(), town.browser("https://res.wx.qq.com")
    browser = await entered(town, li, "http://127.0.0.1:9/")
    monkeypatch.setattr(scripts, "_BUILT", tmp_path)
    monkeypatch.setattr(scripts, "_kept", {})
    assert (await res.get("/open/js/jweixin-1.6.0.js")).status_code == 503
    (tmp_path / "jweixin.js").write_text("wx = {}")
    (tmp_path / "bridge.js").write_text("bridge = {}")
    for version in ("1.0.0", "1.3.2", "1.6.0"):
        found = await res.get(f"/open/js/jweixin-{version}.js")
        assert (found.status_code, found.text) == (200, "wx = {}")
        assert found.headers["content-type"] == "text/javascript; charset=utf-8"
    assert (await browser.get("/.hutong/at/res.wx.qq.com/open/js/jweixin-1.6.0.js")).text == "wx = {}"
    assert (await browser.get("/.hutong/bridge.js")).text == "bridge = {}"
    for path in ("at/res.wx.qq.com/../bridge.js", "at/api.weixin.qq.com/cgi-bin/token", "at/evil.example/x", "else"):
        assert (await browser.get(f"/.hutong/{path}", headers=NAVIGATION)).status_code == 404, path
    assert (await res.get("/open/js/jweixin-1.6.0.js.map")).status_code == 404
    assert (await res.post("/open/js/jweixin-1.6.0.js")).status_code == 404


@pytest.mark.parametrize(
    "given, kept",
    [
        ("a=1; Domain=.shop.example; Secure; SameSite=None", "a=1; SameSite=Lax"),
        ("a=1; Path=/x; Max-Age=5; SameSite=Strict", "a=1; Path=/x; Max-Age=5; SameSite=Strict"),
        ("__Host-a=1; Secure; Path=/", "__Host-a=1; Secure; Path=/"),
        ("hutong_visit=1", None),
        ("HUTONG_visit=1", None),
        ("a b=1", None),
        ("=1", None),
    ],
)
def test_a_cookie_stays_with_its_site(given: str, kept: str | None) -> None:
    assert headers.own(given, "http://x.web.lane.localhost:8080") == kept


def test_documents_are_changed_where_they_name_wechat_and_nowhere_else() -> None:
    here = "http://x.web.lane.localhost:8080"
    text = b"see https://open.weixin.qq.com/ <a href='//open.weixin.qq.com/a'> \"https://open.weixin.qq.com.evil/\""
    changed = rewriting.hosts_to_lane(text, here)
    assert changed == text.replace(b"'//open", f"'{here}/.hutong/at/open".encode())
    assert rewriting.with_bridge(b"<p>", page='http://s/?"<').startswith(
        b'<script src="/.hutong/bridge.js" data-page="http://s/?&quot;&lt;"'
    )
    assert rewriting.kind_of("text/html; charset=utf-16") == ""
    policy = "script-src 'none'; frame-ancestors 'none'; img-src https://shop.example"
    assert headers.without_frames(policy, here=here, origin="https://shop.example") == (
        f"script-src {here}/.hutong/; img-src {here}"
    )
    page = sites.parse("HTTPS://Shop.Example:443?q=1#x")
    assert page == sites.Address("https://shop.example", "/?q=1", "x")
