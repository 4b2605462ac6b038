"""/api/client/mini/{app_id}/subscribe, contact: how a program may write to a person later, and a person to it."""

from typing import Literal

import msgspec

from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.mini import notices, programs, visits
from hutong.mini.client.shapes import running
from hutong.mini.errors.launches import LaunchMissing
from hutong.mini.notices import Settled
from hutong.mini.ports import NoticePort
from hutong.wire.product import Call, client

_SESSION_FROM = 1_024


class AskedQuery(msgspec.Struct, frozen=True):
    """The ids of one to three templates with commas between; without any, what was said once and for all."""

    ids: str = ""


class NoticeCard(msgspec.Struct, frozen=True):
    """A notification as a sheet asks about it."""

    template_id: str
    title: str
    example: str
    long_term: bool


class AskedAnswer(msgspec.Struct, frozen=True):
    """What to ask about, and what is answered without asking."""

    templates: list[NoticeCard]
    settled: dict[str, Settled]


class Decisions(msgspec.Struct, frozen=True):
    """The answer to each template that the program asked for; with `always`, they are not asked again."""

    decisions: dict[str, Literal["accept", "reject"]]
    always: bool = False


class SettledAnswer(msgspec.Struct, frozen=True):
    settled: dict[str, Settled]


class NoticeWanted(msgspec.Struct, frozen=True):
    wanted: bool


class ContactWish(msgspec.Struct, frozen=True, rename="camel"):
    """What the button says of where it stands."""

    session_from: str = ""


class Contact(msgspec.Struct, frozen=True):
    conversation_id: str


@client.get("/mini/{app_id}/subscribe", query=AskedQuery)
def asked(read: Reader, call: Call[None]) -> AskedAnswer:
    """What a sheet asks about.

    Request:  ?ids=9Aw5ZV1j9x…,Doclyl5uP7…
    Response: {"templates": [{"template_id", "title", "example", "long_term"}], "settled": {"Doclyl5uP7…": "accept"}}
    Errors:   LaunchMissing · ProgramNotFound · ProgramClosed · NotATester · RequestRefused with 20001 (no such
              template), 20003 (more than three)
    """
    launch, port = running(read, call), call.lane.port(NoticePort)
    if not call.query.ids:
        return AskedAnswer([], notices.settings(read, port, launch.app_id, launch.person_id))
    sheet, settled = notices.asked(read, port, launch.app_id, launch.person_id, call.query.ids.split(","))
    cards = [NoticeCard(one.template_id, one.title, one.example, one.is_long_term) for one in sheet]
    return AskedAnswer(cards, settled)


@client.post("/mini/{app_id}/subscribe", body=Decisions)
def decide(tx: Transaction, call: Call[Decisions]) -> SettledAnswer:
    """Take the answers, those that stand included: each "accept" allows one notification.

    Request:  {"decisions": {"9Aw5ZV1j9x…": "accept"}, "always": false}
    Response: {"settled": {"9Aw5ZV1j9x…": "accept"}}
    Errors:   as above
    """
    launch, port = running(tx, call), call.lane.port(NoticePort)
    said = call.body
    taken = notices.answer(tx, port, launch.app_id, launch.person_id, said.decisions, always=said.always)
    return SettledAnswer(taken)


@client.put("/mini/{app_id}/subscribe/{template_id}", body=NoticeWanted)
def want(tx: Transaction, call: Call[NoticeWanted]) -> SettledAnswer:
    """Refuse a notification for good, or be asked again.

    Request:  {"wanted": false}
    Errors:   as above
    """
    launch, port = running(tx, call), call.lane.port(NoticePort)
    notices.want(tx, port, launch.app_id, launch.person_id, call.path["template_id"], wanted=call.body.wanted)
    return SettledAnswer(notices.settings(tx, port, launch.app_id, launch.person_id))


@client.post("/mini/{app_id}/contact", body=ContactWish)
def contact(tx: Transaction, call: Call[ContactWish]) -> Contact:
    """Open the thread with a program's customer service; its server hears of it, and may answer for a minute.

    For who has opened the program before, whether or not it is open now.

    Request:  {"sessionFrom": "order 7"}
    Response: {"conversation_id": "…"}
    Errors:   ProgramNotFound · LaunchMissing
    """
    app_id, person_id = programs.app_of(tx, call.path["app_id"]).app_id, call.person_id
    visit = visits.find(tx, person_id, app_id)
    if visit is None or visit.times == 0:
        raise LaunchMissing()
    thread = dialog.open_thread(tx, app_id, person_id)
    fields = {"SessionFrom": call.body.session_from[:_SESSION_FROM]}
    dialog.push_event(tx, app_id, person_id, "user_enter_tempsession", fields, opens=dialog.ENTER)
    return Contact(str(thread.conversation_id))
