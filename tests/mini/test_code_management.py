"""A program's server submits, watches and releases what was uploaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.mini.reviews import reviewers
from tests.dialog.towns import Account, Town
from tests.mini.phones import a_launch
from tests.mini.workshop import a_copying_compiler, a_program, a_version


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def submitted(program: Account, **body: Any) -> dict[str, Any]:
    return await program.post("/wxa/submit_audit", body)


async def take_an_hour(town: Town, program: Account) -> None:
    """From now on whoever looks takes an hour."""
    town.hold()
    await town.lane.db.run(reviewers.choose, program.app_id, mode="delayed", least_hours=1, most_hours=1)


async def an_hour_later(town: Town) -> int:
    town.hold(hours=1)
    town.lane.jobs.nudge()
    await town.settle()
    return int(town.lane.clock.lane().timestamp())


async def released(town: Town, program: Account, number: str) -> None:
    await a_version(town, program, number)
    assert (await submitted(program))["errcode"] == 0
    await town.settle()
    assert (await program.post("/wxa/release", {}))["errcode"] == 0


async def test_a_version_goes_from_upload_to_release_by_its_server(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    await take_an_hour(town, program)
    now = int(town.lane.clock.lane().timestamp())
    assert (await program.get("/wxa/get_page"))["errcode"] == 86001
    assert (await submitted(program))["errcode"] == 86001
    assert (await program.get("/wxa/get_latest_auditstatus"))["errcode"] == 85058
    assert (await program.post("/wxa/release", {}))["errcode"] == 85019
    await a_version(town, program, "1.0.0", description="tea")
    assert (await program.get("/wxa/get_page"))["page_list"] == ["pages/index/index", "pages/more/more"]
    (category,) = (await program.get("/wxa/get_category"))["category_list"]
    assert category == {"first_class": "工具", "second_class": "效率", "first_id": 1, "second_id": 106}
    page = {"address": "pages/index/index", "tag": "tea cups", "title": "Tea", "first_id": 1, "second_id": 106}
    for wrong, errcode in (
        ({"item_list": [page] * 6}, 85023),
        ({"item_list": [page | {"tag": "a b c d e f g h i j k"}]}, 85006),
        ({"item_list": [page | {"title": "t" * 33}]}, 85011),
        ({"item_list": [page | {"address": "pages/none/none"}]}, 85007),
        ({"item_list": [page | {"second_id": 101}]}, 85077),
        ({"feedback_info": "f" * 201}, 85051),
    ):
        assert (await submitted(program, **wrong))["errcode"] == errcode, wrong
    audit = (await submitted(program, item_list=[page], feedback_info="Try the tea"))["auditid"]
    about = {"user_version": "1.0.0", "user_desc": "tea", "submit_audit_time": now, "errcode": 0, "errmsg": "ok"}
    assert await program.post("/wxa/get_auditstatus", {"auditid": audit}) == about | {"status": 2}
    assert (await submitted(program))["errcode"] == 85009
    assert (await program.post("/wxa/release", {}))["errcode"] == 85020
    later = await an_hour_later(town)
    assert await program.get("/wxa/get_latest_auditstatus") == about | {"status": 0, "auditid": audit}
    assert (await program.post("/wxa/release", b""))["errcode"] == 44002
    assert (await program.post("/wxa/release", {}))["errcode"] == 0
    assert (await program.post("/wxa/release", {}))["errcode"] == 85052
    told = await program.post("/wxa/getversioninfo", {})
    assert told["release_info"] == {"release_time": later, "release_version": "1.0.0", "release_desc": "tea"}
    assert "exp_info" not in told
    for unknown in (0, audit + 1, -1, 2**63):
        assert (await program.post("/wxa/get_auditstatus", {"auditid": unknown}))["errcode"] == 85012
    other = await a_program(town)
    assert (await other.post("/wxa/get_auditstatus", {"auditid": audit}))["errcode"] == 85012


async def test_submissions_are_taken_back_and_hurried(town: Town) -> None:
    program = await a_program(town)
    await town.lane.db.run(reviewers.choose, program.app_id, mode="human")
    await a_version(town, program)
    assert (await program.get("/wxa/undocodeaudit"))["errcode"] == 85019
    quota = {"errcode": 0, "errmsg": "ok", "rest": 20, "limit": 20, "speedup_rest": 3, "speedup_limit": 3}
    assert await program.get("/wxa/queryquota") == quota
    audit = (await submitted(program))["auditid"]
    assert (await program.post("/wxa/speedupaudit", {"auditid": str(audit)}))["errcode"] == 0
    assert (await program.post("/wxa/speedupaudit", {"auditid": audit}))["errcode"] == 89404
    assert (await program.post("/wxa/speedupaudit", {"auditid": -1}))["errcode"] == 89402
    assert await program.get("/wxa/queryquota") == quota | {"rest": 19, "speedup_rest": 2}
    assert (await program.get("/wxa/undocodeaudit"))["errcode"] == 0
    assert (await program.get("/wxa/get_latest_auditstatus"))["status"] == 3


async def test_releases_go_back_and_come_in_shares(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    assert (await program.post("/wxa/grayrelease", {"gray_percentage": 10}))["errcode"] == 85079
    await released(town, program, "1.0.0")
    assert (await program.get("/wxa/revertcoderelease"))["errcode"] == 87012
    await released(town, program, "1.1.0")
    older = (await program.get("/wxa/revertcoderelease", action="get_history_version"))["version_list"]
    assert [version["user_version"] for version in older] == ["1.0.0"]
    assert (await program.get("/wxa/revertcoderelease", app_version="tea"))["errcode"] == 87012
    assert (await program.get("/wxa/revertcoderelease", app_version=older[0]["app_version"]))["errcode"] == 0
    assert (await program.post("/wxa/getversioninfo", {}))["release_info"]["release_version"] == "1.0.0"
    assert (await program.get("/wxa/getgrayreleaseplan"))["gray_release_plan"]["status"] == 0
    assert (await program.get("/wxa/revertgrayrelease"))["errcode"] == 85021
    await a_version(town, program, "1.2.0")
    share = {"gray_percentage": 10, "support_debuger_first": True}
    await take_an_hour(town, program)
    await submitted(program)
    assert (await program.post("/wxa/grayrelease", share))["errcode"] == 85080
    await an_hour_later(town)
    assert (await program.post("/wxa/grayrelease", share))["errcode"] == 0
    plan = (await program.get("/wxa/getgrayreleaseplan"))["gray_release_plan"]
    assert (plan["status"], plan["gray_percentage"], plan["support_debuger_first"]) == (1, 10, True)
    for wrong, errcode in ((10, 85082), (0, 85081), (101, 85081), ("half", 47001)):
        assert (await program.post("/wxa/grayrelease", {"gray_percentage": wrong}))["errcode"] == errcode
    assert (await program.get("/wxa/revertcoderelease"))["errcode"] == 87011
    assert (await program.get("/wxa/revertgrayrelease"))["errcode"] == 0


async def test_a_program_is_closed_and_opened(town: Town) -> None:
    program, person = await a_program(town), await town.person()
    await released(town, program, "1.0.0")
    assert (await program.post("/wxa/change_visitstatus", {"action": "shut"}))["errcode"] == 85022
    assert (await program.post("/wxa/change_visitstatus", {"action": "close"}))["errcode"] == 0
    assert (await program.post("/wxa/getvisitstatus", {}))["status"] == 0
    refused = await person.phone.post(f"/mini/{program.app_id}/open", json={})
    assert (refused.status_code, refused.json()["error"]) == (403, "program_closed")
    assert (await program.post("/wxa/change_visitstatus", {"action": "open"}))["errcode"] == 0
    assert (await program.post("/wxa/getvisitstatus", {}))["status"] == 1
    await a_launch(program, person)
