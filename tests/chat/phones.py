"""A device as the protocol describes it: it folds what it is pushed and what it syncs, and never looks elsewhere."""

from __future__ import annotations

import asyncio
from collections import deque
from types import SimpleNamespace
from typing import Any

import msgspec

from hutong.chat.client.stream import Device
from tests.chat.worlds import Cards, World

Json = dict[str, Any]

CHANGED_BY = (("text", "edit"), ("card", "card_changed"))
MARKS = ("head_seq", "head_ordinal", "read_seq", "read_ordinal", "unread")


class Chat:
    """One conversation on a device."""

    def __init__(self) -> None:
        self.view: Json = {}
        self.entries: list[Json] = []
        # Up to here this device has everything from its first entry on.
        self.position = 0

    def add(self, entry: Json) -> None:
        body = entry["body"]
        if (target := body.get("concerns")) is not None and target != entry["seq"]:
            self._fold(target, body, entry)
        self.entries.append(entry)

    def _fold(self, target: int, body: Json, entry: Json) -> None:
        about = [held for held in self.entries if target in (held["seq"], held["body"].get("concerns"))]
        recalled = {"kind": "recall", "concerns": target}
        if body["kind"] == "recall" or any(held["body"] == recalled for held in about):
            for held in [*about, entry]:
                held["body"] = recalled
            return
        for held in about:
            if held["seq"] == target and (held["body"]["kind"], body["kind"]) in CHANGED_BY:
                held["body"] = held["body"] | {name: body[name] for name in ("text", "words", "state") if name in body}


class Phone:
    """A device of one person. Each push is lost where `losses` says so."""

    def __init__(self, world: World, person: int) -> None:
        self.world = world
        self.person = person
        self.chats: dict[str, Chat] = {}
        self.personal_seq = 0
        self.losses: deque[bool] = deque()
        # As much of a call, a socket and a group of tasks as a device uses.
        call: Any = SimpleNamespace(
            person_id=person,
            session=SimpleNamespace(session_id="1"),
            lane=SimpleNamespace(db=world.db, bus=world.bus, port=lambda kind: Cards()),
        )
        tasks: Any = SimpleNamespace(create_task=lambda coroutine: asyncio.get_running_loop().create_task(coroutine))
        socket: Any = self
        self.device = Device(call, socket, tasks)
        world.bus.listen(f"person:{person}", self.device.push)

    async def send_text(self, text: str) -> None:
        """What the server's socket calls."""
        if not (self.losses and self.losses.popleft()):
            self.take(msgspec.json.decode(text))

    async def settle(self) -> None:
        """Wait until everything pushed so far has come, or is lost."""
        while (sending := self.device._sending) is not None:
            await asyncio.wait([sending])

    def take(self, event: Json) -> None:
        match event["type"]:
            case "entry":
                self._take_entry(event["entry"])
            case "conversation":
                view = event["conversation"]
                self.chats.setdefault(view["id"], Chat()).view = view
            case "personal":
                self._take_change(event["change"])

    async def sync(self, at_once: int = 2) -> None:
        """Catch up."""
        while True:
            positions = {int(key): chat.position for key, chat in self.chats.items()}
            answer = await self.world.sync(self.person, self.personal_seq, positions, at_once=at_once)
            answer = msgspec.json.decode(msgspec.json.encode(answer))
            for synced in answer["conversations"]:
                self._take_synced(synced)
            for change in answer["personal"]:
                self._take_change(change)
            self.personal_seq = answer["personal_seq"]
            if not answer["more"]:
                return

    def _take_entry(self, entry: Json) -> None:
        chat = self.chats.get(entry["conversation_id"])
        if chat is None:
            return
        view = chat.view
        unread = view["unread"] + entry["ordinal"] - view["head_ordinal"]
        is_newer = entry["seq"] > view["head_seq"]
        if is_newer:
            view |= {"head_seq": entry["seq"], "head_ordinal": entry["ordinal"]}
        if entry["sender"] == {"kind": "person", "id": str(self.person)} and entry["seq"] > view["read_seq"]:
            view |= {"read_seq": entry["seq"], "read_ordinal": entry["ordinal"]}
        if view["kind"] != "broadcast":
            view["unread"] = max(view["head_ordinal"] - view["read_ordinal"], 0)
        elif is_newer:
            # A log holds entries for others too, which count for nothing; a gap is caught up with.
            view["unread"] = unread
        if entry["seq"] == chat.position + 1:
            chat.add(entry)
            chat.position = entry["seq"]

    def _take_synced(self, synced: Json) -> None:
        entries, has_gap = synced.pop("entries"), synced.pop("has_gap")
        chat = self.chats.setdefault(synced["id"], Chat())
        chat.view = synced
        if has_gap:
            chat.entries = []
        for entry in entries:
            chat.add(entry)
        chat.position = synced["head_seq"]

    def _take_change(self, change: Json) -> None:
        chat = self.chats.get(change["conversation_id"])
        if chat is None:
            return
        value = change["value"]
        match change["kind"]:
            case "conversation" if value["hidden"]:
                del self.chats[change["conversation_id"]]
            case "cleared":
                chat.entries = [entry for entry in chat.entries if entry["seq"] > value["cleared_to"]]
            case "removed":
                chat.entries = [entry for entry in chat.entries if entry["seq"] != value["seq"]]
