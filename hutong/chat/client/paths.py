"""Ids and places in a log as clients spell them."""

from typing import Annotated, Any

import msgspec

from hutong.chat import errors
from hutong.wire.product import Call

_END = 1 << 63

Seq = Annotated[int, msgspec.Meta(ge=0, lt=1 << 62)]
"""A place in a log that any database can compare with."""


def id_of(text: str) -> int | None:
    """An id from its decimal spelling, None when it is no spelling of one."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else _END
    return number if number < _END else None


def conversation_id_of(call: Call[Any]) -> int:
    """The conversation an address names. Raises: ConversationNotFound"""
    told = call.path["conversation_id"]
    found = id_of(told)
    if found is None:
        raise errors.ConversationNotFound(conversation_id=told)
    return found


def seq_of(call: Call[Any]) -> int:
    """The entry an address names. Raises: EntryNotFound"""
    told = call.path["seq"]
    found = id_of(told)
    if found is None:
        raise errors.EntryNotFound(seq=told)
    return found
