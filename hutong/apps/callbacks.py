"""Where an app's messages go. An address is written down only after it proved itself, which the console sees to."""

import sqlalchemy as sa

from hutong.apps import events, registry
from hutong.apps.errors import CallbackFieldWrong
from hutong.apps.models import Callback, callbacks
from hutong.kernel.db import Reader, Transaction, in_list, param, query, statement

MAX_URL_BYTES = 1024
XML, JSON = "xml", "json"

_of_apps = query(sa.select(callbacks.sa).where(in_list(callbacks.c.app_id, "app_ids")), Callback)
_remove = statement(sa.delete(callbacks.sa).where(callbacks.c.app_id == param("of_app")))


def of(read: Reader, app_id: str) -> Callback | None:
    """Where an app's messages go; None when nowhere."""
    return read.one(callbacks.by_key, app_id=app_id)


def of_apps(read: Reader, app_ids: list[str]) -> dict[str, Callback]:
    """Where the messages of several apps go, by appid."""
    return {callback.app_id: callback for callback in read.many(_of_apps, app_ids=app_ids)} if app_ids else {}


def keep(
    tx: Transaction, app_id: str, *, url: str, token: str, aes_key: str, mode: str, data_format: str = XML
) -> Callback:
    """Send an app's messages to an address that has just proved itself. Takes effect at once.

    Raises: NotYours · CallbackFieldWrong
    Publishes: CallbackChanged
    """
    app = registry.found(tx, app_id)
    if data_format != XML and app.kind != "mini":
        raise CallbackFieldWrong(field="data_format", rule="xml, as only mini programs are sent JSON")
    fresh = Callback(
        app_id=app_id,
        url=url,
        token=token,
        aes_key=aes_key,
        previous_aes_key=None,
        mode=mode,
        data_format=data_format,
        verified_at=tx.now,
        failing_since=None,
    )
    kept, is_new = tx.get_or_add(fresh)
    if not is_new:
        # Answers under the old key are on their way for a moment yet.
        previous = kept.aes_key if kept.aes_key not in ("", aes_key) else kept.previous_aes_key
        kept = tx.update(
            kept,
            url=url,
            token=token,
            aes_key=aes_key,
            previous_aes_key=previous,
            mode=mode,
            data_format=data_format,
            verified_at=tx.now,
            failing_since=None,
        )
    tx.publish(events.CallbackChanged(app_id=app_id))
    return kept


def remove(tx: Transaction, app_id: str) -> None:
    """Send an app's messages nowhere. Raises: NotYours. Publishes: CallbackChanged"""
    registry.found(tx, app_id)
    if tx.run(_remove, of_app=app_id):
        tx.publish(events.CallbackChanged(app_id=app_id))


def report(tx: Transaction, app_id: str, *, failed: bool) -> None:
    """Remember whether the last message reached the app; most calls find nothing to change."""
    kept = of(tx, app_id)
    if kept is not None and failed != (kept.failing_since is not None):
        tx.update(kept, failing_since=tx.now if failed else None)


def state_of(callback: Callback | None) -> str:
    """In a word: "none", "ok" or "failing"."""
    if callback is None:
        return "none"
    return "ok" if callback.failing_since is None else "failing"
