"""Searching: what was written in the threads of an app, for its owner. The newest threads are looked through first."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from hutong.chat import conversations, folding
from hutong.chat.models.bodies import Text
from hutong.chat.models.tables import Entry, entries
from hutong.kernel.db import Reader, in_list, param, query

# So that one question stays bounded however much was written.
_THREADS_AT_ONCE = 50
_THREADS_AT_MOST = 1_000
_ESCAPE = "!"

_holding = query(
    entries.select()
    .where(
        in_list(entries.c.conversation_id, "conversation_ids"),
        entries.c.kind == "text",
        sa.func.lower(sa.cast(entries.c.body, sa.Text())).like(param("pattern", sa.Text()), escape=_ESCAPE),
    )
    .order_by(entries.c.at.desc(), entries.c.id.desc())
    .limit(param("limit", sa.Integer())),
    Entry,
)


def search_app(read: Reader, app_id: str, words: str, *, limit: int) -> list[Entry]:
    """The newest texts in an app's threads that hold these words, whatever their case, as they read now."""
    wanted = " ".join(words.split()).casefold()
    found: list[Entry] = []
    before = None
    for _ in range(_THREADS_AT_MOST // _THREADS_AT_ONCE):
        latest = conversations.threads_of_app(read, app_id, before=before, limit=_THREADS_AT_ONCE)
        if latest:
            found += _in_threads(read, [one.id for one in latest], wanted, limit)
        if len(latest) < _THREADS_AT_ONCE or len(found) >= limit:
            break
        before = latest[-1]
    return sorted(found, key=lambda entry: (entry.at, entry.id), reverse=True)[:limit]


def _in_threads(read: Reader, conversation_ids: Sequence[int], wanted: str, limit: int) -> list[Entry]:
    ids = list(conversation_ids)
    rows = read.many(_holding, conversation_ids=ids, pattern=_pattern(wanted), limit=limit)
    # The database looks at bodies as they are kept; what they say decides.
    return [
        now
        for row in rows
        for now in folding.folded(read, [row])
        if isinstance(now.body, Text) and wanted in " ".join(now.body.text.split()).casefold()
    ]


def _pattern(wanted: str) -> str:
    kept = msgspec.json.encode(wanted).decode()[1:-1].lower()
    for special in (_ESCAPE, "%", "_"):
        kept = kept.replace(special, _ESCAPE + special)
    # Words may stand on two lines.
    return "%" + kept.replace(" ", "%") + "%"
