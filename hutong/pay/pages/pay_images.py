"""/pay-images: pictures of coupons, which anybody may see who has their address."""

from hutong.pay.cards import images
from hutong.wire.product import Call, File, pages


@pages.get("/pay-images/{image_id}")
async def show(call: Call[None]) -> File:
    """A picture that a merchant uploaded for coupons.

    Errors: ImageUnknown
    """
    found = await call.lane.db.read(images.get, call.path["image_id"], "marketing")
    return File(call.lane.media.path(found.digest), found.content_type)
