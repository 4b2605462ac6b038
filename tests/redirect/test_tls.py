"""`hutong up --tls`, the lab's page for phones, and `hutong ca`, from outside."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hutong.redirect import trust
from hutong.redirect.authority import Authority
from tests.redirect.lanes import hutong, run, up, verb

pytestmark = pytest.mark.timeout(90)
API = "api.weixin.qq.com"
CURL = ("curl", "-sS", "--noproxy", "*", "--max-time", "20")
VERIFY_FAILED = 60


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the lane of these tests lives."""
    return tmp_path_factory.mktemp("tls") / "home"


@pytest.fixture(scope="module")
def lane(home: Path) -> Iterator[dict[str, Any]]:
    """A lane that speaks HTTPS on every address of this machine."""
    with up(home, "--host", "0.0.0.0", "--tls", "--tls-port", "0") as ready:
        yield ready


def root(home: Path) -> Path:
    return home / "ca" / "root.pem"


def test_a_host_that_dns_leads_here_is_the_lane(lane: dict[str, Any], home: Path) -> None:
    url = f"https://{API}:{lane['tls']}/cgi-bin/token?grant_type=client_credential&appid=a&secret=b"
    resolved = ("--resolve", f"{API}:{lane['tls']}:127.0.0.1")
    assert '"errcode":40013' in run(*CURL, *resolved, "--cacert", root(home), url)
    run(*CURL, *resolved, url, code=VERIFY_FAILED)


def test_our_own_pages_are_served_by_address_and_by_name(lane: dict[str, Any], home: Path) -> None:
    told = run(*CURL, "--cacert", root(home), f"https://localhost:{lane['tls']}/healthz")
    assert json.loads(told)["status"] == "ok"
    address = addresses(lane, home)[0]
    assert run(*CURL, "--cacert", root(home), f"https://{address}:{lane['tls']}/healthz") == told
    # Somebody else's browser is not a program of this machine.
    assert "not_allowed" in run(*CURL, "--cacert", root(home), f"https://localhost:{lane['tls']}/metrics")


def addresses(lane: dict[str, Any], home: Path) -> list[str]:
    """Where others find this machine."""
    return [way["address"] for way in phone(lane, home)["ways"]]


def phone(lane: dict[str, Any], home: Path) -> Any:
    """What the lab's page for phones shows."""
    token = (home / "lab-token").read_text()
    port = lane["url"].rpartition(":")[2]
    return json.loads(run(*CURL, "-H", f"x-hutong-token: {token}", f"http://127.0.0.1:{port}/api/lab/phone"))


def test_plain_http_is_led_to_https(lane: dict[str, Any]) -> None:
    answered = run(*CURL, "-i", f"http://localhost:{lane['tls']}/console?a=1")
    assert answered.startswith("HTTP/1.1 308 ")
    assert f"location: https://localhost:{lane['tls']}/console?a=1" in answered


def test_the_port_of_https_is_nobodys_proxy(lane: dict[str, Any]) -> None:
    port = lane["tls"]
    run("curl", "-sS", "--proxy", f"http://127.0.0.1:{port}", "--noproxy", "", f"https://{API}/", code=56)


def test_openssl_sees_a_chain_without_the_root_and_no_http2(lane: dict[str, Any], home: Path) -> None:
    asked = ("openssl", "s_client", "-connect", f"127.0.0.1:{lane['tls']}", "-servername", API, "-alpn", "h2")
    seen = run(*asked, "-CAfile", root(home), "-verify_hostname", API, "-verify_return_error", text="")
    assert "Verify return code: 0 (ok)" in seen
    assert "No ALPN negotiated" in seen
    assert seen.count(" s:O = ") == 2


