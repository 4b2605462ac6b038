"""How files are called: a path within the environment, and an id that holds the environment's name before it."""

import hashlib
import re

from hutong.cloud.errors.files import FileIdWrong, FilePathWrong
from hutong.cloud.models.environments import Environment

MOST_PATH_BYTES = 1024
_BEFORE = "cloud://"
_NOT_IN_PATHS = re.compile(r'[\x00-\x1f\x7f\\?#%"<>|:\ud800-\udfff]')


def bucket_of(environment: Environment) -> str:
    """What stands behind the environment's name in the ids of its files."""
    number = int.from_bytes(hashlib.sha256(environment.app_id.encode()).digest()[:4]) % 100_000_000
    return f"{environment.env_id[:2].encode().hex()}-{environment.env_id}-{1_300_000_000 + number}"


def file_id(environment: Environment, path: str) -> str:
    """The id of the file at a path."""
    return f"{_BEFORE}{environment.env_id}.{bucket_of(environment)}/{path}"


def path_of(environment: Environment, named: str) -> str:
    """The path in an id of this environment. Raises: FileIdWrong"""
    place, _, path = named.removeprefix(_BEFORE).partition("/")
    owns = place in (environment.env_id, f"{environment.env_id}.{bucket_of(environment)}")
    if not named.startswith(_BEFORE) or not owns:
        raise FileIdWrong()
    try:
        return check_path(path)
    except FilePathWrong:
        raise FileIdWrong() from None


def check_path(path: str) -> str:
    """Raises: FilePathWrong"""
    parts = path.split("/")
    is_odd = _NOT_IN_PATHS.search(path) is not None or any(part in ("", ".", "..") for part in parts)
    if is_odd or len(path.encode("utf-8", "replace")) > MOST_PATH_BYTES:
        raise FilePathWrong(max=MOST_PATH_BYTES)
    return path
