"""A lab makes a program of a zip or a folder in one call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.mini import public
from tests.dialog.towns import Town, refusal
from tests.mini.workshop import HELLO, a_copying_compiler, a_folder, a_zip

LAB = "http://lane.localhost/api/lab"
ZIP = {"content-type": "application/zip", "x-hutong": "1"}


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def test_a_zip_becomes_a_released_program(any_town: Town) -> None:
    town = any_town
    async with town.browser(LAB) as lab:
        sent = await lab.post("/mini-programs?name=Pizza&number=1.2.0", content=a_zip(), headers=ZIP)
    made = sent.json()
    assert sent.status_code == 200, made
    assert (made["name"], made["kind"], made["version"]) == ("Pizza", "mini", "1.2.0")
    assert made["pages"] == ["pages/index/index", "pages/more/more"]
    assert made["original_id"].startswith("gh_")
    assert len(made["secret"]) == 32
    person = await town.person()
    version = await town.lane.db.read(public.current_version, made["app_id"], person.id)
    assert version.digest == made["digest"]
    assert version.digest is not None
    service = public.package_file(town.lane, version.digest, "packages/main.service.js")
    assert service is not None
    assert service.read_text() == HELLO["app.js"]
    token = await town.api.get(
        "/cgi-bin/token",
        params={"grant_type": "client_credential", "appid": made["app_id"], "secret": made["secret"]},
    )
    assert token.json()["expires_in"] == 7200


async def test_a_folder_of_this_machine_will_do(town: Town, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "program")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("secret")
    async with town.browser(LAB) as lab:
        made = (await lab.post("/mini-programs", json={"dir": str(folder)})).json()
        again = (await lab.post("/mini-programs", json={"dir": str(folder), "app_id": made["app_id"]})).json()
        assert (again["app_id"], again["secret"], again["digest"]) == (made["app_id"], "", made["digest"])
        assert refusal(await lab.post("/mini-programs", json={"dir": "/nowhere"})) == (404, "folder_not_found")
        forwarded = {"x-forwarded-for": "203.0.113.7"}
        refused = await lab.post("/mini-programs", json={"dir": str(folder)}, headers=forwarded)
        assert refusal(refused) == (403, "folder_not_here")


async def test_a_form_carries_the_package_and_what_it_is_called(town: Town) -> None:
    async with town.browser(LAB) as lab:
        del lab.headers["content-type"]
        package = {"package": ("program.zip", a_zip(), "application/zip")}
        told = {"name": "Tickets", "owner": "individual"}
        made = (await lab.post("/mini-programs", files=package, data=told, headers={"x-hutong": "1"})).json()
    assert (made["name"], made["owner"]["kind"], made["verified"]) == ("Tickets", "individual", False)


async def test_what_cannot_be_compiled_says_where(town: Town) -> None:
    async with town.browser(LAB) as lab:
        refused = await lab.post("/mini-programs", content=a_zip(app_js="fail"), headers=ZIP)
    assert refusal(refused) == (422, "program_not_compiled")
    assert refused.json()["params"]["problems"] == [
        {
            "file": "app.js",
            "line": 1,
            "column": 1,
            "what": "It says fail.",
            "whatToDo": "Say something else.",
            "severity": "error",
            "code": "",
            "params": {},
        }
    ]
