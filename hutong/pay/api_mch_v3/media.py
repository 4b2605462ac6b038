"""/v3/merchant/media: pictures and films that merchants upload and name in other calls."""

from hutong.kernel.media import Blob, NotThatKind
from hutong.pay.errors import merchants as errors
from hutong.pay.merchants import media
from hutong.wire.api_mch_v3 import Call, v3
from hutong.wire.mch_uploads import Meta


@v3.post("/v3/merchant/media/upload", upload=True)
async def upload(call: Call[Meta]) -> dict[str, str]:
    """Upload a picture: JPEG, PNG or BMP of up to 2 MB.

    Request:  multipart: `meta` {"filename": "file.png", "sha256": "…"}, which alone is signed, and `file`
    Response: {"media_id": "…"}
    Errors:   MediaRefused · ParamError (sha256 is not that of the file)
    Source:   WeChat Pay documentation "Upload images"
    """
    blob = await _kept(call, "image", media.IMAGE_LIMIT_BYTES, "图片大小不能超过2M")
    if blob.content_type not in media.IMAGE_TYPES and not _is_bitmap(call):
        raise errors.MediaRefused(message="图片格式不正确，仅支持jpg、png、bmp", content_type=blob.content_type)
    return await _named(call, "image", blob)


@v3.post("/v3/merchant/media/video_upload", upload=True)
async def upload_video(call: Call[Meta]) -> dict[str, str]:
    """Upload a film of up to 5 MB: avi, wmv, mpeg, mp4, mov, mkv, flv, f4v, m4v or rmvb, by the ending of its name.

    Request:  multipart: `meta` {"filename": "file.mp4", "sha256": "…"}, which alone is signed, and `file`
    Response: {"media_id": "…"}
    Errors:   MediaRefused · ParamError (sha256 is not that of the file)
    Source:   WeChat Pay documentation "Upload videos"
    """
    ending = call.meta.filename.rpartition(".")[2].lower()
    if ending not in media.VIDEO_ENDINGS:
        raise errors.MediaRefused(message="视频格式不正确", ending=ending[:16])
    return await _named(call, "video", await _kept(call, "video", media.VIDEO_LIMIT_BYTES, "视频大小不能超过5M"))


async def _kept(call: Call[Meta], kind: str, limit_bytes: int, too_large: str) -> Blob:
    if len(call.file.data) > limit_bytes:
        raise errors.MediaRefused(message=too_large, size_bytes=len(call.file.data))
    try:
        # Films and bitmaps are of kinds that we do not look into; other pictures must be what they say.
        is_looked_into = kind == "image" and not _is_bitmap(call)
        return await call.lane.media.put(call.file.data, limit_bytes, "image" if is_looked_into else None)
    except NotThatKind as error:
        raise errors.MediaRefused(message="图片格式不正确，仅支持jpg、png、bmp", **error.facts) from None


def _is_bitmap(call: Call[Meta]) -> bool:
    return call.file.data.startswith(b"BM")


async def _named(call: Call[Meta], kind: str, blob: Blob) -> dict[str, str]:
    kept = await call.lane.db.run(media.add, call.merchant.mchid, kind, blob, call.meta.filename)
    return {"media_id": kept.media_id}
