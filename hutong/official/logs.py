"""The log of an account's broadcasts: who reads it, and under which labels.

A broadcast is one entry of the log, however many follow. Followers read from where they came to where they left; tags
are labels in it.
"""

from hutong.chat import public as chat
from hutong.kernel.db import Transaction


def open_for(tx: Transaction, app_id: str, person_id: int) -> None:
    """A person reads what is broadcast from now on, and sees again what they could read before."""
    log = chat.broadcast_log(tx, app_id)
    chat.join(tx, log, person_id)
    chat.set_hidden(tx, person_id, log.id, hidden=False)


def close_for(tx: Transaction, app_id: str, person_id: int, *, hidden: bool) -> None:
    """A person reads nothing newer; `hidden`: nor what came before."""
    log = chat.broadcast_log(tx, app_id)
    if chat.find_membership(tx, person_id, log.id) is None:
        return
    if hidden:
        chat.set_hidden(tx, person_id, log.id, hidden=True)
    chat.leave(tx, log, person_id)


def put_tag(tx: Transaction, app_id: str, tag_id: int, person_id: int) -> None:
    """What is broadcast to the tag from now on is for this person too."""
    chat.put_label(tx, chat.broadcast_log(tx, app_id).id, label_of(tag_id), person_id)


def drop_tag(tx: Transaction, app_id: str, tag_id: int, person_id: int) -> None:
    """What is broadcast to the tag from now on is not for this person."""
    chat.drop_label(tx, chat.broadcast_log(tx, app_id).id, label_of(tag_id), person_id)


def label_of(tag_id: int) -> str:
    """How the log spells a tag."""
    return f"tag:{tag_id}"
