"""Looking at what people write and show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.mini.content import LABELS
from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Person, Town, said
from tests.mini.phones import a_launch, a_released_program
from tests.mini.workshop import a_copying_compiler, a_picture

TEXT, MEDIUM, PICTURE, RISK = (
    "/wxa/msg_sec_check", "/wxa/media_check_async", "/wxa/img_sec_check", "/wxa/getuserriskrank"
)  # fmt: skip


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def somebody(town: Town) -> tuple[Account, Person]:
    program, person = await a_released_program(town), await town.person()
    await a_launch(program, person)
    return program, person


async def test_a_text_is_looked_at(any_town: Town) -> None:
    town = any_town
    program, person = await somebody(town)
    asked = {"version": 2, "scene": 2, "openid": person.openid(program)}
    told = await program.post(TEXT, asked | {"content": "Tea for two"})
    assert told["result"] == {"suggest": "pass", "label": 100}
    assert told["detail"] == [{"strategy": "content_model", "errcode": 0, "suggest": "pass", "label": 100, "prob": 90}]
    for label, words in LABELS.items():
        told = await program.post(TEXT, asked | {"content": f"so: {' '.join(words[0].upper())}!"})
        assert (told["errcode"], told["result"]) == (0, {"suggest": "risky", "label": label})
        assert told["detail"][1] == {
            "strategy": "keyword", "errcode": 0, "suggest": "risky", "label": label, "keyword": words[0]
        }  # fmt: skip
    told = await program.post(TEXT, asked | {"content": "tea", "nickname": "赌博"})
    assert told["result"]["suggest"] == "risky"
    assert (await program.post(TEXT, {"content": "tea"})) == {"errcode": 0, "errmsg": "ok"}
    assert (await program.post(TEXT, {"content": "赌博"})) == {"errcode": 87014, "errmsg": "risky content"}


async def test_looks_say_what_is_wrong(town: Town) -> None:
    program, person = await somebody(town)
    town.hold()
    openid = person.openid(program)
    text = {"content": "tea", "version": 2, "scene": 1, "openid": openid}
    medium = {"media_url": "https://example.com/a.png", "media_type": 2, "version": 2, "scene": 1, "openid": openid}
    risk = {"appid": program.app_id, "openid": openid, "scene": 0, "client_ip": "1.2.3.4"}
    stranger = (await town.person()).openid(program)
    for path, body, errcode in (
        (TEXT, text | {"content": ""}, 44002),
        (TEXT, text | {"content": "t" * 2501}, 47001),
        (TEXT, {"content": "t" * (500 * 1024 + 1)}, 47001),
        (TEXT, text | {"scene": 0}, 40129),
        (TEXT, text | {"scene": 5}, 40129),
        (TEXT, text | {"openid": "o" * 28}, 40003),
        (TEXT, text | {"openid": stranger}, 61010),
        (MEDIUM, medium | {"media_url": ""}, 44002),
        (MEDIUM, medium | {"media_type": 3}, 47001),
        (MEDIUM, medium | {"scene": 9}, 40129),
        (MEDIUM, medium | {"openid": stranger}, 61010),
        (RISK, risk | {"appid": "wx0000000000000000"}, 47001),
        (RISK, risk | {"scene": 2}, 47001),
        (RISK, risk | {"client_ip": ""}, 47001),
        (RISK, risk | {"openid": ""}, 40003),
        (TEXT, text, 0),
        (RISK, risk, 0),
    ):
        assert (await program.post(path, body))["errcode"] == errcode, (path, body)
    assert (await program.post(RISK, risk))["risk_rank"] == 0
    town.hold(hours=2, seconds=1)
    await program.fetch_token()
    assert (await program.post(TEXT, text))["errcode"] == 61010


async def test_a_medium_is_judged_in_a_while(any_town: Town, bot: Bot) -> None:
    town = any_town
    program, person = await somebody(town)
    await program.serve(bot)
    medium = {"media_type": 2, "version": 2, "scene": 1, "openid": person.openid(program)}
    good = await program.post(MEDIUM, medium | {"media_url": "https://example.com/tea.png"})
    await heard_of(town, bot, 1)
    bad = await program.post(MEDIUM, medium | {"media_url": "https://example.com/赌博.png"})
    await heard_of(town, bot, 2)
    heard = [push for push in bot.pushed if push.fields.get("Event") == "wxa_media_check"]
    assert [push.fields["trace_id"] for push in heard] == [good["trace_id"], bad["trace_id"]]
    for push, verdict in zip(heard, (b"pass", b"risky"), strict=True):
        assert b"<result><suggest><![CDATA[" + verdict in push.body
    old = await program.post(MEDIUM, {"media_type": 2, "media_url": "https://example.com/赌博.png"})
    await heard_of(town, bot, 3)
    told = bot.pushed[-1].fields
    assert (told["trace_id"], told["isrisky"], told["status_code"]) == (old["trace_id"], "1", "0")


async def heard_of(town: Town, bot: Bot, pushes: int) -> None:
    """Wait for what follows from a job that follows from a job."""
    for _ in range(100):
        await town.settle()
        if len(bot.pushed) >= pushes:
            return
    raise AssertionError(f"{len(bot.pushed)} of {pushes} pushes")


async def test_a_picture_is_judged_at_once(town: Town) -> None:
    program, _ = await somebody(town)
    good = a_picture()
    assert await _shown(town, program, "tea.png", good) == 0
    assert await _shown(town, program, "赌博.png", good) == 87014
    assert await _shown(town, program, "tea.png", good + b"\0" * (1 << 20)) == 40006
    assert await _shown(town, program, "tea.png", b"tea") == 40006
    assert await _shown(town, program, "tea.png", b"") == 41005


async def _shown(town: Town, program: Account, name: str, data: bytes) -> int:
    query = {"access_token": program.token}
    headers = {"content-type": "multipart/form-data; boundary=line"}
    head = f'--line\r\nContent-Disposition: form-data; name="media"; filename="{name}"\r\n'.encode()
    body = head + b"Content-Type: image/png\r\n\r\n" + data + b"\r\n--line--\r\n"
    code: int = said(await town.api.post(PICTURE, params=query, content=body, headers=headers))["errcode"]
    return code
