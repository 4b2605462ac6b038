"""Whom an entry is for, where it is not for everybody in the conversation."""

import bisect
import zlib
from array import array
from collections.abc import Iterable

import msgspec

from hutong.chat import labels
from hutong.chat.models.tables import Entry, ForLabels, audience_lists
from hutong.kernel.db import Reader


class PackedPeople(msgspec.Struct, frozen=True):
    """A list of people ready to be kept; packing many is best done before a rule begins."""

    count: int
    data: bytes


def pack(person_ids: Iterable[int]) -> PackedPeople:
    """Person ids, sorted and compressed; a million take a few megabytes."""
    people = array("q", sorted(set(person_ids)))
    return PackedPeople(len(people), zlib.compress(people.tobytes(), 1))


def packed(people: Iterable[int] | PackedPeople) -> PackedPeople:
    """The list packed, if it is not yet."""
    return people if isinstance(people, PackedPeople) else pack(people)


def named(data: bytes) -> "array[int]":
    """Whom a packed list names, in order."""
    return array("q", zlib.decompress(data))


def listed_for(read: Reader, conversation_id: int, seq: int) -> "array[int]":
    """The people whom the list beside an entry names; nobody where there is none."""
    kept = read.one(audience_lists.by_key, conversation_id=conversation_id, seq=seq)
    return named(kept.people) if kept is not None else array("q")


def holds(data: bytes, person_id: int) -> bool:
    """Whether a packed list names a person."""
    people = named(data)
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
