"""Programs may choose JSON for what is pushed to their servers: signed and encrypted as XML is."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from wechatpy.crypto import WeChatCrypto

from hutong.apps.errors import CallbackFieldWrong
from hutong.dialog import public as dialog
from hutong.wire import envelope, push_json
from hutong.wire.xml import Value
from tests.dialog.bots import AES_KEY, TOKEN, Bot, Pushed
from tests.dialog.towns import Account, Person, Town
from tests.mini.workshop import a_program

NAMES = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId"]


async def a_visitor(town: Town, program: Account) -> Person:
    """Somebody who may write to the program."""
    person = await town.person()
    await town.lane.db.run(dialog.open_thread, program.app_id, person.id)
    return person


async def heard(town: Town, bot: Bot, program: Account, mode: str) -> tuple[Pushed, Person]:
    await program.serve(bot, mode, "json")
    person = await a_visitor(town, program)
    await person.say(program, "is there tea? 茶")
    await town.settle()
    (pushed,) = bot.pushed
    return pushed, person


async def test_a_message_is_an_object_with_the_same_names(any_town: Town, bot: Bot) -> None:
    town, program = any_town, await a_program(any_town)
    pushed, person = await heard(town, bot, program, "plain")
    assert pushed.headers["Content-Type"] == "application/json"
    told = json.loads(pushed.body)
    assert list(told) == NAMES
    assert (told["FromUserName"], told["MsgType"], told["Content"]) == (
        person.openid(program), "text", "is there tea? 茶"
    )  # fmt: skip
    assert (type(told["CreateTime"]), type(told["MsgId"])) == (int, int)
    query = pushed.query
    assert query["signature"] == envelope.signature(TOKEN, query["timestamp"], query["nonce"])


@pytest.mark.parametrize("mode", ["safe", "compatible"])
async def test_wechatpy_opens_what_is_encrypted(town: Town, bot: Bot, mode: str) -> None:
    program = await a_program(town)
    pushed, person = await heard(town, bot, program, mode)
    outer, query = json.loads(pushed.body), pushed.query
    assert list(outer) == (["ToUserName", "Encrypt"] if mode == "safe" else [*NAMES, "Encrypt"])
    opened = WeChatCrypto(TOKEN, AES_KEY, program.app_id).decrypt_message(
        outer, query["msg_signature"], query["timestamp"], query["nonce"]
    )
    told = json.loads(opened)
    assert list(told) == NAMES
    assert told["FromUserName"] == person.openid(program)


async def test_events_lose_their_wrappers() -> None:
    one: dict[str, Value] = {"SubscribeMsgPopupEvent": {"List": [{"TemplateId": "a", "PopupScene": 0}]}}
    two: dict[str, Value] = {"SubscribeMsgPopupEvent": {"List": [{"TemplateId": "a"}, {"TemplateId": "b"}]}}
    about: list[tuple[str, Value]] = [("MsgType", "event"), ("Event", "subscribe_msg_popup_event"), ("Nothing", None)]
    assert json.loads(push_json.build([*about, *one.items()])) == {
        "MsgType": "event",
        "Event": "subscribe_msg_popup_event",
        "List": {"TemplateId": "a", "PopupScene": 0},
    }
    assert json.loads(push_json.build([*about, *two.items()]))["List"] == [{"TemplateId": "a"}, {"TemplateId": "b"}]


def saying(text: Callable[[Pushed], str]) -> Callable[[Pushed], Awaitable[web.StreamResponse]]:
    async def answer(pushed: Pushed) -> web.StreamResponse:
        return web.Response(text=text(pushed), content_type="application/json")

    return answer


def transferred(pushed: Pushed) -> str:
    ends = {"ToUserName": pushed.fields["FromUserName"], "FromUserName": pushed.fields["ToUserName"]}
    return json.dumps({**ends, "CreateTime": 1, "MsgType": "transfer_customer_service"})


def sealed(pushed: Pushed) -> str:
    encrypted = envelope.seal(transferred(pushed).encode(), AES_KEY, pushed_app(pushed))
    signed = envelope.signature(TOKEN, "77", "n0", encrypted)
    return json.dumps({"encrypt": encrypted, "msgsignature": signed, "timestamp": 77, "nonce": "n0"})


def pushed_app(pushed: Pushed) -> str:
    return pushed.app_id


@pytest.mark.parametrize(("mode", "answer"), [("plain", transferred), ("safe", sealed)])
async def test_a_reply_may_be_json_too(town: Town, bot: Bot, mode: str, answer: Callable[[Pushed], str]) -> None:
    program = await a_program(town)
    bot.answer = saying(answer)
    await heard(town, bot, program, mode)
    (call,) = [call for call in await town.calls_out() if call.app_id == program.app_id]
    assert call.state != "failed", call


@pytest.mark.parametrize("text", ["{", "{]", '{"MsgType": ', '{"a": ' + "[" * 40 + "]" * 40 + "}"])
async def test_a_reply_that_is_no_json_is_told_to_the_developer(town: Town, bot: Bot, text: str) -> None:
    program = await a_program(town)
    bot.answer = saying(lambda pushed: text)
    await heard(town, bot, program, "plain")
    (call,) = [call for call in await town.calls_out() if call.app_id == program.app_id]
    assert call.state == "failed", call


async def test_only_programs_choose_json(any_town: Town, bot: Bot) -> None:
    town = any_town
    account, program = await town.account(), await a_program(town)
    with pytest.raises(CallbackFieldWrong):
        await account.serve(bot, "safe", "json")
    async with account.console() as console:
        assert (await console.get("/callback")).json()["url"] == ""
    await program.serve(bot, "safe", "json")
    async with program.console() as console:
        assert (await console.get("/callback")).json()["data_format"] == "json"


async def test_a_recorded_push_is_sent_again_as_it_was(town: Town, bot: Bot) -> None:
    program = await a_program(town)
    first, _ = await heard(town, bot, program, "safe")
    (call,) = [call for call in await town.calls_out() if call.app_id == program.app_id]
    async with town.browser("http://lane.localhost/api/lab") as lab:
        again = await lab.post(f"/calls/{call.id}/replay", json={})
    assert again.status_code in (200, 204), again.text
    await town.settle()
    assert bot.pushed[-1].fields == first.fields
    assert len(bot.pushed) == 2
