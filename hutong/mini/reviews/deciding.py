"""Deciding a submission: yes, no with a reason and pictures, or not yet. The program's server is told."""

import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction, in_list, param, query
from hutong.kernel.media import Blob
from hutong.mini import events
from hutong.mini.errors import reviews as errors
from hutong.mini.models.reviews import DELAYED, PASSED, REFUSED, UNDECIDED, WAITING, Picture, Review, reviews
from hutong.mini.reviews import asking, reviewers

MOST_REASON_LETTERS = 500
MOST_SCREENSHOTS = 5

_queue = query(
    reviews.select()
    .where(in_list(reviews.c.state, "states"))
    .order_by(reviews.c.is_hurried.desc(), reviews.c.asked_at, reviews.c.review_id)
    .limit(param("limit", sa.Integer())),
    Review,
)


def accept(tx: Transaction, review: Review, *, by: str) -> Review:
    """Let a version pass. Raises: ReviewDecidedAlready. Publishes: ReviewDecided"""
    _refuse_decided(review)
    dialog.push_account_event(tx, review.app_id, "weapp_audit_success", {"SuccTime": int(tx.now.timestamp())})
    return _decide(tx, review, state=PASSED, by=by)


def refuse(tx: Transaction, review: Review, reason: str, screenshots: list[Picture], *, by: str) -> Review:
    """Turn a version down.

    Raises: ReviewDecidedAlready · ReasonMissing · TooManyScreenshots
    Publishes: ReviewDecided
    """
    _refuse_decided(review)
    if not reason.strip() or len(reason) > MOST_REASON_LETTERS:
        raise errors.ReasonMissing(max=MOST_REASON_LETTERS)
    if len(screenshots) > MOST_SCREENSHOTS:
        raise errors.TooManyScreenshots(max=MOST_SCREENSHOTS)
    media_ids = [_as_media(tx, review.app_id, picture) for picture in screenshots]
    told = {"Reason": reason, "FailTime": int(tx.now.timestamp())}
    if media_ids:
        told["ScreenShot"] = "|".join(media_ids)
    dialog.push_account_event(tx, review.app_id, "weapp_audit_fail", told)
    return _decide(tx, review, state=REFUSED, by=by, reason=reason, screenshots=screenshots, media_ids=media_ids)


def delay(tx: Transaction, review: Review, reason: str, *, by: str) -> Review:
    """Say that it takes longer. Raises: ReviewDecidedAlready · ReasonMissing"""
    _refuse_decided(review)
    if not reason.strip() or len(reason) > MOST_REASON_LETTERS:
        raise errors.ReasonMissing(max=MOST_REASON_LETTERS)
    told = {"Reason": reason, "DelayTime": int(tx.now.timestamp())}
    dialog.push_account_event(tx, review.app_id, "weapp_audit_delay", told)
    return tx.update(review, state=DELAYED, reason=reason, decided_by=by)


def fall_due(tx: Transaction, app_id: str, review_id: int) -> None:
    """Decide a submission that nobody decides: by the script if there is one, else yes."""
    review = tx.one(reviews.by_key, app_id=app_id, review_id=review_id)
    if review is None or review.state not in UNDECIDED:
        return
    verdict = reviewers.next_verdict(tx, app_id)
    by = f"reviewer:{review.mode}"
    if verdict.passed:
        accept(tx, review, by=by)
    else:
        refuse(tx, review, verdict.reason, verdict.screenshots, by=by)


def waiting(read: Reader, *, limit: int) -> list[Review]:
    """Submissions that somebody has to decide: the hurried ones, then those that wait longest."""
    return read.many(_queue, states=[WAITING, DELAYED], limit=limit)


def _decide(tx: Transaction, review: Review, *, by: str, **changes: object) -> Review:
    asking.forget_due(tx, review)
    tx.publish(events.ReviewDecided(app_id=review.app_id, review_id=review.review_id))
    return tx.update(review, **{"reason": "", **changes}, decided_by=by, decided_at=tx.now)


def _refuse_decided(review: Review) -> None:
    if review.state not in UNDECIDED:
        raise errors.ReviewDecidedAlready(state=review.state)


def _as_media(tx: Transaction, app_id: str, picture: Picture) -> str:
    blob = Blob(
        digest=picture.digest,
        size_bytes=picture.size_bytes,
        content_type=picture.content_type,
        width=picture.width,
        height=picture.height,
    )
    return apps.add_media(tx, app_id, "image", blob, "screenshot").media_id
