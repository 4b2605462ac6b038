"""Node programs that know nothing of a lane reach it: every module that connects, workers, stock clients."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from hutong.redirect.authority import Authority
from hutong.redirect.executing import FrontOfALane, placed
from hutong.testing import Lane, OfficialAccount
from tests.redirect.runtimes import PROGRAMS, assert_each_got_a_token, calls_of_tokens, needs, run, token_url, told

SPEAKS_HTTP2 = "http2"
OF_PACKAGES = ("axios", "got", "node_fetch", "undici")


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """Any account."""
    return lane.official_account(kind="service", name="Waterworks")


def clients() -> list[str]:
    """The clients of the program, by its own text."""
    text = (PROGRAMS / "clients.mjs").read_text()
    table = text.partition("const clients = {")[2].partition("\n};")[0]
    return re.findall(r"^  (\w+): ", table, re.MULTILINE)


def test_every_client_of_node_comes_to_the_lane(lane: Lane, account: OfficialAccount, tmp_path: Path) -> None:
    env = {**lane.redirect_env(), "OWN_ROOTS": some_roots(tmp_path)}
    wanted = [name for name in clients() if name != SPEAKS_HTTP2 and not is_of_a_package(name)]
    answers = told([needs("node"), PROGRAMS / "clients.mjs", token_url(account), *wanted], env)
    assert list(answers) == wanted
    assert_each_got_a_token(answers)
    assert calls_of_tokens(lane) == len(wanted)


def test_stock_clients_from_npm_come_to_the_lane(lane: Lane, account: OfficialAccount) -> None:
    node = needs("node")
    if not (PROGRAMS / "node_modules").exists():
        pytest.skip("the packages of tests/redirect/programs are not installed")
    wanted = [name for name in clients() if is_of_a_package(name)]
    answers = told([node, PROGRAMS / "clients.mjs", token_url(account), *wanted], lane.redirect_env())
    assert list(answers) == wanted
    assert_each_got_a_token(answers)


def test_a_program_of_common_js_comes_to_the_lane(lane: Lane, account: OfficialAccount) -> None:
    assert_each_got_a_token(told([needs("node"), PROGRAMS / "required.cjs", token_url(account)], lane.redirect_env()))


def test_a_session_of_http2_alone_ends_at_the_front_which_speaks_http1(lane: Lane, account: OfficialAccount) -> None:
    answers = told([needs("node"), PROGRAMS / "clients.mjs", token_url(account), SPEAKS_HTTP2], lane.redirect_env())
    assert "ERR_HTTP2" in answers[SPEAKS_HTTP2]["error"]
    assert calls_of_tokens(lane) == 0


def test_options_of_the_programs_own_are_kept(lane: Lane, tmp_path: Path) -> None:
    (tmp_path / "theirs.cjs").write_text("globalThis.theirs = true;\n")
    env = lane.redirect_env()
    env["NODE_OPTIONS"] += f" --require {tmp_path / 'theirs.cjs'}"
    done = run([needs("node"), "-p", "globalThis.theirs"], env)
    assert done.stdout.strip() == "true", done.stderr


def test_a_host_that_is_not_emulated_is_refused_and_not_reached(lane: Lane) -> None:
    url = "https://payapp.weixin.qq.com/anything"
    answers = told([needs("node"), PROGRAMS / "clients.mjs", url, "https", "fetch", "child_curl"], lane.redirect_env())
    assert set(answers) == {"https", "fetch", "child_curl"}
    assert all("error" in answer for answer in answers.values()), answers


def test_when_the_lane_is_gone_nobody_answers(lane: Lane, tmp_path: Path) -> None:
    root = Authority.open(tmp_path / "ca").root_pem
    env = placed(FrontOfALane(9, root), tmp_path, {**os.environ, "OWN_ROOTS": some_roots(tmp_path)})
    answers = told([needs("node"), PROGRAMS / "clients.mjs", "https://api.weixin.qq.com/x?a=1"], env)
    assert set(answers) == set(clients())
    assert all("error" in answer for answer in answers.values()), answers
    assert "ECONNREFUSED" in answers["https"]["error"]


def is_of_a_package(name: str) -> bool:
    """Whether a client comes from npm."""
    return name.startswith(OF_PACKAGES)


def some_roots(folder: Path) -> str:
    """A file with one root that is not ours, as a program brings along which pins its own."""
    (folder / "own.pem").write_bytes(Authority.open(folder / "somebody", ["somebody.example"]).root_pem)
    return str(folder / "own.pem")
