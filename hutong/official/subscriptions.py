"""Notifications that people allow one by one: asked on a sheet, sent once for each permission, refused in settings."""

from collections.abc import Mapping, Sequence
from typing import Literal

from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.official import consents, followers, safety
from hutong.official.errors.subscriptions import AskedTooMuch, NothingAllowed
from hutong.official.models.consents import Consent
from hutong.official.models.templates import Template
from hutong.official.templates import keeping, sending

Answer = Literal["accept", "reject"]

MOST_ASKED = 3
FROM_PAGE, FROM_ARTICLE = 1, 2
"""Where a sheet opened, by the numbers of the wire."""


def asked(read: Reader, app_id: str, template_ids: Sequence[str]) -> list[Template]:
    """The templates a sheet asks about. Raises: AskedTooMuch · TemplateUnknown"""
    if not 1 <= len(template_ids) <= MOST_ASKED or len(set(template_ids)) != len(template_ids):
        raise AskedTooMuch(limit=MOST_ASKED)
    return [keeping.get(read, app_id, template_id, "subscription") for template_id in template_ids]


def answer(tx: Transaction, app_id: str, person_id: int, answers: Mapping[str, Answer], *, scene: int) -> None:
    """Take a person's answers on a sheet; each yes allows one notification. The account's server hears of all.

    Raises: NotFollowing · AskedTooMuch · TemplateUnknown
    """
    followers.require_following(tx, app_id, person_id)
    told = []
    for template in asked(tx, app_id, list(answers)):
        said = answers[template.id]
        if said == "accept":
            consents.allow(tx, app_id, person_id, template.id)
        told.append({"TemplateId": template.id, "SubscribeStatusString": said, "PopupScene": scene})
    dialog.push_event(tx, app_id, person_id, "subscribe_msg_popup_event", {"SubscribeMsgPopupEvent": {"List": told}})


def send(tx: Transaction, template: Template, person_id: int, given: dict[str, str], *, url: str = "") -> int:
    """Show a follower a notification, which uses one permission up. Answers its number.

    Raises: AccountPaused · NotFollowing · TemplateValueWrong · NothingAllowed · ReceiverBlocked
    """
    safety.require_free(tx, template.app_id)
    followers.require_following(tx, template.app_id, person_id)
    slip = sending.slip_of(template, given, url=url)
    consent = consents.find(tx, template.app_id, person_id, template.id)
    if consent is None or not consents.spend(tx, consent, is_long_term=template.is_long_term):
        raise NothingAllowed()
    number = sending.new_number(tx)
    dialog.tell(tx, template.app_id, person_id, slip)
    outcome = {"TemplateId": template.id, "MsgID": str(number), "ErrorCode": 0, "ErrorStatus": "success"}
    fields = {"SubscribeMsgSentEvent": {"List": outcome}}
    dialog.push_event(tx, template.app_id, person_id, "subscribe_msg_sent_event", fields, about=template.title)
    return number


def settings(read: Reader, app_id: str, person_id: int) -> list[tuple[Template, Consent | None]]:
    """The account's templates, and what the person said of each."""
    said = {consent.template_id: consent for consent in consents.listed(read, app_id, person_id)}
    known = [*keeping.listed(read, app_id, "subscription"), *keeping.listed(read, app_id, "message")]
    return [(template, said.get(template.id)) for template in known]


def want(tx: Transaction, app_id: str, person_id: int, template_id: str, *, wanted: bool) -> None:
    """Refuse a template in the settings, or take the refusal back; a refused notification is told to the server.

    Raises: NotFollowing · TemplateUnknown
    """
    followers.require_following(tx, app_id, person_id)
    template = keeping.get(tx, app_id, template_id)
    if wanted:
        consents.accept_again(tx, app_id, person_id, template.id)
        return
    consents.refuse(tx, app_id, person_id, template.id)
    if template.kind == "subscription":
        told = {"TemplateId": template.id, "SubscribeStatusString": "reject"}
        fields = {"SubscribeMsgChangeEvent": {"List": told}}
        dialog.push_event(tx, app_id, person_id, "subscribe_msg_change_event", fields, about=template.title)
