"""What a person writes to an app: opens the reply window and goes to the app's server, each entry once and in order."""

from collections.abc import Mapping

from hutong.chat import public as chat
from hutong.dialog import events, inbox, messages, pushes, threads, windows
from hutong.dialog.messages import Prepared
from hutong.kernel.db import Reader, Transaction


def waiting(read: Reader, app_id: str, person_id: int, up_to_seq: int) -> list[chat.Entry]:
    """The person's entries that have not been handed on yet, oldest first."""
    thread = threads.find(read, app_id, person_id)
    if thread is not None:
        conversation_id, handed = thread.conversation_id, thread.handed_seq
    else:
        conversation = chat.find_app_thread(read, app_id, person_id)
        assert conversation is not None, "who wrote to an app has a thread with it"
        conversation_id, handed = conversation.id, 0
    if handed >= up_to_seq:
        return []
    entries = chat.entries_of(read, conversation_id, before=up_to_seq + 1, limit=up_to_seq - handed)
    return [entry for entry in entries if entry.sender_kind == "person" and messages.is_message(entry.body)]


def receive(
    tx: Transaction,
    app_id: str,
    person_id: int,
    up_to_seq: int,
    prepared: Mapping[int, Prepared],
    message_sends: int = windows.MESSAGE_SENDS,
) -> bool:
    """Hand on what waits up to `up_to_seq`. False when an entry without its preparation came in between.

    Publishes: MessageReceived for each entry.
    """
    thread = threads.get_or_open(tx, app_id, person_id)
    if thread.handed_seq >= up_to_seq:
        return True
    entries = waiting(tx, app_id, person_id, up_to_seq)
    if any(messages.needs_preparation(entry.body) and entry.seq not in prepared for entry in entries):
        return False
    for entry in entries:
        kind, fields = messages.of_entry(tx, app_id, entry, prepared.get(entry.seq))
        pushes.push_message(tx, thread, message_id=entry.id, kind=kind, fields=fields)
        tx.publish(
            events.MessageReceived(
                app_id=app_id, person_id=person_id, conversation_id=thread.conversation_id, seq=entry.seq
            )
        )
    if entries:
        inbox.arrived(tx, thread, [entry.seq for entry in entries])
        opened = windows.opened(thread.windows, windows.MESSAGE, tx.now, message_sends)
        tx.update(thread, windows=opened, last_message_at=tx.now, handed_seq=up_to_seq)
    else:
        tx.update(thread, handed_seq=up_to_seq)
    return True
