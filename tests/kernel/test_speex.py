"""Speex: a tone that goes in is the tone that comes out of the library's own decoder."""

from __future__ import annotations

import array
import ctypes
import itertools
import math
from typing import Any

import pytest

from hutong.kernel import speex

pytestmark = pytest.mark.skipif(not speex.is_there(), reason="libspeex1 is not installed here")

SECONDS = 0.5


def a_tone(hertz: float) -> bytes:
    count = int(speex.RATE_HZ * SECONDS)
    return array.array(
        "h", [int(9_000 * math.sin(2 * math.pi * hertz * n / speex.RATE_HZ)) for n in range(count)]
    ).tobytes()


def decoded(frames: bytes) -> array.array[int]:
    """What the library's decoder makes of frames of 60 bytes."""
    library: Any = speex._library()
    library.speex_decoder_init.restype = ctypes.c_void_p
    library.speex_decoder_init.argtypes = (ctypes.c_void_p,)
    state = library.speex_decoder_init(library.speex_lib_get_mode(1))
    bits = speex._Bits()
    library.speex_bits_init(ctypes.byref(bits))
    samples: array.array[int] = array.array("h")
    for start in range(0, len(frames), speex.FRAME_BYTES):
        library.speex_bits_read_from(ctypes.byref(bits), frames[start : start + speex.FRAME_BYTES], speex.FRAME_BYTES)
        out = (ctypes.c_int16 * speex.FRAME_SAMPLES)()
        assert library.speex_decode_int(ctypes.c_void_p(state), ctypes.byref(bits), out) == 0
        samples.extend(out)
    return samples


def pitch_of(samples: array.array[int]) -> float:
    """Hertz, by how often the middle of the sound crosses zero upwards."""
    middle = samples[len(samples) // 4 : 3 * len(samples) // 4]
    crossings = sum(1 for before, after in itertools.pairwise(middle) if before < 0 <= after)
    return crossings / (len(middle) / speex.RATE_HZ)


@pytest.mark.parametrize("hertz", [220, 440, 1000])
def test_a_tone_keeps_its_pitch(hertz: int) -> None:
    frames = speex.encoded(a_tone(hertz))
    assert len(frames) == math.ceil(speex.RATE_HZ * SECONDS / speex.FRAME_SAMPLES) * speex.FRAME_BYTES
    assert pitch_of(decoded(frames)) == pytest.approx(hertz, rel=0.05)


def test_what_is_no_whole_frame_ends_in_silence() -> None:
    assert len(speex.encoded(b"\0\0" * 10)) == speex.FRAME_BYTES
    assert speex.encoded(b"") == b""
