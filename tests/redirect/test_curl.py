"""curl in a redirected shell, and the runtimes that go its way: by variables alone."""

from __future__ import annotations

import json

import pytest

from hutong.testing import Lane, OfficialAccount
from tests.redirect.runtimes import PROBES, assert_each_got_a_token, needs, run, token_url, told


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """Any account."""
    return lane.official_account(kind="service", name="Waterworks")


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_curl_comes_to_the_lane(lane: Lane, account: OfficialAccount, scheme: str) -> None:
    url = token_url(account).replace("https", scheme, 1)
    done = run([needs("curl"), "-sS", url], lane.redirect_env())
    assert json.loads(done.stdout)["expires_in"] == 7200, done.stderr


def test_curl_in_a_script_in_a_shell_comes_to_the_lane(lane: Lane, account: OfficialAccount) -> None:
    needs("curl")
    done = run(["sh", "-c", f"sh -c 'curl -sS \"{token_url(account)}\"' | cat"], lane.redirect_env())
    assert json.loads(done.stdout)["expires_in"] == 7200, done.stderr


def test_a_host_that_is_not_emulated_is_refused(lane: Lane) -> None:
    done = run([needs("curl"), "-sS", "https://payapp.weixin.qq.com/"], lane.redirect_env())
    assert done.returncode == 56 or "CONNECT" in done.stderr
    assert done.stdout == ""


def test_loopback_is_left_alone(lane: Lane) -> None:
    done = run([needs("curl"), "-sS", "-v", f"{lane.url}/healthz"], lane.redirect_env())
    assert done.returncode == 0
    assert "HTTPS_PROXY ==" not in done.stderr
    assert "http_proxy ==" not in done.stderr


def test_php_is_told_by_an_ini_file(lane: Lane, account: OfficialAccount) -> None:
    assert_each_got_a_token(told([needs("php"), PROBES / "probe.php", token_url(account)], lane.redirect_env()))


def test_go_comes_to_the_lane(lane: Lane, account: OfficialAccount) -> None:
    assert_each_got_a_token(told([needs("go"), "run", PROBES / "probe.go", token_url(account)], lane.redirect_env()))
