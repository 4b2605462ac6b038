"""Telling who watches a collection that something in it changed. May be lost: the next change makes up for it."""

from typing import Literal

from hutong.kernel.db import Transaction

How = Literal["add", "update", "replace", "remove"]
EVERYTHING = ""
"""In place of a document's key: the collection itself is another."""


def topic(app_id: str, collection: str) -> str:
    """Where changes of a collection are told."""
    return f"cloud.documents:{app_id}:{collection}"


def tell(tx: Transaction, app_id: str, collection: str, key: str, how: How) -> None:
    """A document was changed so."""
    tx.wake(topic(app_id, collection), {"key": key, "how": how})


def tell_all(tx: Transaction, app_id: str, collection: str) -> None:
    """Everything is to be looked at anew."""
    tell(tx, app_id, collection, EVERYTHING, "update")
