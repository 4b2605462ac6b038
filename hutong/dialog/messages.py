"""A person's message as an app's server gets it: the kind and the fields of each, named as on the wire."""

from typing import Any, Literal

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.kernel.db import Transaction
from hutong.kernel.media import Blob

Fields = dict[str, Any]
MediaKind = Literal["image", "voice", "video", "thumb", "file"]


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """What had to be made outside the transaction before an entry can be handed on."""

    blob: Blob
    thumb: Blob | None = None
    picture_path: str = ""
    md5: str = ""


def is_message(body: bodies.AnyBody) -> bool:
    """Whether an app's server hears of it at all; edits and what was taken back it does not."""
    return needs_preparation(body) or isinstance(body, bodies.Text | bodies.Location | bodies.Link)


def needs_preparation(body: bodies.AnyBody) -> bool:
    """Whether an entry carries bytes, which an app's server fetches by a media id of its own."""
    return isinstance(body, bodies.Image | bodies.Voice | bodies.Video | bodies.File)


def of_entry(tx: Transaction, app_id: str, entry: chat.Entry, prepared: Prepared | None) -> tuple[str, Fields]:
    """The kind and fields of an entry that a person wrote; its media become media of the app."""
    body = entry.body
    match body:
        case bodies.Text():
            return "text", {"Content": body.text} | ({"bizmsgmenuid": body.choice_id} if body.choice_id else {})
        case bodies.Location():
            place = {"Location_X": body.latitude, "Location_Y": body.longitude, "Scale": body.scale}
            return "location", place | {"Label": body.label}
        case bodies.Link():
            return "link", {"Title": body.title, "Description": body.description, "Url": body.url}
    assert prepared is not None, f"a person writes no entry of kind {entry.kind}"
    return _with_bytes(tx, app_id, body, prepared)


def _with_bytes(tx: Transaction, app_id: str, body: bodies.AnyBody, prepared: Prepared) -> tuple[str, Fields]:
    match body:
        case bodies.Image():
            media_id = _media_id(tx, app_id, "image", prepared.blob, "image")
            return "image", {"PicUrl": prepared.picture_path, "MediaId": media_id}
        case bodies.Voice():
            return "voice", {"MediaId": _media_id(tx, app_id, "voice", prepared.blob, "voice.amr"), "Format": "amr"}
        case bodies.Video():
            media_id = _media_id(tx, app_id, "video", prepared.blob, "video")
            thumb_id = _media_id(tx, app_id, "thumb", prepared.thumb, "thumb") if prepared.thumb else ""
            return "video", {"MediaId": media_id, "ThumbMediaId": thumb_id}
    assert isinstance(body, bodies.File), f"unknown kind of bytes: {body!r}"
    name = body.media.name or "file"
    return "file", {
        "Title": name,
        "Description": "",
        "FileKey": _media_id(tx, app_id, "file", prepared.blob, name),
        "FileMd5": prepared.md5,
        "FileTotalLen": prepared.blob.size_bytes,
    }


def _media_id(tx: Transaction, app_id: str, kind: MediaKind, blob: Blob, filename: str) -> str:
    return apps.add_media(tx, app_id, kind, blob, filename).media_id
