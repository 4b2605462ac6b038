"""Ids as they stand in addresses."""

from typing import Any

from hutong.chat import errors
from hutong.people import public as people
from hutong.wire.product import Call


def conversation_id_of(call: Call[Any]) -> int:
    """The conversation an address names. Raises: ConversationNotFound"""
    told = call.path["conversation_id"]
    found = people.id_of(told)
    if found is None:
        raise errors.ConversationNotFound(conversation_id=told)
    return found


def seq_of(call: Call[Any]) -> int:
    """The entry an address names. Raises: EntryNotFound"""
    told = call.path["seq"]
    found = people.id_of(told)
    if found is None:
        raise errors.EntryNotFound(seq=told)
    return found
