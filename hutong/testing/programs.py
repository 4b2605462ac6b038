"""Mini programs, as the people who make them have them."""

import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hutong.testing.apps import App, in_common
from hutong.testing.client import Client
from hutong.testing.documents import Documents
from hutong.testing.functions import Functions

_LEFT_OUT = frozenset({"node_modules", "__MACOSX"})
_HERE = frozenset({"localhost", "127.0.0.1", "::1", "lane.localhost"})


@dataclass(eq=False, repr=False, kw_only=True)
class MiniProgram(App, Functions, Documents):
    """A mini program, released.

    `problems` are what the compiler has to say about the files: `{"file", "line", "column", "what",
    "whatToDo", "code", "params"}`.
    """

    url: str
    version: str
    version_id: str
    digest: str
    pages: list[str]
    problems: list[dict[str, Any]]

    def update(self, source: str | os.PathLike[str], version: str = "1.0.1") -> None:
        """Release another version; people get it at their next start."""
        told = put_out(self._client, source, {"app_id": self.appid, "number": version})
        self.version, self.version_id, self.digest = told["version"], told["version_id"], told["digest"]
        self.pages, self.problems = told["pages"], told["problems"]

    def upload(self, source: str | os.PathLike[str], version: str = "1.0.1", description: str = "") -> str:
        """Upload a development version, and wait until it is compiled. Answers its id."""
        told = put_out(
            self._client,
            source,
            {"app_id": self.appid, "number": version, "description": description, "release": False},
        )
        return str(told["version_id"])

    def submit(self, version_id: str, note: str = "") -> dict[str, Any]:
        """Ask for a review; the answer tells who looks and how it stands."""
        found: dict[str, Any] = self._client.post(f"{self._program}/reviews", {"version_id": version_id, "note": note})
        return found

    @property
    def review(self) -> dict[str, Any] | None:
        """The last submission, as it stands."""
        found: dict[str, Any] | None = self._client.get(self._program)["review"]
        return found

    def release(self) -> None:
        """Release the version that passed its review last."""
        self._client.post(f"{self._program}/releases")

    def grey(self, percent: int) -> None:
        """Give the version that passed last to a share of people."""
        self._client.put(f"{self._program}/grey", {"percent": percent})

    def roll_back(self) -> None:
        """Give people the release before again."""
        self._client.post(f"{self._program}/rollback")

    def set_domains(self, **lists: list[str]) -> None:
        """Name where requests may go: request=["https://api.example.com"], socket=["wss://…"], upload=, download=."""
        self._client.put(f"{self._program}/domains", {"action": "set", "lists": lists})

    @property
    def _program(self) -> str:
        return f"/api/console/mini/{self.appid}"


def program_of(client: Client, told: dict[str, Any]) -> MiniProgram:
    """A program as the lane tells of it when it is made."""
    return MiniProgram(
        url=told["url"],
        version=told["version"],
        version_id=told["version_id"],
        digest=told["digest"],
        pages=told["pages"],
        problems=told["problems"],
        **in_common(client, told),
    )


def known(client: Client, app: dict[str, Any], program: dict[str, Any]) -> MiniProgram:
    """A program that was there before, as the console tells of it."""
    release = program["release"]
    parts = {name: release[name] for name in ("version_id", "digest", "pages", "problems")}
    told = {**app, **parts, "secret": "", "version": release["number"], "url": program["url"]}
    return program_of(client, told)


def put_out(client: Client, source: str | os.PathLike[str], wanted: dict[str, Any]) -> Any:
    """Have a folder, or a zip, become a program. A lane on this machine reads the folder itself."""
    place = Path(source).resolve()
    told = {name: value for name, value in wanted.items() if value is not None}
    if place.is_dir() and urlsplit(client.url).hostname in _HERE:
        return client.post("/api/lab/mini-programs", {"dir": str(place), **told})
    packed = place.read_bytes() if place.is_file() else _zip(place)
    as_text = {name: str(value).lower() if isinstance(value, bool) else value for name, value in told.items()}
    return client.upload("/api/lab/mini-programs", packed, **as_text)


def _zip(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            name = file.relative_to(folder)
            is_left_out = any(part in _LEFT_OUT or part.startswith(".") for part in name.parts)
            if file.is_file() and not file.is_symlink() and not is_left_out:
                archive.write(file, name.as_posix())
    return packed.getvalue()