def test_a_phone_is_shown_two_codes(lane: dict[str, Any], home: Path) -> None:
    shown = phone(lane, home)
    assert (shown["missing"], shown["warning"]) == ([], "open_to_the_network")
    way = shown["ways"][0]
    assert way["open"]["url"] == f"https://{way['address']}:{lane['tls']}/"
    assert way["open"]["qr_svg"].startswith("<svg")
    # The first is fetched before anything is trusted, by a phone that has no token.
    assert run(*CURL, way["trust"]["url"]) == root(home).read_text()
    assert "application/x-x509-ca-cert" in run(*CURL, "-I", "-X", "GET", way["trust"]["url"])
    told = json.loads(verb("ca", "show", "--json", "--home", home))
    assert shown["root"]["fingerprint"] == told["fingerprint"]


def test_who_comes_by_https_stays_there(lane: dict[str, Any], home: Path) -> None:
    """Links name HTTPS and cookies are kept for it; a program that only says it came that way is not believed."""
    trusted = ("--cacert", root(home), "-H", f"x-hutong-token: {(home / 'lab-token').read_text()}")
    address, plain = addresses(lane, home)[0], lane["url"].rpartition(":")[2]
    by_https, by_http = f"https://{address}:{lane['tls']}", f"http://{address}:{plain}"
    posted = (*trusted, "-H", "content-type: application/json", "-d")
    person = json.loads(run(*CURL, *posted, "{}", f"{by_https}/api/lab/people"))["items"][0]["id"]
    wanted = (*posted, '{"path": "/"}')
    asked = f"/api/lab/people/{person}/sign-in-link"
    link = json.loads(run(*CURL, *wanted, by_https + asked))["url"]
    assert link.startswith(f"{by_https}/sign-in/")
    cookies = [line for line in run(*CURL, "-i", *trusted, link).splitlines() if line.startswith("set-cookie: ")]
    assert cookies
    assert all("; Secure" in cookie for cookie in cookies)
    claims = ("-H", "x-forwarded-proto: https", "-H", "x-forwarded-for: 192.0.2.7", "-H", "x-hutong-front: guessed")
    for claimed in ((), claims, claims[:2]):
        link = json.loads(run(*CURL, *wanted, *claimed, by_http + asked))["url"]
        assert link.startswith(f"{by_http}/sign-in/")


def test_a_lane_on_loopback_says_what_a_phone_would_need(tmp_path: Path) -> None:
    with up(tmp_path / "home") as ready:
        assert ready["tls"] == 0
        shown = json.loads(run(*CURL, f"{ready['url']}/api/lab/phone"))
    assert (shown["ways"], shown["missing"], shown["warning"]) == ([], ["bind", "tls"], None)
    assert "--tls" in shown["restart_with"]


def test_two_lanes_do_not_believe_in_each_other(lane: dict[str, Any], home: Path, tmp_path: Path) -> None:
    with up(tmp_path / "second", "--tls-port", "0") as second:
        resolved = ("--resolve", f"{API}:{second['tls']}:127.0.0.1")
        url = f"https://{API}:{second['tls']}/cgi-bin/token"
        run(*CURL, *resolved, "--cacert", root(home), url, code=VERIFY_FAILED)
        assert "errcode" in run(*CURL, *resolved, "--cacert", root(tmp_path / "second"), url)
        assert second["proxy"] != lane["proxy"]


def test_a_redirected_call_to_an_unknown_host_is_listed(tmp_path: Path) -> None:
    with up(tmp_path / "home") as ready:
        proxy = ("--proxy", f"http://127.0.0.1:{ready['proxy']}")
        run("curl", "-sS", *proxy, "https://pay.weixin.qq.com/a", code=56)
        refused = run("curl", "-sS", "-v", *proxy, "https://mch.tenpay.com/", code=56)
        told = {"host": "mmpay.weixin.qq.com", "method": "CONNECT", "path": "/"}
        content = ("-H", "content-type: application/json", "-d", json.dumps(told))
        assert run(*CURL, *content, f"{ready['url']}/api/lab/redirect/missed") == "{}"
        stranger = ("-H", "content-type: application/json", "-d", json.dumps({**told, "host": "example.org"}))
        assert "invalid_request" in run(*CURL, *stranger, f"{ready['url']}/api/lab/redirect/missed")
        # The inspector writes what it heard when somebody looks.
        run(*CURL, f"{ready['url']}/api/lab/calls")
        missing = json.loads(run(*CURL, f"{ready['url']}/api/lab/calls/missing"))["items"]
    assert "mch.tenpay.com is a host of WeChat that Hutong does not emulate" in refused
    assert {item["host"] for item in missing} == {"pay.weixin.qq.com", "mch.tenpay.com", "mmpay.weixin.qq.com"}


