"""What an entry says: one struct per kind, told apart by `kind` in JSON."""

import msgspec


class Media(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A picture, sound, film or file beside an entry. The digest never leaves the server."""

    digest: str
    type: str
    size_bytes: int
    name: str | None = None
    width: int | None = None
    height: int | None = None
    seconds: float | None = None


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """The base of all bodies."""


class Text(Body, frozen=True, kw_only=True, tag="text"):
    """Words. `choice_id` is set when they answer one of the `Choices` an app offered."""

    text: str
    choice_id: str | None = None


class Image(Body, frozen=True, kw_only=True, tag="image"):
    """A picture."""

    media: Media


class Voice(Body, frozen=True, kw_only=True, tag="voice"):
    """A voice message, in a form browsers play and can seek in."""

    media: Media


class Video(Body, frozen=True, kw_only=True, tag="video"):
    """A film, with a picture to show before it plays."""

    media: Media
    thumb: Media | None = None
    title: str = ""
    description: str = ""


class File(Body, frozen=True, kw_only=True, tag="file"):
    """A file of any type."""

    media: Media


class Location(Body, frozen=True, kw_only=True, tag="location"):
    """A place; `scale` is the zoom of the map the sender saw."""

    latitude: float
    longitude: float
    scale: int
    label: str
    name: str = ""


class Link(Body, frozen=True, kw_only=True, tag="link"):
    """A web page that somebody recommends."""

    title: str
    description: str
    url: str
    picture_url: str = ""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One of the articles an app sends."""

    title: str
    description: str
    url: str
    picture_url: str


class Articles(Body, frozen=True, kw_only=True, tag="articles"):
    """Articles from an app: the first large, the rest below it."""

    items: list[Article]


class Music(Body, frozen=True, kw_only=True, tag="music"):
    """A piece of music somewhere on the web."""

    title: str
    description: str
    url: str
    hq_url: str
    thumb: Media | None = None


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Something to choose; `id` goes back with the answer."""

    id: str
    text: str


class Choices(Body, frozen=True, kw_only=True, tag="choices"):
    """A question from an app with the answers it offers."""

    head: str
    items: list[Choice]
    tail: str


class Program(Body, frozen=True, kw_only=True, tag="program"):
    """A page of a mini program. A card that its server changes has a `state`, and `words` of how it stands."""

    title: str
    app_id: str
    page: str
    thumb: Media | None = None
    state: str = ""
    words: dict[str, str | int] = {}


class SlipLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a slip; a line without a `name` is words alone."""

    name: str
    value: str


class Slip(Body, frozen=True, kw_only=True, tag="slip"):
    """A form that an account filled in for one person: an order paid, an appointment made. It may open `url`."""

    title: str
    lines: list[SlipLine]
    url: str = ""


class Notice(Body, frozen=True, kw_only=True, tag="notice"):
    """Something the product says in the reader's language; the words live with the client, under `code`."""

    code: str
    params: dict[str, str | int]


class Recall(Body, frozen=True, kw_only=True, tag="recall"):
    """The entry `concerns` was taken back. Also what is shown in that entry's place."""

    concerns: int


class Edit(Body, frozen=True, kw_only=True, tag="edit"):
    """The text of the entry `concerns` now reads so."""

    concerns: int
    text: str


class Card(Body, frozen=True, kw_only=True, tag="card"):
    """Something that another domain keeps, shown where it is talked about: a transfer, a red packet, a split.

    `type` and `subject` say what it is, `state` how it stands and `words` what everybody here may know of it; what is
    private is asked for. Only the domain that keeps it posts it.
    """

    type: str
    subject: str
    words: dict[str, str | int]
    state: str


class CardChanged(Body, frozen=True, kw_only=True, tag="card_changed"):
    """The card `concerns`, or the page of a program, now stands so, and says so."""

    concerns: int
    words: dict[str, str | int]
    state: str


AnyBody = (
    Text
    | Image
    | Voice
    | Video
    | File
    | Location
    | Link
    | Articles
    | Music
    | Choices
    | Program
    | Slip
    | Notice
    | Recall
    | Edit
    | Card
    | CardChanged
)

# Shown in place or folded onto another entry, but never worth an unread mark.
QUIET = (Notice, Recall, Edit, CardChanged)
FOLDED = (Recall, Edit, CardChanged)
# Between people: an app's developer hears nothing of them.
PRIVATE = (Card, CardChanged)


def kind_of(body: Body) -> str:
    """The `kind` that stands in JSON."""
    return str(type(body).__struct_config__.tag)


def media_part(body: Body, part: str) -> Media | None:
    """The media called `part` ("body" or "thumb") of a body, where it has one."""
    found = getattr(body, {"body": "media", "thumb": "thumb"}.get(part, ""), None)
    return found if isinstance(found, Media) else None
