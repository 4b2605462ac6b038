"""What every story between people checks first: request ids, amounts, words, persons, chats."""

import re
import unicodedata
from typing import Any

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Row
from hutong.pay.errors import friends as errors
from hutong.people import public as people

_REQUEST_ID = re.compile(r"[!-~]{1,64}")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINER = "\u200d"


def request_id(text: str) -> str:
    """A person's own id of what they ask for. Raises: RequestIdRefused"""
    if not _REQUEST_ID.fullmatch(text):
        raise errors.RequestIdRefused()
    return text


def same(there: Row, **wanted: Any) -> None:
    """What was asked for under a request id before is what is asked for now. Raises: RequestDiffers"""
    for field, value in wanted.items():
        if getattr(there, field) != value:
            raise errors.RequestDiffers(field=field)


def amount(amount_fen: int, *, least_fen: int, most_fen: int) -> int:
    """An amount within its bounds. Raises: AmountOutOfBounds"""
    if not least_fen <= amount_fen <= most_fen:
        raise errors.AmountOutOfBounds(least_fen=least_fen, most_fen=most_fen)
    return amount_fen


def words(text: str, *, field: str, limit: int) -> str:
    """Words as they are kept: composed, on one line, without what nobody sees. Raises: WordsTooLong"""
    # Longer than any limit by far: not worth normalising.
    if len(text) > 20 * limit:
        raise errors.WordsTooLong(field=field, limit=limit)
    seen = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    kept = "".join(letter for letter in seen if letter == _JOINER or unicodedata.category(letter) not in _UNSEEN)
    line = " ".join(kept.split())
    if len(line) > limit:
        raise errors.WordsTooLong(field=field, limit=limit)
    return line


def active(read: Reader, person_id: int) -> people.PersonView:
    """Somebody who may give and take money now. Raises: ReceiverUnavailable"""
    person = people.get(read, person_id)
    if person is None or person.suspended_at is not None:
        raise errors.ReceiverUnavailable(person_id=str(person_id))
    return person


def conversation(read: Reader, person_id: int, conversation_id: int) -> chat.Conversation:
    """A chat this person writes in. Raises: ConversationNotFound, for outsiders as well · WritingNotAllowed"""
    chat.may_post(read, person_id, conversation_id)
    return chat.get_conversation(read, conversation_id)


def is_member(read: Reader, person_id: int, conversation_id: int) -> bool:
    """Whether a person is in a chat now."""
    membership = chat.find_membership(read, person_id, conversation_id)
    return membership is not None and membership.to_seq is None


def may_see(read: Reader, person_id: int, conversation_id: int, seqs: list[int]) -> bool:
    """Whether a person sees a card that stands at these places of a chat."""
    spans = chat.memberships_of(read, person_id, conversation_id)
    return any(span.from_seq < seq and (span.to_seq is None or seq <= span.to_seq) for span in spans for seq in seqs)


def other_of(read: Reader, conversation: chat.Conversation, person_id: int) -> int:
    """The other person of a direct chat. Raises: ChatWrong"""
    if conversation.kind != "direct":
        raise errors.ChatWrong(kind=conversation.kind)
    return next(other for other in chat.people_of(read, conversation) if other != person_id)


def not_oneself(person_id: int, other_id: int) -> None:
    """Refuse what needs two. Raises: NotToYourself"""
    if person_id == other_id:
        raise errors.NotToYourself()
