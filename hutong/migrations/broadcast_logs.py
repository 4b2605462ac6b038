"""A step's data: followers join the logs of broadcasts, of which there were none when they came.

Nothing was ever broadcast then, so a log begins empty and everybody reads all of it. May be done twice.
"""

from collections.abc import Callable

# New ids lie in the millisecond of the newest there is, which is over.
_LOGS = """
INSERT INTO chat_conversations (id, kind, key, app_id, head_seq, head_ordinal, created_at, last_entry_at)
SELECT (SELECT MAX(id) FROM chat_conversations) + ROW_NUMBER() OVER (ORDER BY app_id),
       'broadcast', 'broadcast:' || app_id, app_id, 0, 0, first_at, NULL
FROM (SELECT app_id, MIN(followed_at) AS first_at FROM official_followers GROUP BY app_id) AS accounts
WHERE NOT EXISTS (SELECT 1 FROM chat_conversations AS there WHERE there.key = 'broadcast:' || accounts.app_id)
"""
_READERS = """
INSERT INTO chat_memberships (person_id, conversation_id, from_seq, to_seq, to_ordinal, cleared_to, read_seq,
                              read_ordinal, may_write, hidden, muted, pinned, draft)
SELECT official_followers.person_id, log.id, 0, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, ''
FROM official_followers JOIN chat_conversations AS log ON log.key = 'broadcast:' || official_followers.app_id
WHERE official_followers.is_following = 1 AND official_followers.is_blocked = 0 AND log.head_seq = 0
ON CONFLICT DO NOTHING
"""
_LABELS = """
INSERT INTO chat_labels (conversation_id, label, person_id, from_seq, to_seq)
SELECT log.id, 'tag:' || official_taggings.tag_id, official_taggings.person_id, 0, NULL
FROM official_taggings JOIN chat_conversations AS log ON log.key = 'broadcast:' || official_taggings.app_id
WHERE log.head_seq = 0
ON CONFLICT DO NOTHING
"""


def fill(execute: Callable[[str], object]) -> None:
    """Bring the logs of a database that has followers and no logs."""
    for statement in (_LOGS, _READERS, _LABELS):
        execute(statement)
