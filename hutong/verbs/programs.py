"""What the verbs about mini programs share: whose program it is, and asking the console."""

import json
from pathlib import Path
from typing import Annotated, Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import typer

from hutong.verbs.options import fail

PATIENCE_SECONDS = 150

AppId = Annotated[str | None, typer.Option("--appid", help="The AppID; project.config.json's if not given.")]


def appid_of(project: Path, given: str | None) -> str:
    """Whose program it is: as said, or as the project's settings say."""
    if given:
        return given
    try:
        told = json.loads((project / "project.config.json").read_text("utf-8"))
        return str(told["appid"])
    except (OSError, ValueError, KeyError, TypeError):
        fail("Say whose program it is: --appid, or an appid in project.config.json.")


def ask(url: str, method: str, path: str, body: bytes | None = None) -> Any:
    """Ask the console of a lane; what it refuses ends the verb."""
    headers = {"x-hutong": "1", "content-type": "application/octet-stream"}
    request = Request(url.rstrip("/") + path, body, headers, method=method)
    try:
        with urlopen(request, timeout=PATIENCE_SECONDS + 30) as answer:
            return json.load(answer)
    except HTTPError as refused:
        fail(f"Refused: {refused.read().decode()}")
    except URLError as unreachable:
        fail(f"No lane answers at {url} ({unreachable.reason}). Start one with `hutong up`, or name it with --url.")
