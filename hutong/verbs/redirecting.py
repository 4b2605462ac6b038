"""`hutong exec` runs a command whose calls come to a lane, `hutong doctor` tries out whether they would."""

import json
import os
import sys
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from hutong.kernel.errors import HutongError
from hutong.redirect import commands, executing
from hutong.redirect import doctor as redirect_doctor
from hutong.verbs.options import HERE, Json, Url, err, fail, out
from hutong.wire import hosts

Command = Annotated[list[str] | None, typer.Argument(metavar="-- COMMAND …", help="What to run.")]
Env = Annotated[bool, typer.Option("--env", help="Print the environment as JSON; it holds until input ends.")]
Redirect = Annotated[bool, typer.Option("--redirect", help="Try the redirect in every runtime found here.")]

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


def doctor(redirect: Redirect = False, as_json: Json = False) -> None:
    """Look what works on this machine, and say what to do about the rest."""
    if not redirect:
        raise typer.BadParameter("say what to look at; so far there is this one", param_hint="--redirect")
    try:
        found = redirect_doctor.examine(os.environ)
    except (executing.CannotRedirect, HutongError) as error:
        fail(_words(error))
    if as_json:
        print(json.dumps([finding._asdict() for finding in found], indent=1))
    else:
        out.print(_table(found))
    if any(finding.state not in _MARKS for finding in found):
        raise typer.Exit(1)


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
