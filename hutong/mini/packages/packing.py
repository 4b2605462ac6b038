"""Making an archive of a folder on this machine, as a developer's tool uploads it: what the program needs, no more."""

import json
import os
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from hutong.mini.errors import packages as errors
from hutong.mini.packages.unpacking import MOST_FILES, MOST_PACKED_BYTES, MOST_UNPACKED_BYTES

_NPM = "node_modules"
_BUILT = "miniprogram_npm"
_LEFT_OUT = frozenset({_NPM, "__MACOSX", "Thumbs.db"})
_MOST_JSON_BYTES = 1 << 20


def pack(folder: Path) -> bytes:
    """A zip of a project's folder. Raises: FolderNotFound · PackageTooLarge · TooManyFiles"""
    if not folder.is_dir():
        raise errors.FolderNotFound(folder=str(folder)[:300])
    packed, size_bytes, count = BytesIO(), 0, 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file, name in _wanted(folder):
            size_bytes += file.stat().st_size
            count += 1
            if count > MOST_FILES:
                raise errors.TooManyFiles(limit=MOST_FILES)
            if size_bytes > MOST_UNPACKED_BYTES:
                raise errors.PackageTooLarge(limit_bytes=MOST_PACKED_BYTES)
            # One time for all, so that the same files make the same archive.
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return packed.getvalue()


def folder_here(named: str, *, is_from_here: bool) -> Path:
    """A folder of this machine, for programs on it alone. Raises: FolderNotHere · FolderNotFound"""
    if not is_from_here:
        raise errors.FolderNotHere()
    folder = Path(os.path.expanduser(named))
    if not folder.is_absolute() or not folder.is_dir():
        raise errors.FolderNotFound(folder=named[:300])
    return folder


def functions_of(folder: Path) -> Path | None:
    """Where a project's settings say that the functions of its cloud lie, if that is below it."""
    try:
        told: Any = json.loads((folder / "project.config.json").read_bytes()[:_MOST_JSON_BYTES])
        named = told["cloudfunctionRoot"]
        place = (folder / named).resolve()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    is_below = place != folder.resolve() and place.is_relative_to(folder.resolve())
    return place if is_below and place.is_dir() and any(place.glob("*/index.js")) else None


def _wanted(folder: Path) -> Iterator[tuple[Path, str]]:
    is_built = False
    for file in _files(folder, left_out=_LEFT_OUT):
        name = file.relative_to(folder).as_posix()
        is_built = is_built or _BUILT in name.split("/")
        yield file, name
    if not is_built:
        yield from _npm_packages(folder)


def _files(folder: Path, *, left_out: frozenset[str]) -> Iterator[Path]:
    """Files below a folder, in a fixed order; no links, nothing whose name begins with a dot."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name in left_out or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path), left_out=left_out)
        elif entry.is_file():
            yield Path(entry.path)


def _npm_packages(folder: Path) -> Iterator[tuple[Path, str]]:
    """The packages that package.json files name as dependencies, and theirs: what npm would be built from."""
    for described in _package_files(folder):
        home = described.parent
        for name in sorted(_closure(home, _dependencies(described))):
            package = home / _NPM / name
            for file in _files(package.resolve(), left_out=_LEFT_OUT):
                below = file.relative_to(package.resolve()).as_posix()
                yield file, (home.relative_to(folder) / _NPM / name / below).as_posix()


def _package_files(folder: Path) -> list[Path]:
    """package.json at the top, and in the folders directly below it, where projects keep a program's own."""
    beside = sorted(found for found in folder.iterdir() if found.is_dir() and found.name != _NPM)
    return [place / "package.json" for place in (folder, *beside) if (place / "package.json").is_file()]


def _closure(home: Path, wanted: list[str]) -> set[str]:
    known: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        package = home / _NPM / name
        if name in known or ".." in name.split("/") or not (package / "package.json").is_file():
            continue
        known.add(name)
        waiting += _dependencies(package / "package.json")
    return known


def _dependencies(described: Path) -> list[str]:
    try:
        told: Any = json.loads(described.read_bytes()[:_MOST_JSON_BYTES])
        named = told.get("dependencies") or {}
    except (ValueError, AttributeError, RecursionError):
        return []
    return [name for name in named if isinstance(name, str)] if isinstance(named, dict) else []
