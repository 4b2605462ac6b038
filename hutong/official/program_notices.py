"""Notifications of mini programs: asked for on a sheet inside the program, sent once for each yes, followed by nobody.

The templates and the consents are those of official accounts; what a program needs not is a follower.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec

from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.official import consents
from hutong.official.errors.subscriptions import NothingAllowed
from hutong.official.models.templates import Template
from hutong.official.subscriptions import MOST_ASKED, Answer
from hutong.official.templates import keeping, sending

FROM_PROGRAM = 0
SCENE = 1107
"""How somebody came who opens a program by a notification."""
VERSIONS = {"developer": "develop", "trial": "trial", "formal": "release"}
"""What a notification may open, and which version that is."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A notification that a program may ask for, and what the person said of it."""

    template_id: str
    title: str
    example: str
    is_long_term: bool
    is_refused: bool
    left: int


def notices(read: Reader, app_id: str, person_id: int) -> list[Notice]:
    """Everything a program may ask to send, and how a person stands to it."""
    said = {consent.template_id: consent for consent in consents.listed(read, app_id, person_id)}
    return [
        Notice(
            template_id=template.id,
            title=template.title,
            example=template.example,
            is_long_term=template.is_long_term,
            is_refused=template.id in said and said[template.id].is_refused,
            left=said[template.id].left if template.id in said else 0,
        )
        for template in keeping.listed(read, app_id, "subscription")
    ]


def answer(tx: Transaction, app_id: str, person_id: int, answers: Mapping[str, Answer]) -> None:
    """Take a person's answers; each yes allows one notification. The program's server hears of all.

    Raises: TemplateUnknown
    """
    assert len(answers) <= MOST_ASKED, "a sheet asks about no more"
    told = []
    for template_id, said in answers.items():
        template = keeping.get(tx, app_id, template_id, "subscription")
        if said == "accept":
            consents.allow(tx, app_id, person_id, template.id)
        told.append({"TemplateId": template.id, "SubscribeStatusString": said, "PopupScene": FROM_PROGRAM})
    dialog.push_event(tx, app_id, person_id, "subscribe_msg_popup_event", {"SubscribeMsgPopupEvent": {"List": told}})


def want(tx: Transaction, app_id: str, person_id: int, template_id: str, *, wanted: bool) -> None:
    """Refuse a notification in the program's settings, or take the refusal back. Raises: TemplateUnknown"""
    template = keeping.get(tx, app_id, template_id, "subscription")
    if wanted:
        consents.accept_again(tx, app_id, person_id, template.id)
        return
    consents.refuse(tx, app_id, person_id, template.id)
    told = {"TemplateId": template.id, "SubscribeStatusString": "reject"}
    fields = {"SubscribeMsgChangeEvent": {"List": told}}
    dialog.push_event(tx, app_id, person_id, "subscribe_msg_change_event", fields, about=template.title)


def send(tx: Transaction, template: Template, person_id: int, given: dict[str, str], *, url: str) -> int:
    """Show a person a notification, which uses one permission up. Answers its number.

    Raises: TemplateValueWrong · NothingAllowed · ReceiverBlocked
    """
    slip = sending.slip_of(template, given, url=url)
    consent = consents.find(tx, template.app_id, person_id, template.id)
    if consent is None or not consents.spend(tx, consent, is_long_term=template.is_long_term):
        raise NothingAllowed()
    number = sending.new_number(tx)
    dialog.open_thread(tx, template.app_id, person_id)
    dialog.tell(tx, template.app_id, person_id, slip)
    outcome = {"TemplateId": template.id, "MsgID": str(number), "ErrorCode": 0, "ErrorStatus": "success"}
    fields = {"SubscribeMsgSentEvent": {"List": outcome}}
    dialog.push_event(tx, template.app_id, person_id, "subscribe_msg_sent_event", fields, about=template.title)
    return number


def page_url(base_url: str, app_id: str, page: str, state: str) -> str:
    """Where a notification leads: a page of the program, in the messenger. Without a page it leads nowhere."""
    if not page:
        return ""
    version = VERSIONS[state]
    query = {"path": page.removeprefix("/"), "scene": str(SCENE), **({} if version == "release" else {"v": version})}
    return f"{base_url}/mini/{app_id}?{urlencode(query)}"
