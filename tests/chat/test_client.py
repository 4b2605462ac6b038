"""What the messenger asks, literally, and what it is answered."""

from __future__ import annotations

from typing import Any

from hutong.chat import public as chat
from hutong.chat.models.bodies import Text
from tests.chat.houses import House
from tests.chat.worlds import APP


async def test_a_chat_is_opened_written_and_read(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    opened = await house.post(li, "/conversations", {"person_id": str(han)})
    conversation = opened["id"]
    link_code = opened["peer"]["person"]["link_code"]
    assert opened == {
        "id": conversation,
        "kind": "direct",
        "peer": {
            "kind": "person",
            "person": {
                "id": str(han),
                "name": "Han Meimei",
                "avatar_url": None,
                "link_code": link_code,
                "language": "en",
                "simulated": True,
            },
        },
        "head_seq": 0,
        "head_ordinal": 0,
        "read_seq": 0,
        "read_ordinal": 0,
        "unread": 0,
        "last": None,
        "muted": False,
        "pinned": False,
        "marked": False,
        "draft": "",
        "can_write": True,
    }
    assert await house.post(li, "/conversations", {"link_code": link_code}) == opened
    lines = "one\ntwo\nthree\nfour\nfive"
    entry = await house.say(li, conversation, lines, "a1")
    assert entry == {
        "conversation_id": conversation,
        "seq": 1,
        "ordinal": 1,
        "id": entry["id"],
        "client_id": "a1",
        "sender": {"kind": "person", "id": str(li)},
        "at": entry["at"],
        "body": {"kind": "text", "text": lines},
    }
    assert await house.say(li, conversation, "again", "a1") == entry
    assert await house.get(han, f"/conversations/{conversation}/entries") == {"entries": [entry], "more": False}
    seen = await house.get(han, f"/conversations/{conversation}")
    assert (seen["unread"], seen["last"], seen["peer"]["person"]["id"]) == (1, entry, str(li))
    marked = await house.post(han, f"/conversations/{conversation}/read", {"seq": 1})
    assert marked == {"read_seq": 1, "read_ordinal": 1}


async def test_a_device_catches_up(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    for number in range(60):
        await house.say(li, conversation, f"{number}")
    fresh = await house.post(han, "/sync", {"personal_seq": 0, "positions": {}})
    [synced] = fresh["conversations"]
    assert [entry["seq"] for entry in synced["entries"]] == list(range(11, 61))
    assert (synced["has_gap"], synced["unread"], synced["head_seq"], fresh["more"]) == (True, 60, 60, False)
    position = {"personal_seq": fresh["personal_seq"], "positions": {conversation: 58}}
    later = await house.post(han, "/sync", position)
    assert [entry["seq"] for entry in later["conversations"][0]["entries"]] == [59, 60]
    assert later["conversations"][0]["has_gap"] is False
    await house.ask(han, "PUT", f"/conversations/{conversation}/settings", {"pinned": True, "draft": "hm"})
    there = {"personal_seq": fresh["personal_seq"], "positions": {conversation: 60}}
    changed = await house.post(han, "/sync", there)
    assert [(change["kind"], change["value"]) for change in changed["personal"]] == [
        ("draft", {"draft": "hm"}),
        ("settings", {"muted": False, "pinned": True}),
    ]
    assert [(found["draft"], found["entries"]) for found in changed["conversations"]] == [("hm", [])]
    nothing = await house.post(han, "/sync", {"personal_seq": changed["personal_seq"], "positions": {conversation: 60}})
    assert nothing == {"personal_seq": changed["personal_seq"], "conversations": [], "personal": [], "more": False}


async def test_pages_are_bounded(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    for number in range(4):
        await house.say(li, conversation, f"{number}")
    page = await house.get(li, f"/conversations/{conversation}/entries?before=4&limit=2")
    assert ([entry["seq"] for entry in page["entries"]], page["more"]) == ([2, 3], True)
    least = await house.get(li, f"/conversations/{conversation}/entries?limit=-5")
    assert [entry["seq"] for entry in least["entries"]] == [4]


async def test_an_account_is_a_peer(house: House) -> None:
    [li] = await house.people("Li Lei")
    thread = await house.lane.db.run(chat.app_thread, APP, li)
    await house.lane.db.run(chat.post, thread.id, chat.Sender.app(APP), Text(text="welcome"))
    seen = await house.get(li, f"/conversations/{thread.id}")
    assert (seen["kind"], seen["peer"]) == ("app", {"kind": "app", "account": {"app_id": APP, "name": "Waterworks"}})
    assert seen["last"]["sender"] == {"kind": "app", "id": APP}


ASKED = [
    ("GET", "", None),
    ("GET", "/entries", None),
    ("POST", "/entries", {"client_id": "a", "body": {"kind": "text", "text": "hi"}}),
    ("POST", "/read", {"seq": 1}),
    ("PUT", "/settings", {"muted": True}),
    ("GET", "/entries/1/media/body", None),
]


async def test_outsiders_cannot_tell_a_conversation_from_none(house: House) -> None:
    li, han, lucy = await house.people("Li Lei", "Han Meimei", "Lucy")
    conversation = await house.chat_of(li, han)
    await house.say(li, conversation, "between us")
    for method, path, body in ASKED:
        for there in (conversation, "12345", "nonsense", "9" * 30):
            answer = await house.ask(lucy, method, f"/conversations/{there}{path}", body)
            assert (answer.status_code, answer.json()["error"]) == (404, "conversation_not_found")
    page = await house.get(li, f"/conversations/{conversation}/entries")
    assert [entry["body"]["text"] for entry in page["entries"]] == ["between us"]


REFUSED: list[tuple[object, int, str, object]] = [
    ({"kind": "text", "text": " "}, 422, "message_empty", {}),
    ({"kind": "text", "text": "x" * 20_001}, 422, "message_too_long", {"limit": 20_000, "length": 20_001}),
    ({"kind": "image", "upload_id": "17"}, 422, "upload_not_found", {"upload_id": "17"}),
    ({"kind": "image", "upload_id": "../x"}, 422, "upload_not_found", {"upload_id": "../x"}),
    (
        {"kind": "location", "latitude": 95, "longitude": 0, "scale": 16, "label": ""},
        422,
        "not_a_place",
        {"field": "latitude"},
    ),
    ({"kind": "link", "title": "x", "description": "", "url": "ftp://x"}, 422, "not_a_link", {"field": "url"}),
    ({"kind": "program", "title": " ", "app_id": "wx0123456789abcdef"}, 422, "not_a_program", {"field": "title"}),
    ({"kind": "program", "title": "Pizza", "app_id": "pizza"}, 422, "not_a_program", {"field": "app_id"}),
    (
        {"kind": "program", "title": "Pizza", "app_id": "wx0123456789abcdef", "page": "x" * 1_025},
        422,
        "not_a_program",
        {"field": "page"},
    ),
    ({"kind": "notice", "code": "followed", "params": {}}, 400, "invalid_request", None),
    ({"kind": "recall", "concerns": 1}, 400, "invalid_request", None),
    ({"kind": "image", "media": {"digest": "0" * 64}}, 400, "invalid_request", None),
]


async def test_what_cannot_be_sent_is_refused_and_leaves_nothing(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    for body, status, error, params in REFUSED:
        answer = await house.ask(li, "POST", f"/conversations/{conversation}/entries", {"client_id": "a", "body": body})
        assert (answer.status_code, answer.json()["error"]) == (status, error)
        assert params is None or answer.json()["params"] == params
    assert (await house.get(li, f"/conversations/{conversation}"))["head_seq"] == 0


async def test_a_card_of_a_mini_program_leads_to_its_page(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    card = {
        "kind": "program",
        "title": " A pizza for us ",
        "app_id": "wx0123456789abcdef",
        "page": "/pages/menu?table=7",
    }
    answer = await house.ask(li, "POST", f"/conversations/{conversation}/entries", {"client_id": "a", "body": card})
    assert answer.status_code == 200
    page = await house.get(han, f"/conversations/{conversation}/entries")
    sent = {"kind": "program", "title": "A pizza for us", "app_id": "wx0123456789abcdef", "page": "pages/menu?table=7"}
    assert page["entries"][0]["body"] == {**sent, "thumb": None, "state": "", "words": {}}


async def test_nobody_is_a_peer_who_is_not_there(house: House) -> None:
    [li] = await house.people("Li Lei")
    for wanted in ({"person_id": "99"}, {"person_id": "x"}, {"link_code": "nobody"}, {}):
        answer = await house.ask(li, "POST", "/conversations", wanted)
        assert (answer.status_code, answer.json()["error"]) == (404, "person_not_found")
    answer = await house.ask(li, "POST", "/conversations", {"person_id": str(li)})
    assert (answer.status_code, answer.json()["error"]) == (422, "only_with_others")


def texts_of(page: Any) -> list[str]:
    return [entry["body"]["text"] for entry in page["entries"]]


async def test_what_i_delete_for_myself_stays_with_the_other_side(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    for number in range(1, 5):
        await house.say(han, conversation, f"{number}")
    assert await house.post(li, f"/conversations/{conversation}/delete", {"seqs": [2, 99]}) == {}
    assert texts_of(await house.get(li, f"/conversations/{conversation}/entries")) == ["1", "3", "4"]
    assert await house.post(li, f"/conversations/{conversation}/clear", {"seq": 3}) == {}
    assert texts_of(await house.get(li, f"/conversations/{conversation}/entries")) == ["4"]
    seen = await house.get(li, f"/conversations/{conversation}")
    assert (seen["unread"], seen["read_seq"], seen["last"]["seq"]) == (1, 3, 4)
    assert await house.post(li, f"/conversations/{conversation}/clear", {}) == {}
    assert await house.post(li, f"/conversations/{conversation}/clear", {"seq": 1}) == {}
    assert texts_of(await house.get(li, f"/conversations/{conversation}/entries")) == []
    assert texts_of(await house.get(han, f"/conversations/{conversation}/entries")) == ["1", "2", "3", "4"]


async def test_nobody_clears_a_chat_they_are_not_in(house: House) -> None:
    li, han, jim = await house.people("Li Lei", "Han Meimei", "Jim Green")
    conversation = await house.chat_of(li, han)
    await house.say(li, conversation, "hello")
    for path, body in (("clear", {}), ("delete", {"seqs": [1]})):
        answer = await house.ask(jim, "POST", f"/conversations/{conversation}/{path}", body)
        assert (answer.status_code, answer.json()["error"]) == (404, "conversation_not_found")
    refused = await house.ask(li, "POST", f"/conversations/{conversation}/delete", {"seqs": []})
    assert refused.status_code == 400


async def test_people_forge_no_cards(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    for body in (
        {"kind": "card", "type": "transfer", "subject": "7", "words": {"amount_fen": 9_999_900}, "state": "accepted"},
        {"kind": "card_changed", "concerns": 1, "words": {}, "state": "accepted"},
    ):
        refused = await house.ask(
            li, "POST", f"/conversations/{conversation}/entries", {"client_id": "f1", "body": body}
        )
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")
    assert await house.get(li, f"/conversations/{conversation}/entries") == {"entries": [], "more": False}


async def test_a_mark_is_seen_by_every_device_until_it_is_taken_away(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    before = (await house.post(li, "/sync", {}))["personal_seq"]
    path = f"/conversations/{conversation}/settings"
    for on in (True, True, False):
        changed = (await house.ask(li, "PUT", path, {"marked": on})).json()
        assert (changed["marked"], changed["unread"]) == (on, 0)
    synced = await house.post(li, "/sync", {"personal_seq": before, "positions": {conversation: 0}})
    told = [(note["kind"], note["value"]) for note in synced["personal"]]
    assert (told, synced["conversations"][0]["marked"]) == ([("marked", {"marked": False})], False)
    stranger = await house.ask(han, "PUT", "/conversations/1/settings", {"marked": True})
    assert stranger.status_code == 404
