"""Broadcasts as the console sends and shows them."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from hutong.official.broadcasts import sending
from hutong.official.broadcasts.contents import Wanted
from hutong.official.broadcasts.desks import Allowance
from hutong.official.models.broadcasts import Area, ArticleShown, Broadcast

MOST_NAMED = 10_000

Words = Annotated[str, msgspec.Meta(max_length=5_000)]
Id = Annotated[str, msgspec.Meta(max_length=256)]


class AudienceShape(msgspec.Struct, frozen=True, kw_only=True):
    """Whom it is for: everybody who is all of what is named; or `openids` alone."""

    tag_id: int | None = None
    language: str | None = None
    scene: str | None = None
    active_within_days: int | None = None
    area: Area | None = None
    openids: Annotated[list[Id], msgspec.Meta(max_length=MOST_NAMED)] | None = None
    openids_count: int | None = None


class TextContent(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="text"):
    text: Words


class ImageContent(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="image"):
    media_id: Id


class ImagesContent(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="images"):
    media_ids: Annotated[list[Id], msgspec.Meta(max_length=100)]
    text: Words = ""


class VoiceContent(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="voice"):
    media_id: Id


class VideoContent(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="video"):
    media_id: Id
    title: Words = ""
    description: Words = ""


class ArticlesContent(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="articles"):
    """News by their media id: a draft, or what the library holds."""

    media_id: Id


Content = TextContent | ImageContent | ImagesContent | VoiceContent | VideoContent | ArticlesContent


class Meant(msgspec.Struct, frozen=True):
    audience: AudienceShape = AudienceShape()


class NewBroadcast(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast under an id of the sender's choice: the same id is the same broadcast."""

    content: Content
    audience: AudienceShape = AudienceShape()
    client_id: str


class ToOne(msgspec.Struct, frozen=True, kw_only=True):
    content: Content
    openid: Id


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """`filtered` are meant, and would not get it."""

    total: int
    reached: int
    filtered: int
    allowance: Allowance


class SaidShape(msgspec.Struct, frozen=True, kw_only=True):
    """What was said. Of a film, `text` is its description."""

    kind: str
    text: str
    title: str
    articles: list[ArticleShown]
    media_ids: list[str]


class BroadcastShape(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    state: str
    by: str
    sent_by: str
    audience: AudienceShape
    content: SaidShape
    created_at: datetime
    finished_at: datetime | None
    total: int
    reached: int
    sent: int
    failed: int
    filtered: int
    deleted_articles: list[int]


class BroadcastList(msgspec.Struct, frozen=True):
    items: list[BroadcastShape]
    next: str | None
    allowance: Allowance


class ListQuery(msgspec.Struct, frozen=True):
    """`before` is the last id of the page before."""

    before: str = ""
    limit: int = 20


class DeleteQuery(msgspec.Struct, frozen=True):
    """Which article, from 1; without it, all of them."""

    article: Annotated[int, msgspec.Meta(ge=1, le=8)] | None = None


class MediaQuery(msgspec.Struct, frozen=True):
    kind: Literal["image", "voice", "video"]
    name: Annotated[str, msgspec.Meta(max_length=255)] = ""


class MediaShape(msgspec.Struct, frozen=True, kw_only=True):
    media_id: str
    kind: str
    size_bytes: int
    seconds: float | None
    expires_at: datetime


class Rules(msgspec.Struct, frozen=True):
    rule_set: str


def shape(one: Broadcast) -> BroadcastShape:
    """A broadcast as the console shows it."""
    audience, said = one.audience, one.said
    is_out = one.state not in (sending.SENDING, sending.FAILED)
    return BroadcastShape(
        id=str(one.number),
        state=one.state,
        by=one.by,
        sent_by=one.sent_by,
        audience=AudienceShape(
            tag_id=audience.tag_id,
            language=audience.language,
            scene=audience.scene,
            active_within_days=audience.active_within_days,
            area=audience.area,
            openids_count=one.total if audience.is_list else None,
        ),
        content=SaidShape(
            kind=said.kind,
            text=said.text,
            title=said.title,
            articles=list(said.articles),
            media_ids=list(said.media_ids),
        ),
        created_at=one.created_at,
        finished_at=one.finished_at,
        total=one.total,
        reached=one.reached,
        sent=one.reached if is_out else 0,
        failed=0,
        filtered=one.total - one.reached,
        deleted_articles=[place + 1 for place in one.deleted_places],
    )


def wanted_of(content: Content) -> Wanted:
    """What a broadcast is to say."""
    match content:
        case TextContent():
            return Wanted(kind="text", text=content.text)
        case ImagesContent():
            return Wanted(kind="images", media_ids=tuple(content.media_ids), text=content.text)
        case VideoContent():
            return Wanted(
                kind="video", media_ids=(content.media_id,), title=content.title, description=content.description
            )
        case ImageContent():
            kind = "image"
        case VoiceContent():
            kind = "voice"
        case ArticlesContent():
            kind = "articles"
    return Wanted(kind=kind, media_ids=(content.media_id,))
