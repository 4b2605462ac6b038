"""What can go wrong in a conversation, as people's clients are told."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class ConversationNotFound(HutongError):
    """There is no such conversation, or it is not theirs to read: outsiders cannot tell which."""

    product = Problem(404, "conversation_not_found")


class EntryNotFound(HutongError):
    """There is no such entry, or not for this person any more."""

    product = Problem(404, "entry_not_found")


class MediaNotFound(HutongError):
    """The entry carries no such media, or not for this person any more."""

    product = Problem(404, "media_not_found")


class PersonNotFound(HutongError):
    """There is nobody of this id or link."""

    product = Problem(404, "person_not_found")


class OnlyWithOthers(HutongError):
    """A direct chat is between two people."""

    product = Problem(422, "only_with_others")


class NotAGroup(HutongError):
    """Only groups are joined, left and renamed."""

    product = Problem(422, "not_a_group")


class GroupTooSmall(HutongError):
    """A group begins with at least `least` others."""

    product = Problem(422, "group_too_small")


class GroupFull(HutongError):
    """A group has at most `limit` people."""

    product = Problem(409, "group_full")


class TitleTooLong(HutongError):
    """A group's title has at most `limit` characters."""

    product = Problem(422, "title_too_long")


class WritingNotAllowed(HutongError):
    """They may read this conversation, but not write in it."""

    product = Problem(403, "writing_not_allowed")


class MessageEmpty(HutongError):
    """A message says something."""

    product = Problem(422, "message_empty")


class MessageTooLong(HutongError):
    """A text, or a draft, has at most `limit` characters."""

    product = Problem(422, "message_too_long")


class NotAPlace(HutongError):
    """The `field` of a location lies outside the world, or says too much."""

    product = Problem(422, "not_a_place")


class NotALink(HutongError):
    """The `field` of a link is missing, too long, or no web address."""

    product = Problem(422, "not_a_link")


class NotAProgram(HutongError):
    """The `field` of a mini program's card is missing, too long, or names no program."""

    product = Problem(422, "not_a_program")


class ClientIdRefused(HutongError):
    """A client's own id of a message is 1 to 64 printable ASCII characters."""

    product = Problem(422, "client_id_refused")


class UploadNotFound(HutongError):
    """There is no such upload of theirs, it has expired, or it is of another kind."""

    product = Problem(422, "upload_not_found")


class TooManyUploads(HutongError):
    """A person has at most `limit` files on their way up at once."""

    product = Problem(409, "too_many_uploads")


class UploadUnfinished(HutongError):
    """Only `offset` bytes of the file have arrived."""

    product = Problem(409, "upload_unfinished")


class NoRoom(HutongError):
    """The disk has no room for a file of this size."""

    product = Problem(413, "no_room")


class VoiceTooLong(HutongError):
    """A voice message lasts at most `limit_seconds`."""

    product = Problem(422, "voice_too_long")
