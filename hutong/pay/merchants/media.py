"""What merchants upload: pictures and films with an id of their own, which other calls name."""

from base64 import urlsafe_b64encode

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.media import Blob
from hutong.pay.models.merchants import MerchantMedia, merchant_media

IMAGE_TYPES = frozenset({"image/jpeg", "image/png"})
IMAGE_LIMIT_BYTES = 2 << 20
VIDEO_LIMIT_BYTES = 5 << 20
VIDEO_ENDINGS = ("avi", "wmv", "mpeg", "mp4", "mov", "mkv", "flv", "f4v", "m4v", "rmvb")

_ID_BYTES = 48


def add(tx: Transaction, mchid: str, kind: str, blob: Blob, filename: str) -> MerchantMedia:
    """Let a merchant name a stored blob."""
    return tx.insert(
        MerchantMedia(
            mchid=mchid,
            media_id=urlsafe_b64encode(tx.new_token("pay.media_id", _ID_BYTES)).decode(),
            kind=kind,
            digest=blob.digest,
            filename=filename,
            content_type=blob.content_type,
            size_bytes=blob.size_bytes,
            created_at=tx.now,
        )
    )


def find(read: Reader, mchid: str, media_id: str) -> MerchantMedia | None:
    """What a merchant uploaded under this id."""
    return read.one(merchant_media.by_key, mchid=mchid, media_id=media_id)
