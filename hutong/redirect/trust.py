"""The certificate stores of systems, and the commands that put a lane's root in or take it out."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from hutong.redirect.authority import Authority

_ANCHORS = {
    "update-ca-certificates": Path("/usr/local/share/ca-certificates"),
    "update-ca-trust": Path("/etc/pki/ca-trust/source/anchors"),
}
_AGAIN = {"update-ca-certificates": ["--fresh"], "update-ca-trust": ["extract"]}

Find = Callable[[str], str | None]


class Store(msgspec.Struct, frozen=True, kw_only=True):
    """A store, and what would change it. `holds_it`: the root is in it."""

    name: str
    trust: list[list[str]]
    untrust: list[list[str]]
    holds_it: bool


def find(
    authority: Authority,
    *,
    platform: str = sys.platform,
    which: Find = shutil.which,
    anchors: Path | None = None,
    is_root: bool | None = None,
) -> Store | None:
    """The store of this system; None where we know none."""
    if platform == "darwin":
        return _keychain(authority, which)
    for program, folder in _ANCHORS.items():
        if which(program):
            file = (anchors or folder) / f"{authority.name.lower().replace(' ', '-')}.crt"
            sudo = [] if (os.geteuid() == 0 if is_root is None else is_root) else ["sudo"]
            return Store(
                name="this system",
                trust=[
                    [*sudo, "install", "-m", "0644", str(authority.folder / "root.pem"), str(file)],
                    [*sudo, program, *([] if program == "update-ca-certificates" else _AGAIN[program])],
                ],
                untrust=[[*sudo, "rm", "-f", str(file)], [*sudo, program, *_AGAIN[program]]],
                holds_it=file.exists(),
            )
    return None


def by_hand(authority: Authority) -> str:
    """What to do where we know no store."""
    root = authority.folder / "root.pem"
    return (
        f"This system's certificate store is not one that Hutong knows. The root certificate is\n  {root}\n"
        "Windows (also from WSL, for programs of Windows), as the same user:\n"
        f"  certutil.exe -user -addstore Root {root}      to trust it\n"
        f'  certutil.exe -user -delstore Root "{authority.name}"      to forget it\n'
        "Elsewhere, follow your system's page on certificate authorities, or use `hutong exec`, which needs none."
    )


def _keychain(authority: Authority, which: Find) -> Store | None:
    security = which("security")
    if security is None:
        return None
    root, keychain = str(authority.folder / "root.pem"), str(Path.home() / "Library/Keychains/login.keychain-db")
    return Store(
        name="your keychain",
        trust=[["security", "add-trusted-cert", "-r", "trustRoot", "-k", keychain, root]],
        untrust=[
            ["security", "remove-trusted-cert", root],
            ["security", "delete-certificate", "-c", authority.name, keychain],
        ],
        holds_it=False,
    )
