"""/api/client/accounts/{app_id}/notifications: what an account may tell a person of its own accord."""

from typing import Any, Literal

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official import subscriptions
from hutong.official.errors.followers import AccountNotFound
from hutong.official.models.consents import Consent
from hutong.official.models.templates import Template
from hutong.wire.product import Call, client

_SCENES = {"page": subscriptions.FROM_PAGE, "article": subscriptions.FROM_ARTICLE}


class NotificationView(msgspec.Struct, frozen=True):
    """A kind of message the account sends, what one looks like, and how many the person still allows."""

    template_id: str
    kind: str
    title: str
    example: str
    long_term: bool
    left: int
    wanted: bool


class Notifications(msgspec.Struct, frozen=True):
    items: list[NotificationView]


class AskedQuery(msgspec.Struct, frozen=True):
    """The ids of one to three templates with commas between; without any, all of the account's."""

    ids: str = ""


class Answers(msgspec.Struct, frozen=True):
    """The answer to each template of a sheet, and where it opened."""

    answers: dict[str, Literal["accept", "reject"]]
    scene: Literal["page", "article"] = "page"


class Wanted(msgspec.Struct, frozen=True):
    wanted: bool


@client.get("/accounts/{app_id}/notifications", query=AskedQuery)
def listed(read: Reader, call: Call[None]) -> Notifications:
    """What a sheet asks about, or everything the account may send and what the person said of it.

    Request:  ?ids=9Aw5ZV1j9x…,Doclyl5uP7…
    Response: {"items": [{"template_id", "kind": "subscription", "title", "example", "long_term", "left": 1, "wanted"}]}
    Errors:   AccountNotFound · AskedTooMuch · TemplateUnknown
    """
    app_id = _account(read, call)
    said = subscriptions.settings(read, app_id, call.person_id)
    if call.query.ids:
        wanted = {template.id for template in subscriptions.asked(read, app_id, call.query.ids.split(","))}
        said = [(template, consent) for template, consent in said if template.id in wanted]
    return Notifications([_view(template, consent) for template, consent in said])


@client.post("/accounts/{app_id}/notifications", body=Answers)
def answer(tx: Transaction, call: Call[Answers]) -> Notifications:
    """Answer a sheet: each "accept" allows one notification, and the account's server hears all answers.

    Request:  {"answers": {"9Aw5ZV1j9x…": "accept"}, "scene": "page"}
    Errors:   AccountNotFound · NotFollowing · AskedTooMuch · TemplateUnknown
    """
    app_id = _account(tx, call)
    subscriptions.answer(tx, app_id, call.person_id, call.body.answers, scene=_SCENES[call.body.scene])
    return _all(tx, app_id, call.person_id)


@client.put("/accounts/{app_id}/notifications/{template_id}", body=Wanted)
def want(tx: Transaction, call: Call[Wanted]) -> Notifications:
    """Refuse a kind of message for good, or take the refusal back.

    Request:  {"wanted": false}
    Errors:   AccountNotFound · NotFollowing · TemplateUnknown
    """
    app_id = _account(tx, call)
    subscriptions.want(tx, app_id, call.person_id, call.path["template_id"], wanted=call.body.wanted)
    return _all(tx, app_id, call.person_id)


def _all(read: Reader, app_id: str, person_id: int) -> Notifications:
    said = subscriptions.settings(read, app_id, person_id)
    return Notifications([_view(template, consent) for template, consent in said])


def _account(read: Reader, call: Call[Any]) -> str:
    app = apps.get(read, call.path["app_id"])
    if app is None:
        raise AccountNotFound()
    return app.app_id


def _view(template: Template, consent: Consent | None) -> NotificationView:
    return NotificationView(
        template_id=template.id,
        kind=template.kind,
        title=template.title,
        example=template.example,
        long_term=template.is_long_term,
        left=consent.left if consent else 0,
        wanted=not (consent and consent.is_refused),
    )
