"""Submitting a version for review, and taking it back."""

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Count, Reader, Transaction, in_list, param, query
from hutong.mini import programs
from hutong.mini.errors import reviews as errors
from hutong.mini.errors.versions import VersionIsPreview
from hutong.mini.models.programs import Program
from hutong.mini.models.reviews import PASSED, REFUSED, UNDECIDED, WAITING, WITHDRAWN, Item, Review, reviews
from hutong.mini.models.versions import PREVIEW, Version
from hutong.mini.reviews import reviewers
from hutong.mini.versions import choosing

JOB = "mini.review"
MOST_ITEMS, MOST_TITLE_LETTERS, MOST_TAGS, MOST_TAG_LETTERS, MOST_NOTE_LETTERS = 5, 32, 10, 20, 200
MONTHLY_REVIEWS = 20
MONTHLY_HURRIES = 3
DAILY_WITHDRAWALS, MONTHLY_WITHDRAWALS = 5, 10

_newest = query(
    reviews.select().where(reviews.c.app_id == param("app_id")).order_by(reviews.c.review_id.desc()).limit(1), Review
)
_of_app = query(
    reviews.select()
    .where(reviews.c.app_id == param("app_id"))
    .order_by(reviews.c.review_id.desc())
    .limit(param("limit", sa.Integer())),
    Review,
)
_since = query(
    sa.select(sa.func.count().label("total"))
    .select_from(reviews.sa)
    .where(
        reviews.c.app_id == param("app_id"),
        reviews.c.asked_at >= param("since", reviews.c.asked_at.type),
        in_list(reviews.c.state, "states"),
    ),
    Count,
)
_hurried = query(
    sa.select(sa.func.count().label("total"))
    .select_from(reviews.sa)
    .where(
        reviews.c.app_id == param("app_id"),
        reviews.c.asked_at >= param("since", reviews.c.asked_at.type),
        reviews.c.is_hurried == sa.literal(True, reviews.c.is_hurried.type),
    ),
    Count,
)
_all_states = ["waiting", "delayed", "passed", REFUSED, WITHDRAWN]


class Due(msgspec.Struct, frozen=True):
    """Which submission is decided now."""

    app_id: str
    review_id: int


def submit(
    tx: Transaction, app_id: str, version_id: int, *, items: list[Item] | None = None, note: str = "", by: str = ""
) -> Review:
    """Ask for a look at a version.

    Raises: VersionNotFound · VersionNotReady · VersionIsPreview · NoCategory · ReviewRuns · ReviewsUsedUp ·
            TooManyItems · ItemTagsWrong · ItemTitleWrong · ItemPageUnknown · ItemCategoryWrong · FeedbackTooLong
    """
    program = programs.kept(tx, app_id)
    version = choosing.ready(tx, app_id, version_id)
    if version.kind == PREVIEW:
        raise VersionIsPreview()
    if not any(service.state == "passed" for service in program.services):
        raise errors.NoCategory()
    before = newest(tx, app_id)
    if before is not None and before.state in UNDECIDED:
        raise errors.ReviewRuns()
    if left_this_month(tx, app_id) <= 0:
        raise errors.ReviewsUsedUp(limit=MONTHLY_REVIEWS)
    _check(items or [], note, version, program)
    reviewer = reviewers.of(tx, app_id)
    patience = reviewers.patience(tx, reviewer)
    due_at = None if patience is None else tx.now + patience
    review = tx.insert(
        Review(
            app_id=app_id,
            review_id=tx.new_id("mini.review"),
            version_id=version_id,
            state=WAITING,
            mode=reviewer.mode,
            items=items or [],
            note=note,
            by=by,
            asked_at=tx.now,
            due_at=due_at,
            is_hurried=False,
            reason="",
            screenshots=[],
            media_ids=[],
            decided_by="",
            decided_at=None,
        )
    )
    if due_at is not None:
        tx.job(JOB, Due(app_id, review.review_id), due_at=due_at, name=_job_name(review))
    return review


def withdraw(tx: Transaction, app_id: str, *, by: str = "") -> Review:
    """Take the running submission back. Raises: NoReviewRuns · WithdrawalsUsedUp"""
    review = newest(tx, app_id)
    if review is None or review.state not in UNDECIDED:
        raise errors.NoReviewRuns()
    today = _count(tx, app_id, tx.now - timedelta(days=1), [WITHDRAWN])
    month = _count(tx, app_id, _month_began(tx.now), [WITHDRAWN])
    if today >= DAILY_WITHDRAWALS or month >= MONTHLY_WITHDRAWALS:
        raise errors.WithdrawalsUsedUp(a_day=DAILY_WITHDRAWALS, a_month=MONTHLY_WITHDRAWALS)
    tx.cancel_job(_job_name(review))
    return tx.update(review, state=WITHDRAWN, decided_at=tx.now, decided_by=by)


