"""Whom an entry is for, where it is not for everybody in the conversation."""

import bisect
import zlib
from array import array
from collections.abc import Iterable

from hutong.chat import labels
from hutong.chat.models.tables import Entry, ForLabels, audience_lists
from hutong.kernel.db import Reader


def pack(person_ids: Iterable[int]) -> bytes:
    """Person ids, sorted and compressed; a million take a few megabytes."""
    return zlib.compress(array("q", sorted(set(person_ids))).tobytes(), 1)


def holds(packed: bytes, person_id: int) -> bool:
    """Whether a packed list names a person."""
    people = array("q", zlib.decompress(packed))
    place = bisect.bisect_left(people, person_id)
    return place < len(people) and people[place] == person_id


def for_person(read: Reader, person_id: int, entries: list[Entry]) -> list[Entry]:
    """Those of the entries of one conversation that are for this person."""
    if all(entry.audience is None for entry in entries):
        return entries
    history = labels.held_at(read, entries[0].conversation_id, person_id)
    return [entry for entry in entries if _is_for(read, person_id, entry, history)]


def _is_for(read: Reader, person_id: int, entry: Entry, history: labels.LabelHistory) -> bool:
    if entry.audience is None:
        return True
    if isinstance(entry.audience, ForLabels):
        return history.held_any(entry.audience.labels, entry.seq)
    kept = read.one(audience_lists.by_key, conversation_id=entry.conversation_id, seq=entry.seq)
    assert kept is not None, "a list is written with its entry"
    return holds(kept.people, person_id)
