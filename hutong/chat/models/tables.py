"""The tables. Each begins its key with what it would be distributed by: a conversation, or a person."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from hutong.chat.models.bodies import AnyBody
from hutong.kernel.db import Row, table

ConversationKind = Literal["direct", "app", "broadcast", "group"]
SenderKind = Literal["person", "app", "system"]


class Conversation(Row, frozen=True):
    """A log of entries. `key` says what it is between, such as "direct:7:9"; `app_id` where an app takes part."""

    id: int
    kind: str
    key: str
    app_id: str | None
    head_seq: int
    head_ordinal: int
    created_at: datetime
    last_entry_at: datetime | None


class ForLabels(msgspec.Struct, frozen=True, tag_field="by", tag="labels"):
    """Only people who hold one of these labels at this entry."""

    labels: list[str]


class ForList(msgspec.Struct, frozen=True, tag_field="by", tag="list"):
    """Only the people of the list kept beside this entry."""

    count: int


class Entry(Row, frozen=True):
    """One thing in a conversation, written once, by a `sender` such as "person:7".

    `ordinal` counts the entries worth an unread mark up to here.
    """

    conversation_id: int
    seq: int
    id: int
    kind: str
    ordinal: int
    sender: str
    client_id: str | None
    at: datetime
    body: AnyBody
    concerns_seq: int | None
    audience: ForLabels | ForList | None

    @property
    def sender_kind(self) -> str:
        """`person`, `app` or `system`."""
        return self.sender.partition(":")[0]

    @property
    def sender_id(self) -> str:
        """The sender's own id."""
        return self.sender.partition(":")[2]


class AudienceList(Row, frozen=True):
    """The people an entry is for, packed."""

    conversation_id: int
    seq: int
    people: bytes


class Membership(Row, frozen=True):
    """What a person may read of a conversation, `from_seq` < seq <= `to_seq`, and what they set for themselves.

    Several intervals when they come and go; what they set lives in the newest.
    """

    person_id: int
    conversation_id: int
    from_seq: int
    to_seq: int | None
    to_ordinal: int | None
    cleared_to: int
    read_seq: int
    read_ordinal: int
    may_write: bool
    hidden: bool
    muted: bool
    pinned: bool
    draft: str


class Member(Row, frozen=True):
    """The same interval seen from the conversation: who is to be told. Only where the key does not name them."""

    conversation_id: int
    person_id: int
    from_seq: int
    to_seq: int | None


class Removal(Row, frozen=True):
    """An entry that one person deleted for themselves."""

    person_id: int
    conversation_id: int
    seq: int


class PersonHead(Row, frozen=True):
    """How far a person's own log has come."""

    person_id: int
    seq: int


class PersonalNote(Row, frozen=True):
    """The newest change of one subject (`slot`) in a person's own log."""

    person_id: int
    slot: str
    seq: int
    kind: str
    conversation_id: int | None
    value: dict[str, Any]


class Label(Row, frozen=True):
    """A person holds a label for the entries `from_seq` < seq <= `to_seq`."""

    conversation_id: int
    label: str
    person_id: int
    from_seq: int
    to_seq: int | None


class Upload(Row, frozen=True):
    """Something a person uploaded and may send until it expires; without a digest, it is still on its way up."""

    person_id: int
    id: int
    kind: str
    digest: str
    content_type: str
    size_bytes: int
    name: str | None
    width: int | None
    height: int | None
    seconds: float | None
    expires_at: datetime

    @property
    def has_arrived(self) -> bool:
        """Whether all of it is here."""
        return self.digest != ""


conversations = table(
    "chat_conversations", Conversation, key=("id",), unique=[("key",)], indexes=[("app_id", "last_entry_at")]
)
entries = table(
    "chat_entries",
    Entry,
    key=("conversation_id", "seq"),
    unique=[("conversation_id", "sender", "client_id")],
    indexes=[("conversation_id", "concerns_seq")],
)
audience_lists = table("chat_audience_lists", AudienceList, key=("conversation_id", "seq"))
memberships = table("chat_memberships", Membership, key=("person_id", "conversation_id", "from_seq"))
members = table("chat_members", Member, key=("conversation_id", "person_id", "from_seq"))
removals = table("chat_removals", Removal, key=("person_id", "conversation_id", "seq"))
person_heads = table("chat_person_heads", PersonHead, key=("person_id",))
personal_notes = table("chat_personal_notes", PersonalNote, key=("person_id", "slot"), indexes=[("person_id", "seq")])
labels = table(
    "chat_labels",
    Label,
    key=("conversation_id", "label", "person_id", "from_seq"),
    indexes=[("conversation_id", "person_id")],
)
uploads = table("chat_uploads", Upload, key=("person_id", "id"), indexes=[("expires_at",)])
