"""Entries as people's devices get them: ids as text, times as RFC 3339, media as addresses."""

from datetime import datetime
from typing import cast

import msgspec

from hutong.chat.models.bodies import (
    AnyBody,
    Articles,
    Body,
    Card,
    CardChanged,
    Choices,
    Edit,
    File,
    Image,
    Link,
    Location,
    Media,
    Music,
    Notice,
    Program,
    Recall,
    Slip,
    Text,
    Video,
    Voice,
)
from hutong.chat.models.senders import Sender
from hutong.chat.models.tables import Entry, SenderKind, Upload


class MediaView(msgspec.Struct, frozen=True, kw_only=True):
    """Media a device may fetch."""

    url: str
    type: str
    size_bytes: int
    name: str | None = None
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    thumb_url: str | None = None


class MediaBodyView(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """A body that is its media."""

    media: MediaView


class ImageView(MediaBodyView, frozen=True, kw_only=True, tag="image"):
    """A picture."""


class VoiceView(MediaBodyView, frozen=True, kw_only=True, tag="voice"):
    """A voice message."""


class FileView(MediaBodyView, frozen=True, kw_only=True, tag="file"):
    """A file."""


class VideoView(MediaBodyView, frozen=True, kw_only=True, tag="video"):
    """A film."""

    title: str = ""
    description: str = ""


class MusicView(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="music"):
    """A piece of music."""

    title: str
    description: str
    url: str
    hq_url: str
    thumb: MediaView | None = None


class ProgramView(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="program"):
    """A page of a mini program; one that its server changes has a state and words."""

    title: str
    app_id: str
    page: str
    thumb: MediaView | None = None
    state: str = ""
    words: dict[str, str | int] = {}


BodyView = (
    Text
    | ImageView
    | VoiceView
    | VideoView
    | FileView
    | Location
    | Link
    | Articles
    | MusicView
    | Choices
    | ProgramView
    | Slip
    | Notice
    | Recall
    | Edit
    | Card
    | CardChanged
)


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a conversation."""

    conversation_id: str
    seq: int
    ordinal: int
    id: str
    client_id: str | None
    sender: Sender | None
    at: str
    body: BodyView


def entry_view(entry: Entry) -> EntryView:
    """An entry as devices get it."""
    return EntryView(
        conversation_id=str(entry.conversation_id),
        seq=entry.seq,
        ordinal=entry.ordinal,
        id=str(entry.id),
        client_id=entry.client_id,
        sender=Sender(cast(SenderKind, entry.sender_kind), entry.sender_id),
        at=time_view(entry.at),
        body=_body_view(entry),
    )


def upload_view(upload: Upload) -> MediaView:
    """Something just uploaded; nobody else can see it yet, and its owner has it."""
    return MediaView(
        url="",
        type=upload.content_type,
        size_bytes=upload.size_bytes,
        name=upload.name,
        width=upload.width,
        height=upload.height,
        seconds=upload.seconds,
    )


def time_view(at: datetime) -> str:
    """A time in RFC 3339, UTC, with milliseconds."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _body_view(entry: Entry) -> BodyView:
    body: AnyBody = entry.body
    match body:
        case Image():
            return ImageView(media=_media(entry, body, "body", body.media))
        case Voice():
            return VoiceView(media=_media(entry, body, "body", body.media))
        case File():
            return FileView(media=_media(entry, body, "body", body.media))
        case Video():
            media = _media(entry, body, "body", body.media)
            return VideoView(media=media, title=body.title, description=body.description)
        case Music():
            return MusicView(
                title=body.title,
                description=body.description,
                url=body.url,
                hq_url=body.hq_url,
                thumb=_thumb(entry, body),
            )
        case Program():
            return ProgramView(
                title=body.title,
                app_id=body.app_id,
                page=body.page,
                thumb=_thumb(entry, body),
                state=body.state,
                words=body.words,
            )
    return body


def _thumb(entry: Entry, body: Music | Program) -> MediaView | None:
    return None if body.thumb is None else _media(entry, body, "thumb", body.thumb)


def _media(entry: Entry, body: Body, part: str, media: Media) -> MediaView:
    folder = f"/api/client/conversations/{entry.conversation_id}/entries/{entry.seq}/media"
    return MediaView(
        url=f"{folder}/{part}",
        type=media.type,
        size_bytes=media.size_bytes,
        name=media.name,
        width=media.width,
        height=media.height,
        seconds=media.seconds,
        thumb_url=f"{folder}/thumb" if isinstance(body, Video) and body.thumb is not None else None,
    )
