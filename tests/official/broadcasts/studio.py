"""Broadcasting in a town: what an account sends, and what is in people's logs."""

from __future__ import annotations

from typing import Any

from hutong.chat import public as chat
from hutong.kernel.db import Reader, query
from hutong.official.broadcasts import desks
from hutong.official.models.broadcasts import Broadcast, broadcasts
from tests.dialog.towns import Account, Person, Town

MASS = "/cgi-bin/message/mass/"

_all = query(broadcasts.select(), Broadcast)


async def to_all(account: Account, text: str = "Water is back", **more: Any) -> dict[str, Any]:
    """sendall to everybody."""
    body = {"filter": {"is_to_all": True}, "msgtype": "text", "text": {"content": text}, **more}
    return await account.post(f"{MASS}sendall", body)


async def to_tag(account: Account, tag_id: Any, text: str = "Water is back", **more: Any) -> dict[str, Any]:
    """sendall to a tag."""
    body = {"filter": {"is_to_all": False, "tag_id": tag_id}, "msgtype": "text", "text": {"content": text}, **more}
    return await account.post(f"{MASS}sendall", body)


async def to_list(account: Account, *people: Person | str, text: str = "Water is back", **more: Any) -> dict[str, Any]:
    """send to openids."""
    openids = [person if isinstance(person, str) else person.openid(account) for person in people]
    return await account.post(f"{MASS}send", {"touser": openids, "msgtype": "text", "text": {"content": text}, **more})


async def status(account: Account, number: Any) -> dict[str, Any]:
    """mass/get."""
    return await account.post(f"{MASS}get", {"msg_id": number})


async def tagged(account: Account, name: str, *people: Person) -> int:
    """A new tag that these people hold."""
    number: int = (await account.post("/cgi-bin/tags/create", {"tag": {"name": name}}))["tag"]["id"]
    body = {"tagid": number, "openid_list": [person.openid(account) for person in people]}
    if people:
        assert (await account.post("/cgi-bin/tags/members/batchtagging", body))["errcode"] == 0
    return number


async def logs_of(town: Town, person: Person) -> list[dict[str, Any]]:
    """The logs of broadcasts that a fresh device of the person is given."""
    synced = (await person.phone.post("/sync", json={})).json()
    return [found for found in synced["conversations"] if found["kind"] == "broadcast"]


async def read_by(town: Town, person: Person) -> list[str]:
    """The words, or the kinds, of what is in them."""
    found = [entry["body"] for log in await logs_of(town, person) for entry in log["entries"]]
    return [body.get("text", body["kind"]) for body in found]


async def unread_by(town: Town, person: Person) -> int:
    return sum(log["unread"] for log in await logs_of(town, person))


async def traces(town: Town, account: Account) -> tuple[int, int, int]:
    """How much there is of the account's broadcasts: rows, entries, and what is spent. After a refusal, the same."""
    return await town.lane.db.read(_traces, account.app_id)


def _traces(read: Reader, app_id: str) -> tuple[int, int, int]:
    log = chat.find_broadcast_log(read, app_id)
    rows = [row for row in read.many(_all) if row.app_id == app_id]
    desk = desks._desk(read, app_id)
    return len(rows), 0 if log is None else log.head_seq, desk.period_used
