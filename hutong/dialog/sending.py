"""What an app writes to a person: inside open windows, as a passive reply, or as the product itself."""

from datetime import timedelta

from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import errors, threads, windows
from hutong.dialog.models import Thread
from hutong.kernel.db import Transaction

TEXT_BYTES = 2048

_TYPING_LASTS = timedelta(seconds=15)
_TYPING_WAITS_FOR = timedelta(seconds=30)


def send(tx: Transaction, app_id: str, person_id: int, body: bodies.AnyBody) -> chat.Entry:
    """The app writes to the person, which one of the open windows pays for.

    Raises: NotFollowing · ReceiverBlocked · MessageWindowClosed · SendsUsedUp
    """
    thread = threads.writable(tx, app_id, person_id)
    left = windows.spent(thread.windows, tx.now)
    if thread.typing_until is not None:
        _show_typing(tx, thread, on=False)
    tx.update(thread, windows=left, typing_until=None)
    return _post(tx, thread, body)


def tell(
    tx: Transaction, app_id: str, person_id: int, body: bodies.AnyBody, *, client_id: str | None = None
) -> chat.Entry:
    """The app writes to the person without a window; with a `client_id`, once.

    Raises: NotFollowing · ReceiverBlocked
    """
    return _post(tx, threads.writable(tx, app_id, person_id), body, client_id)


def notify(tx: Transaction, thread: Thread, code: str, *, client_id: str | None = None) -> chat.Entry:
    """The product itself says something in the thread, in the reader's language."""
    return chat.post(tx, thread.conversation_id, chat.SYSTEM, bodies.Notice(code=code, params={}), client_id=client_id)


def check_text(text: str) -> None:
    """Raises: ContentMissing · ContentTooLong"""
    size_bytes = len(text.encode())
    if size_bytes == 0:
        raise errors.ContentMissing()
    if size_bytes > TEXT_BYTES:
        raise errors.ContentTooLong(size_bytes=size_bytes, limit_bytes=TEXT_BYTES)


def begin_typing(tx: Transaction, app_id: str, person_id: int) -> None:
    """Show the person, for a while or until a message comes, that somebody is writing to them.

    Raises: NotFollowing · ReceiverBlocked · NobodyWaits · AlreadyTyping · SendsUsedUp
    """
    thread = threads.writable(tx, app_id, person_id)
    if thread.last_message_at is None or tx.now - thread.last_message_at > _TYPING_WAITS_FOR:
        raise errors.NobodyWaits()
    if thread.typing_until is not None and thread.typing_until > tx.now:
        raise errors.AlreadyTyping()
    # Nobody may be kept waiting for a message that could not be sent.
    windows.spent(thread.windows, tx.now)
    until = tx.now + _TYPING_LASTS
    tx.update(thread, typing_until=until)
    _show_typing(tx, thread, on=True)
    tx.job(
        "dialog.typing_ends",
        {"app_id": app_id, "person_id": person_id},
        due_at=until,
        name=f"dialog.typing:{thread.conversation_id}",
    )


def end_typing(tx: Transaction, app_id: str, person_id: int) -> None:
    """Stop showing it; nothing happens when it is not shown.

    Raises: NotFollowing · ReceiverBlocked
    """
    thread = threads.writable(tx, app_id, person_id)
    if thread.typing_until is not None:
        tx.update(thread, typing_until=None)
        _show_typing(tx, thread, on=False)
        tx.cancel_job(f"dialog.typing:{thread.conversation_id}")


def let_typing_end(tx: Transaction, app_id: str, person_id: int) -> None:
    """The time of the last `begin_typing` is over."""
    thread = threads.find(tx, app_id, person_id)
    if thread is not None and thread.typing_until is not None and thread.typing_until <= tx.now:
        tx.update(thread, typing_until=None)
        _show_typing(tx, thread, on=False)


def _post(tx: Transaction, thread: Thread, body: bodies.AnyBody, client_id: str | None = None) -> chat.Entry:
    return chat.post(tx, thread.conversation_id, chat.Sender.app(thread.app_id), body, client_id=client_id)


def _show_typing(tx: Transaction, thread: Thread, *, on: bool) -> None:
    chat.show_typing(tx, thread.conversation_id, thread.person_id, on=on)
