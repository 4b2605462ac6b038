"""`hutong mini`: what a developer does from a terminal reaches the lane."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from hutong.mini.packages import compiling
from hutong.testing import Lane
from tests.mini.workshop import HELLO, a_folder


@pytest.fixture(autouse=True)
def real_compiler() -> None:
    if compiling.node() is None or not compiling.compiler_file().is_file():
        assert os.environ.get("CI") != "true", "CI builds the compiler first"
        pytest.skip("THE COMPILER IS NOT BUILT: npm run build in web/packages/engine")


def hutong(lane: Lane, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a verb against the lane."""
    # Whether a terminal is coloured is the surroundings' to say; here it is none.
    plain = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    environment = {**plain, "HUTONG_URL": lane.url}
    return subprocess.run(
        [sys.executable, "-m", "hutong", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def told(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_a_program_is_made_uploaded_and_listed(lane: Lane, tmp_path: Path) -> None:
    made = told(hutong(lane, "new", "mini", "--name", "Pizza", "--owner", "individual", "--json"))
    assert (made["name"], made["owner_kind"], len(made["secret"])) == ("Pizza", "individual", 32)
    folder = a_folder(tmp_path / "program", {**HELLO, "project.config.json": json.dumps({"appid": made["app_id"]})})
    # As for the official uploader, whose other words are passed over.
    words = ("--pp", str(folder), "--uv", "1.2.0", "--ud", "The first", "--pkp", "private.key", "-r", "1")
    version = told(hutong(lane, "mini", "upload", *words, "--json"))
    assert (version["state"], version["number"], version["description"]) == ("ready", "1.2.0", "The first")
    preview = hutong(lane, "mini", "preview", "--pp", str(folder))
    assert f"{lane.url}/mini/{made['app_id']}?version=develop" in preview.stdout.replace("\n", "")
    (listed,) = told(hutong(lane, "mini", "list", "--json"))
    assert (listed["app_id"], listed["release"], listed["trial"]) == (made["app_id"], None, None)


def test_what_is_wrong_is_told_with_its_place(lane: Lane, tmp_path: Path) -> None:
    made = told(hutong(lane, "new", "mini", "--json"))
    folder = a_folder(tmp_path / "program", {**HELLO, "app.json": "{ nothing"})
    refused = hutong(lane, "mini", "upload", "--pp", str(folder), "--appid", made["app_id"])
    assert refused.returncode == 1
    assert "JSON" in refused.stderr
    assert "could not be compiled" in refused.stderr
    unknown = hutong(lane, "mini", "upload", "--pp", str(folder), "--appid", "wx0000000000000000")
    assert (unknown.returncode, "app_not_found" in unknown.stderr.replace("\n", "")) == (1, True)
    nobody = hutong(lane, "mini", "upload", "--pp", str(folder))
    assert (nobody.returncode, "--appid" in nobody.stderr) == (1, True)


def test_a_changed_file_is_sent_again(lane: Lane, tmp_path: Path) -> None:
    made = told(hutong(lane, "new", "mini", "--json"))
    folder = a_folder(tmp_path / "program", HELLO)
    command = [sys.executable, "-m", "hutong", "mini", "preview", "--pp", str(folder), "--appid", made["app_id"]]
    watching = subprocess.Popen(
        [*command, "--watch", "--json"], env={**os.environ, "HUTONG_URL": lane.url}, stdout=subprocess.PIPE, text=True
    )
    assert watching.stdout is not None
    try:
        first = json.loads(watching.stdout.readline())
        # What it looks at is a file's time and size; the look before the change has to be over.
        time.sleep(1)
        (folder / "app.js").write_text("App({ changed: true })\n")
        second = json.loads(watching.stdout.readline())
    finally:
        watching.kill()
        watching.wait()
        watching.stdout.close()
    assert (first["state"], second["state"], second["kind"]) == ("ready", "ready", "preview")
    assert first["digest"] != second["digest"]


def test_npm_is_built_in_the_folder(lane: Lane, tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path / "program",
        {
            **HELLO,
            "package.json": json.dumps({"dependencies": {"one": "1.0.0"}}),
            "node_modules/one/package.json": json.dumps({"name": "one", "version": "1.0.0", "main": "index.js"}),
            "node_modules/one/index.js": "module.exports = 1\n",
        },
    )
    assert told(hutong(lane, "mini", "pack-npm", "--pp", str(folder)))["packages"] == ["one"]
    assert (folder / "miniprogram_npm" / "one" / "index.js").is_file()
