"""Background work of mini programs: compiling what was uploaded, decisions and filings that fall due."""

import asyncio
from typing import Any

import structlog

from hutong.kernel.db import Transaction
from hutong.kernel.errors import HutongError
from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.mini import appearance, content, filings, programs
from hutong.mini.models.versions import COMPILING, Version
from hutong.mini.packages import compiling, store
from hutong.mini.reviews import asking, deciding
from hutong.mini.shipping import receiving
from hutong.mini.versions import choosing, pruning, uploading

log = structlog.get_logger()

_LEAST_BETWEEN_SECONDS = 0.3
# The compiler itself has a limit of its own; before it, others may be at work.
_MOST_SECONDS_WITH_WAITING = 7200
_MOST_TRIES = 3


@job(uploading.JOB, timeout_seconds=_MOST_SECONDS_WITH_WAITING)
async def compile_version(lane: Lane, due: uploading.Compiling, attempt: int) -> None:
    """Compile an uploaded package; what is wrong with it is written down with it."""
    version: Version = await lane.db.read(choosing.found, due.app_id, due.version_id)
    if version.state != COMPILING:
        return
    told_at = float("-inf")

    async def told(stage: str, percent: int) -> None:
        nonlocal told_at
        now = lane.clock.monotonic()
        if now - told_at >= _LEAST_BETWEEN_SECONDS:
            told_at = now
            await lane.db.run(uploading.note_progress, due.app_id, due.version_id, stage, percent)

    made = await _compiled(lane, version, told, attempt)
    for digest in await lane.db.run(_finish, due, made):
        await asyncio.to_thread(store.remove, lane, digest)


async def _compiled(lane: Lane, version: Version, told: compiling.Told, attempt: int) -> compiling.Compiled:
    """What becomes of a package; trouble with the machine itself may pass."""
    try:
        packed = await asyncio.to_thread(lane.media.read, version.source)
    except FileNotFoundError:
        return uploading.refused("The uploaded package is gone.", "Upload it again.", code="package_gone")
    try:
        return await compiling.compile_package(lane, packed, cache_key=version.app_id, told=told)
    except HutongError as refusal:
        return uploading.refused(_sentence(refusal), str(refusal.facts.get("hint", "")), _file(refusal.facts))
    except OSError as trouble:
        if attempt < _MOST_TRIES:
            raise
        log.exception("compiling_failed", app_id=version.app_id)
        return uploading.refused(
            f"This machine could not compile it: {trouble.strerror}.",
            "Tell its operator.",
            code="machine_failed",
            params={"detail": str(trouble.strerror)},
        )


def _finish(tx: Transaction, due: uploading.Compiling, made: compiling.Compiled) -> list[str]:
    """Remember what became of it. Answers the packages that nobody needs any more."""
    version = uploading.finish(tx, due.app_id, due.version_id, made)
    return pruning.prune(tx, version, programs.found(tx, due.app_id).trial_id)


@job(asking.JOB)
async def decide(lane: Lane, due: asking.Due, attempt: int) -> None:
    """A submission that nobody looks at is decided."""
    await lane.db.run(deciding.fall_due, due.app_id, due.review_id)


@job(filings.JOB)
async def grant_filing(lane: Lane, due: filings.Due, attempt: int) -> None:
    """The weeks that a filing takes are over."""
    await lane.db.run(filings.fall_due, due.owner_id, due.name)


@job(content.JOB)
async def tell_of_medium(lane: Lane, due: content.MediaCheck, attempt: int) -> None:
    """A program's server hears what came of looking at a medium."""
    await lane.db.run(content.tell, due)


@job(appearance.JOB)
async def decide_name(lane: Lane, due: appearance.Due, attempt: int) -> None:
    """A name's papers are looked at."""
    await lane.db.run(appearance.decide, due)


@job(receiving.JOB_LATE)
async def remind_of_shipping(lane: Lane, due: receiving.Due, attempt: int) -> None:
    """The days in which a paid order is to be sent are over."""
    await lane.db.run(receiving.fall_late, due)


@job(receiving.JOB_RECEIVED)
async def receive_shipment(lane: Lane, due: receiving.Due, attempt: int) -> None:
    """An order that nobody said anything of counts as received."""
    await lane.db.run(receiving.fall_due, due)


@job(receiving.JOB_SETTLED)
async def settle_shipment(lane: Lane, due: receiving.Due, attempt: int) -> None:
    """A received order is settled."""
    await lane.db.run(receiving.settle, due)


def _sentence(refusal: HutongError) -> str:
    """What its docstring says, with the facts in it."""
    sentence = " ".join((type(refusal).__doc__ or "").split())
    for name, fact in refusal.facts.items():
        sentence = sentence.replace(f"`{name}`", str(fact))
    return sentence


def _file(facts: dict[str, Any]) -> str:
    return str(facts.get("file", ""))
