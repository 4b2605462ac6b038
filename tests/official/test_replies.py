"""Replies without a server: greeting, keywords, default, and who answers when a server is there."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.chat.public import bodies
from hutong.official.models.replies import Keyword, Reply, ReplyRule
from hutong.official.replies import choosing, keeping
from tests.dialog.bots import Bot
from tests.dialog.test_message_kinds import a_picture as a_png
from tests.dialog.towns import Town, refusal
from tests.kernel.sounds import a_sound


def text(words: str) -> dict[str, str]:
    return {"kind": "text", "text": words}


def rule(name: str, *keywords: tuple[str, str], replies: list[Any] | None = None, **other: Any) -> dict[str, Any]:
    told = [{"text": word, "match": match} for word, match in keywords]
    return {"name": name, "keywords": told, "replies": replies or [text(name)], **other}


async def test_a_newcomer_is_greeted_and_words_are_answered(any_town: Town, bot: Bot) -> None:
    account = await any_town.account()
    console = account.console()
    any_town.hold()
    assert await account.get("/cgi-bin/get_current_autoreply_info") == {
        "is_add_friend_reply_open": 0,
        "is_autoreply_open": 0,
    }
    raw = {"content-type": "application/octet-stream", "x-hutong": "1"}
    picture = (await console.post("/replies/media?kind=image&name=m.png", content=a_png(), headers=raw)).json()
    sound = (await console.post("/replies/media?kind=voice", content=a_sound("mp3", "mp3"), headers=raw)).json()
    shown = await any_town.browser("http://lane.localhost").get(picture["media_url"])
    assert (shown.status_code, shown.content) == (200, a_png())
    said = [{"kind": "image", "media_id": picture["media_id"]}, {"kind": "voice", "media_id": sound["media_id"]}]
    await console.post("/replies/rules", json=rule("Menu", ("menu", "contain"), replies=said))
    await console.post("/replies/rules", json=rule("Exact", ("The Menu", "equal")))
    settings = {"greeting_on": True, "greeting": text("Welcome!"), "answering_on": True, "default": text("Pardon?")}
    kept = (await console.put("/replies", json=settings)).json()
    assert (kept["has_server"], kept["greeting"]["text"], [one["name"] for one in kept["rules"]]) == (
        False,
        "Welcome!",
        ["Exact", "Menu"],
    )
    person = await any_town.follower(account)
    await person.follow(account)
    await any_town.settle()
    assert await person.heard(account) == [bodies.Text(text="Welcome!")]
    for words in ("MENU?", "the menu", "What is the menu today"):
        await person.say(account, words)
    await person.say(account, bodies.Location(latitude=1.0, longitude=2.0, scale=15, label="Gate"))
    heard = (await person.heard(account))[1:]
    assert [body.text if isinstance(body, bodies.Text) else type(body).__name__ for body in heard] == [
        "Image",
        "Voice",
        "Exact",
        "Image",
        "Voice",
        "Pardon?",
    ]
    told = await account.get("/cgi-bin/get_current_autoreply_info")
    assert (told["is_add_friend_reply_open"], told["is_autoreply_open"]) == (1, 1)
    assert told["add_friend_autoreply_info"] == {"type": "text", "content": "Welcome!"}
    assert told["message_default_autoreply_info"] == {"type": "text", "content": "Pardon?"}
    exact, menu = told["keyword_autoreply_info"]["list"]
    assert exact["keyword_list_info"] == [{"type": "text", "match_mode": "equal", "content": "The Menu"}]
    assert (menu["rule_name"], menu["reply_mode"]) == ("Menu", "reply_all")
    assert [one["type"] for one in menu["reply_list_info"]] == ["img", "voice"]
    await person.unfollow(account)
    any_town.hold(seconds=5)
    await account.serve(bot)
    await person.follow(account)
    await person.say(account, "menu")
    assert len(await person.heard(account)) == 7
    assert (await console.get("/replies")).json()["has_server"]


async def test_an_owner_is_told_what_cannot_be_kept(any_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    account, other = await any_town.account(), await any_town.account()
    console = account.console()
    raw = {"content-type": "application/octet-stream", "x-hutong": "1"}
    foreign = (await other.console().post("/replies/media?kind=image", content=a_png(), headers=raw)).json()
    good = ("tea", "contain")
    refused: list[tuple[dict[str, Any], str]] = [
        (rule(" ", good), "reply_rule_name_wrong"),
        (rule("x" * 61, good), "reply_rule_name_wrong"),
        (rule("Tea"), "reply_keywords_wrong"),
        (rule("Tea", ("", "contain")), "reply_keywords_wrong"),
        (rule("Tea", ("x" * 31, "contain")), "reply_keywords_wrong"),
        (rule("Tea", good, good), "reply_keywords_wrong"),
        (rule("Tea", *((f"k{number}", "equal") for number in range(11))), "reply_keywords_wrong"),
        (rule("Tea", ("tea", "like")), "invalid_request"),
        (rule("Tea", good, replies=[text("t")] * 6), "reply_count_wrong"),
        (rule("Tea", good, replies=[text(" ")]), "reply_text_wrong"),
        (rule("Tea", good, replies=[text("x" * 601)]), "reply_text_wrong"),
        (rule("Tea", good, replies=[{"kind": "image", "media_id": "none"}]), "reply_media_unknown"),
        (rule("Tea", good, replies=[{"kind": "image", "media_id": foreign["media_id"]}]), "reply_media_unknown"),
        (rule("Tea", good, replies=[{"kind": "articles", "article_id": "x"}]), "reply_article_unknown"),
    ]
    for body, code in refused:
        assert refusal(await console.post("/replies/rules", json=body))[1] == code, body
    settings = {"greeting_on": True, "greeting": text(""), "answering_on": True}
    assert refusal(await console.put("/replies", json=settings)) == (422, "reply_text_wrong")
    assert (await console.get("/replies")).json()["rules"] == []
    monkeypatch.setattr(keeping, "MOST_RULES", 1)
    kept = (await console.post("/replies/rules", json=rule("Tea", good))).json()["rules"][0]
    assert refusal(await console.post("/replies/rules", json=rule("More", good))) == (409, "reply_rules_used_up")
    path = f"/replies/rules/{kept['id']}"
    assert refusal(await other.console().put(path, json=rule("Mine", good))) == (404, "reply_rule_not_found")
    changed = (await console.put(path, json=rule("Green tea", good, picks_one=True))).json()["rules"][0]
    assert (changed["name"], changed["picks_one"]) == ("Green tea", True)
    tried = (await console.post("/replies/try", json={"text": "Any TEA?"})).json()
    assert (tried["rule_id"], tried["replies"][0]["text"]) == (kept["id"], "Green tea")
    assert (await console.post("/replies/try", json={"text": "coffee"})).json() == {"rule_id": None, "replies": []}
    assert (await console.delete(path)).json()["rules"] == []
    assert refusal(await console.delete(path)) == (404, "reply_rule_not_found")


def test_the_rule_that_is_meant_answers() -> None:
    def made(number: int, *keywords: tuple[str, Any]) -> ReplyRule:
        known = tuple(Keyword(word, match) for word, match in keywords)
        replies = (Reply(kind="text", text="a"), Reply(kind="text", text="b"))
        return ReplyRule("wx", number, "r", known, replies, True, None)  # type: ignore[arg-type]

    rules = [made(3, ("tea", "contain")), made(2, ("tea", "equal"), ("茶", "contain")), made(1, ("t", "contain"))]
    asked = {"tea": 3, "green tea": 3, " TEA ": 3, "喝茶": 2, "at": 1, "x": None, "": None, "  ": None}
    for said, number in asked.items():
        found = choosing.rule_for(rules, said)
        assert (found.id if found else None) == number, said
