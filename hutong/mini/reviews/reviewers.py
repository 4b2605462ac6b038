"""Who looks at submissions: nobody (they pass at once), a script, the clock, or an operator."""

from datetime import timedelta
from typing import get_args

import msgspec

from hutong.kernel import instance
from hutong.kernel.db import Reader, Transaction
from hutong.mini.errors.reviews import ReviewerWrong
from hutong.mini.models.reviews import Mode, Reviewer, Verdict, reviewers

EVERYBODY = ""
MOST_HOURS = 720.0
_MOST_VERDICTS = 100


def of(read: Reader, app_id: str) -> Reviewer:
    """Who looks at a program: its own reviewer, else the instance's."""
    for asked in (app_id, EVERYBODY):
        found = read.one(reviewers.by_key, app_id=asked)
        if found is not None:
            return found
    here = instance.find(read)
    # A lab lets everything pass until told otherwise; elsewhere somebody looks.
    mode = "auto" if here is not None and here.mode == "lab" else "human"
    return Reviewer(app_id=EVERYBODY, mode=mode, least_hours=1, most_hours=24, verdicts=[])


def choose(
    tx: Transaction,
    app_id: str,
    *,
    mode: str,
    least_hours: float = 1,
    most_hours: float = 24,
    verdicts: list[Verdict] | None = None,
) -> Reviewer:
    """Say who looks from now on, at one program or (for "") at all. Raises: ReviewerWrong"""
    if mode not in get_args(Mode) or not 0 <= least_hours <= most_hours <= MOST_HOURS:
        raise ReviewerWrong(max_hours=MOST_HOURS)
    if len(verdicts or []) > _MOST_VERDICTS or any(not one.passed and not one.reason for one in verdicts or []):
        raise ReviewerWrong(max_verdicts=_MOST_VERDICTS)
    wanted = Reviewer(app_id=app_id, mode=mode, least_hours=least_hours, most_hours=most_hours, verdicts=verdicts or [])
    kept, is_new = tx.get_or_add(wanted)
    if is_new:
        return kept
    changes = {name: value for name, value in msgspec.structs.asdict(wanted).items() if name != "app_id"}
    return tx.update(kept, **{**changes, "verdicts": wanted.verdicts})


def next_verdict(tx: Transaction, app_id: str) -> Verdict:
    """What the script says next; it says yes when it has nothing left to say."""
    reviewer = of(tx, app_id)
    if not reviewer.verdicts:
        return Verdict(passed=True)
    tx.update(reviewer, verdicts=reviewer.verdicts[1:])
    return reviewer.verdicts[0]


def patience(tx: Transaction, reviewer: Reviewer) -> timedelta | None:
    """How long a decision takes; None where somebody has to make it."""
    if reviewer.mode == "human":
        return None
    if reviewer.mode != "delayed":
        return timedelta()
    share = int.from_bytes(tx.new_token("mini.review", 4)) / (1 << 32)
    return timedelta(hours=reviewer.least_hours + share * (reviewer.most_hours - reviewer.least_hours))
