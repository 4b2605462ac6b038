"""`hutong ca`: the certificate authority of an instance, and who trusts it."""

import json
import shlex
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from hutong.redirect import trust as stores
from hutong.redirect.authority import Authority, AuthorityUnavailable
from hutong.verbs.options import Home, Json, default_home, err, fail, out
from hutong.wire.hosts import ALIASES

ca = typer.Typer(help="The certificate authority of an instance.", no_args_is_help=True)

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@ca.command()
def show(
    home: Home = None,
    pem: Annotated[bool, typer.Option("--pem", help="Print the root certificate alone.")] = False,
    as_json: Json = False,
) -> None:
    """Show the lane's root: what it may sign for, its fingerprint, where it lies."""
    authority = _open(home)
    if pem:
        print(authority.root_pem.decode(), end="")
        return
    facts = {
        "name": authority.name,
        "fingerprint": authority.fingerprint,
        "pin": authority.pin,
        "root": str(authority.folder / "root.pem"),
        "until": authority.issuer.root.not_valid_after_utc.date().isoformat(),
        "permitted": sorted(authority.names),
    }
    if as_json:
        print(json.dumps(facts, indent=1))
        return
    for name, fact in facts.items():
        told = ", ".join(fact) if isinstance(fact, list) else fact
        out.print(f"[bold]{name:12}[/bold] {told}", highlight=False, soft_wrap=True)


@ca.command()
def trust(home: Home = None, yes: Yes = False) -> None:
    """Let this machine's own store trust the lane's root; asks first, and prints exactly what it does."""
    authority = _open(home)
    store = stores.find(authority)
    if store is None:
        fail(stores.by_hand(authority))
    _do(store.trust, f"The store of {store.name} will trust {authority.name}, by:", yes=yes)
    out.print(
        "Done. Firefox, Java and Node keep stores of their own; `hutong exec` reaches those without this.\n"
        "`hutong ca untrust` takes it back.",
        highlight=False,
    )


@ca.command()
def untrust(home: Home = None, yes: Yes = False) -> None:
    """Take back what `trust` did."""
    authority = _open(home)
    store = stores.find(authority)
    if store is None:
        fail(stores.by_hand(authority))
    _do(store.untrust, f"The store of {store.name} will forget {authority.name}, by:", yes=yes)
    out.print("Done.")


@ca.command()
def rotate(home: Home = None, yes: Yes = False) -> None:
    """Make a new authority; whoever trusts the old root has to trust the new one."""
    authority = _open(home)
    store = stores.find(authority)
    if store is not None and store.holds_it:
        _do(store.untrust, f"The store of {store.name} trusts the old root. It will be taken out first, by:", yes=yes)
    elif not yes:
        typer.confirm("Phones and containers that trust the old root must trust the new one. Go on?", abort=True)
    try:
        new = Authority.rotate(authority.folder, ALIASES)
    except AuthorityUnavailable as error:
        fail(_why(error))
    out.print(f"{new.name}\n{new.fingerprint}", highlight=False)
    out.print("A running lane takes it up when it starts again.")


def _open(home: Path | None) -> Authority:
    try:
        return Authority.open((home or default_home()) / "ca", ALIASES)
    except AuthorityUnavailable as error:
        fail(_why(error))


def _why(error: AuthorityUnavailable) -> str:
    return f"The certificate authority in {error.facts['folder']} cannot be used: {error.facts['reason']}."


def _do(commands: list[list[str]], words: str, *, yes: bool) -> None:
    out.print(words, highlight=False, soft_wrap=True)
    for command in commands:
        out.print(f"  {shlex.join(command)}", highlight=False, markup=False, soft_wrap=True)
    if not yes:
        typer.confirm("Do this?", abort=True)
    for command in commands:
        try:
            code = subprocess.run(command, check=False).returncode
        except OSError as error:
            fail(f"{command[0]}: {error.strerror}")
        if code != 0:
            err.print(f"{shlex.join(command)} ended with {code}.", style="red", highlight=False, markup=False)
            raise typer.Exit(code)
