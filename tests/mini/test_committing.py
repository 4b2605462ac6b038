"""A version that an owner uploaded once becomes the trial version of another program of theirs."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hutong.apps import owners
from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from hutong.mini import categories, programs
from hutong.mini.versions import choosing
from tests.dialog.towns import Account, Town
from tests.mini.workshop import a_copying_compiler, a_program, a_version


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def a_sibling(town: Town, other: Account) -> Account:
    """Another program of the same owner."""

    def make(tx: Transaction) -> tuple[str, str]:
        view = apps.get(tx, other.app_id)
        assert view is not None
        app, secret = apps.create(tx, kind="mini", owner=owners.found(tx, view.owner_id), verified=True)
        categories.add(tx, app.app_id, *categories.FIRST_OF_ALL)
        return app.app_id, secret

    made = Account(town, *await town.lane.db.run(make))
    await made.fetch_token()
    return made


async def commit(program: Account, template_id: int | str, ext: Any = None, **other: Any) -> int:
    text = ext if isinstance(ext, str) else json.dumps(ext or {})
    body = {"template_id": template_id, "ext_json": text, "user_version": "2.0", "user_desc": "tea"} | other
    return int((await program.post("/wxa/commit", body))["errcode"])


async def test_a_template_becomes_the_trial_version_with_settings_of_its_own(any_town: Town) -> None:
    town, mother = any_town, await a_program(any_town)
    template = await a_version(town, mother)
    child = await a_sibling(town, mother)
    ext = {
        "extEnable": True,
        "extAppid": child.app_id,
        "ext": {"shop": "Tea House"},
        "pages": ["pages/more/more", "pages/index/index"],
        "window": {"navigationBarTitleText": "Tea"},
        "extPages": {"pages/index/index": {"navigationBarTitleText": "All teas"}},
    }
    assert await commit(child, template.version_id, ext) == 0
    assert (await child.get("/wxa/get_page"))["page_list"] == ["pages/more/more", "pages/index/index"]
    program = await town.lane.db.read(programs.found, child.app_id)
    assert program.trial_id is not None
    version = await town.lane.db.read(choosing.found, child.app_id, program.trial_id)
    assert (version.number, version.description, version.uploader) == ("2.0", "tea", f"app:{child.app_id}")
    with zipfile.ZipFile(io.BytesIO(town.lane.media.read(version.source))) as archive:
        app = json.loads(archive.read("app.json"))
        assert app["window"] == {"navigationBarTitleText": "Tea"}
        assert json.loads(archive.read("ext.json"))["ext"] == {"shop": "Tea House"}
        assert json.loads(archive.read("pages/index/index.json")) == {"navigationBarTitleText": "All teas"}
    assert (await child.post("/wxa/submit_audit", {}))["errcode"] == 0


async def test_what_no_template_says_is_refused(town: Town) -> None:
    mother = await a_program(town)
    template = await a_version(town, mother)
    child, stranger = await a_sibling(town, mother), await a_program(town)
    number = template.version_id
    for template_id in (1, "x", "9" * 30, ""):
        assert await commit(child, template_id) == 85014, template_id
    assert await commit(stranger, number) == 85014
    assert await commit(child, number, "{") == 85048
    assert await commit(child, number, "[]") == 85013
    assert await commit(child, number, {"extAppid": mother.app_id}) == 85013
    assert await commit(child, number, {}, user_version="") == 85013
    assert await commit(child, number, {}, user_version="1" * 65) == 85013
    assert await commit(child, number, {"pages": []}) == 85047
    assert await commit(child, number, {"pages": ["pages/none/none"]}) == 85045
    assert await commit(child, number, {"extPages": {"pages/none/none": {}}}) == 85045
    assert await commit(child, number, {"tabBar": {"list": [{"pagePath": "pages/none/none"}]}}) == 85046
    assert (await child.get("/wxa/get_page"))["errcode"] == 86001
