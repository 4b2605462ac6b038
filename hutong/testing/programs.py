"""Mini programs, as the people who make them have them."""

import io
import os
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hutong.testing.accounts import Owner, drawn_for
from hutong.testing.client import Client
from hutong.testing.errors import CallbackRefused, Refused

_LEFT_OUT = frozenset({"node_modules", "__MACOSX"})
_HERE = frozenset({"localhost", "127.0.0.1", "::1", "lane.localhost"})


@dataclass(eq=False, repr=False)
class MiniProgram:
    """A mini program, released. `secret` is what its server shows; it is empty for one that was there before.

    `problems` are what the compiler has to say about the files: `{"file", "line", "column", "what", "whatToDo"}`.
    """

    appid: str
    secret: str
    original_id: str
    name: str
    owner: Owner
    verified: bool
    link_code: str
    link_url: str
    url: str
    version: str
    version_id: str
    digest: str
    pages: list[str]
    problems: list[dict[str, Any]]
    token: str
    aes_key: str
    raw: dict[str, Any] = field(repr=False)
    _client: Client = field(repr=False)

    def __repr__(self) -> str:
        return f"MiniProgram({self.name!r}, {self.appid})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MiniProgram) and other.appid == self.appid

    def __hash__(self) -> int:
        return hash(self.appid)

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
        found: dict[str, Any] = self._client.post(f"{self._path}/reviews", {"version_id": version_id, "note": note})
        return found

    @property
    def review(self) -> dict[str, Any] | None:
        """The last submission, as it stands."""
        found: dict[str, Any] | None = self._client.get(self._path)["review"]
        return found

    def release(self) -> None:
        """Release the version that passed its review last."""
        self._client.post(f"{self._path}/releases")

    def grey(self, percent: int) -> None:
        """Give the version that passed last to a share of people."""
        self._client.put(f"{self._path}/grey", {"percent": percent})

    def roll_back(self) -> None:
        """Give people the release before again."""
        self._client.post(f"{self._path}/rollback")

    def set_domains(self, **lists: list[str]) -> None:
        """Name where requests may go: request=["https://api.example.com"], socket=["wss://…"], upload=, download=."""
        self._client.put(f"{self._path}/domains", {"action": "set", "lists": lists})

    def set_callback(
        self, url: str, mode: str = "plain", *, token: str | None = None, aes_key: str | None = None
    ) -> None:
        """Send messages and events to `url`, which has to answer the check with its echostr.

        `mode` is "plain", "compatible" or "safe". Raises: CallbackRefused with the reason
        """
        settings = {"url": url, "token": token or self.token, "aes_key": aes_key or self.aes_key, "mode": mode}
        try:
            self._client.put(f"/api/console/apps/{self.appid}/callback", settings)
        except Refused as refused:
            raise CallbackRefused(refused.status, refused.error, refused.params) from None
        self.token, self.aes_key = settings["token"], settings["aes_key"]

    def grant(self, permission: str, *, granted: bool = True) -> None:
        """Give or take one permission, whatever the program's kind has by itself."""
        self._client.put(f"/api/console/apps/{self.appid}/permissions/{permission}", {"granted": granted})

    @property
    def _path(self) -> str:
        return f"/api/console/mini/{self.appid}"


def program_of(client: Client, told: dict[str, Any]) -> MiniProgram:
    """A program as the lane tells of it when it is made."""
    owner, (token, aes_key) = told["owner"], drawn_for(told)
    return MiniProgram(
        appid=told["app_id"],
        secret=told["secret"],
        original_id=told["original_id"],
        name=told["name"],
        owner=Owner(owner["id"], owner["kind"], owner["name"], owner["licence_number"]),
        verified=told["verified"],
        link_code=told["link_code"],
        link_url=told["link_url"],
        url=told["url"],
        version=told["version"],
        version_id=told["version_id"],
        digest=told["digest"],
        pages=told["pages"],
        problems=told["problems"],
        token=token,
        aes_key=aes_key,
        raw=told,
        _client=client,
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
