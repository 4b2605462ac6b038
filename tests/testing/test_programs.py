"""The kit makes mini programs of folders, and takes them through their reviews."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from hutong.mini.packages import compiling
from hutong.testing import DeveloperServer, Lane, MiniProgram, Refused
from tests.mini.workshop import a_folder, a_zip


@pytest.fixture(autouse=True)
def real_compiler() -> None:
    if compiling.node() is None or not compiling.compiler_file().is_file():
        assert os.environ.get("CI") != "true", "CI builds the compiler first"
        pytest.skip("THE COMPILER IS NOT BUILT: npm run build in web/packages/engine")


@pytest.fixture
def program(lane: Lane, tmp_path: Path) -> MiniProgram:
    """A released program."""
    return lane.mini_program(a_folder(tmp_path / "program"), name="Pizza")


def test_a_program_is_all_that_a_developer_needs(lane: Lane, program: MiniProgram) -> None:
    assert program.appid.startswith("wx")
    assert (len(program.secret), program.original_id[:3], program.name) == (32, "gh_", "Pizza")
    assert (program.verified, program.owner.kind) == (True, "company")
    assert program.pages == ["pages/index/index", "pages/more/more"]
    assert (program.version, program.problems) == ("1.0.0", [])
    assert program.url == f"{lane.url}/mini/{program.appid}"
    # Programs are no official accounts.
    assert lane.accounts() == []


def test_a_zip_and_an_individual_will_do(lane: Lane, tmp_path: Path) -> None:
    (packed := tmp_path / "program.zip").write_bytes(a_zip())
    program = lane.mini_program(packed, owner="individual")
    assert (program.verified, program.owner.kind) == (False, "individual")
    assert program.pages == ["pages/index/index", "pages/more/more"]


def test_what_cannot_be_compiled_is_refused_with_the_problems(lane: Lane, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        lane.mini_program(a_folder(tmp_path / "program", {"app.json": json.dumps({"pages": []})}))
    assert refused.value.error == "program_not_compiled"
    assert refused.value.params["problems"]


def test_a_program_goes_through_its_review(lane: Lane, program: MiniProgram, tmp_path: Path) -> None:
    lane.reviewer("scripted", verdicts=["The first page is empty.", ""])
    with DeveloperServer(token=program.token) as server:
        program.set_callback(server.url)
        folder = a_folder(tmp_path / "program", {"pages/more/more.wxml": "<text>again</text>"})
        version_id = program.upload(folder, "1.1.0")
        for state, event in (("refused", "weapp_audit_fail"), ("passed", "weapp_audit_success")):
            program.submit(version_id)
            lane.settle()
            assert program.review is not None
            assert (program.review["state"], server.pushes[-1].fields["Event"]) == (state, event)
    program.release()
    program.roll_back()
    with pytest.raises(Refused) as refused:
        program.roll_back()
    assert refused.value.error == "no_older_release"
