"""Taking an archive apart that a stranger made: every name, size and kind is looked at before a byte is written.

What an archive's own table says is not believed: bytes are counted as they come out.
"""

import re
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import msgspec

from hutong.mini.errors import packages as errors

MOST_PACKED_BYTES = 20 << 20
MOST_UNPACKED_BYTES = 80 << 20
MOST_FILES = 12_000
MOST_JSON_BYTES = 4 << 20
MOST_JSON_DEPTH = 64

_MOST_PATH_BYTES = 512
_MOST_DEPTH = 40
_CHUNK_BYTES = 1 << 16
# What the standard library says of an archive whose table or whose content is not what it should be.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError)
_READ_HERE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_REGULAR = (0, stat.S_IFREG, stat.S_IFDIR)
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NO_BRACKETS = re.compile(rb"[^\[\]{}]+")


def look(packed: bytes) -> None:
    """Look at an archive without writing anything. Raises: what `unpack` raises, but for what is wrong within files"""
    with _opened(packed) as archive:
        _accepted(archive.infolist())


def unpack(packed: bytes, into: Path) -> None:
    """Write what an archive holds below a folder. What lies there from the last time and is equal is not written again.

    Raises: PackageTooLarge · PackageNotZip · PackageEncrypted · TooManyFiles · PackageUnpacksTooLarge · PathEscapes ·
            PathNotPlain · PathTwice · LinkInPackage · JsonTooDeep · JsonTooLarge
    """
    with _opened(packed) as archive:
        entries = _accepted(archive.infolist())
        before = _begin_again(into)
        now = {"/".join(parts): (entry.CRC, entry.file_size) for entry, parts in entries}
        for name in before.keys() - now.keys():
            _remove(into, name)
        changed = [(entry, parts) for entry, parts in entries if before.get("/".join(parts)) != now["/".join(parts)]]
        for _, parts in changed:
            _remove(into, "/".join(parts))
        _write(archive, changed, into)
        _index_of(into).write_bytes(msgspec.json.encode(now))


@contextmanager
def _opened(packed: bytes) -> Iterator[ZipFile]:
    if len(packed) > MOST_PACKED_BYTES:
        raise errors.PackageTooLarge(limit_bytes=MOST_PACKED_BYTES)
    try:
        archive = ZipFile(BytesIO(packed))
    except _BROKEN:
        raise errors.PackageNotZip() from None
    with archive:
        yield archive


def _begin_again(into: Path) -> dict[str, tuple[int, int]]:
    """What lies in a folder, by what was written there. From now until the index is back, nobody knows."""
    index = _index_of(into)
    try:
        before = msgspec.json.decode(index.read_bytes(), type=dict[str, tuple[int, int]])
        index.unlink()
    except (OSError, msgspec.MsgspecError):
        before = {}
        shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True, exist_ok=True)
    return before


def _index_of(into: Path) -> Path:
    return into.with_name(into.name + ".index")


def _remove(into: Path, name: str) -> None:
    """Make room where a file was, or a folder that a file takes the place of."""
    place = into / name
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
        return
    with suppress(FileNotFoundError, NotADirectoryError):
        place.unlink()
    for above in place.parents:
        if above == into:
            return
        try:
            above.rmdir()
        except OSError:
            return


def program_folder(unpacked: Path) -> Path:
    """Where the project begins: archives often hold one folder with everything in it. Raises: NoProgramInside"""
    place = unpacked
    for _ in range(3):
        if any((place / name).is_file() for name in ("app.json", "project.config.json")):
            return place
        inside = [found for found in place.iterdir() if found.name not in ("__MACOSX", ".DS_Store")]
        if len(inside) != 1 or not inside[0].is_dir():
            break
        place = inside[0]
    if (unpacked / "miniprogram" / "app.json").is_file():
        return unpacked / "miniprogram"
    raise errors.NoProgramInside()


def check_name(name: str) -> tuple[str, ...]:
    """The parts of a name below the package. Raises: PathEscapes · PathNotPlain"""
    shown = name[:200]
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        raise errors.PathEscapes(file=shown)
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    if ".." in parts or ".." in name.replace("\\", "/").split("/"):
        raise errors.PathEscapes(file=shown)
    is_odd = _NOT_IN_NAMES.search(name) is not None or any(len(part.encode()) > 255 for part in parts)
    if is_odd or not parts or len(parts) > _MOST_DEPTH or len(name.encode()) > _MOST_PATH_BYTES:
        raise errors.PathNotPlain(file=shown)
    return parts


def _accepted(entries: list[ZipInfo]) -> list[tuple[ZipInfo, tuple[str, ...]]]:
    """What is to be written, each with its place."""
    if len(entries) > MOST_FILES:
        raise errors.TooManyFiles(limit=MOST_FILES)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        raise errors.PackageUnpacksTooLarge(limit_bytes=MOST_UNPACKED_BYTES)
    accepted, files, folders = [], set[str](), set[str]()
    for entry in entries:
        _refuse_kind(entry)
        parts = check_name(entry.filename)
        folded = [_folded(part) for part in parts]
        above = {"/".join(folded[:length]) for length in range(1, len(folded))}
        whole = "/".join(folded)
        if entry.is_dir():
            above.add(whole)
        elif whole in files or whole in folders:
            raise errors.PathTwice(file=entry.filename[:200])
        else:
            files.add(whole)
            accepted.append((entry, parts))
        if above & files:
            raise errors.PathTwice(file=entry.filename[:200])
        folders |= above
    return accepted


def _refuse_kind(entry: ZipInfo) -> None:
    if entry.flag_bits & 0x1 or entry.compress_type not in _READ_HERE:
        raise errors.PackageEncrypted(file=entry.filename[:200])
    if stat.S_IFMT(entry.external_attr >> 16) not in _REGULAR:
        raise errors.LinkInPackage(file=entry.filename[:200])


def _write(archive: ZipFile, entries: list[tuple[ZipInfo, tuple[str, ...]]], into: Path) -> None:
    left = MOST_UNPACKED_BYTES
    for entry, parts in entries:
        place = into.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            for chunk in _content(archive, entry):
                left -= len(chunk)
                if left < 0:
                    raise errors.PackageUnpacksTooLarge(limit_bytes=MOST_UNPACKED_BYTES)
                file.write(chunk)
        if place.suffix == ".json":
            refuse_hostile_json(place, entry.filename)


def _content(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(entry) as packed:
            while chunk := packed.read(_CHUNK_BYTES):
                yield chunk
    except _BROKEN:
        raise errors.PackageNotZip() from None


def refuse_hostile_json(file: Path, name: str) -> None:
    """JSON that is a weapon rather than a setting. What is merely wrong is the compiler's to tell.

    Raises: JsonTooLarge · JsonTooDeep
    """
    if file.stat().st_size > MOST_JSON_BYTES:
        raise errors.JsonTooLarge(file=name[:200], limit_bytes=MOST_JSON_BYTES)
    brackets = _NO_BRACKETS.sub(b"", _STRINGS.sub(b"", file.read_bytes()))
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket in b"[{" else -1
        if depth > MOST_JSON_DEPTH:
            raise errors.JsonTooDeep(file=name[:200], limit=MOST_JSON_DEPTH)


def _folded(part: str) -> str:
    return unicodedata.normalize("NFC", part).casefold()
