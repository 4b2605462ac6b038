"""`hutong exec` runs a command whose calls come to a lane, `hutong doctor` tries out whether they would."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.markup import escape
from rich.table import Table

from hutong.kernel.errors import HutongError
from hutong.pay.public import TrialBalance
from hutong.redirect import commands, executing
from hutong.redirect import doctor as redirect_doctor
from hutong.verbs import books
from hutong.verbs.options import HERE, Home, Json, Url, default_home, err, fail, out
from hutong.wire import hosts

Command = Annotated[list[str] | None, typer.Argument(metavar="-- COMMAND …", help="What to run.")]
Env = Annotated[bool, typer.Option("--env", help="Print the environment as JSON; it holds until input ends.")]
Redirect = Annotated[bool, typer.Option("--redirect", help="Try the redirect in every runtime found here.")]
Ledger = Annotated[bool, typer.Option("--ledger", help="Add up all accounts of the instance in --home.")]

_MARKS = {"ok": "[green]✓[/green]", "missing": "–"}


def execute(command: Command = None, url: Url = HERE, env: Env = False) -> None:
    """Run a command whose calls to WeChat's hosts come to a lane; it ends as the command ends."""
    if bool(command) == env:
        raise typer.BadParameter("a command, or --env", param_hint="COMMAND")
    try:
        with commands.unwinding(), executing.redirected(url, hosts.ALIASES, os.environ) as redirected:
            if command:
                code = commands.run(command, redirected)
            else:
                print(json.dumps(redirected), flush=True)
                sys.stdin.buffer.read()
                code = 0
    except (executing.CannotRedirect, HutongError) as error:
        fail(_words(error))
    except commands.CannotRun as error:
        err.print(str(error), style="red", highlight=False)
        raise typer.Exit(error.code) from None
    raise typer.Exit(commands.end_as(code))


def doctor(redirect: Redirect = False, ledger: Ledger = False, home: Home = None, as_json: Json = False) -> None:
    """Look what works on this machine and whether the ledger adds up, and say what to do about the rest."""
    if not redirect and not ledger:
        raise typer.BadParameter("say what to look at: --redirect, --ledger, or both")
    told: dict[str, Any] = {}
    is_well = True
    if redirect:
        found = _examined()
        told["redirect"] = [finding._asdict() for finding in found]
        is_well = all(finding.state in _MARKS for finding in found)
        if not as_json:
            out.print(_table(found))
    if ledger:
        balance = _added_up(home or default_home())
        told["ledger"] = msgspec.to_builtins(balance)
        is_well = is_well and balance.is_balanced
        if not as_json:
            out.print(books.words(balance))
    if as_json:
        print(json.dumps(told if len(told) > 1 else next(iter(told.values())), indent=1))
    if not is_well:
        raise typer.Exit(1)


def _examined() -> list[redirect_doctor.Finding]:
    try:
        return redirect_doctor.examine(os.environ)
    except (executing.CannotRedirect, HutongError) as error:
        fail(_words(error))


def _added_up(home: Path) -> TrialBalance:
    try:
        return books.examine(home)
    except (books.NothingThere, HutongError) as error:
        fail(_words(error))


def _words(error: Exception) -> str:
    if isinstance(error, HutongError):
        return f"{' '.join((type(error).__doc__ or '').split())} ({error})"
    return str(error)


def _table(found: list[redirect_doctor.Finding]) -> Table:
    table = Table("runtime", "version", "client", "", "what to do", box=None, header_style="bold")
    for finding in found:
        words = " ".join(filter(None, (finding.advice, finding.said)))
        mark = _MARKS.get(finding.state, "[red]✗[/red]")
        table.add_row(finding.runtime, finding.version, finding.client, mark, escape(words))
    return table
