"""What is asked of files by several at once: links and removals, each with how it went."""

from typing import Any

import msgspec

from hutong.cloud.errors.base import CloudError
from hutong.cloud.errors.files import FileEmpty, FileTooLarge, TooManyFiles
from hutong.cloud.files import keeping, links, names
from hutong.cloud.files.keeping import Asker
from hutong.cloud.models.environments import Environment
from hutong.cloud.models.files import File
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.kernel.media import Empty, TooLarge

_SHOWN_LETTERS = 2000


class Named(msgspec.Struct, frozen=True, rename={"file_id": "fileID", "max_age": "maxAge"}):
    """A file by its id, and for how many seconds its link is to be good."""

    file_id: str
    max_age: float | None = None


class Status(msgspec.Struct, frozen=True, rename={"file_id": "fileID", "url": "tempFileURL", "message": "errMsg"}):
    """How it went with one file: 0 and "ok", or a number and why."""

    file_id: str
    status: int
    message: str
    url: str = ""


async def upload(lane: Lane, environment: Environment, path: str, content: Any, asker: Asker) -> File:
    """Keep a file. `content` is its bytes, or gives them piece by piece.

    Raises: FilePathWrong · FileNotYours · StorageFull · FileTooLarge · FileEmpty
    """
    names.check_path(path)
    await lane.db.read(keeping.check_room, environment.app_id, path, asker, 0)
    try:
        blob = await lane.media.put(content, keeping.MOST_FILE_BYTES)
    except TooLarge:
        raise FileTooLarge(limit_bytes=keeping.MOST_FILE_BYTES) from None
    except Empty:
        raise FileEmpty() from None
    return await lane.db.run(keeping.put, environment.app_id, path, blob, asker)


def urls(
    read: Reader, lane: Lane, environment: Environment, wanted: list[Named], asker: Asker, base: str
) -> list[Status]:
    """Links to files. Raises: TooManyFiles"""
    _check_count(wanted)
    answers, at = [], read.now.timestamp()
    for one in wanted:
        try:
            path = names.path_of(environment, one.file_id)
            keeping.readable(read, environment.app_id, path, asker)
        except CloudError as refusal:
            # Programs know a file without a link by this number, and why by the words.
            answers.append(Status(one.file_id[:_SHOWN_LETTERS], 1, refusal.facts["errMsg"]))
            continue
        seconds = links.LIFE_SECONDS if one.max_age is None else max(1, min(links.LIFE_SECONDS, int(one.max_age)))
        url = links.link(lane.keys, base, environment.app_id, path, at=at, seconds=seconds)
        answers.append(Status(one.file_id, 0, "ok", url))
    return answers


def delete(tx: Transaction, environment: Environment, wanted: list[str], asker: Asker) -> list[Status]:
    """Remove files; those that cannot be are told of, and keep nobody from the others. Raises: TooManyFiles"""
    _check_count(wanted)
    answers = []
    for one in wanted:
        try:
            with tx.attempt():
                keeping.remove(tx, environment.app_id, names.path_of(environment, one), asker)
            answers.append(Status(one, 0, "ok"))
        except CloudError as refusal:
            answers.append(Status(one[:_SHOWN_LETTERS], refusal.facts["errCode"], refusal.facts["errMsg"]))
    return answers


def _check_count(wanted: list[Any]) -> None:
    if len(wanted) > keeping.MOST_NAMED:
        raise TooManyFiles(limit=keeping.MOST_NAMED)
