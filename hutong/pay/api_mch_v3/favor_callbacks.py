"""/v3/marketing/favor/callbacks and media: where a merchant is told of cash coupons, and pictures of coupons."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.errors import HutongError
from hutong.pay.cards import callbacks, images
from hutong.pay.errors import cards as errors
from hutong.pay.times import rfc3339
from hutong.wire.addresses import Addresses
from hutong.wire.api_mch_v3 import Call, v3
from hutong.wire.mch_uploads import Meta as FileMeta

_CALLBACKS = "/v3/marketing/favor/callbacks"
_PICTURES = ("image/jpeg", "image/png", "image/bmp")


class SetCallback(msgspec.Struct, frozen=True, kw_only=True):
    mchid: Annotated[str, Meta(min_length=1, max_length=20)]
    notify_url: Annotated[str, Meta(min_length=1, max_length=256, pattern="^https?://[^?#\\s]+$")]
    switch: bool = True


class GetQuery(msgspec.Struct, frozen=True, kw_only=True):
    mchid: Annotated[str, Meta(min_length=1, max_length=20)]


@v3.post(_CALLBACKS, body=SetCallback, names=("mchid",))
def set_(tx: Transaction, call: Call[SetCallback]) -> dict[str, Any]:
    """Say where the merchant is told that coupons are used (COUPON.USE); switch off to be told nothing.

    Request:  {"mchid": "1900000109", "notify_url": "https://shop.example/coupons", "switch": true}
    Response: {"update_time": "2026-11-22T10:00:00+08:00", "notify_url": "https://shop.example/coupons"}
    Errors:   PARAM_ERROR
    Source:   "Setting the address of notices"
    """
    kept = callbacks.keep(tx, call.mchid, "favor", url=call.body.notify_url, is_on=call.body.switch)
    return {"update_time": rfc3339(kept.changed_at), "notify_url": kept.url}


@v3.get(_CALLBACKS, query=GetQuery, names=("mchid",))
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """Where the merchant is told.

    Request:  ?mchid=1900000109
    Response: {"mchid": "1900000109", "notify_url": "https://shop.example/coupons"}
    Errors:   CardCallbackUnset
    Source:   "Querying the address of notices"
    """
    return {"mchid": call.mchid, "notify_url": callbacks.get(read, call.mchid, "favor").url}


@v3.post("/v3/marketing/favor/media/image-upload", upload=True)
async def image_upload(call: Call[FileMeta]) -> dict[str, Any]:
    """Upload a picture for coupons: JPEG, PNG or BMP of at most 2 MB. Only `meta` is signed.

    Request:  multipart: meta {"filename": "tea.png", "sha256": "…"}, file
    Response: {"media_url": "http://lane.localhost:8080/pay-images/…"}
    Errors:   MarketingImageWrong
    Source:   "Uploading pictures (marketing)"
    """
    try:
        blob = await call.lane.media.put(call.file.data, images.MOST_BYTES, "image")
    except HutongError:
        raise errors.MarketingImageWrong() from None
    if blob.content_type not in _PICTURES:
        raise errors.MarketingImageWrong()
    kept = await call.lane.db.run(images.keep, blob, owner=f"merchant:{call.mchid}", purpose="marketing")
    return {"media_url": f"{call.lane.port(Addresses).url}/pay-images/{kept.id}"}
