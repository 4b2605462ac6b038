"""Tickets: one for two hours, and why a page's signature is wrong."""

from __future__ import annotations

from typing import Any

from hutong.official import tickets
from tests.dialog.towns import Town

PATH = "/cgi-bin/ticket/getticket"
PAGE = "https://shop.example.com/tea/?id=7&name=%E8%8C%B6"


async def test_a_ticket_stays_the_same_until_five_minutes_are_left(any_town: Town) -> None:
    account, other = await any_town.account(), await any_town.account("subscription", verified=False)
    any_town.hold()
    first = await account.get(PATH, type="jsapi")
    assert (first["errcode"], first["errmsg"], first["expires_in"], len(first["ticket"])) == (0, "ok", 7200, 86)
    card = await account.get(PATH, type="wx_card")
    assert card["ticket"] not in (first["ticket"], (await other.get(PATH, type="jsapi"))["ticket"])
    any_town.hold(seconds=6900)
    again = await account.get(PATH, type="jsapi")
    assert (again["ticket"], again["expires_in"]) == (first["ticket"], 300)
    any_town.hold(seconds=1)
    fresh = await account.get(PATH, type="jsapi")
    assert (fresh["ticket"] != first["ticket"], fresh["expires_in"]) == (True, 7200)
    assert (await account.get(PATH, type="jsapi"))["ticket"] == fresh["ticket"]
    for wrong in ({}, {"type": ""}, {"type": "JSAPI"}, {"type": "x" * 900}):
        assert await account.get(PATH, **wrong) == {"errcode": 40097, "errmsg": "invalid args"}


async def test_a_wrong_signature_is_told_why(any_town: Town) -> None:
    account = await any_town.account()
    any_town.hold()
    said = {"nonce": "Wm3WZYTPz0wzccnW", "timestamp": "1414587457"}

    async def verdict(ticket: str, signed: str = PAGE, **other: str) -> Any:
        signature = tickets.signature_of(ticket, url=signed, **(said | other))
        return await any_town.lane.db.read(
            tickets.check_signature, any_town.lane.keys, account.app_id, signature=signature, url=PAGE + "#pay", **said
        )

    never = await verdict("x")
    assert (never.verdict, never.expected_text, never.ticket_age_seconds) == ("no_ticket", None, None)
    ticket = (await account.get(PATH, type="jsapi"))["ticket"]
    right = await verdict(ticket)
    assert (right.is_right, right.url) == (True, PAGE)
    plain = "https://shop.example.com/tea/?id=7&name=茶"
    insecure, bare = PAGE.replace("https", "http"), "https://shop.example.com/tea"
    for signed in (PAGE + "#pay", plain, insecure, bare, "https://shop.example.com"):
        wrong = await verdict(ticket, signed)
        assert (wrong.verdict, wrong.signed_url) == ("url_differs", signed)
    assert (await verdict(ticket, nonce="another")).verdict == "fields_differ"
    assert (await verdict((await account.get(PATH, type="wx_card"))["ticket"])).verdict == "ticket_of_other_kind"
    any_town.hold(seconds=7000)
    newer = (await account.get(PATH, type="jsapi"))["ticket"]
    assert [(await verdict(one)).verdict for one in (ticket, newer)] == ["ok", "ok"]
    any_town.hold(seconds=200)
    late = await verdict(ticket)
    assert (late.verdict, late.ticket_age_seconds) == ("ticket_expired", 7200)
    assert ticket not in str(late.expected_text)
    assert (await verdict(newer)).is_right
    for url in ("", "http://[", "not a page", "https://e.com/" + "x" * 5000):
        page = {"nonce": "n", "timestamp": "1", "signature": "é", "url": url}
        judged = await any_town.lane.db.read(tickets.check_signature, any_town.lane.keys, account.app_id, **page)
        assert judged.verdict == "fields_differ"


def test_the_signature_is_the_documented_one() -> None:
    ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
    signature = tickets.signature_of(
        ticket, nonce="Wm3WZYTPz0wzccnW", timestamp="1414587457", url="http://mp.weixin.qq.com?params=value"
    )
    assert signature == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"
