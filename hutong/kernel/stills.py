"""The first picture of a film, for those who show it before it plays.

It computes for some milliseconds and reads the file itself: call it through `asyncio.to_thread`.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from hutong.kernel.lazily import lazily
from hutong.kernel.media_types import is_sound_or_film, opened, sniff

if TYPE_CHECKING:
    import av
else:
    av = lazily("av")

MAX_SIDE_PIXELS = 480
_QUALITY = 75


def first_picture(film: Path) -> bytes | None:
    """A JPEG of at most 480 pixels a side, a few dozen kilobytes; None when the file shows no picture."""
    with film.open("rb") as file:
        content_type = sniff(file.read(4_096))
        if not is_sound_or_film(content_type):
            return None
        file.seek(0)
        try:
            with opened(file, content_type) as source:
                films = source.streams.video
                if not films or films[0].codec_context is None:
                    return None
                frame = next(iter(source.decode(films[0])), None)
                if frame is None:
                    return None
                picture = frame.to_image()  # type: ignore[no-untyped-call]
        except (av.error.FFmpegError, ValueError, OSError, IndexError):
            return None
    picture.thumbnail((MAX_SIDE_PIXELS, MAX_SIDE_PIXELS))
    drawn = io.BytesIO()
    picture.convert("RGB").save(drawn, "JPEG", quality=_QUALITY)
    return drawn.getvalue()
