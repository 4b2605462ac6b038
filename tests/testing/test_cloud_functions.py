"""The kit and the terminal deploy functions; a program's folder brings its own."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from hutong.cloud.functions import process
from hutong.mini.packages import compiling
from hutong.testing import Lane, MiniProgram, Refused
from tests.mini.workshop import HELLO, a_folder
from tests.testing.test_mini_verbs import hutong, told

ADD = """exports.main = async ({ a, b }) => {
  console.log('adding');
  if (a < 0) throw new Error('too little');
  return a + b;
}"""
WHO = "const cloud = require('wx-server-sdk'); exports.main = () => cloud.getWXContext()"


@pytest.fixture(autouse=True)
def built() -> None:
    for file in (compiling.compiler_file(), process.runtime_file()):
        if compiling.node() is None or not file.is_file():
            assert os.environ.get("CI") != "true", "CI builds the compiler and the runtime first"
            pytest.skip("THE COMPILER OR THE RUNTIME IS NOT BUILT: npm run build in web/packages/engine and cloud")


@pytest.fixture
def program(lane: Lane, tmp_path: Path) -> MiniProgram:
    """A released program."""
    return lane.mini_program(a_folder(tmp_path / "program"), name="Pizza")


def _functions(place: Path) -> Path:
    return a_folder(place, {"add/index.js": ADD, "add/package.json": "{}", "who/index.js": WHO, "readme.md": "words"})


def test_functions_are_deployed_and_called_by_people_and_servers(
    lane: Lane, program: MiniProgram, tmp_path: Path
) -> None:
    folder = _functions(tmp_path / "functions")
    assert program.deploy_function(folder) == ["add", "who"]
    assert program.deploy_function(folder / "add", "plus") == ["plus"]
    assert program.call_function("plus", {"a": 1, "b": 2}) == 3
    li = lane.person("Li Lei")
    assert program.call_function("who", person=li)["OPENID"] == li.openid(program)
    assert program.call_function("who")["SOURCE"] == "wx_http"
    with pytest.raises(Refused) as refused:
        program.call_function("add", {"a": -1})
    assert (refused.value.error, refused.value.params["errCode"]) == ("cloud_function_failed", -504002)
    (last, *_) = program.function_runs("add")
    assert (last["state"], last["error"]) == ("failed", "Error: too little")
    assert [line["text"] for line in last["lines"]] == ["adding"]
    with pytest.raises(Refused, match="cloud_no_function_inside"):
        program.deploy_function(a_folder(tmp_path / "empty", {"main.js": ADD}))


def test_a_project_brings_the_functions_its_settings_name(lane: Lane, tmp_path: Path) -> None:
    settings = {"miniprogramRoot": "miniprogram/", "cloudfunctionRoot": "cloudfunctions/", "appid": "touristappid"}
    files = {f"miniprogram/{name}": content for name, content in HELLO.items()}
    folder = a_folder(
        tmp_path / "project", {**files, "project.config.json": json.dumps(settings), "cloudfunctions/add/index.js": ADD}
    )
    program = lane.mini_program(folder)
    assert program.call_function("add", {"a": 2, "b": 5}) == 7
    settings["cloudfunctionRoot"] = "../functions"
    _functions(tmp_path / "functions")
    (folder / "project.config.json").write_text(json.dumps(settings))
    with pytest.raises(Refused, match="cloud_function_not_found"):
        lane.mini_program(folder).call_function("add", {"a": 2, "b": 5})


def test_the_terminal_deploys_lists_and_shows_what_was_printed(
    lane: Lane, program: MiniProgram, tmp_path: Path
) -> None:
    folder = _functions(tmp_path / "functions")
    words = ("--appid", program.appid)
    deployed = told(hutong(lane, "mini", "cloud", "deploy", str(folder), *words, "--json"))
    assert [one["name"] for one in deployed] == ["add", "who"]
    assert program.call_function("add", {"a": 1, "b": 1}) == 2
    assert [one["name"] for one in told(hutong(lane, "mini", "cloud", "list", *words, "--json"))] == ["add", "who"]
    shown = hutong(lane, "mini", "cloud", "logs", "add", *words)
    assert " add done " in shown.stdout
    assert "adding" in shown.stdout
    refused = hutong(lane, "mini", "cloud", "deploy", str(tmp_path / "program"), *words)
    assert refused.returncode != 0
    assert "index.js" in refused.stderr + refused.stdout


def test_a_lane_that_is_killed_in_a_run_leaves_no_process_and_starts_again(tmp_path: Path) -> None:
    with Lane.start() as lane:
        program = lane.mini_program(a_folder(tmp_path / "program"))
        spin = "exports.main = async (e) => { if (e.pid) return process.pid; for (;;) {} }"
        program.deploy_function(a_folder(tmp_path / "spin", {"index.js": spin, "config.json": '{"timeout": 60}'}))
        pid = program.call_function("spin", {"pid": True})
        assert Path(f"/proc/{pid}").exists()
        lane.kill()
        deadline = time.monotonic() + 10
        while _is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not _is_alive(pid)
        lane.restart()
        assert program.call_function("spin", {"pid": True}) != pid


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
