"""Filling a template in for a follower, and telling the account what became of it."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from hutong.chat.public import bodies
from hutong.dialog import public as dialog
from hutong.kernel.db import Transaction, param, statement
from hutong.official import consents, followers, safety
from hutong.official.errors.templates import SentAlready, TemplateValueWrong
from hutong.official.models.templates import SendMark, Template, send_marks
from hutong.official.templates import values

ONCE_WITHIN = timedelta(minutes=10)

_forget = statement(
    sa.delete(send_marks.sa).where(
        send_marks.c.app_id == param("of_app"), send_marks.c.sent_at <= param("until", send_marks.c.sent_at.type)
    )
)


def send(
    tx: Transaction,
    template: Template,
    person_id: int,
    given: dict[str, str],
    *,
    url: str = "",
    client_id: str | None = None,
) -> int:
    """Show a follower a filled-in template; its number, under which the account's server hears what became of it.

    With a `client_id`, once in ten minutes. Who refused this template sees nothing, and the server is told so.
    Raises: AccountPaused · NotFollowing · ReceiverBlocked · TemplateValueWrong · SentAlready
    """
    safety.require_free(tx, template.app_id)
    followers.require_following(tx, template.app_id, person_id)
    slip = slip_of(template, given, url=url)
    if client_id:
        _mark(tx, template.app_id, person_id, client_id)
    number = new_number(tx)
    is_refused = consents.is_refused(tx, template.app_id, person_id, template.id)
    if not is_refused:
        dialog.tell(tx, template.app_id, person_id, slip)
    fields = {"MsgID": number, "Status": "failed:user block" if is_refused else "success"}
    dialog.push_event(tx, template.app_id, person_id, "TEMPLATESENDJOBFINISH", fields, about=template.title)
    return number


def new_number(tx: Transaction) -> int:
    """A number for a message, small enough for servers that count in floating point."""
    return int.from_bytes(tx.new_token("official.template_message", 6))


def slip_of(template: Template, given: dict[str, str], *, url: str = "") -> bodies.Slip:
    """What a person sees of a filled-in template. Raises: TemplateValueWrong"""
    if template.is_strict:
        for place in values.places_in(template.content):
            trouble = values.trouble_with(place, given.get(place, ""))
            if trouble is not None:
                raise TemplateValueWrong(place=place, trouble=trouble)
    lines = [bodies.SlipLine(name=name, value=value) for name, value in values.filled(template.content, given)]
    return bodies.Slip(title=template.title, lines=lines, url=url)


def _mark(tx: Transaction, app_id: str, person_id: int, client_id: str) -> None:
    until: datetime = tx.now - ONCE_WITHIN
    tx.run(_forget, of_app=app_id, until=until)
    _, is_new = tx.get_or_add(SendMark(app_id=app_id, person_id=person_id, client_id=client_id, sent_at=tx.now))
    if not is_new:
        raise SentAlready(client_msg_id=client_id)
