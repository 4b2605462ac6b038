"""Pictures that people sent to apps, at addresses nobody can guess: the `PicUrl` of an image message."""

from hutong.dialog import errors, preparing
from hutong.wire.product import Call, File, pages


@pages.get("/pictures/{token}")
async def picture(call: Call[None]) -> File:
    """A picture by the address that went to the app's server.

    Errors: PictureNotFound
    """
    named = preparing.picture_of(call.lane, call.path["token"])
    if named is None or not call.lane.media.exists(named[0]):
        raise errors.PictureNotFound()
    digest, content_type = named
    return File(call.lane.media.path(digest), content_type)
