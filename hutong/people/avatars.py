"""Avatars: strangers' pictures made into small square ones of ours, which anybody may see."""

import asyncio
import io
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.media import sniff
from hutong.people import errors
from hutong.people.models import Avatar, avatars

if TYPE_CHECKING:
    from hutong.kernel.lane import Lane

LIMIT_BYTES = 5 << 20
SIDE_PIXELS = 512
CONTENT_TYPE = "image/webp"

_MAX_PIXELS = 50_000_000
_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}


async def keep(lane: "Lane", picture: bytes) -> str:
    """Keep a picture as an avatar. Answers the digest it is seen under.

    Raises: PictureRefused
    """
    small = await asyncio.to_thread(redraw, picture)
    blob = await lane.media.put(small, LIMIT_BYTES)
    await lane.db.run(show, blob.digest)
    return blob.digest


def show(tx: Transaction, digest: str) -> None:
    """Let anybody see the blob of this digest."""
    tx.get_or_add(Avatar(digest=digest, kept_at=tx.now))


def is_shown(read: Reader, digest: str) -> bool:
    """Whether a blob is an avatar; every other blob has its own rules of who may see it."""
    return read.one(avatars.by_key, digest=digest) is not None


def redraw(picture: bytes) -> bytes:
    """A square WebP of the middle of a picture, upright, without what cameras write into files.

    Raises: PictureRefused
    """
    expected = _FORMATS.get(sniff(picture[:512]))
    if expected is None:
        raise errors.PictureRefused(accepted=sorted(_FORMATS))
    try:
        with Image.open(io.BytesIO(picture), formats=(expected,)) as opened:
            if opened.width * opened.height > _MAX_PIXELS:
                raise errors.PictureRefused(most_pixels=_MAX_PIXELS)
            # A JPEG of a large camera is decoded at half, quarter or eighth of its size at once.
            opened.draft("RGB", (SIDE_PIXELS, SIDE_PIXELS))
            return _as_webp(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError):
        raise errors.PictureRefused(accepted=sorted(_FORMATS)) from None


def _as_webp(picture: Image.Image) -> bytes:
    is_clear = "A" in picture.getbands() or "transparency" in picture.info
    side = min(SIDE_PIXELS, *picture.size)
    square = ImageOps.fit(picture.convert("RGBA" if is_clear else "RGB"), (side, side), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    square.save(written, "WEBP", quality=85, method=4)
    return written.getvalue()
