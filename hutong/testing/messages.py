"""What people see in a conversation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Article:
    """One of the articles an account sent."""

    title: str
    description: str
    url: str
    picture_url: str


@dataclass(frozen=True)
class Media:
    """What is known of a picture, sound, film or file without fetching it."""

    type: str
    size_bytes: int
    name: str | None
    width: int | None
    height: int | None
    seconds: float | None


@dataclass(frozen=True, repr=False)
class Message:
    """One entry of a conversation, as one person sees it.

    `sender` is the Person or OfficialAccount who said it, None for a notice of the product itself. `text` holds the
    words of any kind that has some: of a text, a link's or film's title, a place's label, a question, a notice's code.
    """

    kind: str
    sender: Any
    at: datetime
    seq: int
    id: str
    raw: dict[str, Any] = field(repr=False)
    _download: Callable[[str], bytes] = field(repr=False, compare=False)

    def __repr__(self) -> str:
        said = "" if self.text is None else f" {self.text!r}"
        return f"<{self.kind}{said} from {self.sender.name if self.sender else 'the product'}>"

    def is_newer_than(self, other: "Message") -> bool:
        """Whether it came later; what an account broadcasts has places of its own, and goes by its time."""
        if self.raw["conversation_id"] == other.raw["conversation_id"]:
            return self.seq > other.seq
        return self.at >= other.at

    @property
    def body(self) -> dict[str, Any]:
        """What the message says, as the product's own JSON tells it."""
        told: dict[str, Any] = self.raw["body"]
        return told

    @property
    def text(self) -> str | None:
        return next((self.body[name] for name in _WORDS if isinstance(self.body.get(name), str)), None)

    @cached_property
    def media(self) -> bytes | None:
        """The bytes of a picture, sound, film or file, fetched when first looked at."""
        told = self.body.get("media")
        return self._download(told["url"]) if told else None

    @property
    def media_info(self) -> Media | None:
        """Type, size and measures of the media."""
        told = self.body.get("media")
        return Media(**{name: told.get(name) for name in Media.__dataclass_fields__}) if told else None

    @property
    def articles(self) -> list[Article]:
        """The articles of a message that has some."""
        items = self.body.get("items", []) if self.kind == "articles" else []
        return [Article(item["title"], item["description"], item["url"], item["picture_url"]) for item in items]

    @property
    def location(self) -> tuple[float, float, str] | None:
        """Latitude, longitude and label of a place."""
        return (self.body["latitude"], self.body["longitude"], self.body["label"]) if self.kind == "location" else None


# Where the words of each kind of body stand; the first that is there counts.
_WORDS = ("text", "head", "label", "code", "title")


def message_of(entry: dict[str, Any], sender: Any, download: Callable[[str], bytes]) -> Message:
    """A message from an entry of the product's JSON."""
    return Message(
        kind=entry["body"]["kind"],
        sender=sender,
        at=datetime.fromisoformat(entry["at"]),
        seq=entry["seq"],
        id=entry["id"],
        raw=entry,
        _download=download,
    )
