"""What a function comes as: a folder or a zip with index.js at its top, perhaps with config.json beside it.

The zip is kept among the media; a folder of what is in it lies in the home under the zip's digest, is never changed,
and is made again when it is gone.
"""

import asyncio
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Literal

import msgspec

from hutong.cloud.errors.functions import FunctionSettingsWrong, NoFunctionInside
from hutong.cloud.functions import cron
from hutong.cloud.models.functions import Trigger
from hutong.kernel.lane import Lane
from hutong.mini import public as mini

MOST_TRIGGERS = 10
_ENTRY = "index.js"
_CONFIG = "config.json"
_TRIGGER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
_COMMENTS = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_LEFT_OUT = frozenset({"__MACOSX", "Thumbs.db"})
_MADE = ".made"
_SDK = "wx-server-sdk"
_MOST_MISSING = 50
_KEPT_SECONDS = 7 * 86_400


class _WrittenTrigger(msgspec.Struct, frozen=True):
    name: str
    config: str
    type: Literal["timer"] = "timer"


class _Permissions(msgspec.Struct, frozen=True):
    openapi: list[str] = []


class Config(msgspec.Struct, frozen=True):
    """What a function's config.json says."""

    triggers: list[_WrittenTrigger] = []
    permissions: _Permissions = _Permissions()
    timeout: int | None = None
    memory: int | None = msgspec.field(default=None, name="memorySize")


class Parcel(msgspec.Struct, frozen=True):
    """A zip that can be deployed."""

    packed: bytes
    files: int
    triggers: list[Trigger]
    openapi: list[str]
    timeout: int | None
    memory: int | None
    missing: list[str]
    """Packages that its package.json wants and that do not come with it."""


class _Package(msgspec.Struct, frozen=True):
    dependencies: dict[str, msgspec.Raw] = {}


def look(packed: bytes) -> Parcel:
    """Look at a zip as at a program's package.

    Raises: NoFunctionInside · FunctionSettingsWrong · what unpacking a program's package raises
    """
    mini.look_into_zip(packed)
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        names = {name: entry for entry in archive.infolist() if (name := entry.filename.removeprefix("./"))}
        top = _top(set(names))
        if top is None:
            raise NoFunctionInside()
        config = names.get(top + _CONFIG)
        if config is not None and config.file_size > mini.MOST_JSON_BYTES:
            raise FunctionSettingsWrong(field=_CONFIG, detail="is too large")
        text = archive.read(config) if config is not None else b"{}"
        missing = _missing(archive, top, names)
    told = _config(text)
    triggers = [Trigger(one.name, one.config) for one in told.triggers]
    check_triggers(triggers)
    count = sum(not entry.is_dir() for entry in names.values())
    return Parcel(packed, count, triggers, sorted(set(told.permissions.openapi)), told.timeout, told.memory, missing)


def check_triggers(triggers: list[Trigger]) -> None:
    """Raises: FunctionSettingsWrong"""
    if len(triggers) > MOST_TRIGGERS or len({one.name for one in triggers}) < len(triggers):
        raise FunctionSettingsWrong(field="triggers", detail="are too many, or two have one name")
    for trigger in triggers:
        if not _TRIGGER_NAME.fullmatch(trigger.name):
            raise FunctionSettingsWrong(field="triggers", detail="have a name that cannot be one")
        try:
            cron.parse(trigger.config)
        except ValueError as wrong:
            raise FunctionSettingsWrong(field=trigger.name, detail=str(wrong)) from None


def pack(folder: Path) -> bytes:
    """A zip of a function's folder, with its node_modules; links lead nowhere. Raises: NoFunctionInside"""
    if not (folder / _ENTRY).is_file():
        raise NoFunctionInside()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in _files(folder):
            # One time for all, so that the same files make the same zip.
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return packed.getvalue()


def inside(folder: Path) -> list[Path]:
    """The functions below a folder of functions, by name; the folder itself if it is one."""
    if (folder / _ENTRY).is_file():
        return [folder]
    return sorted(found for found in folder.iterdir() if found.is_dir() and (found / _ENTRY).is_file())


def pack_below(folder: Path, name: str | None = None) -> list[tuple[str, bytes]]:
    """Zips of the functions that lie side by side in a folder, or of the one it is, each with its name.

    Raises: NoFunctionInside
    """
    there = inside(folder)
    if not there:
        raise NoFunctionInside()
    return [(name if name and len(there) == 1 else one.name, pack(one)) for one in there]


async def laid_out(lane: Lane, digest: str) -> Path:
    """The folder of a deployed function, made where it is missing."""
    place = root(lane) / digest[:2] / digest
    with suppress(FileNotFoundError):
        # What is in use stays.
        os.utime(place)
    if not (place / _MADE).is_file():
        await asyncio.to_thread(_lay_out, lane, digest, place)
    code = place / "code"
    names = await asyncio.to_thread(lambda: {found.name for found in code.iterdir()})
    return code if _ENTRY in names else code / next(iter(names - _LEFT_OUT))


def root(lane: Lane) -> Path:
    """Where the folders of functions lie."""
    return lane.config.home / "cloud" / "functions"


def _lay_out(lane: Lane, digest: str, place: Path) -> None:
    _forget_old(lane)
    place.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=root(lane), prefix="making-"))
    try:
        mini.unpack_zip(lane.media.read(digest), making / "code")
        (making / _MADE).touch()
        try:
            os.rename(making, place)
        except OSError:
            # Somebody else made it meanwhile; what a digest names is always the same.
            if not (place / _MADE).is_file():
                raise
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _forget_old(lane: Lane) -> None:
    """Remove folders that nothing ran in for a week, and what a killed process left; they can be made again."""
    oldest = lane.clock.wire().timestamp() - _KEPT_SECONDS
    for found in (*root(lane).glob("??/*"), *root(lane).glob("making-*")):
        with suppress(OSError):
            if found.stat().st_mtime < oldest:
                shutil.rmtree(found, ignore_errors=True)


def _top(names: set[str]) -> str | None:
    """What stands before every name, where the zip holds one folder with all in it."""
    if _ENTRY in names:
        return ""
    firsts = {name.partition("/")[0] for name in names} - _LEFT_OUT
    return f"{first}/" if len(firsts) == 1 and f"{(first := firsts.pop())}/{_ENTRY}" in names else None


def _missing(archive: zipfile.ZipFile, top: str, names: dict[str, zipfile.ZipInfo]) -> list[str]:
    described = names.get(f"{top}package.json")
    if described is None or described.file_size > mini.MOST_JSON_BYTES:
        return []
    try:
        wanted = msgspec.json.decode(archive.read(described), type=_Package).dependencies
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return []
    there = {name.removeprefix(f"{top}node_modules/").removesuffix("/package.json") for name in names}
    return sorted(set(wanted) - there - {_SDK})[:_MOST_MISSING]


def _config(text: bytes) -> Config:
    try:
        # Tools write comments into it.
        plain = _COMMENTS.sub(lambda found: found[1] or "", text.decode("utf-8-sig"))
        return msgspec.json.decode(plain.strip() or "{}", type=Config)
    except (UnicodeDecodeError, msgspec.MsgspecError, RecursionError) as wrong:
        raise FunctionSettingsWrong(field=_CONFIG, detail=str(wrong)[:200]) from None


def _files(folder: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name in _LEFT_OUT or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)
