"""`hutong doctor --redirect` tries every runtime of the machine, and says what to do about those that fail."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hutong.redirect import doctor


@pytest.mark.slow
def test_every_runtime_of_this_machine_is_redirected() -> None:
    done = hutong("doctor", "--redirect", "--json")
    found = [doctor.Finding(**told) for told in json.loads(done.stdout)]
    assert [finding for finding in found if finding.state not in ("ok", "missing")] == []
    assert done.returncode == 0
    runtimes = {"Node": "node", "Java": "java", "curl": "curl", "Go": "go", "PHP": "php"}
    for name, program in runtimes.items():
        states = {finding.state for finding in found if finding.runtime == name}
        assert states == ({"ok"} if shutil.which(program) else {"missing"}), name
    clients = {finding.client for finding in found}
    assert {"urllib", "http.client", "requests", "httpx", "aiohttp"} <= clients


@pytest.mark.parametrize(
    "says, state, advice",
    [
        ("curl: (60) SSL certificate problem: unable to get local issuer certificate", "not_trusted", "--cacert"),
        ("curl: (6) Could not resolve host: api.weixin.qq.com", "not_redirected", "--noproxy"),
    ],
)
def test_a_client_that_fails_is_named_with_what_to_do(tmp_path: Path, says: str, state: str, advice: str) -> None:
    (tmp_path / "curl").write_text(f"#!{sys.executable}\nimport sys\nsys.exit({says!r})\n")
    (tmp_path / "curl").chmod(0o755)
    found = doctor.examine({**os.environ, "PATH": str(tmp_path)})
    [curl] = [finding for finding in found if finding.runtime == "curl"]
    assert (curl.client, curl.state, curl.said) == ("curl", state, says)
    assert advice in curl.advice
    assert {finding.runtime for finding in found if finding.state == "missing"} == {"Node", "Java", "Go", "PHP"}


def test_a_table_for_people_ends_with_1_when_something_fails(tmp_path: Path) -> None:
    (tmp_path / "curl").write_text("#!/bin/sh\nexit 6\n")
    (tmp_path / "curl").chmod(0o755)
    done = hutong("doctor", "--redirect", PATH=str(tmp_path))
    assert done.returncode == 1
    assert "✓" in done.stdout
    assert "✗" in done.stdout


def hutong(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command line."""
    env = {**os.environ, **variables}
    return subprocess.run(
        [sys.executable, "-m", "hutong", *arguments], env=env, capture_output=True, text=True, timeout=100
    )
