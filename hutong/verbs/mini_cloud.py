"""`hutong mini cloud`: the functions of a program's cloud, from a terminal."""

import json
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import typer
from rich.table import Table

from hutong.cloud import public as functions
from hutong.kernel.errors import HutongError
from hutong.verbs.options import HERE, Json, Url, err, fail, out
from hutong.verbs.programs import AppId, appid_of, ask

cloud = typer.Typer(help="The cloud of a mini program: its functions.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="A function's folder, or a folder with functions side by side.")]
Project = Annotated[Path, typer.Option("--pp", "--project-path", help="Where project.config.json lies.")]
Name = Annotated[
    str | None, typer.Option("--name", help="What a single function is called; as its folder if not given.")
]


@cloud.command()
def deploy(
    folder: Folder, appid: AppId = None, name: Name = None, pp: Project = Path("."), url: Url = HERE,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Deploy functions; the next call runs them."""
    path = _path(appid_of(pp, appid))
    try:
        found = functions.pack_functions(folder.resolve(), name)
    except (HutongError, OSError) as refused:
        fail(f"{' '.join((type(refused).__doc__ or '').split())} ({refused})")
    told = [ask(url, "POST", f"{path}/functions/{quote(called)}", packed) for called, packed in found]
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
        return
    for one in told:
        size = f"{one['files']} files, {one['source_bytes'] / 1024:.0f} KB"
        out.print(f"[bold]{one['name']}[/bold] {size}", highlight=False)
        if one["missing"]:
            err.print(f"{one['name']} lacks {', '.join(one['missing'])}: npm install in its folder", style="yellow")


@cloud.command("list")
def list_functions(appid: AppId = None, pp: Project = Path("."), url: Url = HERE, as_json: Json = False) -> None:
    """Show the functions of a program."""
    found = ask(url, "GET", f"{_path(appid_of(pp, appid))}/functions")["items"]
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    table = Table("name", "seconds", "MB", "timers", "deployed", box=None, header_style="bold")
    for one in found:
        timers = ", ".join(trigger["config"] for trigger in one["triggers"])
        table.add_row(
            one["name"], str(one["timeout_seconds"]), str(one["memory_megabytes"]), timers, one["deployed_at"][:19]
        )
    out.print(table)


@cloud.command()
def logs(
    function: Annotated[str | None, typer.Argument(help="Of this function alone.")] = None,
    appid: AppId = None,
    pp: Project = Path("."),
    limit: Annotated[int, typer.Option(help="Of how many runs.")] = 20,
    url: Url = HERE,
    as_json: Json = False,
) -> None:
    """Show what became of the last runs, and what they printed; the last at the end."""
    asked = urlencode({"limit": limit, **({"function": function} if function else {})})
    found = ask(url, "GET", f"{_path(appid_of(pp, appid))}/invocations?{asked}")["items"]
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for run in reversed(found):
        _show(run)


def _show(run: dict[str, Any]) -> None:
    head = f"{run['began_at'][:19]} [bold]{run['function']}[/bold] {run['state']} {run['took_ms']} ms ({run['source']})"
    out.print(head, highlight=False)
    for line in run["lines"]:
        place = err if line["level"] == "error" else out
        place.print(f"  {line['at_ms']:>6} ms  {line['text']}", highlight=False, markup=False)
    if run["error"]:
        err.print(f"  {run['stack'] or run['error']}", style="red", highlight=False, markup=False)


def _path(app_id: str) -> str:
    return f"/api/console/mini/{quote(app_id, safe='')}/cloud"
