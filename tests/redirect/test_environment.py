"""What a redirected environment holds: everything that was there, and what leads to the front."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from hutong.redirect import environment as redirect
from hutong.redirect.environment import environment, system_roots
from tests.redirect.runtimes import needs, run

ROOT = "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """The roots of this machine in a file."""
    file = tmp_path / "bundle.pem"
    redirect.write_private(file, system_roots(os.environ))
    return file


def made(bundle: Path, folder: Path | None = None, **base: str) -> dict[str, str]:
    """An environment on top of `base`."""
    place = folder or bundle.parent
    return environment(proxy_port=4321, ca_bundle=bundle, root=bundle, folder=place, base={**os.environ, **base})


def test_what_was_there_is_still_there(bundle: Path) -> None:
    env = made(
        bundle,
        HOME="/somewhere",
        NODE_OPTIONS="--max-old-space-size=512",
        PYTHONPATH="theirs",
        JAVA_TOOL_OPTIONS="-Xmx64m",
        PHP_INI_SCAN_DIR="their.d",
    )
    assert env["HOME"] == "/somewhere"
    assert env["NODE_OPTIONS"].endswith(" --max-old-space-size=512")
    assert env["PYTHONPATH"].endswith(os.pathsep + "theirs")
    assert env["JAVA_TOOL_OPTIONS"].startswith("-Xmx64m ")
    assert env["PHP_INI_SCAN_DIR"].startswith("their.d" + os.pathsep)


def test_both_spellings_of_the_proxy_are_told(bundle: Path) -> None:
    env = made(bundle, http_proxy="http://elsewhere:1", HTTPS_PROXY="http://elsewhere:2")
    names = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy")
    assert {env[name] for name in names} == {"http://127.0.0.1:4321"}


@pytest.mark.parametrize(
    "told", ["*", "qq.com", ".qq.com", "*.weixin.qq.com", "api.weixin.qq.com", "API.weixin.qq.com:443"]
)
def test_no_exception_leads_wechat_past_the_front(bundle: Path, told: str) -> None:
    env = made(bundle, NO_PROXY=f"intranet.example,{told}", no_proxy="")
    assert env["NO_PROXY"] == env["no_proxy"]
    assert env["NO_PROXY"].split(",") == [*redirect.NEAR, "intranet.example"]


def test_an_environment_inside_another_is_not_made_twice(bundle: Path) -> None:
    once = made(bundle)
    twice = environment(proxy_port=4321, ca_bundle=bundle, root=bundle, folder=bundle.parent, base=once)
    for name in ("NODE_OPTIONS", "PYTHONPATH", "NO_PROXY"):
        assert twice[name] == once[name]


def test_only_the_owner_may_read_what_is_written(bundle: Path) -> None:
    made(bundle)
    files = [file for file in bundle.parent.rglob("*") if file.is_file()]
    assert {file.name for file in files} == {"bundle.pem", "java.p12", "hutong.ini"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_php_is_told_the_bundle_and_keeps_its_own_settings(bundle: Path) -> None:
    env = made(bundle, PHP_INI_SCAN_DIR="")
    compiled_in, ours = env["PHP_INI_SCAN_DIR"].split(os.pathsep)
    assert compiled_in == ""
    assert (Path(ours) / "hutong.ini").read_text() == f'curl.cainfo="{bundle}"\nopenssl.cafile="{bundle}"\n'


def test_roots_that_were_named_come_first_and_each_once(tmp_path: Path) -> None:
    for name, bodies in {"one.pem": ("AAA", "BBB"), "two.pem": ("BBB", "CCC")}.items():
        (tmp_path / name).write_text("\n".join(f"# comment\n{ROOT.format(body)}" for body in bodies))
    base = {
        "SSL_CERT_FILE": str(tmp_path / "one.pem"),
        "NODE_EXTRA_CA_CERTS": str(tmp_path / "two.pem"),
        "REQUESTS_CA_BUNDLE": str(tmp_path / "missing.pem"),
        "CURL_CA_BUNDLE": str(tmp_path),
    }
    found = system_roots(base).decode()
    assert found.startswith("\n".join(ROOT.format(body) for body in ("AAA", "BBB", "CCC")))
    assert found.count("BBB\n") == 1
    assert len(found) > 10_000, "and the system's own"


def test_places_with_spaces_are_understood(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spaced = tmp_path / "a place"
    shutil.copytree(redirect.PRELOADS, spaced / "preloads")
    monkeypatch.setattr(redirect, "PRELOADS", spaced / "preloads")
    env = made(bundle, spaced)
    shown = run([needs("node"), "-p", "require('net').Socket.prototype.connect.toString().includes('isOurs')"], env)
    assert shown.stdout == "true\n", shown.stderr
    asked = "import socket, sys; print(socket.getaddrinfo('api.weixin.qq.com', 443)[0][4])"
    assert run([sys.executable, "-c", asked], env).stdout == "('127.87.88.1', 443)\n"


def test_a_trust_store_in_a_place_with_spaces_is_found(bundle: Path, tmp_path: Path) -> None:
    (spaced := tmp_path / "a place").mkdir()
    settings = run([needs("java"), "-XshowSettings:properties", "-version"], made(bundle, spaced)).stderr
    assert f"javax.net.ssl.trustStore = {spaced / 'java.p12'}\n" in settings


def test_names_are_told_apart_by_every_preload(bundle: Path) -> None:
    env = made(bundle)
    hosts = ["API.Weixin.QQ.com.", "res.wx.qq.com", "weixin.qq.com", "notweixin.qq.com", "weixin.qq.com.evil.example"]
    wanted = [True, True, True, False, False]
    asked = "import sitecustomize, sys; print([sitecustomize.is_wechat(host) for host in sys.argv[1:]])"
    assert run([sys.executable, "-c", asked, *hosts], env).stdout == f"{wanted}\n"
    asked = (
        "Promise.all(process.argv.slice(1).map((host) => require('dns').promises.lookup(host)"
        ".then((found) => found.address === '127.87.88.1', () => false))).then((all) => console.log(String(all)))"
    )
    assert run([needs("node"), "-e", asked, *hosts], env).stdout == "true,true,true,false,false\n"
