"""What several verbs of the command line share."""

import os
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

out, err = Console(), Console(stderr=True)

HERE = "http://localhost:8080"

Home = Annotated[Path | None, typer.Option("--home", help="Where the instance keeps its data.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Url = Annotated[str, typer.Option("--url", envvar="HUTONG_URL", help="The running instance.")]


def default_home() -> Path:
    """The platform's data folder for Hutong."""
    told = os.environ.get("HUTONG_HOME")
    return Path(told) if told else Path(typer.get_app_dir("hutong"))


def fail(message: str) -> NoReturn:
    """Say why, and end."""
    err.print(message, style="red", highlight=False)
    raise typer.Exit(1)
