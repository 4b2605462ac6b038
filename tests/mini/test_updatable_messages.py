"""Cards in chats that a program's server changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from hutong.apps.linking import identities
from hutong.chat import public as chat
from tests.dialog.towns import Account, Person, Town, refusal
from tests.mini.phones import Open, a_launch, a_released_program
from tests.mini.workshop import a_copying_compiler

CREATE, SEND = "/cgi-bin/message/wxopen/activityid/create", "/cgi-bin/message/wxopen/updatablemsg/send"
WORDS = {"member_count": "1", "room_limit": "5"}
STARTED = {"path": "/pages/more/more?id=1", "version_type": "release"}


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


class Lunch:
    """A person with a program open, in a chat with another."""

    def __init__(self, town: Town, opened: Open, friend: Person, chat_id: int) -> None:
        self.town, self.opened, self.program, self.friend, self.chat_id = town, opened, opened.program, friend, chat_id

    async def create(self, **query: Any) -> str:
        made: str = (await self.program.get(CREATE, **query))["activity_id"]
        return made

    async def send(self, activity_id: str, state: Any, said: dict[str, str]) -> int:
        parameters = [{"name": name, "value": value} for name, value in said.items()]
        body = {"activity_id": activity_id, "target_state": state, "template_info": {"parameter_list": parameters}}
        errcode: int = (await self.program.post(SEND, body))["errcode"]
        await self.town.settle()
        return errcode

    async def share(self, activity_id: str, **other: Any) -> Any:
        card = {"conversation_id": str(self.chat_id), "client_id": "c1", "title": "Lunch", "page": "/pages/more/more"}
        return await self.opened.post(f"activities/{activity_id}/cards", card | {"words": WORDS} | other)

    async def cards(self) -> list[tuple[str, dict[str, Any]]]:
        """The programs in the chat as the other one's device gets them."""
        page = (await self.friend.phone.get(f"/conversations/{self.chat_id}/entries")).json()["entries"]
        bodies = [entry["body"] for entry in page]
        return [(body["state"], body["words"]) for body in bodies if body["kind"] == "program"]


async def a_lunch(town: Town) -> Lunch:
    person, friend = await town.person(), await town.person("Han Meimei")
    conversation = await town.lane.db.run(chat.direct, person.id, friend.id)
    return Lunch(town, await a_launch(await a_released_program(town), person), friend, conversation.id)


async def test_a_card_follows_its_activity_to_the_start(any_town: Town) -> None:
    lunch = await a_lunch(any_town)
    any_town.hold()
    told = await lunch.program.get(CREATE)
    assert told["expiration_time"] == int(any_town.lane.clock.lane().timestamp()) + 86_400
    activity_id = told["activity_id"]
    heard: list[Any] = []
    any_town.lane.bus.listen(f"person:{lunch.friend.id}", heard.append)
    first, again = await lunch.share(activity_id), await lunch.share(activity_id)
    assert (first.status_code, first.json()) == (200, again.json())
    assert first.json()["body"] == {
        "kind": "program", "title": "Lunch", "app_id": lunch.program.app_id, "page": "pages/more/more", "thumb": None,
        "state": "open", "words": WORDS,
    }  # fmt: skip
    assert await lunch.send(activity_id, 0, {"member_count": "2", "room_limit": "5"}) == 0
    assert await lunch.cards() == [("open", {"member_count": "2", "room_limit": "5"})]
    pushed = msgspec.json.decode(heard[-1])["entry"]
    assert pushed["body"] == {
        "kind": "card_changed", "concerns": int(first.json()["seq"]), "state": "open",
        "words": {"member_count": "2", "room_limit": "5"},
    }  # fmt: skip
    assert (await lunch.share(activity_id, client_id="c2", words={})).json()["body"]["words"]["member_count"] == "2"
    assert await lunch.send(activity_id, 1, STARTED) == 0
    assert await lunch.cards() == [("started", STARTED)] * 2
    for state, said in ((0, WORDS), (1, STARTED)):
        assert await lunch.send(activity_id, state, said) == 47502
    assert await lunch.cards() == [("started", STARTED)] * 2


@pytest.mark.parametrize(
    ("state", "said", "errcode"),
    [
        (2, WORDS, 47502),
        (-1, WORDS, 47502),
        ("open", WORDS, 47001),
        (0, {"member_count": "2"}, 47001),
        (0, {"member_count": " ", "room_limit": "5"}, 47001),
        (0, {"member_count": "2", "room_limit": "5" * 21}, 47001),
        (1, {"version_type": "release"}, 47001),
        (1, STARTED | {"path": "p" * 1_025}, 47001),
        (1, STARTED | {"version_type": "newest"}, 47503),
    ],
)
async def test_what_is_told_wrongly_changes_nothing(
    any_town: Town, state: Any, said: dict[str, str], errcode: int
) -> None:
    lunch = await a_lunch(any_town)
    activity_id = await lunch.create()
    await lunch.share(activity_id)
    assert await lunch.send(activity_id, state, said) == errcode
    assert await lunch.cards() == [("open", WORDS)]


async def test_an_activity_is_of_its_program_and_of_its_day(any_town: Town) -> None:
    lunch = await a_lunch(any_town)
    any_town.hold()
    activity_id = await lunch.create()
    other = Lunch(
        any_town, await a_launch(await a_released_program(any_town), lunch.friend), lunch.friend, lunch.chat_id
    )
    for unknown in ("", "none", "a-b", await other.create()):
        assert await lunch.send(unknown, 0, WORDS) == 47501
    assert refusal(await other.share(activity_id)) == (404, "mini_activity_unknown")
    assert refusal(await lunch.share(activity_id, words={"room_limit": "5"})) == (422, "mini_activity_words_wrong")
    assert refusal(await lunch.share(activity_id, conversation_id="1")) == (404, "conversation_not_found")
    assert refusal(await lunch.share(activity_id, conversation_id="x")) == (404, "conversation_not_found")
    assert await any_town.lane.db.read(chat.entries_of, lunch.chat_id, limit=10) == []
    any_town.hold(hours=24)
    await lunch.program.fetch_token()
    assert await lunch.send(activity_id, 0, WORDS) == 47504


async def test_a_private_activity_is_shared_by_one_person(any_town: Town) -> None:
    lunch = await a_lunch(any_town)
    program = lunch.program
    own = await lunch.create(openid=lunch.opened.person.openid(program))
    anothers = await lunch.create(openid=lunch.friend.openid(program))
    assert refusal(await lunch.share(anothers)) == (404, "mini_activity_unknown")
    assert (await lunch.share(own)).status_code == 200
    for nobody in ({"openid": "oNobody"}, {"unionid": "oNobody"}):
        assert (await program.get(CREATE, **nobody))["errcode"] == 40003
    await any_town.lane.db.run(identities.create, program.app_id)
    unionid = await any_town.lane.db.read(identities.unionid, any_town.lane.keys, program.app_id, lunch.friend.id)
    assert refusal(await lunch.share(await lunch.create(unionid=unionid))) == (404, "mini_activity_unknown")


async def test_a_plain_card_never_turns(town: Town) -> None:
    lunch = await a_lunch(town)
    body = {"kind": "program", "title": "Tea", "app_id": lunch.program.app_id, "state": "started", "words": STARTED}
    sent = await lunch.opened.person.phone.post(
        f"/conversations/{lunch.chat_id}/entries", json={"client_id": "p1", "body": body}
    )
    assert (sent.json()["body"]["state"], sent.json()["body"]["words"]) == ("", {})
    account: Account = lunch.program
    assert (await account.post(SEND, {}))["errcode"] == 47501
