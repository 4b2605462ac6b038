"""Taking files in: what each kind may be, told from the bytes, and where it is kept."""

import msgspec

from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.kernel.media import Blob, Kind, NotThatKind, sniff
from hutong.official.errors.material import (
    ArticlePictureRefused,
    MaterialEmpty,
    MaterialKindWrong,
    MaterialTooLarge,
    MaterialTypeRefused,
    PictureTooLarge,
    SoundTooLong,
)
from hutong.official.material import library, pictures
from hutong.official.models.material import Material

_MB = 1 << 20
_SNIFFED_BYTES = 4_096


class Bounds(msgspec.Struct, frozen=True):
    """What a kind may be, and what to say of what is larger or of another type."""

    kind: Kind
    types: frozenset[str]
    limit_bytes: int
    too_large: type[HutongError]
    wrong_type: type[HutongError] = MaterialTypeRefused
    most_seconds: int | None = None


BOUNDS: dict[str, Bounds] = {
    "image": Bounds(
        "image", frozenset({"image/bmp", "image/png", "image/jpeg", "image/gif"}), 10 * _MB, PictureTooLarge
    ),
    "voice": Bounds(
        "voice",
        frozenset({"audio/mpeg", "audio/x-ms-wma", "audio/wav", "audio/amr"}),
        2 * _MB,
        MaterialTooLarge,
        most_seconds=60,
    ),
    "video": Bounds("video", frozenset({"video/mp4"}), 10 * _MB, MaterialTooLarge),
    "thumb": Bounds("image", frozenset({"image/jpeg"}), 64 << 10, MaterialTooLarge),
}
"""What the library takes."""

_IN_AN_ARTICLE = Bounds(
    "image", frozenset({"image/jpeg", "image/png"}), _MB, PictureTooLarge, wrong_type=ArticlePictureRefused
)


async def keep(lane: Lane, app_id: str, kind: str, data: bytes, name: str = "", description: str = "") -> Material:
    """Check a file and keep it in the library. Of a film, `name` is its title.

    Raises: MaterialKindWrong · MaterialEmpty · MaterialTypeRefused · PictureTooLarge · MaterialTooLarge ·
            SoundTooLong · LibraryFull
    """
    bounds = BOUNDS.get(kind)
    if bounds is None:
        raise MaterialKindWrong(type=kind[:32])
    blob = await _stored(lane, data, bounds)
    path = "" if kind == "voice" else pictures.path_of(lane.keys, blob.digest, blob.content_type)
    return await lane.db.run(library.add, app_id, kind, blob, name=name, description=description, path=path)


async def article_picture(lane: Lane, data: bytes) -> str:
    """Keep a picture for use inside articles; its path from the root of the instance. The library does not count it.

    Raises: MaterialEmpty · ArticlePictureRefused · PictureTooLarge
    """
    blob = await _stored(lane, data, _IN_AN_ARTICLE)
    return pictures.path_of(lane.keys, blob.digest, blob.content_type)


async def _stored(lane: Lane, data: bytes, bounds: Bounds) -> Blob:
    if not data:
        raise MaterialEmpty()
    if len(data) > bounds.limit_bytes:
        raise bounds.too_large(limit_bytes=bounds.limit_bytes, size_bytes=len(data))
    content_type = sniff(data[:_SNIFFED_BYTES])
    if content_type not in bounds.types:
        raise bounds.wrong_type(content_type=content_type, accepted=sorted(bounds.types))
    try:
        blob = await lane.media.put(data, bounds.limit_bytes, expected=bounds.kind)
    except NotThatKind as refused:
        raise bounds.wrong_type(**refused.facts) from None
    if bounds.most_seconds is not None and (blob.duration_seconds or 0) > bounds.most_seconds:
        raise SoundTooLong(limit_seconds=bounds.most_seconds, seconds=blob.duration_seconds)
    return blob
