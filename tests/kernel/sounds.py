"""Sounds made out of nothing, for tests of media."""

import io
import math
import struct
import wave

import av
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream


def a_wav(seconds: float = 1.0, rate_hz: int = 16_000) -> bytes:
    """A tone of 440 Hz."""
    samples = (int(8_000 * math.sin(n * 440 * math.tau / rate_hz)) for n in range(int(rate_hz * seconds)))
    written = io.BytesIO()
    with wave.open(written, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(rate_hz)
        target.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return written.getvalue()


def a_sound(container: str, codec: str, seconds: float = 1.0) -> bytes:
    """The same tone in another container and codec."""
    written = io.BytesIO()
    formats = av.Codec(codec, "w").audio_formats
    assert formats
    resampler = AudioResampler(format=formats[0].name, layout="mono", rate=48_000)
    with av.open(written, "w", format=container) as target, av.open(io.BytesIO(a_wav(seconds)), "r") as source:
        stream = target.add_stream(codec, rate=48_000)
        assert isinstance(stream, AudioStream)
        stream.layout = "mono"
        for frame in [*source.decode(audio=0), None]:
            for resampled in resampler.resample(frame):
                target.mux(stream.encode(resampled))
        target.mux(stream.encode(None))
    return written.getvalue()


def a_film(container: str = "mp4", seconds: int = 1) -> bytes:
    """Black, 64 by 48."""
    written = io.BytesIO()
    with av.open(written, "w", format=container) as target:
        stream = target.add_stream("mpeg4" if container == "mp4" else "libvpx", rate=10)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(10 * seconds):
            target.mux(stream.encode(av.VideoFrame(64, 48, "yuv420p")))
        target.mux(stream.encode(None))
    return written.getvalue()
