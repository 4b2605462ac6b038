"""The command line. Verbs that change a running instance go over HTTP."""

import asyncio
import functools
import json
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import typer
import uvloop
from rich.console import Console
from rich.table import Table

from hutong import __version__, app, greeting, server
from hutong.kernel import config as settings
from hutong.kernel import logs
from hutong.kernel.errors import HutongError
from hutong.verbs import browser, redirecting
from hutong.verbs.ca import ca
from hutong.verbs.mini import mini
from hutong.verbs.options import HERE, Home, Json, Url, default_home, fail, out
from hutong.wire import openapi
from hutong.wire.registry import Endpoint, all_endpoints

hutong = typer.Typer(help="Hutong: a super app that anyone can run.", no_args_is_help=True, add_completion=False)
hutong.add_typer(ca, name="ca")
hutong.add_typer(mini, name="mini")
hutong.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(browser.browser)
hutong.command("exec", context_settings={"allow_interspersed_args": False})(redirecting.execute)
hutong.command()(redirecting.doctor)

Port = Annotated[int | None, typer.Option(help="The port people use, 8080 if not set; 0 picks a free one.")]
Host = Annotated[str | None, typer.Option(help="The address to bind, 127.0.0.1 if not set.")]
Mode = Annotated[str | None, typer.Option(help="lab or live; fixed at the first start.")]
Postgres = Annotated[str | None, typer.Option("--database", help="postgresql://…, the same for every process.")]
Nats = Annotated[str | None, typer.Option(help="nats://…, by which processes tell each other of changes at once.")]


@hutong.command()
def up(
    port: Port = None,
    host: Host = None,
    home: Home = None,
    mode: Mode = None,
    database: Annotated[str | None, typer.Option(help="postgresql://…; SQLite in the home otherwise.")] = None,
    seed: Annotated[str | None, typer.Option(help="Lab: make identifiers and secrets repeat.")] = None,
    demo: Annotated[bool, typer.Option(help="Lab: begin with Li Lei, Han Meimei and Waterworks.")] = True,
    tls: Annotated[bool, typer.Option("--tls", help="Speak HTTPS too, as every emulated host; see hutong ca.")] = False,
    tls_port: Annotated[int | None, typer.Option(help="The port of --tls: 443, or 0 for any free one.")] = None,
    as_json: Json = False,
) -> None:
    """Start an instance: one process, everything in it."""
    secured = 443 if tls and tls_port is None else tls_port
    config = _settings(home, as_json, port=port, host=host, mode=mode, database=database, seed=seed, tls_port=secured)
    announce = greeting.for_programs if as_json else greeting.for_people
    _run(server.serve(config, on_ready=lambda lane, at: announce(lane, at, demo=demo)))


@hutong.command()
def serve(
    port: Port = None,
    host: Host = None,
    home: Home = None,
    mode: Mode = None,
    database: Postgres = None,
    nats: Nats = None,
    as_json: Json = False,
) -> None:
    """Serve people and programs beside other processes on one PostgreSQL; jobs are left to `hutong worker`."""
    config = _settings(home, as_json, port=port, host=host, mode=mode, database=database, nats=nats)
    announce = greeting.for_programs if as_json else greeting.for_people
    _run(server.serve(config, on_ready=lambda lane, at: announce(lane, at, demo=False), alone=False))


@hutong.command()
def worker(
    url: Url = HERE,
    home: Home = None,
    mode: Mode = None,
    database: Postgres = None,
    nats: Nats = None,
    as_json: Json = False,
) -> None:
    """Run jobs (callbacks, reactions, what is due later) beside `hutong serve` on one PostgreSQL."""
    config = _settings(home, as_json, mode=mode, database=database, nats=nats)
    announce = functools.partial(greeting.for_programs, demo=False) if as_json else greeting.for_workers
    _run(server.work(config, url=config.public_url or url, on_ready=announce))


@hutong.command()
def routes(
    path: Annotated[str | None, typer.Argument(help="Only paths that contain this.")] = None,
    host: Annotated[str | None, typer.Option(help="Only this host.")] = None,
    as_json: Json = False,
) -> None:
    """Show what is served: host, method, path, kinds of app, file and line."""
    app.load()
    found = [
        endpoint
        for endpoint in all_endpoints()
        if (host is None or endpoint.host == host) and (path is None or path in endpoint.path)
    ]
    if as_json:
        print(json.dumps([_row(endpoint) for endpoint in found], indent=1))
        return
    table = Table("host", "method", "path", "kinds", "where", box=None, header_style="bold")
    for endpoint in found:
        kinds = ", ".join(sorted(endpoint.kinds or ()))
        table.add_row(endpoint.host, endpoint.method, endpoint.path, kinds, f"{endpoint.file}:{endpoint.line}")
    Console(width=max(out.width, 160)).print(table)