def test_a_home_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = hutong("up", "--port", "0", "--home", tmp_path / "file" / "home", code=1)
    assert "cannot be made (Not a directory)" in " ".join(said.split())
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "ca").touch()
    said = verb("ca", "show", "--home", tmp_path / "home", code=1)
    assert "cannot be used" in " ".join(said.split())
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_said(lane: dict[str, Any], tmp_path: Path) -> None:
    said = hutong("up", "--port", "0", "--tls", "--tls-port", str(lane["tls"]), "--home", tmp_path, code=1)
    assert "--tls-port" in said


# hutong ca


def test_showing_makes_what_is_not_there_and_tells_the_root(tmp_path: Path) -> None:
    told = json.loads(verb("ca", "show", "--json", "--home", tmp_path))
    assert API in told["permitted"]
    assert stat.S_IMODE(Path(told["root"]).stat().st_mode) == 0o600
    assert verb("ca", "show", "--pem", "--home", tmp_path) == Path(told["root"]).read_text()


def a_debian(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose store is in `folder`; gives the file that its program writes."""
    programs, anchors = folder / "bin", folder / "anchors"
    programs.mkdir()
    anchors.mkdir()
    update = programs / "update-ca-certificates"
    update.write_text(f'#!/bin/sh\necho "$@" >> {folder}/updated; ls {anchors} >> {folder}/updated\n')
    update.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return anchors


def test_trusting_is_exactly_what_was_printed_and_untrusting_takes_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anchors = a_debian(tmp_path, monkeypatch)
    authority = Authority.open(tmp_path / "ca")
    store = trust.find(authority, platform="linux", anchors=anchors, is_root=True)
    assert store is not None
    assert not store.holds_it
    for command in store.trust:
        run(*command)
    file = next(anchors.iterdir())
    assert file.read_bytes() == authority.root_pem
    again = trust.find(authority, platform="linux", anchors=anchors, is_root=True)
    assert again is not None
    assert again.holds_it
    for command in again.untrust:
        run(*command)
    assert list(anchors.iterdir()) == []
    assert (tmp_path / "updated").read_text().split() == [file.name, "--fresh"]


def test_without_rights_sudo_is_asked_for(tmp_path: Path) -> None:
    authority = Authority.open(tmp_path)
    store = trust.find(authority, platform="linux", which=lambda name: f"/bin/{name}", is_root=False)
    assert store is not None
    assert {command[0] for command in (*store.trust, *store.untrust)} == {"sudo"}


def test_a_mac_has_a_keychain_and_others_get_words(tmp_path: Path) -> None:
    authority = Authority.open(tmp_path)
    mac = trust.find(authority, platform="darwin", which=lambda name: f"/usr/bin/{name}")
    assert mac is not None
    assert mac.trust[0][:2] == ["security", "add-trusted-cert"]
    assert trust.find(authority, platform="win32", which=lambda name: None) is None
    assert str(tmp_path / "root.pem") in trust.by_hand(authority)


def test_nothing_is_done_without_a_yes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_debian(tmp_path, monkeypatch)
    said = verb("ca", "trust", "--home", tmp_path, text="n\n", code=1)
    assert "update-ca-certificates" in said
    assert not (tmp_path / "updated").exists()


def test_rotating_asks_and_makes_a_new_root(tmp_path: Path) -> None:
    before = verb("ca", "show", "--pem", "--home", tmp_path)
    verb("ca", "rotate", "--home", tmp_path, text="n\n", code=1)
    assert verb("ca", "show", "--pem", "--home", tmp_path) == before
    verb("ca", "rotate", "--yes", "--home", tmp_path)
    assert verb("ca", "show", "--pem", "--home", tmp_path) != before
