"""The engine of mini programs as it was built: scripts under names that change with what is in them."""

import functools
import hashlib
import re
from pathlib import Path

import msgspec

BUILT = Path(__file__).parent.parent / "web" / "engine"
BEFORE = "/engine/"

_NAME = re.compile(r"/engine/(core|view)-([0-9a-f]{16})\.js")
# What the build laid beside a file, the smallest first.
_ENCODINGS = {"br": ".br", "gzip": ".gz"}


class Script(msgspec.Struct, frozen=True):
    """A script of the engine, and how it was compressed, if it was."""

    body: bytes
    encoding: str


def path_of(part: str, built: Path = BUILT) -> str | None:
    """Where a part ("core" or "view") is found, from the root of any name of ours; None while it is not built."""
    file = built / f"{part}.js"
    if not file.is_file():
        return None
    return f"{BEFORE}{part}-{_hash(file, file.stat().st_mtime_ns)}.js"


def script_at(path: str, accepted: str, built: Path = BUILT) -> Script | None:
    """The script at a path, compressed as a browser takes it (`Accept-Encoding`); None when it is another by now."""
    spelled = _NAME.fullmatch(path)
    if spelled is None or path_of(spelled[1], built) != path:
        return None
    file = built / f"{spelled[1]}.js"
    words = {word.split(";")[0].strip() for word in accepted.split(",")}
    for encoding, suffix in _ENCODINGS.items():
        small = file.with_name(file.name + suffix)
        if encoding in words and small.is_file() and small.stat().st_mtime_ns >= file.stat().st_mtime_ns:
            return Script(_read(small, small.stat().st_mtime_ns), encoding)
    return Script(_read(file, file.stat().st_mtime_ns), "")


@functools.lru_cache(maxsize=8)
def _hash(file: Path, _built_at: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


@functools.lru_cache(maxsize=8)
def _read(file: Path, _built_at: int) -> bytes:
    return file.read_bytes()
