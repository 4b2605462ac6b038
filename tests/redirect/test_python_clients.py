"""Python programs that know nothing of a lane reach it: plain clients, and stock SDKs with their hard-coded hosts."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from wechatpy import WeChatClient

from hutong.redirect.authority import Authority
from hutong.redirect.executing import FrontOfALane, placed
from hutong.testing import Lane, OfficialAccount
from tests.redirect.programs import clients
from tests.redirect.runtimes import PROBES, PROGRAMS, assert_each_got_a_token, calls_of_tokens, run, token_url, told


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """An account with somebody to write to."""
    account = lane.official_account(kind="service", name="Waterworks")
    li = lane.person("Li Lei")
    li.follow(account)
    li.send(account, text="hello")
    return account


def test_every_client_of_python_comes_to_the_lane(lane: Lane, account: OfficialAccount) -> None:
    answers = told([sys.executable, PROGRAMS / "clients.py", token_url(account)], lane.redirect_env())
    assert set(answers) == set(clients.CLIENTS)
    assert_each_got_a_token(answers)
    assert calls_of_tokens(lane) == len(answers)


def test_other_pythons_of_this_machine_come_to_the_lane_too(lane: Lane, account: OfficialAccount) -> None:
    env = lane.redirect_env()
    for python in pythons():
        answers = told([python, PROBES / "probe.py", token_url(account)], env)
        assert {"urllib", "http.client"} <= set(answers), python
        assert_each_got_a_token(answers)


def test_clients_that_read_the_environment_need_no_preload(lane: Lane, account: OfficialAccount) -> None:
    env = without_preload(lane.redirect_env())
    names = ["urllib", "requests", "httpx", "aiohttp_trust_env"]
    answers = told([sys.executable, PROGRAMS / "clients.py", token_url(account), *names], env)
    assert list(answers) == names
    assert_each_got_a_token(answers)


@pytest.mark.parametrize("sdk", ["wechatpy", "werobot"])
def test_a_stock_sdk_talks_with_the_lane_unedited(lane: Lane, account: OfficialAccount, sdk: str) -> None:
    command: list[str | Path] = [sys.executable, PROGRAMS / f"stock_{sdk}.py", account.appid, account.secret]
    done = run(command, lane.redirect_env())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["followers"] == 1
    [li] = lane.people()
    assert li.wait(account, "from ", after=li.inbox(account)[0]).text in ("from wechatpy", "from WeRoBot")
    assert {call.host for call in lane.calls(direction="in")} == {"api.weixin.qq.com"}


def test_an_sdk_in_this_very_process_needs_the_variables_alone(
    lane: Lane, account: OfficialAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in lane.redirect_env().items():
        monkeypatch.setenv(name, value)
    assert WeChatClient(account.appid, account.secret).user.get_followers()["total"] == 1


def test_a_host_that_is_not_emulated_is_refused_and_not_reached(lane: Lane) -> None:
    names = ["urllib", "requests", "requests_without_trust_env", "aiohttp"]
    url = "https://payapp.weixin.qq.com/anything"
    answers = told([sys.executable, PROGRAMS / "clients.py", url, *names], lane.redirect_env())
    assert list(answers) == names
    assert all("error" in answer for answer in answers.values()), answers


def test_when_the_lane_is_gone_nobody_answers(tmp_path: Path) -> None:
    root = Authority.open(tmp_path / "ca").root_pem
    env = placed(FrontOfALane(9, root), tmp_path, os.environ)
    answers = told([sys.executable, PROGRAMS / "clients.py", "https://api.weixin.qq.com/x?a=1"], env)
    assert set(answers) == set(clients.CLIENTS)
    assert all("error" in answer for answer in answers.values()), answers


def test_plain_http_to_an_emulated_host_comes_to_the_lane_too(lane: Lane, account: OfficialAccount) -> None:
    url = token_url(account).replace("https://", "http://")
    names = ["urllib", "requests", "requests_without_trust_env", "aiohttp"]
    assert_each_got_a_token(told([sys.executable, PROGRAMS / "clients.py", url, *names], lane.redirect_env()))


def test_a_sitecustomize_of_somebody_else_still_runs(lane: Lane, tmp_path: Path) -> None:
    env = lane.redirect_env()
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.theirs = True\n")
    env["PYTHONPATH"] += f":{tmp_path}"
    done = run([sys.executable, "-c", "import sys, socket; print(sys.theirs, socket.getaddrinfo.__name__)"], env)
    assert done.stdout.split() == ["True", "look_up"], done.stderr


def test_loopback_is_left_alone(lane: Lane, account: OfficialAccount) -> None:
    env = lane.redirect_env() | {"HTTP_PROXY": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
    url = token_url(account).replace("https://api.weixin.qq.com", lane.base())
    names = ["urllib", "requests", "httpx", "aiohttp", "aiohttp_trust_env"]
    assert_each_got_a_token(told([sys.executable, PROGRAMS / "clients.py", url, *names], env))


def pythons() -> list[Path]:
    """This Python, and those of 3.8 and newer that are installed beside it, as pyenv and runners in CI do it."""
    beside = Path(sys.base_prefix).parent.glob("3.*/bin/python3")
    wanted = [path for path in sorted(beside) if int(path.parents[1].name.split(".")[1]) >= 8]
    return [Path(sys.executable), *wanted]


def without_preload(env: Mapping[str, str]) -> dict[str, str]:
    """The environment as a Python has it that ignores PYTHONPATH."""
    return {name: value for name, value in env.items() if name not in ("PYTHONPATH", "HUTONG_REDIRECT")}
