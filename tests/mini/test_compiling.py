"""The compiler reads strangers' files: it is kept from the network, and from time and memory without end."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hutong.mini.models.versions import FAILED, READY
from hutong.mini.packages import compiling, store
from hutong.mini.versions import choosing, pruning, uploading
from tests.dialog.towns import Town
from tests.mini.workshop import HELLO, a_copying_compiler, a_program, a_version, a_zip


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


def _making(town: Town) -> list[Path]:
    return list((store.root(town.lane) / "making").iterdir())


async def test_equal_files_make_one_package_and_nothing_is_left_over(any_town: Town) -> None:
    program = await a_program(any_town)
    one = await a_version(any_town, program, packed=a_zip())
    other = await a_version(any_town, program, "1.0.1", packed=a_zip())
    assert (one.state, one.percent, one.problems) == (READY, 100, [])
    assert one.digest == other.digest
    assert one.version_id != other.version_id
    assert one.source_bytes == len(a_zip())
    assert _making(any_town) == []


async def test_what_a_killed_process_left_behind_is_removed_later(town: Town) -> None:
    (left := store.root(town.lane) / "making" / "left").mkdir(parents=True)
    (busy := store.root(town.lane) / "making" / "busy").mkdir()
    os.utime(left, (0, 0))
    await a_version(town, await a_program(town), packed=a_zip())
    assert _making(town) == [busy]


async def test_files_of_programs_that_rest_are_forgotten_and_found_again(town: Town) -> None:
    program = await a_program(town)
    first = await a_version(town, program, packed=a_zip())
    sources = store.root(town.lane) / "sources"
    os.utime(sources / f"{program.app_id}.index", (0, 0))
    await a_version(town, await a_program(town), packed=a_zip())
    assert not (sources / program.app_id).exists()
    assert not (sources / f"{program.app_id}.index").exists()
    assert (await a_version(town, program, "1.0.1", packed=a_zip())).digest == first.digest


async def test_a_compiler_that_spins_is_ended(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_SECONDS", 2)
    version = await a_version(town, await a_program(town), packed=a_zip(app_js="spin"))
    assert version.state == FAILED
    assert version.problems[0].what == "The compiler took longer than 2 seconds."
    assert _making(town) == []


async def test_a_compiler_that_eats_memory_is_ended(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_MEGABYTES", 300)
    version = await a_version(town, await a_program(town), packed=a_zip(app_js="eat"))
    assert (version.state, version.digest) == (FAILED, None)
    assert version.problems[0].what == "The compiler ran out of memory."


async def test_the_compiler_reaches_nobody(town: Town) -> None:
    if not _may("leave_network()"):
        pytest.skip("this machine lets nobody leave its network")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        version = await a_version(town, await a_program(town), packed=a_zip(app_js=f"call {port}"))
    assert version.problems[0].what == "alone"


async def test_the_compiler_sees_no_file_but_the_programs(town: Town) -> None:
    if not _may("leave_files([], ['/'])"):
        pytest.skip("this machine hides no files")
    assert (town.lane.config.home / "master.key").is_file()
    version = await a_version(town, await a_program(town), packed=a_zip(app_js="peek"))
    assert version.problems[0].what == "nothing"
    assert not (town.lane.config.home / "left").exists()


async def test_what_is_too_large_when_compiled_is_not_kept(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_OUTPUT_BYTES", 200)
    version = await a_version(town, await a_program(town), packed=a_zip(app_js="x" * 500))
    assert version.state == FAILED
    assert not any(store.root(town.lane).glob("??"))


async def test_an_archive_without_a_program_fails_with_a_sentence(town: Town) -> None:
    version = await a_version(town, await a_program(town), packed=a_zip({"readme.md": "hello"}))
    assert version.state == FAILED
    assert version.problems[0].what.startswith("There is no app.json")


async def test_what_the_compiler_finds_has_a_code_for_words_in_other_languages(town: Town) -> None:
    found = {"severity": "error", "file": "app.json", "line": 1, "column": 9, "code": "page_missing"}
    told = {**found, "params": {"name": "gone"}, "what": "There is no page.", "whatToDo": "Add it."}
    app = json.dumps({"pages": ["pages/index/index"], "problems": [told]})
    version = await a_version(town, await a_program(town), packed=a_zip(app_json=app))
    [missing] = version.problems
    assert (missing.code, missing.params, missing.line) == ("page_missing", {"name": "gone"}, 1)


async def test_without_a_compiler_the_version_says_what_is_missing(
    town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(compiling, "compiler_file", lambda: tmp_path / "nowhere.mjs")
    version = await a_version(town, await a_program(town), packed=a_zip())
    assert version.state == FAILED
    assert "compiler" in version.problems[0].what
    assert version.problems[0].what_to_do == "npm run build in web/packages/engine"


async def test_a_machine_in_trouble_is_tried_again_and_then_said(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = 0

    async def full(*_args: Any, **_named: Any) -> Any:
        nonlocal tries
        tries += 1
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compiling, "compile_package", full)
    town.hold()
    program = await a_program(town)
    version = await uploading.receive(town.lane, uploading.Upload(app_id=program.app_id), a_zip())
    for _ in range(3):
        await town.settle()
        town.hold(minutes=1)
    now = await town.lane.db.read(choosing.found, program.app_id, version.version_id)
    assert (tries, now.state) == (3, FAILED)
    assert now.problems[0].what == "This machine could not compile it: No space left on device."


async def test_files_of_a_package_are_found_and_nothing_else(town: Town) -> None:
    version = await a_version(town, await a_program(town), packed=a_zip())
    assert version.digest is not None
    found = store.find(town.lane, version.digest, "packages/main.service.js")
    assert found is not None
    assert found.read_text() == HELLO["app.js"]
    for path in ("../../master.key", "/etc/passwd", "packages/../../../x", "", "packages", "a\0b", "..\\x"):
        assert store.find(town.lane, version.digest, path) is None
    assert store.find(town.lane, "../" + version.digest, "manifest.json") is None
    assert store.find(town.lane, version.digest.upper(), "manifest.json") is None


async def test_compiling_a_version_twice_changes_nothing(town: Town) -> None:
    version = await a_version(town, await a_program(town), packed=a_zip())
    again = await town.lane.db.run(
        uploading.finish, version.app_id, version.version_id, uploading.refused("It was compiled again.")
    )
    assert again == version


def _may(leave: str) -> bool:
    """Whether this machine confines; asked in a process of its own, for there is no way back."""
    asked = f"import sys; from hutong.mini.packages.confined import *; sys.exit(not {leave})"
    return subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


async def test_only_the_last_previews_of_a_person_are_kept(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    kept = await a_version(town, program, "1.0.0")
    first = await a_version(town, program, "p0", kind="preview", uploader="person:1")
    other = await a_version(town, program, "q0", kind="preview", uploader="person:2")
    for number in range(pruning.MOST_PREVIEWS):
        await a_version(town, program, f"p{number + 1}", kind="preview", uploader="person:1")
    await town.settle()
    numbers = [one.number for one in await town.lane.db.read(uploading.listed, program.app_id)]
    assert numbers == ["p5", "p4", "p3", "p2", "p1", "q0", "1.0.0"]
    for version, is_there in ((kept, True), (other, True), (first, False)):
        assert version.digest is not None
        assert store.folder(town.lane, version.digest).is_dir() is is_there
