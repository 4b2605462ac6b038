"""A person's intervals at a glance: where there might be news. A person has hundreds, so they are read bare."""

import msgspec
import sqlalchemy as sa

from hutong.chat.models.tables import memberships
from hutong.kernel.db import Reader, Row, param, query


class Span(msgspec.Struct, frozen=True):
    """An interval, as far as it matters to whether there is news; a person has hundreds."""

    conversation_id: int
    from_seq: int
    to_seq: int | None
    hidden: int


class ConversationId(Row, frozen=True):
    """One conversation."""

    conversation_id: int


_spans = query(
    sa.select(
        memberships.c.conversation_id,
        memberships.c.from_seq,
        memberships.c.to_seq,
        sa.type_coerce(memberships.c.hidden, sa.Integer()).label("hidden"),
    )
    .where(memberships.c.person_id == param("person_id"))
    # As the key has it, read backwards: nothing needs sorting.
    .order_by(memberships.c.conversation_id.desc(), memberships.c.from_seq.desc()),
    Span,
)
_read_only = query(
    sa.select(memberships.c.conversation_id).where(
        memberships.c.person_id == param("person_id"), memberships.c.may_write == 0, memberships.c.to_seq.is_(None)
    ),
    ConversationId,
)


def spans_of(read: Reader, person_id: int) -> dict[int, list[Span]]:
    """The intervals of each conversation a person is or was in, the newest first."""
    found: dict[int, list[Span]] = {}
    for span in read.many(_spans, person_id=person_id):
        found.setdefault(span.conversation_id, []).append(span)
    return found


def logs_of(read: Reader, person_id: int) -> list[int]:
    """The logs that a person reads and never writes in: those of broadcasts."""
    return [row.conversation_id for row in read.many(_read_only, person_id=person_id)]
