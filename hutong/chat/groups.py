"""Groups: started by somebody, joined by those whom members bring, left when one likes.

What happens to a group is told in it, as notices; the words live with the client. Several names in one notice stand on
a line each, so that every language joins them in its own way.
"""

from collections.abc import Iterable

from hutong.chat import bounds, conversations, errors, memberships, posting, titles
from hutong.chat.models.bodies import Edit, Notice
from hutong.chat.models.senders import SYSTEM, Sender
from hutong.chat.models.tables import Conversation
from hutong.kernel.db import Reader, Transaction
from hutong.people import public as people

MOST_PEOPLE = 100
TITLE_LIMIT = 60
_LEAST_OTHERS = 2


def start(tx: Transaction, person_id: int, person_ids: Iterable[int], title: str | None = None) -> Conversation:
    """A new group of a person and those they name.

    Raises: PersonNotFound · GroupTooSmall · GroupFull · TitleTooLong
    """
    others = _found(tx, set(person_ids) - {person_id})
    if len(others) < _LEAST_OTHERS:
        raise errors.GroupTooSmall(least=_LEAST_OTHERS)
    if len(others) + 1 > MOST_PEOPLE:
        raise errors.GroupFull(limit=MOST_PEOPLE)
    named = clean_title(title)
    group = conversations.group(tx, [person_id, *sorted(others)])
    _tell(tx, group, "group_started", person_id, names=_lines(others), title=named)
    return conversations.get(tx, group.id)


def bring(tx: Transaction, person_id: int, conversation_id: int, person_ids: Iterable[int]) -> None:
    """A member brings others; they read what is said from now on. Who is there already stays.

    Raises: ConversationNotFound · NotAGroup · WritingNotAllowed · PersonNotFound · GroupFull
    """
    group = _mine(tx, person_id, conversation_id)
    there = set(memberships.people_of(tx, group))
    fresh = _found(tx, set(person_ids) - there)
    if not fresh:
        return
    if len(there) + len(fresh) > MOST_PEOPLE:
        raise errors.GroupFull(limit=MOST_PEOPLE)
    for newcomer in sorted(fresh):
        memberships.join(tx, group, newcomer)
    _tell(tx, group, "group_joined", person_id, names=_lines(fresh))


def leave(tx: Transaction, person_id: int, conversation_id: int) -> None:
    """A member leaves; what they could read stays theirs.

    Raises: ConversationNotFound · NotAGroup · WritingNotAllowed
    """
    group = _mine(tx, person_id, conversation_id)
    _tell(tx, group, "group_left", person_id)
    memberships.leave(tx, conversations.get(tx, group.id), person_id)


def rename(tx: Transaction, person_id: int, conversation_id: int, title: str) -> None:
    """A member gives the group another title; an empty one takes it away.

    Raises: ConversationNotFound · NotAGroup · WritingNotAllowed · TitleTooLong
    """
    group = _mine(tx, person_id, conversation_id)
    named = clean_title(title)
    if named == titles.titles_of(tx, [group.id]).get(group.id, ""):
        return
    posting.post(tx, group.id, Sender.person(person_id), Edit(concerns=titles.FIRST, text=named))
    _tell(tx, group, "group_renamed" if named else "group_unnamed", person_id, title=named)


def clean_title(title: str | None) -> str:
    """A title on one line, "" where there is none. Raises: TitleTooLong"""
    cleaned = " ".join(bounds.clean(title or "").split())
    if len(cleaned) > TITLE_LIMIT:
        raise errors.TitleTooLong(limit=TITLE_LIMIT)
    return cleaned


def _mine(read: Reader, person_id: int, conversation_id: int) -> Conversation:
    memberships.may_post(read, person_id, conversation_id)
    found = conversations.get(read, conversation_id)
    if found.kind != "group":
        raise errors.NotAGroup()
    return found


def _found(read: Reader, person_ids: set[int]) -> dict[int, str]:
    found = people.get_many(read, person_ids)
    if len(found) < len(person_ids):
        raise errors.PersonNotFound()
    return {person_id: person.name for person_id, person in found.items()}


def _tell(tx: Transaction, group: Conversation, code: str, by_id: int, **params: str) -> None:
    by = people.get(tx, by_id)
    told = {"by": by.name if by else "", "by_id": str(by_id), **params}
    posting.post(tx, group.id, SYSTEM, Notice(code=code, params=dict(told)))


def _lines(names: dict[int, str]) -> str:
    return "\n".join(names[person_id] for person_id in sorted(names))
