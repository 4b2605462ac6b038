"""/media/videos/…: a temporary video for whoever was given its id, which nobody can guess."""

from hutong.apps import errors, media
from hutong.kernel.db import Reader
from hutong.wire.product import Call, File, pages


@pages.get("/media/videos/{media_id}")
def video(read: Reader, call: Call[None]) -> File:
    """The video that `media/get` named. Errors: MediaUnknown"""
    found = media.find_for_anybody(read, call.path["media_id"])
    if found is None or found.kind != "video":
        raise errors.MediaUnknown(media_id=call.path["media_id"][:128])
    path = call.lane.media.path(found.digest)
    return File(path, found.content_type, media.download_name(found), cache="private, max-age=3600")
