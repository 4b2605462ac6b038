"""A small program goes all the way with the real compiler: uploaded, refused, mended, passed, released, opened."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from hutong.mini import public
from hutong.mini.models.reviews import Verdict
from hutong.mini.packages import compiling
from hutong.mini.reviews import reviewers
from tests.dialog.bots import Bot
from tests.dialog.towns import Town, refusal
from tests.mini.workshop import HELLO, a_console, a_program, a_zip

ZIP = {"content-type": "application/zip", "x-hutong": "1"}


@pytest.fixture(autouse=True)
def real_compiler() -> None:
    if compiling.node() is None or not compiling.compiler_file().is_file():
        assert os.environ.get("CI") != "true", "CI builds the compiler first"
        pytest.skip("THE COMPILER IS NOT BUILT: npm run build in web/packages/engine")


async def test_uploaded_refused_mended_passed_released_and_opened(any_town: Town, bot: Bot) -> None:
    town, program = any_town, await a_program(any_town, name="Pizza")
    person = await town.person()
    await program.serve(bot)
    script = [Verdict(passed=False, reason="The first page says nothing.")]
    await town.lane.db.run(reviewers.choose, program.app_id, mode="scripted", verdicts=script)
    async with a_console(town, program) as console:

        async def upload(packed: bytes, number: str) -> Any:
            sent = await console.post(f"/versions?wait=90&number={number}", content=packed, headers=ZIP)
            assert sent.status_code == 200, sent.text
            return sent.json()

        async def submit(version: Any) -> tuple[str, str]:
            asked = await console.post("/reviews", json={"version_id": version["version_id"]})
            assert asked.json()["state"] == "waiting"
            await town.settle()
            review = (await console.get("")).json()["review"]
            return review["state"], review["reason"]

        broken = await upload(a_zip({**HELLO, "app.json": "{ nothing"}), "0.9.0")
        assert (broken["state"], broken["digest"]) == ("failed", None)
        assert "JSON" in broken["problems"][0]["what"]
        first = await upload(a_zip(), "1.0.0")
        assert (first["state"], first["percent"]) == ("ready", 100)
        assert first["pages"] == ["pages/index/index", "pages/more/more"]
        assert await submit(first) == ("refused", "The first page says nothing.")
        assert refusal(await console.post("/releases", json={})) == (409, "review_not_passed")
        mended = await upload(a_zip({**HELLO, "pages/more/more.wxml": "<text>mended</text>"}), "1.0.1")
        assert await submit(mended) == ("passed", "")
        assert (await console.post("/releases", json={})).json()["release"]["number"] == "1.0.1"
    events = [pushed.fields["Event"] for pushed in bot.pushed if "Event" in pushed.fields]
    assert events == ["weapp_audit_fail", "weapp_audit_success"]
    version = await town.lane.db.read(public.current_version, program.app_id, person.id)
    assert version.number == "1.0.1"
    assert version.digest is not None
    manifest = public.package_file(town.lane, version.digest, "manifest.json")
    service = public.package_file(town.lane, version.digest, "packages/main.service.js")
    styles = public.package_file(town.lane, version.digest, "packages/main.styles.json")
    assert manifest is not None
    assert service is not None
    assert styles is not None
    told = json.loads(manifest.read_text())
    assert (told["protocol"], told["pages"], told["entry"]) == (1, version.pages, "pages/index/index")
    assert "greet()" in service.read_text()
    assert "100vw" in styles.read_text()


async def test_the_same_files_make_the_same_package_though_compiled_twice(town: Town) -> None:
    program = await a_program(town)
    digests = set()
    async with a_console(town, program) as console:
        for number in ("1.0.0", "1.0.1"):
            sent = await console.post(f"/versions?wait=90&number={number}", content=a_zip(), headers=ZIP)
            digests.add(sent.json()["digest"])
    assert len(digests) == 1
