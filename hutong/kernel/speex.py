"""Speech in Speex wideband, by the library that Debian calls libspeex1, where the machine has it.

FFmpeg reads Speex and does not write it, so neither does PyAV. Frames of 20 ms stand one after another, 60 bytes each,
without a container.
"""

import ctypes
import ctypes.util
from functools import cache

from hutong.kernel.transcode import CannotEncode

RATE_HZ = 16_000
FRAME_SAMPLES = 320
FRAME_BYTES = 60

_WIDEBAND = 1
_SET_QUALITY = 4
# What makes a frame of 60 bytes: 23.8 kbit/s.
_QUALITY = 7
_SAMPLE_BYTES = 2


class _Bits(ctypes.Structure):
    _fields_ = (
        ("chars", ctypes.c_void_p),
        ("nb_bits", ctypes.c_int),
        ("char_at", ctypes.c_int),
        ("bit_at", ctypes.c_int),
        ("owner", ctypes.c_int),
        ("overflow", ctypes.c_int),
        ("size", ctypes.c_int),
        ("reserved", ctypes.c_int),
        ("more", ctypes.c_void_p),
    )


def is_there() -> bool:
    """Whether this machine can encode Speex."""
    return _library() is not None


def encoded(pcm: bytes) -> bytes:
    """Samples of 16 bits at 16 kHz, one channel, as frames of 60 bytes; the last is filled up with silence.

    Raises: CannotEncode
    """
    library = _library()
    if library is None:
        raise CannotEncode(codec="libspeex")
    state = library.speex_encoder_init(library.speex_lib_get_mode(_WIDEBAND))
    bits = _Bits()
    library.speex_bits_init(ctypes.byref(bits))
    try:
        quality = ctypes.c_int(_QUALITY)
        library.speex_encoder_ctl(state, _SET_QUALITY, ctypes.byref(quality))
        return b"".join(_frame(library, state, bits, pcm, start) for start in range(0, len(pcm), _step()))
    finally:
        library.speex_bits_destroy(ctypes.byref(bits))
        library.speex_encoder_destroy(state)


def _step() -> int:
    return FRAME_SAMPLES * _SAMPLE_BYTES


def _frame(library: ctypes.CDLL, state: int, bits: _Bits, pcm: bytes, start: int) -> bytes:
    samples = ctypes.create_string_buffer(pcm[start : start + _step()].ljust(_step(), b"\0"), _step())
    written = ctypes.create_string_buffer(FRAME_BYTES)
    library.speex_bits_reset(ctypes.byref(bits))
    library.speex_encode_int(state, samples, ctypes.byref(bits))
    size = library.speex_bits_write(ctypes.byref(bits), written, FRAME_BYTES)
    return written.raw[:size].ljust(FRAME_BYTES, b"\0")


@cache
def _library() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("speex")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.speex_lib_get_mode.restype = ctypes.c_void_p
    library.speex_lib_get_mode.argtypes = (ctypes.c_int,)
    library.speex_encoder_init.restype = ctypes.c_void_p
    library.speex_encoder_init.argtypes = (ctypes.c_void_p,)
    library.speex_encoder_ctl.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    library.speex_encoder_destroy.argtypes = (ctypes.c_void_p,)
    library.speex_encode_int.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
    library.speex_bits_write.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    return library
