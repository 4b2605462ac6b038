"""Where codes and links lead: a program's own address in the messenger."""

import re
from typing import get_args
from urllib.parse import urlencode

from hutong.kernel.db import Reader
from hutong.mini import programs
from hutong.mini.models.versions import Version, Wanted
from hutong.mini.versions import choosing

VERSIONS: tuple[str, ...] = get_args(Wanted)
PATH_BYTES = 1_024
QUERY_LETTERS = 1_024
BY_PROGRAM_CODE, BY_CODE, BY_LINK, BY_SHORT_LINK = 1047, 1011, 1194, 1194

QUERY = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]*")
PAGE = re.compile(r"[^/?#][^?#]*")


def address(base_url: str, app_id: str, path: str, *, version: str = "release", scene: int) -> str:
    """The address that opens a program at a page; `path` may carry a query."""
    asked = {"path": path.removeprefix("/"), "scene": str(scene), "version": "" if version == "release" else version}
    return f"{base_url}/mini/{app_id}?{urlencode({k: v for k, v in asked.items() if v}, safe='/')}"


def version_of(read: Reader, app_id: str, wanted: str) -> Version | None:
    """The version that a code or link leads to, None while there is none."""
    program = programs.found(read, app_id)
    if wanted == "develop":
        return choosing.newest(read, app_id)
    version_id = program.release_id if wanted == "release" else program.trial_id
    return None if version_id is None else choosing.found(read, app_id, version_id)


def has_page(version: Version | None, path: str) -> bool:
    """Whether a page, named with or without its query, is one of a version's."""
    return version is not None and path.partition("?")[0].strip("/").removesuffix(".html") in version.pages
