"""Pictures that merchants and people send beside their words."""

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.media import Blob
from hutong.pay.errors import cards as errors
from hutong.pay.models.cards import UploadedImage, uploaded_images

MOST_BYTES = 2 << 20
SHOWN = ("image/jpeg", "image/png", "image/bmp", "image/gif")


def keep(tx: Transaction, blob: Blob, *, owner: str, purpose: str) -> UploadedImage:
    """Remember a picture that is stored already; `owner` is "merchant:…" or "person:…"."""
    return tx.insert(
        UploadedImage(
            id=tx.new_token("pay.image", 24).hex(),
            owner=owner,
            purpose=purpose,
            digest=blob.digest,
            content_type=blob.content_type,
            at=tx.now,
        )
    )


def get(read: Reader, image_id: str, purpose: str) -> UploadedImage:
    """A picture of this purpose. Raises: ImageUnknown"""
    found = read.one(uploaded_images.by_key, id=image_id)
    if found is None or found.purpose != purpose:
        raise errors.ImageUnknown()
    return found
