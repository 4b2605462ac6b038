"""What groups are called: as their first entry says, or the last edit of it."""

from collections.abc import Sequence

import sqlalchemy as sa

from hutong.chat.models.bodies import Edit, Notice
from hutong.chat.models.tables import Entry, entries
from hutong.kernel.db import Reader, in_list, query

FIRST = 1

_telling = query(
    entries.select().where(
        in_list(entries.c.conversation_id, "conversation_ids"),
        sa.or_(entries.c.seq == FIRST, entries.c.concerns_seq == FIRST),
    ),
    Entry,
)


def titles_of(read: Reader, conversation_ids: Sequence[int]) -> dict[int, str]:
    """The titles of those groups that have one, in one statement."""
    titles: dict[int, str] = {}
    if not conversation_ids:
        return titles
    for entry in sorted(read.many(_telling, conversation_ids=list(conversation_ids)), key=lambda entry: entry.seq):
        match entry.body:
            case Notice(params=params):
                titles[entry.conversation_id] = str(params.get("title", ""))
            case Edit(text=text):
                titles[entry.conversation_id] = text
    return {conversation_id: title for conversation_id, title in titles.items() if title}
