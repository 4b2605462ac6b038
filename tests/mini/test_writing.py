"""What a program and a person write to each other: notifications once allowed, and customer service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from hutong.chat.public import bodies
from tests.dialog.bots import Bot, Pushed, saying
from tests.dialog.towns import Town, refusal
from tests.mini.phones import Open, a_launch, a_released_program
from tests.mini.workshop import a_copying_compiler

DATA = {"character_string1": {"value": "No7"}, "thing2": {"value": "Pizza"}}


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def test_one_yes_is_one_notification(any_town: Town, bot: Bot) -> None:
    town = any_town
    opened = await somebody(town)
    program, person = opened.program, opened.person
    await program.serve(bot)
    template = await a_template(opened)
    wish = {"touser": person.openid(program), "template_id": template, "data": DATA, "page": "pages/order/order?id=7"}
    assert (await program.post("/cgi-bin/message/subscribe/send", wish))["errcode"] == 43101
    asked = (await opened.get("subscribe", ids=template)).json()
    assert [card["template_id"] for card in asked["templates"]] == [template]
    assert asked["settled"] == {}
    settled = (await opened.post("subscribe", {"decisions": {template: "accept"}})).json()
    assert settled == {"settled": {template: "accept"}}
    sent = await program.post("/cgi-bin/message/subscribe/send", wish)
    assert (sent["errcode"], sent["msgid"] > 0) == (0, True)
    assert (await program.post("/cgi-bin/message/subscribe/send", wish))["errcode"] == 43101
    await town.settle()
    (slip,) = await person.heard(program)
    assert isinstance(slip, bodies.Slip)
    assert slip.url == f"http://lane.localhost/mini/{program.app_id}?path=pages%2Forder%2Forder%3Fid%3D7&scene=1107"
    assert [pushed.fields["Event"] for pushed in bot.pushed] == [
        "subscribe_msg_popup_event",
        "subscribe_msg_sent_event",
    ]


async def test_a_no_allows_nothing(town: Town) -> None:
    opened = await somebody(town)
    template = await a_template(opened)
    settled = (await opened.post("subscribe", {"decisions": {template: "reject"}})).json()["settled"]
    assert settled == {template: "reject"}
    wish = {"touser": opened.person.openid(opened.program), "template_id": template, "data": DATA}
    assert (await opened.program.post("/cgi-bin/message/subscribe/send", wish))["errcode"] == 43101


async def test_who_always_agrees_is_not_asked_again(town: Town) -> None:
    opened = await somebody(town)
    template = await a_template(opened)
    await opened.post("subscribe", {"decisions": {template: "accept"}, "always": True})
    again = (await opened.get("subscribe", ids=template)).json()
    assert (again["templates"], again["settled"]) == ([], {template: "accept"})
    await opened.post("subscribe", {"decisions": {template: "accept"}})
    wish = {"touser": opened.person.openid(opened.program), "template_id": template, "data": DATA}
    answers = [(await opened.program.post("/cgi-bin/message/subscribe/send", wish))["errcode"] for _ in range(3)]
    assert answers == [0, 0, 43101]
    settled = (await opened.put(f"subscribe/{template}", {"wanted": False})).json()["settled"]
    assert settled == {template: "reject"}
    # What was refused in the settings stays so whatever a program asks.
    refused = (await opened.post("subscribe", {"decisions": {template: "accept"}})).json()["settled"]
    assert refused == {template: "reject"}
    await opened.put(f"subscribe/{template}", {"wanted": True})
    assert len((await opened.get("subscribe", ids=template)).json()["templates"]) == 1


async def test_a_sheet_asks_about_three_templates_of_the_program(town: Town) -> None:
    opened, other = await somebody(town), await somebody(town)
    template, foreign = await a_template(opened), await a_template(other)
    for ids, errno in (("x,y,z,w", 20003), (foreign, 20001), (f"{template},nothing", 20001)):
        answer = await opened.get("subscribe", ids=ids)
        assert (refusal(answer), answer.json()["params"]["errno"]) == ((422, "mini_request_refused"), errno)
        answer = await opened.post("subscribe", {"decisions": dict.fromkeys(ids.split(","), "accept")})
        assert answer.json()["params"]["errno"] == errno
    assert (await opened.post("subscribe", {"decisions": {}})).json()["params"]["errno"] == 10001
    twin = await a_template(opened)
    asked = (await opened.get("subscribe", ids=f"{template},{twin}")).json()
    assert ([card["template_id"] for card in asked["templates"]], asked["settled"]) == ([template], {twin: "filter"})


async def test_notifications_are_refused_for_what_is_wrong_with_them(town: Town) -> None:
    opened, other = await somebody(town), await somebody(town)
    template, program = await a_template(opened), opened.program
    await opened.post("subscribe", {"decisions": {template: "accept"}})
    good = {"touser": opened.person.openid(program), "template_id": template, "data": DATA}
    path = "/cgi-bin/message/subscribe/send"
    for changes, errcode in (
        ({"touser": other.person.openid(other.program)}, 40003),
        ({"touser": ""}, 40003),
        ({"template_id": "nothing"}, 40037),
        ({"page": "p" * 1025}, 41030),
        ({"miniprogram_state": "nightly"}, 40097),
        ({"data": {}}, 47003),
        ({"data": {**DATA, "thing2": {"value": "x" * 21}}}, 47003),
        ({"touser": other.person.openid(program)}, 43101),
    ):
        assert (await program.post(path, {**good, **changes}))["errcode"] == errcode, changes
    assert (await program.post(path, {**good, "miniprogram_state": "trial", "page": "pages/a"}))["errcode"] == 0
    (slip,) = await opened.person.heard(program)
    assert slip.url.endswith("?path=pages%2Fa&scene=1107&v=trial")
    official = await town.account()
    assert (await official.post(path, good))["errcode"] == 48001
    assert (await program.post("/cgi-bin/message/subscribe/bizsend", good))["errcode"] == 48001


async def test_who_presses_for_help_is_answered(any_town: Town, bot: Bot) -> None:
    town = any_town
    opened = await somebody(town)
    program, person = opened.program, opened.person
    await program.serve(bot)
    town.hold()
    assert (await program.send(person, content="Hello"))["errcode"] == 43004
    conversation = (await opened.post("contact", {"sessionFrom": "order 7"})).json()["conversation_id"]
    await town.settle()
    assert bot.pushed[-1].fields["Event"] == "user_enter_tempsession"
    assert bot.pushed[-1].fields["SessionFrom"] == "order 7"
    assert bot.pushed[-1].fields["FromUserName"] == person.openid(program)
    # Coming in opens two answers for a minute, writing five for 48 hours.
    assert [(await program.send(person, content="Hi"))["errcode"] for _ in range(3)] == [0, 0, 45047]
    town.hold(minutes=2)
    assert (await program.send(person, content="Hi"))["errcode"] == 45015
    await person.say(program, "Where is my pizza?")
    assert (bot.pushed[-1].fields["MsgType"], bot.pushed[-1].fields["Content"]) == ("text", "Where is my pizza?")
    assert [(await program.send(person, content="Soon"))["errcode"] for _ in range(6)] == [0] * 5 + [45047]
    town.hold(hours=48)
    await program.fetch_token()
    assert (await program.send(person, content="Late"))["errcode"] == 45015
    entries = (await person.phone.get(f"/conversations/{conversation}/entries")).json()["entries"]
    assert [entry["body"].get("text") for entry in entries] == ["Hi", "Hi", "Where is my pizza?", *["Soon"] * 5]


async def test_help_is_for_who_has_opened_the_program(town: Town) -> None:
    opened = await somebody(town)
    stranger = await town.person("Stranger")
    path = f"/mini/{opened.program.app_id}/contact"
    assert refusal(await stranger.phone.post(path, json={})) == (403, "mini_launch_missing")
    assert (await opened.person.phone.post(path, json={})).status_code == 200
    missing = await opened.person.phone.post("/mini/wx0000000000000000/contact", json={})
    assert refusal(missing) == (404, "program_not_found")


async def test_a_program_writes_in_four_kinds(town: Town) -> None:
    opened = await somebody(town)
    program, person = opened.program, opened.person
    await opened.post("contact")
    await person.say(program, "Hello")
    picture = await program.upload("image", b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    for kind, part, errcode in (
        ("link", {"title": "Menu", "description": "", "url": "https://example.com", "thumb_url": ""}, 0),
        ("miniprogrampage", {"title": "Menu", "pagepath": "pages/a", "thumb_media_id": picture}, 0),
        ("voice", {"media_id": picture}, 40008),
        ("news", {"articles": []}, 40008),
        ("msgmenu", {"list": []}, 40008),
        ("wxcard", {"card_id": "x"}, 40008),
    ):
        assert (await program.send(person, kind, **part))["errcode"] == errcode, kind
    link, page = await person.heard(program)
    assert isinstance(link, bodies.Link)
    assert isinstance(page, bodies.Program)
    assert (page.app_id, page.page) == (program.app_id, "pages/a")


async def somebody(town: Town) -> Open:
    """A person who has a program open."""
    return await a_launch(await a_released_program(town), await town.person())


async def a_template(opened: Open) -> str:
    """A template for notifications that the program takes from the library."""
    titles = (await opened.program.get("/wxaapi/newtmpl/getpubtemplatetitles", ids="101", start=0, limit=30))["data"]
    words = (await opened.program.get("/wxaapi/newtmpl/getpubtemplatekeywords", tid=titles[0]["tid"]))["data"]
    kinds = {word["kid"]: word["rule"] for word in words}
    wanted = [kid for kid, rule in kinds.items() if rule in ("character_string", "thing")][:2]
    added = await opened.program.post(
        "/wxaapi/newtmpl/addtemplate", {"tid": titles[0]["tid"], "kidList": wanted, "sceneDesc": "orders"}
    )
    assert added["errcode"] == 0, json.dumps([added, words], ensure_ascii=False)
    template: str = added["priTmplId"]
    return template


async def test_a_reply_of_a_programs_server_is_shown_to_nobody(town: Town, bot: Bot) -> None:
    opened = await somebody(town)
    program, person = opened.program, opened.person
    await program.serve(bot)
    await opened.post("contact")
    for answer in (b"success", b'{"errcode":0}', b"<html></html>"):
        bot.answer = saying(answer)
        await person.say(program, "Hello")
        assert await person.inbox(program) == []

    async def reply(pushed: Pushed) -> web.StreamResponse:
        return web.Response(body=pushed.reply("text", "<Content>Hi</Content>"))

    bot.answer = reply
    await person.say(program, "Hello")
    assert await person.inbox(program) == []
    last = (await town.calls_out())[-1]
    assert (last.state, last.why.code if last.why else "") == ("failed", "reply.not_for_programs")
