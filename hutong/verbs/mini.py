"""`hutong mini`: what developers of mini programs do from a terminal, in the words of the official uploader."""

import contextlib
import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import segno
import typer
from rich.table import Table

from hutong.kernel.errors import HutongError
from hutong.mini import public as programs
from hutong.verbs.mini_cloud import cloud
from hutong.verbs.options import HERE, Json, Url, err, fail, out
from hutong.verbs.programs import PATIENCE_SECONDS, AppId, appid_of, ask

mini = typer.Typer(help="Mini programs: upload, preview, npm, and what there is.", no_args_is_help=True)
mini.add_typer(cloud, name="cloud")

# Scripts written for the official uploader carry options that mean nothing here, such as its private key.
_LENIENT = {"allow_extra_args": True, "ignore_unknown_options": True}
_LOOK_SECONDS = 0.1

Project = Annotated[Path, typer.Option("--pp", "--project-path", help="The project's folder.")]
Number = Annotated[str, typer.Option("--uv", "--upload-version", help="The version's number.")]
Description = Annotated[str, typer.Option("--ud", "--upload-description", help="What is new in it.")]
Watch = Annotated[bool, typer.Option("--watch", help="Upload again whenever a file changes; open programs reload.")]


@mini.command(context_settings=_LENIENT)
def upload(
    pp: Project = Path("."),
    appid: AppId = None,
    uv: Number = "1.0.0",
    ud: Description = "",
    url: Url = HERE,
    as_json: Json = False,
) -> None:
    """Upload a development version, and wait until it is compiled."""
    told = _send(url, pp, appid_of(pp, appid), kind="upload", number=uv, description=ud)
    _show(told, as_json)


@mini.command(context_settings=_LENIENT)
def preview(
    pp: Project = Path("."),
    appid: AppId = None,
    uv: Number = "preview",
    ud: Description = "",
    watch: Watch = False,
    url: Url = HERE,
    as_json: Json = False,
) -> None:
    """Upload a version that only you see, and show the code that opens it."""
    app_id = appid_of(pp, appid)
    told = _send(url, pp, app_id, kind="preview", number=uv, description=ud, lenient=watch)
    _show(told, as_json)
    link = f"{url.rstrip('/')}/mini/{app_id}?version=develop"
    if not as_json:
        out.print(link, highlight=False)
        segno.make(link, micro=False).terminal(compact=True)
    if watch:
        _watch(url, pp, app_id, uv, ud, as_json)


@mini.command("pack-npm", context_settings=_LENIENT)
def pack_npm(pp: Project = Path(".")) -> None:
    """Build miniprogram_npm from the packages in node_modules, in the project's folder."""
    try:
        command = programs.compiler_command()
    except HutongError as missing:
        fail(f"{(type(missing).__doc__ or '').strip()} {missing.facts['what']}: {missing.facts['hint']}")
    raise typer.Exit(subprocess.run([*command, "pack-npm", "--source", str(pp.resolve())], check=False).returncode)


@mini.command("list")
def list_programs(url: Url = HERE, as_json: Json = False) -> None:
    """Show the mini programs of the lane."""
    found = ask(url, "GET", "/api/console/mini")["items"]
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    table = Table("appid", "name", "released", "trial", "review", "owner", box=None, header_style="bold")
    for program in found:
        played = [(program[part] or {}).get("number", "") for part in ("release", "trial")]
        table.add_row(
            program["app_id"],
            program["name"],
            *played,
            (program["review"] or {}).get("state", ""),
            program["owner_name"],
        )
    out.print(table)


def _send(url: str, project: Path, app_id: str, *, lenient: bool = False, **version: str) -> dict[str, Any]:
    try:
        packed = programs.pack_folder(project.resolve())
    except HutongError as refused:
        fail(f"{' '.join((type(refused).__doc__ or '').split())} ({refused})")
    query = urlencode({**version, "wait": PATIENCE_SECONDS})
    path = f"/api/console/mini/{quote(app_id, safe='')}/versions?{query}"
    told: dict[str, Any] = ask(url, "POST", path, packed)
    if told["state"] == "failed" and not lenient:
        _tell_problems(told)
        fail("The program could not be compiled.")
    return told


def _show(told: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(told, ensure_ascii=False), flush=True)
        return
    _tell_problems(told)
    size = f"{told['size_bytes'] / 1024:.0f} KB, {len(told['pages'])} pages"
    out.print(f"[bold]{told['number']}[/bold] {told['state']} ({size}) {told['version_id']}", highlight=False)


def _tell_problems(told: dict[str, Any]) -> None:
    for problem in told["problems"]:
        place = ":".join(str(part) for part in (problem["file"], problem["line"], problem["column"]) if part)
        colour = "red" if problem["severity"] == "error" else "yellow"
        err.print(f"{place} {problem['what']} {problem['whatToDo']}".strip(), style=colour, highlight=False)


def _watch(url: str, project: Path, app_id: str, number: str, description: str, as_json: bool) -> None:
    for _ in _changes(project):
        began = time.monotonic()
        told = _send(url, project, app_id, kind="preview", number=number, description=description, lenient=True)
        _show(told, as_json)
        if not as_json:
            out.print(f"{1000 * (time.monotonic() - began):.0f} ms", style="dim")


def _changes(project: Path) -> Iterator[None]:
    """Once for each time that files changed."""
    before = _looked(project)
    while True:
        time.sleep(_LOOK_SECONDS)
        now = _looked(project)
        if now != before:
            before = now
            yield


def _looked(project: Path) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for folder, inside, files in os.walk(project):
        inside[:] = [name for name in inside if name != "node_modules" and not name.startswith(".")]
        for file in (os.path.join(folder, name) for name in files):
            # An editor may be writing it anew this very moment.
            with contextlib.suppress(OSError):
                stat = os.stat(file)
                found[file] = (stat.st_mtime_ns, stat.st_size)
    return found
