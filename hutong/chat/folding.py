"""Folding: entries that concern others change how those read."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from hutong.chat.models.bodies import AnyBody, Card, CardChanged, Edit, Program, Recall, Text
from hutong.chat.models.tables import Entry, entries
from hutong.kernel.db import Reader, in_list, param, query

# Without an order of its own: asked for one, SQLite walks the whole log in that order instead of using the index.
_concerning = query(
    entries.select().where(
        entries.c.conversation_id == param("conversation_id"), in_list(entries.c.concerns_seq, "seqs")
    ),
    Entry,
)


def folded(read: Reader, page: list[Entry], *, until: int | None = None) -> list[Entry]:
    """The entries of one conversation as they read now, or as they read when the entry `until` was the last."""
    if not page:
        return page
    # An edit of a recalled message says as much as the message, so edits are looked after as well.
    seqs = {entry.concerns_seq or entry.seq for entry in page}
    later = read.many(_concerning, conversation_id=page[0].conversation_id, seqs=sorted(seqs))
    known = [entry for entry in later if until is None or entry.seq <= until]
    return fold(page, sorted(known, key=lambda entry: entry.seq)) if known else page


def fold(page: Iterable[Entry], later: Iterable[Entry]) -> list[Entry]:
    """`page` with the entries of `later` folded onto those they concern; `later` is in the order of its seqs."""
    changes: dict[int, list[Entry]] = defaultdict(list)
    for entry in later:
        if entry.concerns_seq is not None:
            changes[entry.concerns_seq].append(entry)
    return [_as_it_reads(entry, changes.get(entry.concerns_seq or entry.seq, [])) for entry in page]


def _as_it_reads(entry: Entry, changes: list[Entry]) -> Entry:
    target = entry.concerns_seq or entry.seq
    if isinstance(entry.body, Recall):
        return entry
    if any(isinstance(change.body, Recall) for change in changes):
        return msgspec.structs.replace(entry, body=Recall(concerns=target))
    return _changed(entry, [change.body for change in changes])


def _changed(entry: Entry, changes: list[AnyBody]) -> Entry:
    """The entry with the last of its changes; what changes another kind of body changes nothing."""
    body = entry.body
    edits = [change for change in changes if isinstance(change, Edit)]
    if isinstance(body, Text) and edits:
        return msgspec.structs.replace(entry, body=msgspec.structs.replace(body, text=edits[-1].text))
    turns = [change for change in changes if isinstance(change, CardChanged)]
    if turns and (isinstance(body, Card) or (isinstance(body, Program) and body.state)):
        now = msgspec.structs.replace(body, words=turns[-1].words, state=turns[-1].state)
        return msgspec.structs.replace(entry, body=now)
    return entry
