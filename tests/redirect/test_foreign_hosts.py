"""Whoever steals this machine's authority can be WeChat to it, and nobody else: every runtime refuses other hosts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from hutong.redirect.authority import Authority
from tests.redirect.places import a_front, a_tls_server
from tests.redirect.runtimes import PROGRAMS, needs, run

WECHAT, FOREIGN, COMPANY = "api.weixin.qq.com", "example.org", "intranet.example"
RUNTIMES = [(sys.executable, "chain.py"), ("node", "chain.cjs"), ("java", "Chain.java")]


class Scene(NamedTuple):
    """A redirected environment, and the port of a server that says it is each of the two hosts."""

    env: dict[str, str]
    port: int


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with (
        a_front(tmp_path, lane_url="http://127.0.0.1:9", hosts={WECHAT: 9}, base=os.environ) as env,
        a_tls_server(Authority.open(tmp_path / "ca"), WECHAT, FOREIGN) as port,
    ):
        yield Scene(env, port)


@pytest.mark.parametrize("program, file", [(sys.executable, "chain.py"), ("node", "chain.cjs"), ("java", "Chain.java")])
def test_a_runtime_believes_our_wechat_and_not_our_example_org(scene: Scene, program: str, file: str) -> None:
    command: list[str | Path] = [needs(program), PROGRAMS / file]
    said = [run([*command, host, str(scene.port)], scene.env).stdout.strip() for host in (WECHAT, FOREIGN)]
    assert said[0] == "believed"
    assert said[1].startswith("refused: ")
    assert "permitted" in said[1] or "name constraints" in said[1], said[1]


def test_curl_believes_our_wechat_and_not_our_example_org(scene: Scene) -> None:
    command = [needs("curl"), "-sS", "--noproxy", "*"]
    answers = [
        run([*command, "--resolve", f"{host}:{scene.port}:127.0.0.1", f"https://{host}:{scene.port}/"], scene.env)
        for host in (WECHAT, FOREIGN)
    ]
    assert answers[0].stdout == "ok", answers[0].stderr
    assert answers[1].returncode == 60
    assert "permitted subtree violation" in answers[1].stderr


def test_without_the_environment_nobody_believes_either(scene: Scene) -> None:
    for host in (WECHAT, FOREIGN):
        said = run([sys.executable, PROGRAMS / "chain.py", host, str(scene.port)], os.environ).stdout
        assert said.startswith("refused: "), said


@pytest.mark.parametrize("program, file", RUNTIMES)
def test_a_root_of_the_companys_own_is_believed_as_before(tmp_path: Path, program: str, file: str) -> None:
    company = Authority.open(tmp_path / "company", [COMPANY])
    (tmp_path / "company.pem").write_bytes(company.root_pem)
    base = {**os.environ, "SSL_CERT_FILE": str(tmp_path / "company.pem")}
    with (
        a_front(tmp_path, lane_url="http://127.0.0.1:9", hosts={WECHAT: 9}, base=base) as env,
        a_tls_server(company, COMPANY) as port,
    ):
        done = run([needs(program), PROGRAMS / file, COMPANY, str(port)], env)
        assert done.stdout == "believed\n", done.stderr
