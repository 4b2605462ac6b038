"""Taking documents in from a file: one in a line, or a list."""

from typing import Any, Literal

import msgspec

from hutong.cloud.documents import asking, extended, storing, writing
from hutong.cloud.documents.updating import replaced
from hutong.cloud.errors.database import ParameterWrong
from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane

Mode = Literal["insert", "upsert"]
MOST = 50_000
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.decode


def parsed(content: bytes) -> list[dict[str, Any]]:
    """The documents of a file. Raises: ParameterWrong"""
    text = content.removeprefix(b"\xef\xbb\xbf").strip()
    lines: list[Any] = []
    try:
        if text.startswith(b"["):
            lines = _decode(text, type=list[Any])
        else:
            for line in text.splitlines():
                if line.strip():
                    lines.append(_decode(line))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ParameterWrong(detail=f"document {len(lines) + 1}: {error}") from None
    if len(lines) > MOST:
        raise ParameterWrong(detail=f"at most {MOST} documents are taken in at once")
    for place, line in enumerate(lines, 1):
        if not isinstance(line, dict):
            raise ParameterWrong(detail=f"document {place} is no object")
    return lines


async def take_in(lane: Lane, where: writing.Where, told: list[dict[str, Any]], mode: Mode) -> tuple[int, int]:
    """Add them. Answers how many are new, and how many took the place of others.

    Raises: CollectionMissing · ParameterWrong · DocumentThere · DocumentTooLarge
    """
    added = replaced_count = 0
    now_ms = lane.clock.lane_ms()
    for step in asking.steps(told, lambda one: len(_encode(one))):
        chunk = [extended.made(one, now_ms=now_ms) for one in step]
        if mode == "insert":
            added += len(await lane.db.run(writing.add, where, chunk))
        else:
            done = await lane.db.run(_upsert, where, chunk)
            added, replaced_count = added + done, replaced_count + len(chunk) - done
    return added, replaced_count


def _upsert(tx: Transaction, where: writing.Where, told: list[dict[str, Any]]) -> int:
    """Answers how many are new."""
    new = 0
    for document in told:
        if document.get("_id") is None:
            new += len(writing.add(tx, where, [document]))
        else:
            storing.key_of(document["_id"])
            new += writing.set_whole(tx, where, document["_id"], replaced(document, document["_id"]))
    return new
