"""`hutong browser`: a browser for which the lane is WeChat."""

import json
import os
import tempfile
from pathlib import Path
from typing import Annotated
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import typer

from hutong.redirect import browser as chromium
from hutong.redirect import commands
from hutong.redirect.authority import Authority
from hutong.redirect.executing import CannotRedirect, FrontInThread
from hutong.verbs.options import HERE, Url, fail
from hutong.wire.hosts import ALIASES


def browser(
    more: typer.Context,
    page: Annotated[str, typer.Argument(help="The page to open; the lane's messenger otherwise.")] = "",
    url: Url = HERE,
    program: Annotated[str | None, typer.Option(help="The browser's program, of Chromium's kind.")] = None,
) -> None:
    """Start Chromium in a throw-away profile in which WeChat's hosts are the lane. What follows -- is its own."""
    found = chromium.find(program)
    if found is None:
        fail("No Chromium, Chrome, Edge or Brave is found here. Install one, or name it with --program.")
    ports = _ports(url)
    place = tempfile.TemporaryDirectory(prefix="hutong-browser-", ignore_cleanup_errors=True)
    with commands.unwinding(), place as made:
        folder = Path(made)
        authority = Authority.open(folder / "ca", ALIASES)
        try:
            with FrontInThread(folder / "ca", lane_url=url, hosts=ports) as front:
                started = chromium.command(
                    found,
                    profile=folder / "profile",
                    front_port=front.port,
                    pin=authority.pin,
                    page=page or url,
                    more=more.args,
                )
                code = commands.run(started, os.environ)
        except (CannotRedirect, commands.CannotRun) as error:
            fail(str(error))
    raise typer.Exit(commands.end_as(code))


def _ports(url: str) -> dict[str, int]:
    """The port of every name; 0 where the lane has one door only, because it is elsewhere or tells nothing."""
    is_here = urlsplit(url).hostname in ("localhost", "127.0.0.1")
    # A lane of this machine is reached without whatever proxies this environment has.
    opener = build_opener(ProxyHandler({})) if is_here else build_opener()
    known: dict[str, int] = {}
    try:
        with opener.open(f"{url.rstrip('/')}/api/lab/state", timeout=15) as answer:
            known = json.load(answer)["hosts"] if is_here else {}
    except HTTPError as refused:
        if refused.code >= 500:
            fail(f"The lane at {url} answers {refused.code}.")
    except OSError as error:
        reason = getattr(error, "reason", error)
        fail(f"No lane answers at {url} ({reason}). Start one with `hutong up`, or name it with --url.")
    return {alias: known.get(host, 0) for alias, host in ALIASES.items()}
