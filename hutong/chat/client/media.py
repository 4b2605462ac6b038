"""/api/client/conversations/{id}/entries/{seq}/media: for those who see the entry, and nobody else."""

from hutong.chat import errors, reading
from hutong.chat.client.paths import conversation_id_of, seq_of
from hutong.chat.models.bodies import Media, media_part
from hutong.kernel.db import Reader
from hutong.wire.product import Call, File, client

# Shown in place; anything else is handed over as a file to keep.
_SHOWN = ("image/", "audio/", "video/")


@client.get("/conversations/{conversation_id}/entries/{seq}/media/{part}")
async def show(call: Call[None]) -> File:
    """The bytes of a message's picture, sound, film or file (`part` is body or thumb), with range requests.

    Response: the bytes
    Errors:   ConversationNotFound · EntryNotFound · MediaNotFound
    """
    media = await call.lane.db.read(_media, call.person_id, conversation_id_of(call), seq_of(call), call.path["part"])
    path = call.lane.media.path(media.digest)
    if not path.is_file():
        raise errors.MediaNotFound()
    filename = None if media.type.startswith(_SHOWN) else media.name or "file"
    return File(path, media.type, filename)


def _media(read: Reader, person_id: int, conversation_id: int, seq: int, part: str) -> Media:
    entry = reading.entry_for(read, person_id, conversation_id, seq)
    media = media_part(entry.body, part)
    if media is None:
        raise errors.MediaNotFound()
    return media
