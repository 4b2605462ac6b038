"""Programs of several runtimes, run as anybody would run them, and what their clients got."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from hutong.testing import Lane, OfficialAccount

PROGRAMS = Path(__file__).parent / "programs"
PROBES = Path(__file__).parents[2] / "hutong" / "redirect" / "probes"
REQUIRED_IN_CI = {"node", "curl"}


def needs(program: str) -> str:
    """The path of a program; a test without it is skipped by name, and fails in CI where it has to be there."""
    found = shutil.which(program)
    if found is None:
        if os.environ.get("CI") == "true" and program in REQUIRED_IN_CI:
            pytest.fail(f"{program} is missing")
        pytest.skip(f"there is no {program} on this machine")
    return found


def run(command: Sequence[str | Path], env: Mapping[str, str], **more: Any) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, with its words kept."""
    return subprocess.run(
        [str(part) for part in command], env=dict(env), capture_output=True, text=True, timeout=90, **more
    )


def told(command: Sequence[str | Path], env: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What each client of a program printed, by its name."""
    done = run(command, env)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {answer["client"]: answer for answer in answers}


def token_url(account: OfficialAccount) -> str:
    """The address that every bot asks first, with WeChat's host in it."""
    query = f"grant_type=client_credential&appid={account.appid}&secret={account.secret}"
    return f"https://api.weixin.qq.com/cgi-bin/token?{query}"


def assert_each_got_a_token(answers: Mapping[str, dict[str, Any]]) -> None:
    """Every client reached the lane, which alone knows this account."""
    assert answers
    failed = {client: answer for client, answer in answers.items() if answer.get("status") != 200}
    assert not failed, failed
    for client, answer in answers.items():
        assert json.loads(answer["text"])["expires_in"] == 7200, client


def calls_of_tokens(lane: Lane) -> int:
    """How often the lane was asked for one."""
    return len(lane.calls(path="/cgi-bin/token", direction="in"))
