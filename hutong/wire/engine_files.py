"""The engine of mini programs as it was built: files whose names change with what is in them."""

import functools
import gzip
import re
from pathlib import Path

import msgspec

BUILT = Path(__file__).parent.parent / "web" / "engine"
BEFORE = "/engine/"

_NAME = re.compile(r"/engine/((?:core|cloud|view|late|regions)-[0-9a-f]{8,64}\.(js|txt))")
_TYPES = {"js": "text/javascript; charset=utf-8", "txt": "text/plain; charset=utf-8"}
_LEVEL = 9


class EngineFile(msgspec.Struct, frozen=True):
    """A file of the engine, and how it is compressed, if it is."""

    body: bytes
    content_type: str
    encoding: str


def path_of(part: str, built: Path = BUILT) -> str | None:
    """Where a part ("core", "cloud", "view", "regions") is found, from the root of any name of ours; None: unbuilt."""
    table = built / "engine.json"
    if not table.is_file():
        return None
    name = _names(table, table.stat().st_mtime_ns).get(part)
    return f"{BEFORE}{name}" if name is not None and (built / name).is_file() else None


def file_at(path: str, accepted: str, built: Path = BUILT) -> EngineFile | None:
    """The file at a path, as a browser takes it (`Accept-Encoding`); None when there is none of this name."""
    spelled = _NAME.fullmatch(path)
    if spelled is None:
        return None
    file = built / spelled[1]
    if not file.is_file():
        return None
    is_compressed = "gzip" in {word.split(";")[0].strip() for word in accepted.split(",")}
    body = _read(file, file.stat().st_mtime_ns, is_compressed=is_compressed)
    return EngineFile(body, _TYPES[spelled[2]], "gzip" if is_compressed else "")


@functools.lru_cache(maxsize=4)
def _names(table: Path, _built_at: int) -> dict[str, str]:
    told = msgspec.json.decode(table.read_bytes(), type=dict[str, msgspec.Raw])
    return {
        part: msgspec.json.decode(told[part], type=str) for part in ("core", "cloud", "view", "regions") if part in told
    }


@functools.lru_cache(maxsize=16)
def _read(file: Path, _built_at: int, *, is_compressed: bool) -> bytes:
    body = file.read_bytes()
    return gzip.compress(body, _LEVEL) if is_compressed else body