@hutong.command("openapi")
def print_openapi() -> None:
    """Print the OpenAPI document of our own APIs, from which the web's types are made."""
    app.load()
    ours = [endpoint for endpoint in all_endpoints() if endpoint.path.startswith("/api/")]
    print(json.dumps(openapi.describe(ours), indent=1, ensure_ascii=False))


_SHOWN = (
    *("name", "app_id", "secret", "original_id", "id", "link_url"),
    *("mchid", "api_v2_key", "api_v3_key", "serial", "public_key_id"),
    *("private_key", "certificate", "platform_certificate", "public_key"),
)


@hutong.command()
def new(
    what: Annotated[str, typer.Argument(help="official, mini, merchant or person.")],
    name: Annotated[str | None, typer.Option(help="Its name; made up otherwise.")] = None,
    kind: Annotated[str, typer.Option(help="official: service or subscription.")] = "service",
    owner: Annotated[str, typer.Option(help="official, mini: company or individual.")] = "company",
    app_ids: Annotated[list[str] | None, typer.Option("--app", help="merchant: an appid it is paid by.")] = None,
    url: Url = HERE,
    as_json: Json = False,
) -> None:
    """Create an official account, a mini program, a merchant or a person in a running lab; prints ids and secrets."""
    if what == "official":
        body: dict[str, Any] = {"kind": kind, "owner": {"kind": owner}, **({"name": name} if name else {})}
        made = _ask(url, "/api/console/apps", body)
    elif what == "mini":
        made = _ask(url, "/api/console/mini", {"owner": {"kind": owner}, **({"name": name} if name else {})})
    elif what == "merchant":
        made = _ask(url, "/api/lab/merchants", {"app_ids": app_ids or [], **({"name": name} if name else {})})
    elif what == "person":
        made = _ask(url, "/api/lab/people", {"name": name} if name else {})["items"][0]
    else:
        raise typer.BadParameter("official, mini, merchant or person", param_hint="WHAT")
    if as_json:
        print(json.dumps(made, ensure_ascii=False))
        return
    for field in _SHOWN:
        if made.get(field):
            out.print(f"[bold]{field:12}[/bold] {made[field]}", highlight=False)


@hutong.command()
def version() -> None:
    """Print the version."""
    print(__version__)


def _settings(home: Path | None, as_json: bool, **given: Any) -> settings.Config:
    if given.get("mode") not in (None, "lab", "live"):
        raise typer.BadParameter("lab or live", param_hint="--mode")
    logs.to_stderr(plain=as_json)
    folder = home or default_home()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        fail(f"The home {folder} cannot be made ({error.strerror}). Name another with --home.")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        fail(f"The home {folder} cannot be written. Name another with --home.")
    try:
        return settings.load(folder, **given)
    except settings.BadSetting as error:
        fail(f"A setting in {folder / 'hutong.toml'}, HUTONG_* or the command line is wrong: {error.facts['detail']}")


def _run(process: Coroutine[Any, Any, None]) -> None:
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(process)
    except KeyboardInterrupt:
        return
    except server.PortTaken as taken:
        fail(f"Cannot listen on {taken}. Choose another with --port (or --tls-port), or 0 for any free one.")
    except HutongError as error:
        fail(f"{' '.join((type(error).__doc__ or '').split())} ({error})")


def _row(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "host": endpoint.host,
        "method": endpoint.method,
        "path": endpoint.path,
        "kinds": sorted(endpoint.kinds or ()),
        "needs": endpoint.needs,
        "file": endpoint.file,
        "line": endpoint.line,
        "summary": endpoint.doc.partition("\n")[0],
    }


def _ask(url: str, path: str, body: dict[str, Any]) -> Any:
    request = Request(url.rstrip("/") + path, json.dumps(body).encode(), {"content-type": "application/json"})
    try:
        with urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except HTTPError as refused:
        fail(f"Refused: {refused.read().decode()}")
    except URLError as unreachable:
        fail(f"No lane answers at {url} ({unreachable.reason}). Start one with `hutong up`, or name it with --url.")
