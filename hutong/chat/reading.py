"""Reading: what of a log one person sees, as it reads now."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from hutong.chat import audiences, errors, folding, memberships
from hutong.chat.models.tables import Conversation, Entry, Membership, Removal, entries, removals
from hutong.kernel.db import Query, Reader, param, query

PAGE_LIMIT = 50
# Beyond every seq.
_END = 1 << 62
_ROUNDS = 20
_SCANNED_TAIL = 200


class Page(msgspec.Struct, frozen=True):
    """Entries in their order, and whether there are earlier ones."""

    entries: list[Entry]
    has_earlier: bool


_span = (
    entries.c.conversation_id == param("conversation_id"),
    entries.c.seq > param("low"),
    entries.c.seq <= param("high"),
)
_newest = query(
    entries.select().where(*_span).order_by(entries.c.seq.desc()).limit(param("limit", sa.Integer())), Entry
)
_newest_shown = query(
    entries.select()
    .where(*_span, entries.c.concerns_seq.is_(None))
    .order_by(entries.c.seq.desc())
    .limit(param("limit", sa.Integer())),
    Entry,
)
_filtered_tail = query(
    entries.select()
    .where(*_span, entries.c.audience.is_not(None))
    .order_by(entries.c.seq.desc())
    .limit(param("limit", sa.Integer())),
    Entry,
)
_removed = query(
    removals.select().where(
        removals.c.person_id == param("person_id"),
        removals.c.conversation_id == param("conversation_id"),
        removals.c.seq >= param("low"),
        removals.c.seq <= param("high"),
    ),
    Removal,
)


def page_for(
    read: Reader, person_id: int, conversation_id: int, *, before: int | None = None, limit: int = PAGE_LIMIT
) -> Page:
    """The newest entries a person sees before the seq `before`. Raises: ConversationNotFound for outsiders"""
    memberships.get(read, person_id, conversation_id)
    return page(read, memberships.intervals(read, person_id, conversation_id), before=before, limit=limit)


def page(
    read: Reader, spans: Sequence[Membership], *, after: int = 0, before: int | None = None, limit: int = PAGE_LIMIT
) -> Page:
    """The newest entries with `after` < seq < `before` in a person's intervals (the newest interval first)."""
    found = _gather(read, _newest, spans, after=after, end=_END if before is None else before - 1, wanted=limit + 1)
    return Page(_folded(read, found[:limit][::-1], spans), has_earlier=len(found) > limit)


def last_shown(read: Reader, spans: Sequence[Membership]) -> Entry | None:
    """What a list of conversations shows of this one: the newest entry that stands for itself."""
    found = _gather(read, _newest_shown, spans, after=0, end=_END, wanted=1)
    return _folded(read, found[:1], spans)[0] if found else None


def entry_for(read: Reader, person_id: int, conversation_id: int, seq: int) -> Entry:
    """One entry, if this person sees it. Raises: ConversationNotFound · EntryNotFound"""
    memberships.get(read, person_id, conversation_id)
    spans = memberships.intervals(read, person_id, conversation_id)
    found = _gather(read, _newest, spans, after=seq - 1, end=seq, wanted=1)
    if not found:
        raise errors.EntryNotFound(seq=seq)
    return _folded(read, found, spans)[0]


def entry_of(read: Reader, conversation_id: int, seq: int) -> Entry:
    """One entry, whoever may see it. Raises: EntryNotFound"""
    found = read.one(entries.by_key, conversation_id=conversation_id, seq=seq)
    if found is None:
        raise errors.EntryNotFound(seq=seq)
    return folding.folded(read, [found])[0]


def entries_of(
    read: Reader, conversation_id: int, *, before: int | None = None, limit: int = PAGE_LIMIT
) -> list[Entry]:
    """The newest entries before `before`, in their order, whoever may see them: for the other side of a thread."""
    high = _END if before is None else before - 1
    found = read.many(_newest, conversation_id=conversation_id, low=0, high=high, limit=limit)
    return folding.folded(read, found[::-1])


def unread(read: Reader, conversation: Conversation, membership: Membership) -> int:
    """How many entries worth a mark lie after the read mark."""
    head = conversation.head_ordinal if membership.to_ordinal is None else membership.to_ordinal
    count = head - membership.read_ordinal
    if count <= 0 or conversation.kind != "broadcast":
        return max(count, 0)
    high = memberships.last_readable(conversation, membership)
    # Not every broadcast is for everybody; a mark need not be exact beyond what anybody counts.
    tail = read.many(
        _filtered_tail, conversation_id=conversation.id, low=membership.read_seq, high=high, limit=_SCANNED_TAIL
    )
    return max(count - len(tail) + len(audiences.for_person(read, membership.person_id, tail)), 0)


def _folded(read: Reader, found: list[Entry], spans: Sequence[Membership]) -> list[Entry]:
    # Who has left sees things as they were then: what others changed since is not theirs to read.
    return folding.folded(read, found, until=spans[0].to_seq if spans else None)


def _gather(
    read: Reader, statement: Query[Entry], spans: Sequence[Membership], *, after: int, end: int, wanted: int
) -> list[Entry]:
    """Up to `wanted` visible entries, the newest first."""
    found: list[Entry] = []
    rounds = 0
    for span in spans:
        high = min(end, _END if span.to_seq is None else span.to_seq)
        low = max(span.from_seq, spans[0].cleared_to, after)
        while low < high and len(found) < wanted and rounds < _ROUNDS:
            rows = read.many(statement, conversation_id=span.conversation_id, low=low, high=high, limit=wanted)
            found += _visible(read, span.person_id, rows)
            rounds += 1
            if len(rows) < wanted:
                break
            high = rows[-1].seq - 1
    return found[:wanted]


def _visible(read: Reader, person_id: int, rows: list[Entry]) -> list[Entry]:
    """Those of the rows (newest first, one conversation) that are for this person and that they have not deleted."""
    if not rows:
        return rows
    deleted = read.many(
        _removed,
        person_id=person_id,
        conversation_id=rows[0].conversation_id,
        low=rows[-1].seq,
        high=rows[0].seq,
    )
    if deleted:
        gone = {removal.seq for removal in deleted}
        rows = [row for row in rows if row.seq not in gone]
    return audiences.for_person(read, person_id, rows) if rows else rows
