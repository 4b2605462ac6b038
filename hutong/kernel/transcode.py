"""Voice in the form each side wants: AMR for developers, MP3 for browsers.

PyAV's wheels carry OpenCORE's AMR-NB encoder beside FFmpeg's decoder, so both directions work wherever the
wheel is used. A PyAV built against a system FFmpeg may lack the encoder; `to_amr` then raises CannotEncode.

Both compute for about a hundredth of the sound's length: call them through `asyncio.to_thread`.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hutong.kernel.errors import HutongError
from hutong.kernel.lazily import lazily
from hutong.kernel.media_types import is_sound_or_film, opened, sniff

if TYPE_CHECKING:
    import av
else:
    av = lazily("av")

AMR_RATE_HZ = 8_000
AMR_BITS_PER_SECOND = 12_200
BROWSER_CONTENT_TYPE = "audio/mpeg"
_BROWSER_RATE_HZ = 24_000
_BROWSER_BITS_PER_SECOND = 40_000


class NotSound(HutongError):
    """The bytes are `content_type`, or broken: no sound can be read from them."""


class TooLong(HutongError):
    """The sound is longer than `limit_seconds`."""


class CannotEncode(HutongError):
    """This machine's FFmpeg has no encoder named `codec`."""


def to_amr(data: bytes, limit_seconds: float = 60) -> bytes:
    """Any sound we can read, as AMR-NB at 12.2 kbit/s: what `media/get` gives a developer for a voice message.

    Raises: NotSound, TooLong, CannotEncode.
    """
    return _transcode(
        data,
        container_format="amr",
        codec="libopencore_amrnb",
        rate_hz=AMR_RATE_HZ,
        bits_per_second=AMR_BITS_PER_SECOND,
        limit_seconds=limit_seconds,
    )


def to_browser(data: bytes, limit_seconds: float = 60) -> bytes:
    """Any sound we can read, as MP3 (`BROWSER_CONTENT_TYPE`), which every browser plays and can seek in.

    Raises: NotSound, TooLong, CannotEncode.
    """
    return _transcode(
        data,
        container_format="mp3",
        codec="libmp3lame",
        rate_hz=_BROWSER_RATE_HZ,
        bits_per_second=_BROWSER_BITS_PER_SECOND,
        limit_seconds=limit_seconds,
    )


def to_samples(data: bytes, rate_hz: int, limit_seconds: float = 60) -> bytes:
    """Any sound we can read, as samples of 16 bits in one channel. Raises: NotSound, TooLong."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate_hz)
    parts: list[bytes] = []
    heard = 0
    for frame in _decoded(data, resampler):
        heard += frame.samples
        if heard > limit_seconds * rate_hz + rate_hz // 2:
            raise TooLong(limit_seconds=limit_seconds)
        parts.append(bytes(frame.planes[0])[: frame.samples * 2])
    return b"".join(parts)


def _transcode(
    data: bytes,
    *,
    container_format: str,
    codec: str,
    rate_hz: int,
    bits_per_second: int,
    limit_seconds: float,
) -> bytes:
    written = io.BytesIO()
    resampler = av.AudioResampler(format=_sample_format(codec), layout="mono", rate=rate_hz)
    heard_samples = 0
    with av.open(written, mode="w", format=container_format) as target:
        stream = target.add_stream(codec, rate=rate_hz)
        assert isinstance(stream, av.AudioStream), "an audio codec makes an audio stream"
        stream.bit_rate = bits_per_second
        stream.layout = "mono"
        for frame in _decoded(data, resampler):
            heard_samples += frame.samples
            # Silence compresses a thousandfold, so the limit is watched while decoding.
            if heard_samples > limit_seconds * rate_hz + rate_hz // 2:
                raise TooLong(limit_seconds=limit_seconds)
            target.mux(stream.encode(frame))
        if heard_samples == 0:
            raise NotSound(content_type=sniff(data[:512]))
        target.mux(stream.encode(None))
    return written.getvalue()


def _decoded(data: bytes, resampler: "av.AudioResampler") -> Iterator["av.AudioFrame"]:
    content_type = sniff(data[:4_096])
    if not is_sound_or_film(content_type):
        raise NotSound(content_type=content_type)
    try:
        with opened(io.BytesIO(data), content_type) as source:
            if not source.streams.audio or source.streams.audio[0].codec_context is None:
                raise NotSound(content_type=content_type)
            for frame in source.decode(source.streams.audio[0]):
                yield from resampler.resample(frame)
            yield from resampler.resample(None)
    except (av.error.FFmpegError, ValueError, OSError):
        raise NotSound(content_type=content_type) from None


def _sample_format(codec: str) -> str:
    """The form of samples that an encoder takes."""
    try:
        formats = av.Codec(codec, "w").audio_formats
    except (av.error.FFmpegError, ValueError):
        raise CannotEncode(codec=codec) from None
    return formats[0].name if formats else "s16"
