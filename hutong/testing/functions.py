"""The cloud of mini programs: deploying functions, and calling them."""

import io
import os
import zipfile
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from hutong.testing.client import Client

_LEFT_OUT = "__MACOSX"
_HERE = frozenset({"localhost", "127.0.0.1", "::1", "lane.localhost"})


class Somebody(Protocol):
    """A person, as far as a function is told of one."""

    id: str


class Functions:
    """What a program has of its cloud; part of `MiniProgram`."""

    appid: str
    _client: Client

    def deploy_function(self, source: str | os.PathLike[str], name: str | None = None) -> list[str]:
        """Deploy a function's folder, or a folder with functions side by side. Answers their names.

        `name` is for a single one, which otherwise is called as its folder is.
        """
        place, path = Path(source).resolve(), f"/api/lab/cloud/{self.appid}/functions"
        if place.is_dir() and urlsplit(self._client.url).hostname in _HERE:
            told = {"dir": str(place)} if name is None else {"dir": str(place), "name": name}
            return list(self._client.post(path, told)["names"])
        is_one = place.is_file() or (place / "index.js").is_file()
        sources = [place] if is_one else sorted(one for one in place.iterdir() if (one / "index.js").is_file())
        names = [name if name and is_one else one.stem for one in sources]
        for called, one in zip(names, sources, strict=True):
            self._client.upload(path, one.read_bytes() if one.is_file() else _zip(one), name=called)
        return names

    def call_function(self, name: str, data: Any = None, *, person: Somebody | None = None) -> Any:
        """What a function answers: called by a person's program, or without one by the program's server.

        Raises: Refused, whose `params` have `errCode` and `errMsg`
        """
        asked = {"data": {} if data is None else data, "person_id": None if person is None else person.id}
        return self._client.post(f"/api/lab/cloud/{self.appid}/functions/{name}/calls", asked)["result"]

    def function_runs(self, name: str | None = None) -> list[dict[str, Any]]:
        """What became of the last runs of functions, newest first: `{"state", "error", "lines", "took_ms", …}`."""
        found = self._client.get(f"/api/console/mini/{self.appid}/cloud/invocations", function=name)
        return list(found["items"])


def _zip(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            name = file.relative_to(folder)
            is_left_out = any(part == _LEFT_OUT or part.startswith(".") for part in name.parts)
            if file.is_file() and not file.is_symlink() and not is_left_out:
                archive.write(file, name.as_posix())
    return packed.getvalue()
