"""Compiled packages in the home, each in a folder named by the digest of everything in it; none is ever changed.

`manifest.json`, `packages/<name>.service.js` and its siblings, `files/<path>`: what the compiler wrote, as it wrote it.
"""

import hashlib
import os
import shutil
from pathlib import Path

from hutong.kernel.lane import Lane

MANIFEST = "manifest.json"
_DIGEST_LETTERS = frozenset("0123456789abcdef")


def folder(lane: Lane, digest: str) -> Path:
    """Where a package lies, whether it is there or not. Raises: ValueError when this is no digest"""
    # The digest may come from outside; nothing but 64 hex digits may become part of a path.
    if len(digest) != 64 or not _DIGEST_LETTERS.issuperset(digest):
        raise ValueError("a digest has 64 hex digits")
    return root(lane) / digest[:2] / digest


def root(lane: Lane) -> Path:
    """Where all packages lie, and where they are made."""
    return lane.config.home / "mini" / "packages"


def find(lane: Lane, digest: str, path: str) -> Path | None:
    """A file of a package; None when it has no such file. `path` may come from outside."""
    if not path or "\0" in path or "\\" in path:
        return None
    try:
        base = folder(lane, digest)
    except ValueError:
        return None
    wanted = base / path
    if ".." in path.split("/") or path.startswith("/") or not wanted.is_file() or wanted.is_symlink():
        return None
    return wanted


def keep(lane: Lane, made: Path) -> tuple[str, int]:
    """Move a folder that the compiler wrote into the store. Answers its digest and size in bytes."""
    digest, size_bytes = _digest(made)
    place = folder(lane, digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.rename(made, place)
    except OSError:
        # The same package is there already; what is equal need not be kept twice.
        if not place.is_dir():
            raise
        shutil.rmtree(made, ignore_errors=True)
    return digest, size_bytes


def remove(lane: Lane, digest: str) -> None:
    """Forget a package that nobody needs any more."""
    shutil.rmtree(folder(lane, digest), ignore_errors=True)


def _digest(made: Path) -> tuple[str, int]:
    whole, size_bytes = hashlib.sha256(), 0
    for file in sorted(found for found in made.rglob("*") if found.is_file()):
        content = file.read_bytes()
        size_bytes += len(content)
        whole.update(f"{file.relative_to(made).as_posix()}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest(), size_bytes
