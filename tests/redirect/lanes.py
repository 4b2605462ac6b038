"""Instances in processes of their own, started with options that the kit does not know."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from hutong import cli

HUTONG = (sys.executable, "-m", "hutong")


@contextlib.contextmanager
def up(home: Path, *options: str) -> Iterator[dict[str, Any]]:
    """`hutong up` on free ports; gives its ready line."""
    command = [*HUTONG, "up", "--port", "0", "--json", "--no-demo", "--home", str(home), *options]
    log = home.with_suffix(".log")
    with log.open("w") as said, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert line, log.read_text()
            yield json.loads(line)
        finally:
            process.terminate()
            process.wait(20)


def run(*command: str | Path, text: str | None = None, code: int = 0) -> str:
    """What a program prints, to either stream; it must end with `code`."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr


def hutong(*arguments: str | Path, text: str | None = None, code: int = 0) -> str:
    """A verb of the command line, in a process of its own."""
    return run(*HUTONG, *arguments, text=text, code=code)


def verb(*arguments: str | Path, text: str | None = None, code: int = 0) -> str:
    """A verb of the command line, in this process."""
    done = CliRunner().invoke(cli.hutong, [str(argument) for argument in arguments], input=text)
    assert done.exit_code == code, (done.exit_code, done.output, done.exception)
    return done.output
