"""/api/console/apps/{app_id}/messages/{openid}/{seq}/media: what people sent, for the account's owner."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import errors
from hutong.kernel.db import Reader
from hutong.wire.paths import number_in
from hutong.wire.product import Call, File, console

# Shown in place; anything else is handed over as a file to keep.
_SHOWN = ("image/", "audio/", "video/")
_ADDRESSES = ("url", "thumb_url")


@console.get("/apps/{app_id}/messages/{openid}/{seq}/media/{part}")
async def show(call: Call[None]) -> File:
    """The bytes of a picture, sound, film or file of a thread (`part` is body or thumb), with range requests.

    Response: the bytes
    Errors:   NotYours · OpenidUnknown · MediaNotFound
    """
    media = await call.lane.db.read(_media, call)
    path = call.lane.media.path(media.digest)
    if not path.is_file():
        raise errors.MediaNotFound()
    filename = None if media.type.startswith(_SHOWN) else media.name or "file"
    return File(path, media.type, filename)


def for_owner(view: chat.EntryView, app_id: str, openid: str) -> chat.EntryView:
    """The entry with its media at addresses the owner may open; the person's own are for the person alone."""
    theirs = f"/api/client/conversations/{view.conversation_id}/entries/{view.seq}/media/"
    ours = f"/api/console/apps/{app_id}/messages/{openid}/{view.seq}/media/"
    changes: dict[str, Any] = {}
    for part in ("media", "thumb"):
        media = getattr(view.body, part, None)
        if media is not None:
            moved = {name: at.replace(theirs, ours) for name in _ADDRESSES if (at := getattr(media, name))}
            changes[part] = msgspec.structs.replace(media, **moved)
    return msgspec.structs.replace(view, body=msgspec.structs.replace(view.body, **changes)) if changes else view


def _media(read: Reader, call: Call[None]) -> bodies.Media:
    app = apps.require_member(read, call.actor, call.path["app_id"], "inbox")
    person_id = apps.person_of(call.lane.keys, app.app_id, call.path["openid"])
    if person_id is None:
        raise errors.OpenidUnknown()
    thread = chat.find_app_thread(read, app.app_id, person_id)
    seq = number_in(call.path["seq"])
    if thread is None or seq is None or not 1 <= seq <= thread.head_seq:
        raise errors.MediaNotFound()
    media = bodies.media_part(chat.entry_of(read, thread.id, seq).body, call.path["part"])
    if media is None:
        raise errors.MediaNotFound()
    return media
