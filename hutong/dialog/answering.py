"""What becomes of an app's answer to a push. A push may be posted twice; its reply is shown once."""

from hutong.chat.public import bodies
from hutong.dialog import events, sending, threads
from hutong.dialog.models import Thread
from hutong.dialog.pushes import Push
from hutong.kernel.db import Transaction


def show_reply(tx: Transaction, push: Push, body: bodies.AnyBody) -> None:
    """Show the person what the app's server answered; who has left since is shown nothing."""
    thread = _open_thread(tx, push)
    if thread is not None:
        sending.tell(tx, push.app_id, push.person_id, body, client_id=f"reply-{push.id}")


def show_failure(tx: Transaction, push: Push) -> None:
    """Tell the person that the app cannot serve them now."""
    thread = _open_thread(tx, push)
    if thread is not None:
        sending.notify(tx, thread, "account_unavailable", client_id=f"failure-{push.id}")


def hand_to_desk(tx: Transaction, push: Push, agent: str | None) -> None:
    """The app's server wants its agents to answer. Publishes: HandedToDesk"""
    tx.publish(events.HandedToDesk(app_id=push.app_id, person_id=push.person_id, push_id=push.id, agent=agent))


def _open_thread(tx: Transaction, push: Push) -> Thread | None:
    thread = threads.find(tx, push.app_id, push.person_id)
    return thread if thread is not None and thread.state == threads.OPEN else None
