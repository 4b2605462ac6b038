"""`hutong browser`: a Chromium for which the lane is WeChat."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hutong.redirect import browser
from tests.redirect.lanes import hutong, up, verb

API = "api.weixin.qq.com"


def started(tmp_path: Path) -> list[str]:
    """The command of a browser at a front on port 7."""
    return browser.command(
        "chromium", profile=tmp_path, front_port=7, pin="cGlu", page="https://open.weixin.qq.com/", more=["--headless"]
    )


def test_every_host_of_weixin_leads_to_the_front(tmp_path: Path) -> None:
    command = started(tmp_path)
    rules = next(part for part in command if part.startswith("--host-resolver-rules=")).partition("=")[2].split(",")
    assert {"MAP weixin.qq.com 127.0.0.1:7", "MAP *.weixin.qq.com 127.0.0.1:7", "MAP *.wx.qq.com 127.0.0.1:7"} <= {
        *rules
    }
    assert "--ignore-certificate-errors-spki-list=cGlu" in command
    assert f"--user-data-dir={tmp_path}" in command
    assert command[-2:] == ["--headless", "https://open.weixin.qq.com/"]


def test_the_first_browser_found_is_taken_unless_one_is_named() -> None:
    found = {"google-chrome": "/bin/google-chrome", "mine": "/opt/mine"}
    assert browser.find(which=found.get, platform="linux") == "/bin/google-chrome"
    assert browser.find("mine", which=found.get, platform="linux") == "/opt/mine"
    assert browser.find("none", which=found.get, platform="linux") is None


def test_no_browser_is_said() -> None:
    assert "--program" in verb("browser", "--program", "no-such-program", code=1)


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_page_of_a_weixin_host_comes_from_the_lane(tmp_path: Path) -> None:
    if browser.find() is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    with up(tmp_path / "home") as ready:
        shown = hutong(
            *("browser", f"https://{API}/cgi-bin/token", "--url", ready["url"]),
            *("--headless=new", "--disable-gpu", "--dump-dom", "--timeout=20000"),
        )
        refused = hutong(
            *("browser", "https://pay.weixin.qq.com/", "--url", ready["url"]),
            *("--headless=new", "--disable-gpu", "--dump-dom", "--timeout=20000"),
        )
    assert '"errcode":40002' in shown
    assert "errcode" not in refused
