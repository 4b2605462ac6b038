"""A Chromium whose WeChat hosts are a lane: mapped to a front, known by the pin of its key, in a throw-away profile."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from hutong.redirect import names

_PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "brave-browser",
)
_ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_QUIET = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find(
    told: str | None = None, *, which: Callable[[str], str | None] = shutil.which, platform: str = sys.platform
) -> str | None:
    """A browser of Chromium's kind on this machine: `told`, or the first that is found."""
    if told:
        return which(told)
    on_path = next((found for name in _PROGRAMS if (found := which(name))), None)
    if on_path or platform != "darwin":
        return on_path
    return next((path for path in _ON_MACOS if Path(path).exists()), None)


def command(
    program: str, *, profile: Path, front_port: int, pin: str, page: str, more: Sequence[str] = ()
) -> list[str]:
    """How to start it. Every host of WeChat's leads to the front, which refuses those that are not emulated."""
    wanted = [pattern for family in names.FAMILIES for pattern in (family, f"*.{family}")]
    rules = ",".join(f"MAP {pattern} 127.0.0.1:{front_port}" for pattern in wanted)
    # Chromium's own sandbox does not work for root.
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return [
        program,
        f"--user-data-dir={profile}",
        f"--host-resolver-rules={rules}",
        f"--ignore-certificate-errors-spki-list={pin}",
        *_QUIET,
        *as_root,
        *more,
        page,
    ]
