"""What bytes are, told from the bytes: content type, picture size, duration.

Nothing a sender claims is believed. The libraries that read strangers' files are told which format to expect,
so that a file cannot choose a reader that would open other files or addresses.
"""

import codecs
import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import msgspec
from PIL import Image, UnidentifiedImageError

from hutong.kernel.lazily import lazily

if TYPE_CHECKING:
    import av
    from av.container import InputContainer
else:
    av = lazily("av")

MAX_PIXELS = 80_000_000
# Pillow warns at a bound somewhat above ours, and refuses at twice that.
_BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
_HEAD_BYTES = 4_096
_MAX_PACKETS = 500_000
_AMR_FRAME_SECONDS = 0.02

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"#!AMR\n", "audio/amr"),
    (b"#!AMR-WB\n", "audio/amr-wb"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "audio/x-ms-wma"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS = {b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime"}
_PICTURES = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
}
# A bitmap begins with two letters that begin words as well; the length of its second header tells it from them.
_BITMAP_HEADER_BYTES = (12, 40, 52, 56, 64, 108, 124)
_SOUNDS_AND_FILMS = {
    "audio/amr": "amr",
    "audio/amr-wb": "amr",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "video/webm": "matroska",
    "audio/mp4": "mov",
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "audio/x-ms-wma": "asf",
}
# Containers that hold sound alone or films; their streams decide.
_BOTH_WAYS = {
    "audio/ogg": ("audio/ogg", "video/ogg"),
    "video/webm": ("audio/webm", "video/webm"),
    "audio/mp4": ("audio/mp4", "video/mp4"),
    "video/mp4": ("audio/mp4", "video/mp4"),
    "audio/x-ms-wma": ("audio/x-ms-wma", "video/x-ms-wmv"),
}


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says about itself; `is_readable` is false when a picture, sound or film is broken."""

    content_type: str
    is_readable: bool = True
    width: int | None = None
    height: int | None = None
    duration_seconds: float | None = None


def sniff(head: bytes) -> str:
    """The content type that the first bytes show; 512 of them are enough."""
    for start, content_type in _STARTS:
        if head.startswith(start):
            return content_type
    if head.startswith(b"RIFF") and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if _is_mp3_frame(head):
        return "audio/mpeg"
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BITMAP_HEADER_BYTES:
        return "image/bmp"
    return "text/plain" if _is_text(head) else "application/octet-stream"


def inspect(file: BinaryIO) -> Inspection:
    """Tell what a file is; never raises for what is in it."""
    file.seek(0)
    content_type = sniff(file.read(_HEAD_BYTES))
    file.seek(0)
    if content_type in _PICTURES:
        return _inspect_picture(file, content_type)
    if content_type in _SOUNDS_AND_FILMS:
        return _inspect_sound_or_film(file, content_type)
    return Inspection(content_type=content_type)


@contextlib.contextmanager
def opened(file: BinaryIO, content_type: str) -> Iterator["InputContainer"]:
    """A sound or film opened by the one reader that its content type names."""
    container = av.open(file, mode="r", format=_SOUNDS_AND_FILMS[content_type])
    try:
        yield container
    finally:
        container.close()


def is_sound_or_film(content_type: str) -> bool:
    """Whether `opened` can be asked for this type."""
    return content_type in _SOUNDS_AND_FILMS


def _is_mp3_frame(head: bytes) -> bool:
    """Eleven sync bits, then a layer III, bit rate and sample rate that exist."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    version_is_known = head[1] & 0x18 != 0x08
    return version_is_known and head[2] & 0xF0 not in (0x00, 0xF0) and head[2] & 0x0C != 0x0C


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        # A character may be cut at the end of the head, which an incremental decoder waits for.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _inspect_picture(file: BinaryIO, content_type: str) -> Inspection:
    broken = Inspection(content_type=content_type, is_readable=False)
    try:
        with Image.open(file, formats=(_PICTURES[content_type],)) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, *_BOMBS, OSError, ValueError, SyntaxError):
        return broken
    if not 0 < width * height <= MAX_PIXELS:
        return broken
    return Inspection(content_type=content_type, width=width, height=height)


def _inspect_sound_or_film(file: BinaryIO, content_type: str) -> Inspection:
    try:
        with opened(file, content_type) as container:
            return _inspect_streams(container, content_type)
    except (av.error.FFmpegError, ValueError, OSError, EOFError):
        return Inspection(content_type=content_type, is_readable=False)


def _inspect_streams(container: "InputContainer", content_type: str) -> Inspection:
    # A stream whose codec nobody could tell, as in a file that was cut, has no context and cannot be read.
    sounds = [sound for sound in container.streams.audio if sound.codec_context is not None]
    films = [film for film in container.streams.video if film.codec_context is not None]
    # A cover picture inside an MP3 or M4A is a video stream by name only.
    films = [film for film in films if not film.disposition & av.stream.Disposition.attached_pic]
    sound_type, film_type = _BOTH_WAYS.get(content_type, (content_type, content_type))
    duration_seconds = _duration_seconds(container, content_type)
    return Inspection(
        content_type=film_type if films else sound_type,
        is_readable=bool(films or sounds) and duration_seconds != 0,
        width=films[0].codec_context.width if films else None,
        height=films[0].codec_context.height if films else None,
        duration_seconds=duration_seconds,
    )


def _duration_seconds(container: "InputContainer", content_type: str) -> float | None:
    """From the header where it can be trusted, else by reading through the packets without decoding them."""
    if container.duration and not content_type.startswith("audio/amr"):
        return round(container.duration / av.time_base, 3)
    packets = 0
    end = 0.0
    for packet in container.demux():
        packets += packet.size > 0
        if packet.pts is not None and packet.time_base is not None:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        if packets > _MAX_PACKETS:
            return None
    # AMR's reader guesses times from the bit rate; its frames are 20 ms each.
    return round(packets * _AMR_FRAME_SECONDS if content_type.startswith("audio/amr") else end, 3)
