"""Pictures that open a program, as its server has them made."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from hutong.mini import makings
from hutong.wire import qr
from tests.dialog.towns import Account, Town
from tests.mini.phones import a_released_program
from tests.mini.workshop import a_copying_compiler, a_program

UNLIMITED, LIMITED, QRCODE = "/wxa/getwxacodeunlimit", "/wxa/getwxacode", "/cgi-bin/wxaapp/createwxaqrcode"


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def test_a_code_leads_to_the_page_it_was_made_for(any_town: Town) -> None:
    town, program = any_town, await a_released_program(any_town)
    address = f"http://lane.localhost/mini/{program.app_id}"
    for path, body, leads_to in (
        (LIMITED, {"path": "pages/more/more?id=1&b=%20"}, "path=pages/more/more%3Fid%3D1%26b%3D%2520&scene=1047"),
        (QRCODE, {"path": "/pages/more/more"}, "path=pages/more/more&scene=1011"),
        (UNLIMITED, {"scene": "a=1&b"}, "path=pages/index/index%3Fscene%3Da%253D1%2526b&scene=1047"),
        (
            UNLIMITED,
            {"scene": "7", "page": "pages/more/more", "env_version": "trial"},
            "path=pages/more/more%3Fscene%3D7&scene=1047&version=trial",
        ),
    ):
        kind, picture = await _picture(town, program, path, body)
        assert kind == "image/jpeg"
        assert picture == qr.picture(f"{address}?{leads_to}", 430), path
        assert Image.open(io.BytesIO(picture)).size == (430, 430)


async def test_the_trial_version_has_a_code_of_its_own(town: Town) -> None:
    program = await a_released_program(town)
    query = {"access_token": program.token, "path": "pages%2Fmore%2Fmore%3Fid%3D1"}
    answer = await town.api.get("/wxa/get_qrcode", params=query)
    address = f"http://lane.localhost/mini/{program.app_id}?path=pages/more/more%3Fid%3D1&scene=1011&version=trial"
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.content == qr.picture(address, 430)
    assert (await (await a_program(town)).get("/wxa/get_qrcode"))["errcode"] == 86001


async def test_a_code_looks_as_it_was_asked_to(town: Town) -> None:
    program = await a_released_program(town)
    look = {"width": 280, "line_color": {"r": "200", "g": 10, "b": "0"}, "is_hyaline": True, "auto_color": False}
    kind, picture = await _picture(town, program, LIMITED, {"path": "pages/index/index", **look})
    drawn = Image.open(io.BytesIO(picture))
    assert (kind, drawn.format, drawn.size) == ("image/png", "PNG", (280, 280))
    assert {colour for _, colour in drawn.getcolors() or []} == {(200, 10, 0, 255), (255, 255, 255, 0)}


async def test_a_path_that_no_square_holds_is_refused(town: Town) -> None:
    program = await a_released_program(town)
    assert (await program.post(LIMITED, {"path": "商" * 341}))["errcode"] == 40159
    assert (await _picture(town, program, LIMITED, {"path": "p" * 1024, "width": 280}))[0] == "image/jpeg"


async def test_codes_say_what_is_wrong(town: Town) -> None:
    program = await a_released_program(town)
    for path, body, errcode in (
        (LIMITED, {}, 40159),
        (LIMITED, {"path": "p" * 1025}, 40159),
        (LIMITED, {"path": "p?scancode_time=1"}, 85096),
        (LIMITED, {"path": "p", "width": 279}, 40097),
        (LIMITED, {"path": "p", "width": 1281}, 40097),
        (LIMITED, {"path": "p", "width": 2**63}, 40097),
        (LIMITED, {"path": "p", "width": "wide"}, 47001),
        (LIMITED, {"path": "p", "env_version": "newest"}, 40097),
        (LIMITED, {"path": "p", "line_color": {"r": 256}}, 40097),
        (LIMITED, {"path": "p", "line_color": {"r": "red"}}, 40097),
        (QRCODE, {"path": "p" * 129}, 40159),
        (QRCODE, {"path": ""}, 40159),
        (UNLIMITED, {}, 40169),
        (UNLIMITED, {"scene": "s" * 33}, 40169),
        (UNLIMITED, {"scene": "50%"}, 40129),
        (UNLIMITED, {"scene": "茶"}, 40129),
        (UNLIMITED, {"scene": "scancode_time=1"}, 85096),
        (UNLIMITED, {"scene": "1", "page": "/pages/index/index"}, 40165),
        (UNLIMITED, {"scene": "1", "page": "pages/index/index?a=1"}, 40165),
        (UNLIMITED, {"scene": "1", "page": "pages/none/none"}, 41030),
        (UNLIMITED, {"scene": "1", "width": 0}, 40097),
    ):
        assert (await program.post(path, body))["errcode"] == errcode, (path, body)
    unseen = {"scene": "1", "page": "pages/none/none", "check_path": False}
    assert (await _picture(town, program, UNLIMITED, unseen))[0] == "image/jpeg"
    unreleased = await a_program(town)
    assert (await unreleased.post(UNLIMITED, {"scene": "1"}))["errcode"] == 41030
    official = await town.account()
    assert (await official.post(LIMITED, {"path": "p"}))["errcode"] == 48001


async def test_codes_with_a_path_are_counted_and_those_with_a_scene_are_not(
    any_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, program = any_town, await a_released_program(any_town)
    monkeypatch.setattr(makings, "MOST_CODES", 2)
    await _picture(town, program, LIMITED, {"path": "p"})
    await _picture(town, program, QRCODE, {"path": "p"})
    for path in (LIMITED, QRCODE):
        assert (await program.post(path, {"path": "p"}))["errcode"] == 45029
    for _ in range(3):
        await _picture(town, program, UNLIMITED, {"scene": "1"})


async def _picture(town: Town, program: Account, path: str, body: dict[str, Any]) -> tuple[str, bytes]:
    answer = await town.api.post(path, params={"access_token": program.token}, json=body)
    assert answer.headers["content-type"].startswith("image/"), answer.text
    return answer.headers["content-type"], answer.content
