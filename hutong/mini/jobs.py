"""Background work of mini programs: compiling what was uploaded, decisions and filings that fall due."""

import asyncio
from typing import Any

from hutong.kernel.db import Transaction
from hutong.kernel.errors import HutongError
from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.mini import filings, programs
from hutong.mini.models.versions import COMPILING, Version
from hutong.mini.packages import compiling, store
from hutong.mini.reviews import asking, deciding
from hutong.mini.versions import choosing, pruning, uploading

_LEAST_BETWEEN_SECONDS = 0.3


@job(uploading.JOB, timeout_seconds=compiling.MOST_SECONDS + 60)
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

    try:
        made = await compiling.compile_package(lane, lane.media.read(version.source), cache_key=due.app_id, told=told)
    except HutongError as refusal:
        made = uploading.refused(_sentence(refusal), str(refusal.facts.get("hint", "")), _file(refusal.facts))
    except FileNotFoundError:
        made = uploading.refused("The uploaded package is gone.", "Upload it again.")
    for digest in await lane.db.run(_finish, due, made):
        await asyncio.to_thread(store.remove, lane, digest)


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


def _sentence(refusal: HutongError) -> str:
    """What its docstring says, with the facts in it."""
    sentence = " ".join((type(refusal).__doc__ or "").split())
    for name, fact in refusal.facts.items():
        sentence = sentence.replace(f"`{name}`", str(fact))
    return sentence


def _file(facts: dict[str, Any]) -> str:
    return str(facts.get("file", ""))