def hurry(tx: Transaction, app_id: str, review_id: int) -> Review:
    """Have a submission looked at before others; one that falls due by itself is decided now.

    Raises: NotInQueue · HurriedAlready · HurriesUsedUp
    """
    review = tx.one(reviews.by_key, app_id=app_id, review_id=review_id)
    if review is None or review.state not in UNDECIDED:
        raise errors.NotInQueue()
    if review.is_hurried:
        raise errors.HurriedAlready()
    if hurries_left(tx, app_id) <= 0:
        raise errors.HurriesUsedUp(limit=MONTHLY_HURRIES)
    if review.due_at is not None:
        tx.cancel_job(_job_name(review))
        tx.job(JOB, Due(app_id, review.review_id), due_at=tx.now, name=_job_name(review))
        review = tx.update(review, due_at=tx.now)
    return tx.update(review, is_hurried=True)


def wave_through(tx: Transaction, app_id: str, version_id: int, *, by: str) -> Review:
    """Let a version pass without a look, whatever runs: what a lab does for those who only want to open it."""
    version = choosing.ready(tx, app_id, version_id)
    running = newest(tx, app_id)
    if running is not None and running.state in UNDECIDED:
        forget_due(tx, running)
        tx.update(running, state=WITHDRAWN, decided_at=tx.now, decided_by=by)
    return tx.insert(
        Review(
            app_id=app_id,
            review_id=tx.new_id("mini.review"),
            version_id=version.version_id,
            state=PASSED,
            mode="auto",
            items=[],
            note="",
            by=by,
            asked_at=tx.now,
            due_at=None,
            is_hurried=False,
            reason="",
            screenshots=[],
            media_ids=[],
            decided_by=by,
            decided_at=tx.now,
        )
    )


def forget_due(tx: Transaction, review: Review) -> None:
    """The decision was made before it fell due."""
    tx.cancel_job(_job_name(review))


def newest(read: Reader, app_id: str) -> Review | None:
    """The last submission of a program."""
    return read.one(_newest, app_id=app_id)


def found(read: Reader, app_id: str, review_id: int) -> Review:
    """A submission of a program. Raises: ReviewNotFound"""
    review = read.one(reviews.by_key, app_id=app_id, review_id=review_id)
    if review is None:
        raise errors.ReviewNotFound()
    return review


def listed(read: Reader, app_id: str, *, limit: int = 50) -> list[Review]:
    """The submissions of a program, newest first."""
    return read.many(_of_app, app_id=app_id, limit=limit)


def left_this_month(read: Reader, app_id: str) -> int:
    """How often the program may be submitted yet."""
    return MONTHLY_REVIEWS - _count(read, app_id, _month_began(read.now), _all_states)


def hurries_left(read: Reader, app_id: str) -> int:
    """How often the program may have a submission hurried yet this month."""
    counted = read.one(_hurried, app_id=app_id, since=_month_began(read.now))
    return MONTHLY_HURRIES - (counted.total if counted else 0)


def _check(items: list[Item], note: str, version: Version, program: Program) -> None:
    if len(items) > MOST_ITEMS:
        raise errors.TooManyItems(max=MOST_ITEMS)
    if len(note) > MOST_NOTE_LETTERS:
        raise errors.FeedbackTooLong(max=MOST_NOTE_LETTERS)
    served = {(service.first, service.second) for service in program.services if service.state == "passed"}
    for item in items:
        tags = item.tag.split()
        if len(tags) > MOST_TAGS or any(len(tag) > MOST_TAG_LETTERS for tag in tags):
            raise errors.ItemTagsWrong(max=MOST_TAGS)
        if len(item.title) > MOST_TITLE_LETTERS:
            raise errors.ItemTitleWrong(max=MOST_TITLE_LETTERS)
        if item.address and item.address.partition("?")[0].strip("/") not in version.pages:
            raise errors.ItemPageUnknown(page=item.address[:200])
        if item.first and (item.first, item.second) not in served:
            raise errors.ItemCategoryWrong(first=item.first, second=item.second)


def _count(read: Reader, app_id: str, since: datetime, states: list[str]) -> int:
    counted = read.one(_since, app_id=app_id, since=since, states=states)
    return counted.total if counted else 0


def _month_began(now: datetime) -> datetime:
    return now.astimezone(apps.BEIJING).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _job_name(review: Review) -> str:
    return f"{JOB}:{review.app_id}:{review.review_id}"
